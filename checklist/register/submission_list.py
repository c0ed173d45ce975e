"""The list of all submissions in a register."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple, Self

from checklist.analysis.rows.report_selection import (
    ORDER_UNCLEAR,
    SAME_REVISION,
    TWO_STATES,
    WHY_NOT_COUNTED,
)
from checklist.lifecycle.register_line import REMINDED, RegisterLine
from checklist.register.document_texts import state_name
from checklist.register.submissions import Submission, SubmissionState
from checklist.render.blocks import Block, Facts, Heading, Paragraph, Table
from checklist.reports.report import DRAFT
from checklist.states import alphabetical

_HEAD = ("No.", "State", "Cycle", "Received", "File", "What became of it")
_WHY_NOT_COUNTED = {
    **WHY_NOT_COUNTED,
    DRAFT: "a draft",
    SAME_REVISION: "this revision came more than once",
    ORDER_UNCLEAR: "the order of the revisions is unclear",
    TWO_STATES: "its seal stands under two States",
}
"""The reasons, by their codes, in the few words for which a table has room."""
_OTHERS, _LEAST = 70, 10
"""The columns of a terminal that all but the name of the file take, and the least for the name."""


def list_blocks(
    known: Sequence[Submission], reminders: Sequence["ListedReminder"], width: int
) -> Iterator[Block]:
    """Yield the list as a document, in the order of the States' names.

    Args:
        known: The submissions.
        reminders: The reminders that were written.
        width: The columns of the terminal: where it is narrow, names of files are shortened.
    """
    yield Heading("Register of submissions", 1)
    if known:
        yield from _submissions(known, width)
    else:
        yield Paragraph("Nothing was received.")
    silent = [one for one in reminders if one.of is None]
    if silent:
        yield Table(
            "Reminders to States from which nothing had come",
            ("State", "Cycle", "Reminded on", "Reply by"),
            [
                [one.name, one.cycle or "?", one.on, one.reply_by or "?"]
                for one in sorted(silent, key=_order)
            ],
        )


def _order(one: "ListedReminder") -> tuple[str, str]:
    """Return the sort key of a reminder."""
    return alphabetical(one.name), one.on


def _submissions(known: Sequence[Submission], width: int) -> Iterator[Block]:
    """Yield what was received."""
    counts = Counter(one.state for one in known)
    yield Facts(
        [(one.value.capitalize(), str(counts[one])) for one in SubmissionState if counts[one]]
    )
    ordered = sorted(known, key=_place)
    yield Table(
        "Submissions, by State",
        _HEAD,
        [_row(one, width) for one in ordered],
    )


def _place(one: Submission) -> tuple[bool, str, int]:
    """Return the sort key of a submission: those of unknown States come last."""
    state = one.received.state
    return state is None, alphabetical(state_name(state)), one.number


def _row(one: Submission, width: int) -> list[str]:
    name = PurePosixPath(one.received.file).name
    longest = max(_LEAST, width - _OTHERS)
    short = name if len(name) <= longest else f"{name[: longest - 1]}…"
    return [
        str(one.number),
        one.received.state or "?",
        one.received.cycle or "?",
        one.line.on,
        short,
        became(one),
    ]


def became(one: Submission) -> str:
    """Return what became of a submission, with its day, reference or successor."""
    if one.reminded_on and one.is_waiting:
        return f"{_became(one)}, reminded on {one.reminded_on}"
    return _became(one)


def _became(one: Submission) -> str:
    match one.state:
        case SubmissionState.REPLACED:
            return f"replaced by {one.replaced_by}"
        case SubmissionState.WITHDRAWN | SubmissionState.ERASED:
            return f"{one.state} ({one.reference})"
        case SubmissionState.ASKED:
            return f"{one.state}, by {one.reply_by}"
        case SubmissionState.NOT_COUNTED:
            reply = f", reply by {one.reply_by}" if one.reply_by else ""
            return f"{one.state}: {_WHY_NOT_COUNTED[one.why_not_counted]}{reply}"
        case _:
            return str(one.state)


class ListedSubmission(NamedTuple):
    """A submission as one row of plain data, for programs."""

    number: int
    """The number of the line that received it."""
    state: str | None
    name: str | None
    cycle: str | None
    received_on: str
    channel: str | None
    reference: str | None
    became: str
    """The state of the submission."""
    why_not_counted: str | None
    """The code of the reason, where it is not counted: `draft`."""
    replaced_by: int | None
    reply_by: str | None
    last_reference: str | None
    reminded_on: str | None
    """The day of the last reminder."""
    status: str | None
    revision: int | None
    as_of: str | None
    seal: str | None
    findings: str
    """Codes with their numbers: `R005:2 R012:1`."""
    file: str
    came_as: str
    size: int
    digest: str
    hash: str
    """The hash of the line that received it."""

    @classmethod
    def of(cls, one: Submission) -> Self:
        """Return a submission as a row."""
        received, report = one.received, one.report
        return cls(
            number=one.number,
            state=received.state,
            name=None if received.state is None else state_name(received.state),
            cycle=received.cycle,
            received_on=one.line.on,
            channel=received.channel,
            reference=one.line.reference,
            became=str(one.state),
            why_not_counted=one.why_not_counted or None,
            replaced_by=one.replaced_by,
            reply_by=one.reply_by,
            last_reference=one.reference,
            reminded_on=one.reminded_on,
            status=report.status if report else None,
            revision=report.revision if report else None,
            as_of=report.as_of if report else None,
            seal=report.seal if report else None,
            findings=" ".join(f"{code}:{number}" for code, number in received.findings.items()),
            file=received.file,
            came_as=received.name,
            size=received.size,
            digest=received.digest,
            hash=one.line.hash,
        )


class ListedReminder(NamedTuple):
    """A reminder as one row of plain data, for programs."""

    number: int
    """The number of the line that notes it."""
    of: int | None
    """The number of the submission that it is about; None: nothing had come."""
    state: str | None
    name: str
    cycle: str | None
    on: str
    reply_by: str | None


def listed_reminders(lines: Sequence[RegisterLine]) -> Sequence[ListedReminder]:
    """Return all reminders in a register, in the order in which they were written."""
    return [_listed_reminder(line, lines) for line in lines if line.did == REMINDED]


def _listed_reminder(line: RegisterLine, lines: Sequence[RegisterLine]) -> ListedReminder:
    state, cycle = line.state, line.cycle
    if line.of is not None:
        received = lines[line.of - 1].submission
        assert received is not None
        state, cycle = received.state, received.cycle
    return ListedReminder(
        number=line.number,
        of=line.of,
        state=state,
        name=state_name(state),
        cycle=cycle,
        on=line.on,
        reply_by=line.reply_by,
    )
