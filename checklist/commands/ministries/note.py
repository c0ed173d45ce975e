"""`checklist ministries note`."""

import sys
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from checklist.answer_types.written_date import date_in_words
from checklist.commands.shared.conflict_questions import user_name
from checklist.commands.shared.divided_report import (
    DividedReport,
    ReportBehindArgument,
    divided_report,
)
from checklist.commands.shared.events import Event, add_events
from checklist.commands.shared.line_options import OnOption, day_of, line_of
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.errors import ChecklistError
from checklist.files.discovery import exists
from checklist.files.reader import content_of
from checklist.forms.interface import UnreadableFormError
from checklist.forms.registry import FORMATS, format_of, record_of
from checklist.ministries.clearance import has_answers, note_clearance
from checklist.ministries.division import (
    Authority,
    ClearedPart,
    GivenOn,
    Refused,
    SentPart,
)
from checklist.ministries.give_on import given_on
from checklist.ministries.part_record import PartRecord
from checklist.questionnaire.authorities import OWN
from checklist.text.sanitize import forbidden_character, quoted, safe_text
from checklist.text.suggestions import did_you_mean


class FormEvent(StrEnum):
    """What became of a form."""

    SENT = "sent"
    CLEARED = "cleared"
    REFUSED = "refused"
    PASSED_ON = "passed-on"


class _Details(NamedTuple):
    """What the options say of an event."""

    on: str
    part: Path | None
    by: str | None
    text: str | None
    to: str | None


def _note_sent(divided: DividedReport, codes: Sequence[str], details: _Details) -> Sequence[str]:
    if details.part is not None and len(codes) > 1:
        raise ChecklistError("--part is one form: name one ministry with it")
    division = divided.division
    said = []
    for code in codes:
        path = details.part if details.part is not None else _next_form(divided, code)
        sent = _sent_part(divided, code, path, details.on)
        division = division.changed(code, sent=[*divided.authority(code).sent, sent])
        label = division.label(code, divided.questionnaire)
        said.append(f"{label}: part {sent.number} was sent on {date_in_words(details.on)}.")
    divided.divided.save(division)
    return said


def _note_cleared(divided: DividedReport, codes: Sequence[str], details: _Details) -> Sequence[str]:
    (code,) = codes
    authority = _not_ended(divided, code, "cleared")
    first = min((part.on for part in authority.sent), default=details.on)
    if details.on < first:
        raise ChecklistError(
            f"--on: {details.on} is before the form was sent to `{code}`, on {first}"
        )
    if not has_answers(divided.checked, divided.division, code):
        raise ChecklistError(
            f"`{code}` has no answers that it could agree to. Merge its form, or enter "
            "the answers that it gave you:\n"
            f"  checklist answer {safe_text(str(divided.folder.report))} --for {code}"
        )
    note_clearance(
        divided.folder,
        divided.divided,
        divided.checked,
        code,
        details.on,
        by=None if details.by is None else line_of(details.by, "--by"),
        who=user_name(),
    )
    label = divided.division.label(code, divided.questionnaire)
    return [f"{label} cleared its answers on {date_in_words(details.on)}."]


def _note_refused(divided: DividedReport, codes: Sequence[str], details: _Details) -> Sequence[str]:
    (code,) = codes
    text = details.text
    if text is not None and (not text.strip() or forbidden_character(text) is not None):
        raise ChecklistError("--text: write a text without control characters")
    _not_ended(divided, code, "refused")
    refused = Refused(on=details.on) if text is None else Refused(on=details.on, note=text.strip())
    divided.divided.save(divided.division.changed(code, refused=refused))
    label = divided.division.label(code, divided.questionnaire)
    return [f"{label} refused on {date_in_words(details.on)}."]


def _note_passed_on(
    divided: DividedReport, codes: Sequence[str], details: _Details
) -> Sequence[str]:
    (code,) = codes
    to = OWN if details.to is None else details.to
    _refuse_receiver(divided, code, to)
    _not_ended(divided, code, "passed on")
    division = given_on(divided.division, code, to)
    division = division.changed(code, given_on=GivenOn(on=details.on, to=to))
    if to not in division.authorities:
        division = division.changed(to, **Authority().model_dump(exclude_defaults=True))
    divided.divided.save(division)
    label, other = (division.label(name, divided.questionnaire) for name in (code, to))
    day = date_in_words(details.on)
    if to == OWN:
        return [f"What was asked of {label} is yours to answer since {day}."]
    return [f"What was asked of {label} is asked of {other} since {day}."]


_Note = Callable[[DividedReport, Sequence[str], _Details], Sequence[str]]
EVENTS: Mapping[StrEnum, Event[_Note]] = {
    FormEvent.SENT: Event(
        "The form was sent: the next one in parts/, or --part.", _note_sent, ["--part"]
    ),
    FormEvent.CLEARED: Event(
        "The ministry agrees to the answers in its name.", _note_cleared, ["--by"]
    ),
    FormEvent.REFUSED: Event("The ministry will not answer.", _note_refused, ["--text"]),
    FormEvent.PASSED_ON: Event(
        "Another ministry answers instead: --to.", _note_passed_on, ["--to"]
    ),
}
"""What each event does."""


