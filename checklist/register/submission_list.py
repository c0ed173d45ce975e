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
from checklist.text.paragraphs import first_words

_HEAD = (
    *("No.", "State", "Cycle", "Received", "File", "What became of it"),
    *("Reply by", "Reminded"),
)
_FILE, _BECAME = _HEAD.index("File"), _HEAD.index("What became of it")
_CUTS = ((_FILE, 10), (_FILE, 0), (_BECAME, 20))
"""What is shortened where the terminal is narrow: columns, each with the least that stays of it;
0: the column is left out."""
_GAP = 2
_WHY_NOT_COUNTED = {
    **WHY_NOT_COUNTED,
    DRAFT: "a draft",
    SAME_REVISION: "revision twice",
    ORDER_UNCLEAR: "order unclear",
    TWO_STATES: "of two States",
}
"""The reasons, by their codes, in the few words for which a table has room."""


def list_blocks(
    known: Sequence[Submission], reminders: Sequence["ListedReminder"], width: int
) -> Iterator[Block]:
    """Yield the list as a document, in the order of the States' names.

    Args:
        known: The submissions.
        reminders: The reminders that were written.
        width: The columns of the terminal: where it is narrow, names are shortened.
    """
    yield Heading("Register of submissions", 1)
    if known:
        yield from _submissions(known, width)
    else:
        yield Paragraph("Nothing was received.")
    silent = [reminder for reminder in reminders if reminder.of is None]
    if silent:
        yield Table(
            "Reminders to States from which nothing had come",
            ("State", "Cycle", "Reminded on", "Reply by"),
            [
                [
                    first_words(reminder.name, width // 2),
                    reminder.cycle or "?",
                    reminder.on,
                    reminder.reply_by or "?",
                ]
                for reminder in sorted(
                    silent, key=lambda reminder: (alphabetical(reminder.name), reminder.on)
                )
            ],
        )


def _submissions(known: Sequence[Submission], width: int) -> Iterator[Block]:
    """Yield what was received."""
    counts = Counter(submission.state for submission in known)
    yield Facts(
        [
            (state.value.capitalize(), str(counts[state]))
            for state in SubmissionState
            if counts[state]
        ]
    )
    rows = [_row(submission) for submission in sorted(known, key=_place)]
    yield Table("Submissions, by State", *_fitted(rows, width - _GAP))


def _fitted(rows: Sequence[list[str]], width: int) -> tuple[Sequence[str], Sequence[list[str]]]:
    """Return the head and the rows of a table, as far as there is room; without empty columns."""
    for column, least in _CUTS:
        if (over := _width(rows) - width) <= 0:
            break
        widest = max(len(row[column]) for row in rows)
        longest = least and max(least, widest - over)
        rows = [[*row[:column], _cut(row[column], longest), *row[column + 1 :]] for row in rows]
    kept = [at for at in range(len(_HEAD)) if any(row[at] for row in rows)]
    return [_HEAD[at] for at in kept], [[row[at] for at in kept] for row in rows]


def _width(rows: Sequence[list[str]]) -> int:
    """Return the columns of a terminal that a table takes."""
    columns = [
        max(len(head), *map(len, cells))
        for head, *cells in zip(_HEAD, *rows, strict=True)
        if any(cells)
    ]
    return sum(columns) + _GAP * (len(columns) - 1)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: max(longest - 1, 0)]}…"[:longest]


def _place(submission: Submission) -> tuple[bool, str, int]:
    """Return the sort key of a submission: those of unknown States come last."""
    state = submission.received.state
    return state is None, alphabetical(state_name(state)), submission.number


def _row(submission: Submission) -> list[str]:
    return [
        str(submission.number),
        submission.received.state or "?",
        submission.received.cycle or "?",
        submission.line.on,
        PurePosixPath(submission.received.file).name,
        _became(submission),
        submission.reply_by or "",
        (submission.is_waiting and submission.reminded_on) or "",
    ]


def _became(submission: Submission) -> str:
    """Return what became of a submission, with its successor, its reference or the reason."""
    match submission.state:
        case SubmissionState.BESIDE:
            return f"kept with {submission.replaced_by}"
        case SubmissionState.REPLACED:
            return f"replaced by {submission.replaced_by}"
        case SubmissionState.WITHDRAWN | SubmissionState.ERASED:
            return f"{submission.state} ({submission.reference})"
        case SubmissionState.NOT_COUNTED:
            return f"{submission.state}: {_WHY_NOT_COUNTED[submission.why_not_counted]}"
        case _:
            return str(submission.state)


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
    def of(cls, submission: Submission) -> Self:
        """Return a submission as a row."""
        received, report = submission.received, submission.report
        return cls(
            number=submission.number,
            state=received.state,
            name=None if received.state is None else state_name(received.state),
            cycle=received.cycle,
            received_on=submission.line.on,
            channel=received.channel,
            reference=submission.line.reference,
            became=str(submission.state),
            why_not_counted=submission.why_not_counted or None,
            replaced_by=submission.replaced_by,
            reply_by=submission.reply_by,
            last_reference=submission.reference,
            reminded_on=submission.reminded_on,
            status=report.status if report else None,
            revision=report.revision if report else None,
            as_of=report.as_of if report else None,
            seal=report.seal if report else None,
            findings=" ".join(f"{code}:{number}" for code, number in received.findings.items()),
            file=received.file,
            came_as=received.name,
            size=received.size,
            digest=received.digest,
            hash=submission.line.hash,
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
