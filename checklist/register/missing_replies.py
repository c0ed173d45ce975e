"""The replies that a register misses, and to which of them a reminder is due.

A reminder is due when the last letter about the reply is noted as sent, and the day that it names
is over. A State from which nothing came, and to which no letter was written, is invited to report.
"""

from collections.abc import Iterator, Sequence, Set
from typing import Any, NamedTuple

from checklist.answer_types.written_date import date_in_words
from checklist.errors import ChecklistError
from checklist.lifecycle.register_line import REMINDED, SENT, RegisterLine
from checklist.register.document_files import documents_of
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
    no_reminder: str | None = None
    """Why no reminder is due, in a sentence; None: a reminder is due."""

    @property
    def words(self) -> str:
        """Whose reply is missing, the day of the last reminder, and why no other one is due."""
        said = [f"{self.name}: {'nothing came' if self.submission is None else 'no reply'}"]
        if self.reply_by:
            said.append(f"expected by {date_in_words(self.reply_by)}")
        if self.came_as:
            said.append(f"about {self.came_as}")
        if self.reminded_on:
            said.append(f"reminded on {date_in_words(self.reminded_on)}")
        missing = ", ".join(said)
        return f"{missing}. {self.no_reminder}" if self.no_reminder else missing

    def line(self, details: LineDetails) -> dict[str, Any]:
        """Return the line of the register for a reminder."""
        is_silent = self.submission is None
        silent = {"state": self.state, "cycle": self.cycle} if is_silent else {}
        return details.line(REMINDED, self.submission, reply_by=details.reply_by, **silent)


def missing_replies(
    known: Sequence[Submission],
    lines: Sequence[RegisterLine],
    expected: Sequence[str],
    cycle: str,
    day: str,
) -> Iterator[MissingReply]:
    """Yield the replies to what was asked, then those of expected States that sent nothing.

    A State that withdrew its report is not missing. If its file was erased, the register has
    nothing from it, and it is missing again.

    Args:
        known: The submissions.
        lines: The lines of the register.
        expected: The codes of the States that are expected to report.
        cycle: The cycle.
        day: The day on which reminders would be written.
    """
    letters = _Letters(lines)
    reminded = {(line.state, line.cycle): line for line in lines if line.did == REMINDED}
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
                no_reminder=letters.no_reminder(letters.last_about(sent.line), sent.number, day),
            )
    came = {sent.received.state for sent in in_cycle if sent.state is not SubmissionState.ERASED}
    for code in expected:
        if code not in came:
            missing = MissingReply(code, state_name(code), cycle)
            last = reminded.get((code, cycle))
            if last is not None:
                no_reminder = letters.no_reminder(last, last.number, day)
                missing = missing._replace(reminded_on=last.on, no_reminder=no_reminder)
            yield missing


class _Letters:
    """The letters that a register has written, and those of them that are noted as sent."""

    def __init__(self, lines: Sequence[RegisterLine]) -> None:
        self._lines = lines
        self._sent: Set[str] = {
            document.file for line in lines if line.did == SENT for document in line.documents or ()
        }

    def last_about(self, received: RegisterLine) -> RegisterLine:
        """Return the last line that asks for a reply about what was received."""
        about = (line for line in self._lines if line.of == received.number and line.reply_by)
        return max(about, default=received, key=lambda line: line.number)

    def no_reminder(self, asking: RegisterLine, number: int, day: str) -> str | None:
        """Return why no reminder is due on a day; None: a reminder is due.

        Args:
            asking: The line that asks for a reply.
            number: The number by which its letter is noted as sent.
            day: The day.
        """
        if asking.reply_by is not None and asking.reply_by >= day:
            return "No reminder is due: the day for the reply is not over."
        files = {
            file
            for document in documents_of(asking, self._lines)
            if not document.is_receipt
            for file in document.files
        }
        if self._sent.isdisjoint(files):
            return (
                "No reminder is due: the last letter is not noted as sent. Send it, and note it "
                f"with `checklist register note {number} sent`."
            )
        return None


def last_cycle(known: Sequence[Submission]) -> str:
    """Return the last cycle of a register.

    Raises:
        ChecklistError: It has none.
    """
    cycles = [sent.received.cycle for sent in known if sent.received.cycle is not None]
    if not cycles:
        raise ChecklistError("the register has no cycle yet: name one with --cycle")
    return max(cycles)
