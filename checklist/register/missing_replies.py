"""The replies that a register misses: reports that did not come, and answers to questions."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from checklist.answer_types.written_date import date_in_words
from checklist.errors import ChecklistError
from checklist.lifecycle.register_line import REMINDED, RegisterLine
from checklist.register.document_texts import state_name
from checklist.register.receiver import LineDetails
from checklist.register.submissions import Submission, SubmissionState


class MissingReply(NamedTuple):
    """A reply that is missing, as one row of plain data, for programs."""

    state: str | None
    name: str
    cycle: str | None
    submission: int | None = None
    """The number of the submission that waits for a reply; None: nothing came."""
    came_as: str | None = None
    reply_by: str | None = None
    reminded_on: str | None = None
    """The day of the last reminder."""

    @property
    def words(self) -> str:
        """Whose reply is missing, and the day of the reminder."""
        said = [f"{self.name}: {'nothing came' if self.submission is None else 'no reply'}"]
        if self.reply_by:
            said.append(f"expected by {date_in_words(self.reply_by)}")
        if self.came_as:
            said.append(f"about {self.came_as}")
        if self.reminded_on:
            said.append(f"reminded on {date_in_words(self.reminded_on)}")
        return ", ".join(said)

    def line(self, details: LineDetails) -> dict[str, Any]:
        """Return the line of the register for a reminder."""
        is_silent = self.submission is None
        silent = {"state": self.state, "cycle": self.cycle} if is_silent else {}
        return details.line(REMINDED, self.submission, reply_by=details.reply_by, **silent)


def missing_replies(
    known: Sequence[Submission], lines: Sequence[RegisterLine], expected: Sequence[str], cycle: str
) -> Iterator[MissingReply]:
    """Yield the replies to what was asked, then those of expected States that sent nothing.

    A State that withdrew its report is not missing. If its file was erased, the register has
    nothing from it, and it is missing again.

    Args:
        known: The submissions.
        lines: The lines of the register.
        expected: The codes of the States that are expected to report.
        cycle: The cycle.
    """
    reminded = {(line.state, line.cycle): line.on for line in lines if line.did == REMINDED}
    in_cycle = [sent for sent in known if sent.received.cycle in {cycle, None}]
    for sent in in_cycle:
        if sent.is_waiting:
            received = sent.received
            yield MissingReply(
                received.state,
                state_name(received.state),
                received.cycle,
                submission=sent.number,
                came_as=received.name,
                reply_by=sent.reply_by,
                reminded_on=sent.reminded_on,
            )
    came = {sent.received.state for sent in in_cycle if sent.state is not SubmissionState.ERASED}
    for code in expected:
        if code not in came:
            reminded_on = reminded.get((code, cycle))
            yield MissingReply(code, state_name(code), cycle, reminded_on=reminded_on)


def last_cycle(known: Sequence[Submission]) -> str:
    """Return the last cycle of a register.

    Raises:
        ChecklistError: It has none.
    """
    cycles = [sent.received.cycle for sent in known if sent.received.cycle is not None]
    if not cycles:
        raise ChecklistError("the register has no cycle yet: name one with --cycle")
    return max(cycles)
