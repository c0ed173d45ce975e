"""`checklist register remind`."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from checklist.commands.shared.expected_states import ExpectedOption, expected_states
from checklist.commands.shared.line_options import OnOption
from checklist.commands.shared.register_options import (
    CycleOption,
    InOption,
    LetterFormatOption,
    ReplyByOption,
    cycle_year,
    facts_of,
    outgoing,
)
from checklist.console.page import Page
from checklist.errors import ChecklistError
from checklist.lifecycle.register_line import REMINDED, RegisterLine
from checklist.register.receive import Facts
from checklist.register.submissions import Submission, SubmissionState, submissions
from checklist.render.report.letter_format import LetterFormat
from checklist.text.sanitize import safe_text

_OPEN = {SubmissionState.ASKED, SubmissionState.UNREADABLE}


def run(
    folder: InOption = Path(),
    expected: ExpectedOption = None,
    cycle: CycleOption = None,
    reply_by: ReplyByOption = None,
    on: OnOption = None,
    format_name: LetterFormatOption = LetterFormat.DOCX,
) -> None:
    """Write to States from which nothing came, and to those that were asked.

    A letter goes to each State of --expected from which the register has nothing for the cycle,
    and for each clarification that is open and each file that cannot be read yet. The letters are
    written to letters/, for you to send. The register notes each reminder, once a day, and
    `checklist register list` shows it. Without --cycle it is the last cycle of the register. A
    State that withdrew its report is not reminded of it.
    """
    facts = facts_of(on, reply_by=reply_by)
    states = expected_states(expected)
    page = Page.of_output()
    with outgoing(folder, facts, format_name) as sent:
        register = sent.receiver.register
        known = submissions(register.lines, facts.on)
        wanted = cycle_year(cycle) or _last_cycle(known)
        earlier = {_about(line) for line in register.lines if line.did == REMINDED}
        new = there = 0
        for data in _reminders(known, [one.code for one in states], facts, wanted):
            if (data.get("of"), data.get("state"), data.get("cycle"), facts.on) in earlier:
                there += 1
                continue
            new += 1
            for path in sent.of_line(register.append(data)):
                page.say(safe_text(str(path)))
    print(f"Cycle {wanted}. States reminded: {new:,}.", file=sys.stderr)
    if there:
        print(f"Reminded already on {facts.on}: {there:,}.", file=sys.stderr)


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
    known: Sequence[Submission], expected: Sequence[str], facts: Facts, cycle: str
) -> Iterator[Mapping[str, Any]]:
    """Yield the lines on reminders of what was asked, then on those of States that are silent."""
    for one in known:
        if one.state in _OPEN and one.received.cycle in {cycle, None}:
            yield facts.line(REMINDED, one.number, reply_by=facts.reply_by)
    came = {one.received.state for one in known if one.received.cycle in {cycle, None}}
    for state in expected:
        if state not in came:
            yield facts.line(REMINDED, state=state, cycle=cycle, reply_by=facts.reply_by)
