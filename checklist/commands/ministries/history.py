"""`checklist ministries history`."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any, TypeAlias

from checklist.answer_types.written_date import date_in_words
from checklist.commands.shared.divided_report import ReportBehindArgument, divided_report
from checklist.commands.shared.listed_lines import print_line
from checklist.commands.shared.options import argument
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.errors import ChecklistError
from checklist.files.discovery import is_report_name
from checklist.ministries.clearance import CLEARED
from checklist.ministries.log import (
    AGREED,
    ANSWERED,
    DECIDED,
    MERGED,
    NOTED,
    LogEntry,
    NoteEvent,
    note_words,
    read_log,
    standing,
)
from checklist.ministries.merge import (
    CONFLICT,
    EMPTIED,
    PROPOSED,
    REPLACED,
    SETTLED,
    TAKEN,
    TOLD,
    UNCHANGED,
    UNREADABLE,
)
from checklist.ministries.reassign import row_named
from checklist.ministries.returned import AT_THE_END
from checklist.ministries.sides import Sides
from checklist.ministries.words import content_in_words, entry_of, place_in_words
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.ministries.merge_list import counted_words
from checklist.text.messages import (
    Message,
    Texts,
    any_of,
    changed,
    clauses,
    commas,
    in_quotes,
    labelled,
    sentences,
    tr,
    with_aside,
)
from checklist.text.paragraphs import sentence
from checklist.text.sanitize import quoted

_OUTCOMES = Texts(
    {
        TAKEN: "taken",
        UNCHANGED: "unchanged",
        CONFLICT: "conflict",
        PROPOSED: "proposed",
        EMPTIED: "emptied",
        UNREADABLE: "unreadable",
        REPLACED: "replaced",
        SETTLED: "settled",
        TOLD: "told",
    }
)
"""What became of what a form said."""
_LEFT_EMPTY = Message("left empty")
_Names: TypeAlias = Callable[[str], str]


def run(
    report: ReportBehindArgument = None,
    question: Annotated[str | None, argument("QUESTION", tr("Its id or its number: 5.3."))] = None,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Show what became of each form, or who answered a question.

    Without QUESTION, the command shows the whole log: what was sent and merged, calls, more time,
    clearances and decisions, in their order. Of a question, it shows each answer and clearance.
    """
    if question is None and report is not None and not is_report_name(report.name):
        question, report = str(report), None  # what is named alone is the question
    with divided_report(report, questionnaire, refuses_errors=False, only_reads=True) as divided:
        asked = divided.questionnaire
        log = read_log(divided.folder.log)
        names = Sides(asked, divided.file.division if divided.file else None).label
        if question is None:
            lines = [*_whole_log(log, asked, names)]
            nothing = tr("Nothing was noted or merged yet.")
        else:
            found = [named.id for named in asked.find_by_name(question)[0]]
            found = found or [*filter(None, [row_named(question, asked)])]
            if not found:
                raise ChecklistError(tr("{question} is not a question", quoted(question)))
            lines = [line for place in found for line in _lines(place, log, asked, names)]
            nothing = tr("Nothing was merged into this answer, and nobody cleared it.")
    if not lines:
        print(nothing, file=sys.stderr)
    for line in lines:
        print_line(line)


def _whole_log(log: Sequence[LogEntry], asked: Questionnaire, names: _Names) -> Iterator[str]:
    """Yield a line for each entry of the log."""
    stands = standing(log)
    for entry in log:
        said = _said(entry, asked, names)
        if entry.did == MERGED and entry not in stands:
            said = tr("{said} [undone]", said)
        yield f"{_when(entry)}  {said}"


def _said(entry: LogEntry, asked: Questionnaire, names: _Names) -> str:
    """Return what an entry of the log notes, in a sentence."""
    data = entry.data
    who = str(data.get("who") or tr("somebody"))
    if entry.did == CLEARED:
        person = data.get("cleared_by")
        agreed = tr("{person} agreed.", person) if person else ""
        return sentences([note_words({**data, "event": NoteEvent.CLEARED}, names), agreed])
    if entry.did == NOTED:
        text = in_quotes(data["note"]) if data.get("note") else ""
        return sentences([note_words(data, names), text])
    if entry.did == MERGED:
        counts = data.get("counts")
        counted = counts.items() if isinstance(counts, dict) else ()
        words = counted_words({outcome: number for outcome, number in counted if number})
        by, file = names(str(data.get("by", ""))), data.get("file", "")
        if words:
            return tr("{by}: {file} was merged by {who}: {words}.", by, file, who, words)
        return tr("{by}: {file} was merged by {who}.", by, file, who)
    if entry.did == AGREED:
        place = place_in_words(str(data.get("unit", "")), asked, data.get("entry"))
        return sentence(labelled(f"{_who_agreed(entry, names)} {place}", _agreed(entry, asked)))
    if entry.did == DECIDED:
        at = str(data.get("unit", ""))
        return tr(
            "{who} decided a conflict: {place} {decided}",
            who,
            labelled(place_in_words(at, asked, data.get("entry"))),
            _decided(entry, asked, names),
        )
    if entry.did == ANSWERED:
        return tr("{who} changed an answer: {changed}.", who, _changed(entry, asked, names))
    return tr("{who} undid the last merge.", who)


