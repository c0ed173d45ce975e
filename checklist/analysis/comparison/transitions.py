"""The steps of States from one answer to another, and their counts by question and row."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checklist.analysis.comparison.document import (
    AnswerStatus,
    ChangeEntry,
    CodeEntry,
    ReportEntry,
    TransitionEntry,
)
from checklist.analysis.comparison.labels import STATUS_LABELS
from checklist.answer_types.answer import MISSING_LABELS
from checklist.questionnaire.question import Question


class Move(NamedTuple):
    """The step of a State from one answer to another."""

    report: ReportEntry
    question: str
    """The question's id."""
    change: ChangeEntry
    before: CodeEntry
    """Without its reason, number or date, which differ from State to State."""
    after: CodeEntry


@dataclass(frozen=True, slots=True)
class Transitions:
    """The transitions of the States in one question or row."""

    question: str
    """The question's id."""
    number: str
    """Its number, such as `2.3`."""
    ask: str
    """Its words."""
    label: str
    """The words for the row of a matrix; empty elsewhere."""
    changes: Sequence[TransitionEntry]
    """The transitions in the order of the options."""
    answers: Sequence[CodeEntry]
    """The answers before or after, each once, in the order of the options."""
    part: str
    """The id of the question's set."""
    unchanged: int
    """How many States stand where they stood, be it that they are not asked."""
    not_shown: int
    """How many cannot be compared here, or only say in confidence what changed."""


def in_general(codes: Sequence[CodeEntry], known: Container[str]) -> CodeEntry:
    """Return a code without its reason, number or date, which differ from State to State."""
    status = AnswerStatus.UNANSWERED if not codes else AnswerStatus.ANSWERED
    if codes:
        code = codes[0].code
        if code in MISSING_LABELS:
            return CodeEntry(code, MISSING_LABELS[code])
        if code in known or code in set(AnswerStatus):
            return codes[0]
    return CodeEntry(status.value, STATUS_LABELS[status])


def rows_of(question: Question) -> Iterator[tuple[str, str]]:
    """Yield the ids and words of the rows of a question; first two empty texts for the whole."""
    yield "", ""
    for row in question.answer_type.listed_rows():
        yield row.id, row.label


def arrow(before: CodeEntry, after: CodeEntry) -> str:
    """Return a transition in words."""
    return f"{before.text} → {after.text}"
