"""`checklist ministries sent`."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from checklist.answer_types.written_date import date_in_words
from checklist.commands.shared.divided_report import (
    DividedReport,
    divided_report,
)
from checklist.commands.shared.line_options import OnOption, day_of
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.errors import ChecklistError
from checklist.files.discovery import exists, is_file
from checklist.files.reader import content_of
from checklist.forms.interface import UnreadableFormError
from checklist.forms.registry import FORMATS, format_of, record_of
from checklist.ministries.division import Authority, SentPart
from checklist.ministries.part_record import PartRecord
from checklist.text.sanitize import safe_text


def run(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="CODE",
            help="The codes of ministries, such as labour. The draft can stand behind them; "
            "without it, the one in this folder.",
        ),
    ],
    on: OnOption = None,
    part: Annotated[
        Path | None,
        typer.Option(
            "--part",
            metavar="FILE",
            readable=False,
            help="The form that was sent; without it, the form in parts/.",
        ),
    ] = None,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Note which parts were sent.

    The division keeps the number of each part, the day, and the digest of the answers in it. When
    the part comes back, its answers are compared with these. You can also merge a part that was
    never noted as sent, but then the command asks you about every difference.
    """
    day = day_of(on)
    codes, report = _codes_and_report(words)
    if part is not None and len(codes) > 1:
        raise ChecklistError("--part is one form: name one ministry with it")
    with divided_report(report, questionnaire) as divided:
        changed = divided.division
        numbers: dict[str, int] = {}
        for code in codes:
            path = part if part is not None else _part(divided, code)
            sent = _sent(divided, code, path, day)
            changed = changed.changed(code, sent=[*divided.authority(code).sent, sent])
            numbers[divided.division.label(code, divided.questionnaire)] = sent.number
        divided.divided.save(changed)
    words_for_day = date_in_words(day)
    for label, number in numbers.items():
        print(f"{safe_text(label)}: part {number} was sent on {words_for_day}.", file=sys.stderr)


def _codes_and_report(words: Sequence[str]) -> tuple[Sequence[str], Path | None]:
    """Return the codes, each once, and the report behind them, which is no code."""
    *codes, last = words
    if re.fullmatch(r"[A-Za-z0-9-]+", last) and not is_file(Path(last)):
        return [*dict.fromkeys(words)], None
    if not codes:
        raise ChecklistError(
            "name the ministries before the report: checklist ministries sent labour REPORT"
        )
    return [*dict.fromkeys(codes)], Path(last)


def _sent(divided: DividedReport, code: str, path: Path, day: str) -> SentPart:
    """Return what the division keeps of a part that was sent.

    Raises:
        ChecklistError: It is not the next part of the ministry, or was noted already.
    """
    known = divided.authority(code)
    record, form = _record(path, divided, code)
    identity = record.identity
    if any(one.part == identity.part for one in known.sent):
        raise ChecklistError(f"{safe_text(str(path))} was already noted as sent")
    if identity.number != known.next_number:
        raise ChecklistError(
            f"{safe_text(str(path))} is part {identity.number}; the next is "
            f"{known.next_number}. Make it again: checklist ministries forms"
        )
    _refuse_later_day(day, known, identity.part)
    facts = identity.model_dump(include={"number", "part", "base"})
    return SentPart.model_validate({**facts, "on": day, "form": form})


def _refuse_later_day(day: str, authority: Authority, part: str) -> None:
    """Refuse a day after the day on which the part came back.

    Raises:
        ChecklistError: It is such a day.
    """
    back = min((one.on for one in authority.returned if one.part == part), default=day)
    if day > back:
        raise ChecklistError(
            f"--on: this form came back on {back} and was sent before that; name the day: "
            f"--on {back}, or an earlier one"
        )


def _part(divided: DividedReport, code: str) -> Path:
    """Return the form in parts/ that is to be sent next."""
    number = divided.authority(code).next_number
    found = [
        path
        for name in FORMATS
        if exists(path := divided.folder.parts / divided.folder.part_name(code, number, f".{name}"))
    ]
    sent = divided.authority(code).sent
    if not found and sent:
        last = sent[-1]
        raise ChecklistError(
            f"part {last.number} of `{code}` was noted as sent on {date_in_words(last.on)} "
            "already, and there is no later form. To make the next one:\n"
            f"  checklist ministries forms --authority {code}"
        )
    if not found:
        raise ChecklistError(
            f"there is no form for `{code}` in {safe_text(str(divided.folder.parts))}. Make it "
            f"first:\n  checklist ministries forms --authority {code}\nIf it is in another folder, "
            f"name it:\n  checklist ministries sent {code} --part FILE"
        )
    if len(found) > 1:
        names = ", ".join(path.name for path in found)
        raise ChecklistError(
            f"several forms are there: {names}; name the one that you sent with --part"
        )
    return found[0]


def _record(path: Path, divided: DividedReport, code: str) -> tuple[PartRecord, str]:
    """Return which part a file is, and its format."""
    name = safe_text(str(path))
    content = content_of(path)
    if content is None:
        raise ChecklistError(f"{name} cannot be read")
    try:
        record = record_of(content, path.name)
        form = format_of(content, path.name).name
    except UnreadableFormError as error:
        raise ChecklistError(f"{name}: {error}") from None
    identity, report = record.identity, divided.checked.report
    if identity.authority != code:
        raise ChecklistError(f"{name} is the part of `{identity.authority}`, not of `{code}`")
    if identity.state != report.state or identity.report_id != report.report_id:
        raise ChecklistError(f"{name} is a part of another report")
    return record, form
