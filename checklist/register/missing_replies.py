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
    submission: int | None
    """The number of the submission that waits for a reply; None: nothing came."""
    came_as: str | None
    reply_by: str | None
    reminded_on: str
    """The days of the reminders, apart by spaces."""

    @property
    def words(self) -> str:
        """Whose reply is missing, and the days of the reminders."""
        days = ", ".join(map(date_in_words, self.reminded_on.split()))
        return f"{self._missing}; reminded on {days}" if days else self._missing

    @property
    def _missing(self) -> str:
        if self.submission is None:
            return f"{self.name}: nothing came"
        if not self.reply_by:
            return f"{self.name}: no reply, about {self.came_as}"
        day = date_in_words(self.reply_by)
        return f"{self.name}: no reply, expected by {day}, about {self.came_as}"

    def is_reminded(self, day: str) -> bool:
        """Whether the State was reminded of it on a day."""
        return day in self.reminded_on.split()

    def line(self, details: LineDetails) -> dict[str, Any]:
        """Return the line of the register for a reminder."""
        if self.submission is not None:
            return details.line(REMINDED, self.submission, reply_by=details.reply_by)
        return details.line(REMINDED, state=self.state, cycle=self.cycle, reply_by=details.reply_by)


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
    reminded: dict[tuple[int | None, str | None, str | None], list[str]] = {}
    for line in lines:
        if line.did == REMINDED:
            reminded.setdefault((line.of, line.state, line.cycle), []).append(line.on)
    in_cycle = [sent for sent in known if sent.received.cycle in {cycle, None}]
    for submission in in_cycle:
        if submission.is_waiting:
            received, number = submission.received, submission.number
            yield MissingReply(
                state=received.state,
                name=state_name(received.state),
                cycle=received.cycle,
                submission=number,
                came_as=received.name,
                reply_by=submission.reply_by,
                reminded_on=" ".join(reminded.get((number, None, None), ())),
            )
    came = {sent.received.state for sent in in_cycle if sent.state is not SubmissionState.ERASED}
    for state in expected:
        if state not in came:
            days = reminded.get((None, state, cycle), ())
            yield MissingReply(state, state_name(state), cycle, None, None, None, " ".join(days))


def last_cycle(known: Sequence[Submission]) -> str:
    """Return the last cycle of a register.

    Raises:
        ChecklistError: It has none.
    """
    cycles = [sent.received.cycle for sent in known if sent.received.cycle is not None]
    if not cycles:
        raise ChecklistError("the register has no cycle yet: name one with --cycle")
    return max(cycles)
