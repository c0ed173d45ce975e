"""`checklist register remind`."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from checklist.answer_types.state import state_name
from checklist.answer_types.written_date import date_in_words
from checklist.commands.shared.expected_states import ExpectedOption, expected_states
from checklist.commands.shared.line_options import OnOption
from checklist.commands.shared.register_options import (
    CycleOption,
    InOption,
    LetterFormatOption,
    ReplyByOption,
    cycle_year,
    document_writer,
    line_details,
)
from checklist.console.page import Page
from checklist.errors import ChecklistError
from checklist.lifecycle.register_line import REMINDED, RegisterLine
from checklist.register.receiver import LineDetails
from checklist.register.submissions import Submission, SubmissionState, submissions
from checklist.render.report.letter_format import LetterFormat
from checklist.text.sanitize import safe_text


def run(
    folder: InOption = Path(),
    expected: ExpectedOption = None,
    cycle: CycleOption = None,
    reply_by: ReplyByOption = None,
    on: OnOption = None,
    format_name: LetterFormatOption = LetterFormat.DOCX,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="List who would get a reminder, and write nothing.")
    ] = False,
) -> None:
    """Write to States that sent nothing, and to States that have not replied.

    A State gets a letter if --expected names it and the register has nothing from it for the cycle.
    A State also gets a letter for each submission that waits for a reply: a clarification was
    asked, the file cannot be read, or the report is a draft. The letters are written to letters/,
    for you to send. The register notes each reminder, once a day, and `checklist register list`
    shows it. Without --cycle, the last cycle of the register is used. A State that withdrew its
    report is not reminded of it. If the file was erased, the register has nothing from the State,
    and the State gets a letter again.
    """
    details = line_details(on, reply_by=reply_by)
    states = expected_states(expected)
    page = Page.of_output()
    with document_writer(folder, details, format_name) as writer:
        register = writer.receiver.register
        known = submissions(register.lines, details.on)
        wanted = cycle_year(cycle) or _last_cycle(known)
        earlier = {_about(line) for line in register.lines if line.did == REMINDED}
        new = there = 0
        for data in _reminders(known, [one.code for one in states], details, wanted):
            if (data.get("of"), data.get("state"), data.get("cycle"), details.on) in earlier:
                there += 1
                continue
            new += 1
            if dry_run:
                page.say(_about_whom(data, known))
                continue
            for path in writer.of_line(register.append(data)):
                page.say(safe_text(str(path)))
    done = "that would be written" if dry_run else "written"
    print(f"Cycle {wanted}. Reminders {done}: {new:,}.", file=sys.stderr)
    if there:
        print(f"Reminded already on {details.on}: {there:,}.", file=sys.stderr)


def _about_whom(data: Mapping[str, Any], known: Sequence[Submission]) -> str:
    """Return who would get a reminder, and why."""
    if "of" not in data:
        return f"{state_name(data['state'])}: nothing came"
    (one,) = [one for one in known if one.number == data["of"]]
    state = state_name(one.received.state) if one.received.state else "State not known"
    name = safe_text(one.received.name)
    if not one.reply_by:
        return f"{state}: no reply, about {name}"
    return f"{state}: no reply, expected by {date_in_words(one.reply_by)}, about {name}"


def _about(line: RegisterLine) -> tuple[int | None, str | None, str | None, str]:
    """Return what a reminder is about, and its day."""
    return line.of, line.state, line.cycle, line.on


def _last_cycle(known: Sequence[Submission]) -> str:
    """Return the last cycle of a register.

    Raises:
        ChecklistError: It has none.
    """
    cycles = [one.received.cycle for one in known if one.received.cycle is not None]
    if not cycles:
        raise ChecklistError("the register has no cycle yet: name one with --cycle")
    return max(cycles)


def _reminders(
    known: Sequence[Submission], expected: Sequence[str], details: LineDetails, cycle: str
) -> Iterator[Mapping[str, Any]]:
    """Yield the lines on reminders of what was asked, then on those of States that are silent."""
    for one in known:
        if one.is_waiting and one.received.cycle in {cycle, None}:
            yield details.line(REMINDED, one.number, reply_by=details.reply_by)
    came = {
        one.received.state
        for one in known
        if one.received.cycle in {cycle, None} and one.state is not SubmissionState.ERASED
    }
    for state in expected:
        if state not in came:
            yield details.line(REMINDED, state=state, cycle=cycle, reply_by=details.reply_by)