def _changed(entry: LogEntry, asked: Questionnaire, names: _Names) -> str:
    """Return which answer of which ministries was changed in the report itself, and to what."""
    data = entry.data
    at = str(data.get("unit", ""))
    was, now = (content_in_words(at, data.get(key), asked) for key in ("was", "now"))
    by = data.get("of")
    givers = commas(names(str(code)) for code in by) if isinstance(by, list) else ""
    return labelled(place_in_words(at, asked), changed(with_aside(was, givers), now))


def _who_agreed(entry: LogEntry, names: _Names) -> str:
    """Return who signed a sheet of conflicts, and when."""
    day = date_in_words(str(entry.data.get("on", "")))
    who = clauses([str(entry.data.get("person", "")), day])
    return labelled(with_aside(names(str(entry.data.get("by", ""))), who))


def _agreed(entry: LogEntry, asked: Questionnaire) -> str:
    """Return on what a ministry agreed."""
    if entry.data.get("withdrawn"):
        return tr("it does not agree")
    words = content_in_words(str(entry.data.get("unit", "")), entry.data.get("now"), asked)
    return tr("it agrees to {words}", words)


def _decided(entry: LogEntry, asked: Questionnaire, names: _Names) -> str:
    """Return what each side had said, and what was decided."""
    data = entry.data
    at = str(data.get("unit", ""))
    now = (
        content_in_words(at, data["now"], asked) if data.get("now") is not None else tr(_LEFT_EMPTY)
    )
    given = data.get("sides")
    sides = [side for side in given if isinstance(side, dict)] if isinstance(given, list) else []
    said = [] if data.get("was") is None else [content_in_words(at, data["was"], asked)]
    for side in sides:
        by = side.get("by")
        who = commas(names(str(code)) for code in by) if isinstance(by, list) else ""
        words = content_in_words(at, side.get("content"), asked)
        said.append(with_aside(words, who))
    return changed(any_of(said), now) if said else now


def _when(entry: LogEntry) -> str:
    return str(entry.data.get("at", ""))[:16].replace("T", " ")


def _is_about(at: str, place: str, asked: Questionnaire) -> bool:
    """Whether a unit is in a question, or in a row or column, or in what has all of them."""
    question_id, *names = at.split("/")
    asked_id, _, part = place.partition("/")
    if question_id != asked_id or not part:
        return question_id == asked_id
    named = {*names[:2]} & asked.questions[asked_id].answer_type.fields().keys()
    return not named or part in named


def _lines(
    place_id: str, entries: Sequence[LogEntry], asked: Questionnaire, names: _Names
) -> Iterator[str]:
    """Yield what the log has on a question or row, one line for each unit."""
    undone = [entry for entry in entries if entry.did == MERGED and entry not in standing(entries)]
    for entry in entries:
        data = entry.data
        when = _when(entry)
        name = names(str(data.get("by") or data.get("who") or ""))
        is_here = False
        for unit in _units(entry):
            at = str(unit.get("at", ""))
            if not _is_about(at, place_id, asked):
                continue
            is_here = True
            contents = {str(other.get("at")): other.get("now") for other in entry.units}
            place = place_in_words(at, asked, data.get("entry") or entry_of(at, contents, asked))
            now = content_in_words(at, unit.get("now"), asked)
            if entry.did == AGREED:
                words = labelled(f"{_who_agreed(entry, names)} {place}", _agreed(entry, asked))
                yield f"{when}  {words}"
                continue
            if entry.did == CLEARED:
                day = date_in_words(str(data.get("on", "")))
                who = with_aside(name, data.get("cleared_by"))
                yield tr(
                    "{when}  {who}, cleared on {day}: {place}: {now}",
                    when=when,
                    who=who,
                    day=day,
                    place=place,
                    now=now,
                )
                continue
            if entry.did == ANSWERED:
                yield tr(
                    "{when}  {name} changed it: {changed}",
                    when,
                    name,
                    _changed(entry, asked, names),
                )
                continue
            file = str(data.get("file") or tr("decided here"))
            was = content_in_words(at, unit.get("was"), asked)
            outcome = str(unit.get("outcome", ""))
            notes = [
                _OUTCOMES.get(outcome, outcome),
                tr("undone") if entry in undone else "",
            ]
            if unit.get("outcome") == REPLACED and entry.filled_in_by:
                notes.append(tr("filled in by {filled_in_by}", entry.filled_in_by))
            more = f" [{commas(filter(None, notes))}]" if any(notes) else ""
            said = tr("{now}, as before", now) if was == now else changed(was, now)
            if entry.did == DECIDED:
                said = _decided(entry, asked, names)
            words = labelled(commas([name, file]), labelled(place, said))
            yield f"{when}  {words}{more}"
        for remark in entry.remarks:
            at = str(remark.get("at", "")).partition("#")[0]
            if _is_about(at, place_id, asked):
                file = str(data.get("file", ""))
                where = labelled(f"{when}  {commas([name, file])}", place_in_words(at, asked))
                yield tr("{where}: remark: {get}", where, remark.get("text", ""))
        if is_here and entry.closing_remark:
            file = str(data.get("file", ""))
            closing = labelled(in_quotes(AT_THE_END), entry.closing_remark)
            yield labelled(f"{when}  {commas([name, file])}", closing)


def _units(entry: LogEntry) -> Sequence[Mapping[str, Any]]:
    """Return what an entry of the log says: the units, each with what it is now."""
    if entry.did == MERGED:
        return entry.units
    if entry.did == CLEARED:
        cleared = entry.data.get("cleared")
        units = cleared if isinstance(cleared, dict) else {}
        return [{"at": at, "now": content} for at, content in units.items()]
    return [{**entry.data, "at": entry.data.get("unit", "")}]
