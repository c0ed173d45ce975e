"""`checklist ministries history`."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from checklist.commands.shared.divided_report import divided_report
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.errors import ChecklistError
from checklist.ministries.log import MERGED, LogEntry, read_log, standing
from checklist.ministries.words import content_in_words, place_in_words
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.text.sanitize import quoted, safe_text


def run(
    report: Annotated[Path, typer.Argument(metavar="REPORT", readable=False, help="The draft.")],
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="Its id or its number: 5.3.")],
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Show who answered a question, when, and by which return."""
    with divided_report(report, questionnaire, refuses_errors=False) as divided:
        asked = divided.questionnaire
        found, _ = asked.find_by_name(question)
        if not found:
            raise ChecklistError(f"{quoted(question)} is no question")
        log = read_log(divided.folder.log)
        lines = [line for one in found for line in _lines(one.id, log, asked)]
    if not lines:
        print("Nothing was merged into this answer.", file=sys.stderr)
    for line in lines:
        print(safe_text(line))


def _lines(question_id: str, entries: Sequence[LogEntry], asked: Questionnaire) -> list[str]:
    undone = [one for one in entries if one.did == MERGED and one not in standing(entries)]
    lines = []
    for entry in entries:
        data = entry.data
        units = entry.units if entry.did == MERGED else [{**data, "at": data.get("unit", "")}]
        who = str(data.get("by") or data.get("who") or "")
        name = asked.authorities.get(who, who)
        file = str(data.get("file") or "decided here")
        when = str(data.get("at", ""))[:16].replace("T", " ")
        for unit in units:
            at = str(unit.get("at", ""))
            if at.partition("/")[0] != question_id:
                continue
            was, now = (content_in_words(at, unit.get(key), asked) for key in ("was", "now"))
            outcome = str(unit.get("outcome", ""))
            notes = [outcome, *(["undone"] if entry in undone else [])]
            more = f" [{', '.join(filter(None, notes))}]" if any(notes) else ""
            place = place_in_words(at, asked)
            said = f"{now}, as before" if was == now else f"{was} → {now}"
            lines.append(f"{when}  {name}, {file}: {place}: {said}{more}")
        for remark in entry.remarks:
            at = str(remark.get("at", "")).partition("#")[0]
            if at.partition("/")[0] == question_id:
                place = place_in_words(at, asked)
                lines.append(f"{when}  {name}, {file}: {place}: remark: {remark.get('text', '')}")
    return lines
