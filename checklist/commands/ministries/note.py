"""`checklist ministries note`."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

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
from checklist.commands.shared.ministry_options import listed_codes
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.errors import ChecklistError
from checklist.files.discovery import exists
from checklist.files.reader import content_of
from checklist.forms.interface import UnreadableFormError
from checklist.forms.registry import FORMATS, format_of, record_of
from checklist.ministries.clearance import has_answers, note_clearance
from checklist.ministries.division import Authority, GivenOn, Refused, SentPart
from checklist.questionnaire.authorities import OWN
from checklist.text.sanitize import forbidden_character, quoted, safe_text
from checklist.text.suggestions import did_you_mean

_ENDS = {"cleared": "cleared", "refused": "refused", "given_on": "passed on"}
"""The keys of an authority that say how it ended, each in words."""


def _note_sent(
    divided: DividedReport, codes: Sequence[str], day: str, part: str | None
) -> Sequence[str]:
    if part is not None and len(codes) > 1:
        raise ChecklistError("--part is one form: name one ministry with it")
    division, said = divided.division, []
    for code in codes:
        path = _next_form(divided, code) if part is None else Path(part)
        sent = _sent_part(divided, code, path, day)
        division = division.changed(code, sent=[*divided.authority(code).sent, sent])
        label = division.label(code, divided.questionnaire)
        said.append(f"{label}: part {sent.number} was sent on {date_in_words(day)}.")
    divided.divided.save(division)
    return said


def _note_cleared(
    divided: DividedReport, codes: Sequence[str], day: str, by: str | None
) -> Sequence[str]:
    (code,) = codes
    authority = _not_ended(divided, code, "cleared")
    first = min((part.on for part in authority.sent), default=day)
    if day < first:
        raise ChecklistError(f"--on: {day} is before the form was sent to `{code}`, on {first}")
    if not has_answers(divided.checked, divided.division, code):
        raise ChecklistError(
            f"`{code}` has no answers that it could agree to. Merge its form, or enter "
            "the answers that it gave you:\n"
            f"  checklist answer {safe_text(str(divided.folder.report))} --for {code}"
        )
    by = None if by is None else line_of(by, "--by")
    file, checked, who = divided.divided, divided.checked, user_name()
    note_clearance(divided.folder, file, checked, code, day, by=by, who=who)
    label = divided.division.label(code, divided.questionnaire)
    return [f"{label} cleared its answers on {date_in_words(day)}."]


def _note_refused(
    divided: DividedReport, codes: Sequence[str], day: str, text: str | None
) -> Sequence[str]:
    (code,) = codes
    if text is not None and (not text.strip() or forbidden_character(text) is not None):
        raise ChecklistError("--text: write a text without control characters")
    _not_ended(divided, code, "refused")
    refused = Refused(on=day, **({} if text is None else {"note": text.strip()}))
    divided.divided.save(divided.division.changed(code, refused=refused))
    label = divided.division.label(code, divided.questionnaire)
    return [f"{label} refused on {date_in_words(day)}."]


def _note_passed_on(
    divided: DividedReport, codes: Sequence[str], day: str, to: str | None
) -> Sequence[str]:
    (code,) = codes
    to = to or OWN
    _refuse_receiver(divided, code, to)
    _not_ended(divided, code, "passed on")
    passed_on = GivenOn(on=day, to=to)
    division = divided.division.with_all_given(code, to).changed(code, given_on=passed_on)
    if to not in division.authorities:
        division = division.changed(to, **Authority().model_dump(exclude_defaults=True))
    divided.divided.save(division)
    label, other = (division.label(name, divided.questionnaire) for name in (code, to))
    day = date_in_words(day)
    if to == OWN:
        return [f"What was asked of {label} is yours to answer since {day}."]
    return [f"What was asked of {label} is asked of {other} since {day}."]


_Note: TypeAlias = Callable[[DividedReport, Sequence[str], str, str | None], Sequence[str]]
_Name: TypeAlias = Literal["sent", "cleared", "refused", "passed-on"]
EVENTS: Mapping[_Name, Event[_Note]] = {
    "sent": Event("The form was sent: the next one in parts/, or --part.", _note_sent, "--part"),
    "cleared": Event("The ministry agrees to the answers in its name.", _note_cleared, "--by"),
    "refused": Event("The ministry will not answer.", _note_refused, "--text"),
    "passed-on": Event("Another ministry answers instead: --to.", _note_passed_on, "--to"),
}
"""What each event does."""


def run(
    code: Annotated[
        str,
        typer.Argument(metavar="CODE", help="A ministry: labour; before sent, also labour,police."),
    ],
    event: Annotated[_Name, typer.Argument(metavar="EVENT", help="What is noted.")],
    report: ReportBehindArgument = None,
    on: OnOption = None,
    part: Annotated[
        Path | None,
        typer.Option("--part", metavar="FILE", readable=False, help="With sent: what was sent."),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", help="With cleared: the person who agreed."),
    ] = None,
    text: Annotated[
        str | None,
        typer.Option("--text", metavar="TEXT", help="With refused: what the ministry said."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="CODE", help="With passed-on: to this ministry; else to you."),
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
    given = None if part is None else str(part)
    options = {"--part": given, "--by": by, "--text": text, "--to": to}
    for takes, known in EVENTS.items():
        if takes != event and options[known.option] is not None:
            message = f"`{event}` does not take {known.option}: it goes with `{takes}`"
            raise ChecklistError(message)
    codes = listed_codes([code])
    if len(codes) > 1 and event != "sent":
        raise ChecklistError(f"`{event}` is noted for each ministry by itself: name one ministry")
    day = day_of(on)
    with divided_report(report, questionnaire) as divided:
        said = EVENTS[event].note(divided, codes, day, options[EVENTS[event].option])
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
    for key, name in _ENDS.items():
        end = getattr(authority, key)
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
        ChecklistError: It is not the next part, was noted already, or came back before the day.
    """
    known = divided.authority(code)
    name = safe_text(str(path))
    content = content_of(path)
    if content is None:
        raise ChecklistError(f"{name} cannot be read")
    try:
        identity = record_of(content, path.name).identity
        form = format_of(content, path.name).name
    except UnreadableFormError as error:
        raise ChecklistError(f"{name}: {error}") from None
    report = divided.checked.report
    if identity.authority != code:
        raise ChecklistError(f"{name} is the part of `{identity.authority}`, not of `{code}`")
    if identity.state != report.state or identity.report_id != report.report_id:
        raise ChecklistError(f"{name} is a part of another report")
    if any(sent.part == identity.part for sent in known.sent):
        raise ChecklistError(f"{name} was already noted as sent")
    if identity.number != known.next_number:
        raise ChecklistError(
            f"{name} is part {identity.number}; the next is {known.next_number}. Make it again: "
            "checklist ministries forms"
        )
    back = min((came.on for came in known.returned if came.part == identity.part), default=day)
    if day > back:
        raise ChecklistError(
            f"--on: this form came back on {back} and was sent before that; name the day: "
            f"--on {back}, or an earlier one"
        )
    facts = identity.model_dump(include={"number", "part", "base"})
    return SentPart.model_validate({**facts, "on": day, "form": form})


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
