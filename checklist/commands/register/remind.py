"""`checklist register remind`."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

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
from checklist.files.discovery import LETTERS_FOLDER
from checklist.lifecycle.register_line import CLARIFY, RegisterLine
from checklist.register.documents import (
    code_lines,
    open_reminder_blocks,
    silent_reminder_blocks,
)
from checklist.register.outgoing import Outgoing, document_name
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
    written to letters/, for you to send; one that is there already stays as it is. Without --cycle
    it is the last cycle of the register. A State that withdrew its report is not reminded of it.
    """
    facts = facts_of(on, reply_by=reply_by)
    states = expected_states(expected)
    page = Page.of_output()
    with outgoing(folder, facts, format_name) as sent:
        known = submissions(sent.receiver.register.lines, facts.on)
        wanted = cycle_year(cycle) or _last_cycle(known)
        written = [*_open_letters(sent, known, facts, wanted)]
        came = {one.received.state for one in known if one.received.cycle in {wanted, None}}
        for state in states:
            if state.code not in came:
                name = f"reminder-{state.code}-{facts.on}"
                blocks = silent_reminder_blocks(state.code, wanted, facts.reply_by)
                written.append(sent.write(LETTERS_FOLDER, name, blocks))
    new = [path for path in written if path is not None]
    for path in new:
        page.say(safe_text(str(path)))
    there = len(written) - len(new)
    print(f"Cycle {wanted}. Letters written: {len(new):,}.", file=sys.stderr)
    if there:
        print(f"Letters that were there already, and stay: {there:,}.", file=sys.stderr)


def _last_cycle(known: Sequence[Submission]) -> str:
    """Return the last cycle of a register.

    Raises:
        ChecklistError: It has none.
    """
    cycles = [one.received.cycle for one in known if one.received.cycle is not None]
    if not cycles:
        raise ChecklistError("the register has no cycle yet: name one with --cycle")
    return max(cycles)


def _open_letters(
    sent: Outgoing, known: Sequence[Submission], facts: Facts, cycle: str
) -> Iterator[Path | None]:
    """Write to the States that were asked, and did not reply yet."""
    for one in known:
        if one.state in _OPEN and one.received.cycle in {cycle, None}:
            asked = _asked(sent.receiver.register.lines, one)
            blocks = open_reminder_blocks(one.line, facts.reply_by, asked)
            name = f"{document_name(one.number, one.received.state)}-reminder-{facts.on}"
            yield sent.write(LETTERS_FOLDER, name, blocks)


def _asked(lines: Sequence[RegisterLine], one: Submission) -> Sequence[str]:
    """Return what was asked last about a submission."""
    for line in reversed(lines):
        if line.of == one.number and line.did == CLARIFY and line.asked:
            return line.asked
    return code_lines(one.received.findings)