def run(
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE",
            help="The code of the ministry: labour; before sent, also labour,police.",
        ),
    ],
    event: Annotated[FormEvent, typer.Argument(metavar="EVENT", help="What is noted.")],
    report: ReportBehindArgument = None,
    on: OnOption = None,
    part: Annotated[
        Path | None,
        typer.Option(
            "--part", metavar="FILE", readable=False, help="With sent: the form that was sent."
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by", metavar="NAME", help="With cleared: the person who agreed for the ministry."
        ),
    ] = None,
    text: Annotated[
        str | None,
        typer.Option("--text", metavar="TEXT", help="With refused: what the ministry said."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="CODE",
            help="With passed-on: the ministry that answers instead; without it, you.",
        ),
    ] = None,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Note what became of a form: sent, cleared, refused or passed on.

    The division keeps the answers of each form as a digest, with which those that come back are
    compared. If a form was never noted as sent, `merge` asks you about every difference.

    If an answer changes after it was cleared, `checklist status` shows both answers, and
    `checklist finalize` asks what to do. `cabinet` clears the whole report. The questions of a
    ministry that refused stay open until you decide what the report says. All questions of a
    ministry are passed on; for a single one, use `checklist ministries divide`.
    """
    for option, given in {"--part": part, "--by": by, "--text": text, "--to": to}.items():
        takes = next(name for name, known in EVENTS.items() if option in known.options)
        if given is not None and takes is not event:
            raise ChecklistError(f"`{event}` does not take {option}: it goes with `{takes}`")
    codes = [*dict.fromkeys(code.split(","))]
    if len(codes) > 1 and event is not FormEvent.SENT:
        raise ChecklistError(f"`{event}` is noted for each ministry by itself: name one ministry")
    details = _Details(day_of(on), part, by, text, to)
    with divided_report(report, questionnaire) as divided:
        said = EVENTS[event].note(divided, codes, details)
    for sentence in said:
        print(safe_text(sentence), file=sys.stderr)


add_events(run, EVENTS)


def _not_ended(divided: DividedReport, code: str, new: str) -> Authority:
    """Return an authority that did not end in another way: one that refused cannot have cleared.

    Args:
        divided: The report with its division.
        code: The code of the authority.
        new: What is to be noted: `cleared`, `refused`, `passed on`.

    Raises:
        ChecklistError: It is not in the division, or ended in another way.
    """
    authority = divided.authority(code)
    ends: Mapping[str, tuple[str, ClearedPart | Refused | GivenOn | None]] = {
        "cleared": ("cleared", authority.cleared),
        "refused": ("refused", authority.refused),
        "passed on": ("given_on", authority.given_on),
    }
    for name, (key, end) in ends.items():
        if end is not None and name != new:
            raise ChecklistError(
                f"`{code}` was noted as {name} on {date_in_words(end.on)}. If that no longer "
                f"holds, delete its `{key}` from the division first"
            )
    return authority


def _refuse_receiver(divided: DividedReport, authority: str, to: str) -> None:
    """Refuse an authority that cannot answer instead of another one.

    Raises:
        ChecklistError: It is unknown, is the same one, refused, or passed its questions on.
    """
    known = {OWN, *divided.division.authorities, *divided.questionnaire.authorities}
    if to not in known:
        hint = did_you_mean(to, known) or "`checklist ministries divide` lists the codes"
        raise ChecklistError(f"--to: {quoted(to)} is the code of no ministry; {hint}")
    if to == authority:
        raise ChecklistError(f"--to: `{to}` cannot pass its questions on to itself")
    other = divided.division.authorities.get(to, Authority())
    if other.refused is not None:
        raise ChecklistError(
            f"--to: `{to}` refused on {date_in_words(other.refused.on)}, so nobody would be asked. "
            f"If `{to}` takes part again, delete its `refused` from the division first"
        )
    if other.given_on is not None:
        raise ChecklistError(
            f"--to: `{to}` passed its own questions on to `{other.given_on.to}` on "
            f"{date_in_words(other.given_on.on)}, so nobody would be asked. If `{to}` takes part "
            "again, delete its `given_on` from the division first"
        )


def _sent_part(divided: DividedReport, code: str, path: Path, day: str) -> SentPart:
    """Return what the division keeps of a part that was sent.

    Raises:
        ChecklistError: It is not the next part of the ministry, or was noted already.
    """
    known = divided.authority(code)
    record, form = _record(path, divided, code)
    identity = record.identity
    if any(sent.part == identity.part for sent in known.sent):
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
    back = min((came.on for came in authority.returned if came.part == part), default=day)
    if day > back:
        raise ChecklistError(
            f"--on: this form came back on {back} and was sent before that; name the day: "
            f"--on {back}, or an earlier one"
        )


def _next_form(divided: DividedReport, code: str) -> Path:
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
            f"name it:\n  checklist ministries note {code} sent --part FILE"
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
