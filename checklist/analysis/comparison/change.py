"""What changed in an answer, as plain data, and the words for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checklist.analysis.comparison.document import AnswerStatus, Hidden, Kind
from checklist.analysis.comparison.word_diff import Piece
from checklist.diagnostics import DocumentPath

STANDING_LABELS: Mapping[AnswerStatus, str] = {
    AnswerStatus.ANSWERED: "Answered",
    AnswerStatus.MISSING: "Missing",
    AnswerStatus.UNANSWERED: "Not answered",
    AnswerStatus.OFF_PATH: "Not asked",
    AnswerStatus.WITHHELD: "Withheld",
}


KIND_LABELS: Mapping[Kind, str] = {
    Kind.STANDING: "Answered or not",
    Kind.CODE: "Status, option, number or date",
    Kind.CODES: "Options of a list",
    Kind.ENTRY: "Entries of a table",
    Kind.TEXT: "Text",
    Kind.NOTE: "Note",
    Kind.ANSWERED_BY: "Answered by",
    Kind.CONFIDENCE: "Confidence",
    Kind.CONFIDENTIAL: "Confidential mark",
    Kind.CARRIED: "Carried from an earlier report",
    Kind.BY: "Filled in because of another answer",
    Kind.HIDDEN: "Changed, not shown",
}


class Code(NamedTuple):
    """A code, number or date with the words for it."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change within an answer."""

    kind: Kind
    label: Sequence[str]
    """The words for the part of the answer, from the outside in; empty for the answer itself."""
    row: str
    """The id of the row of a matrix; empty elsewhere."""
    old_where: DocumentPath | None
    """Its place in the old report, without the head; None where it is not there."""
    new_where: DocumentPath | None
    before: Sequence[Code] = ()
    """What it was; of a list, what is no longer in it."""
    after: Sequence[Code] = ()
    """What it is; of a list, what is new in it."""
    words: Sequence[Piece] = ()
    """The difference of a text; all of it is the same where only white space changed."""
    hidden: Hidden | None = None
    """Why neither is told."""
    is_status: bool = False
    """Whether it is that of the answer's, or the row's, own code or standing."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A row or cell that a copy for publication withholds, so that it cannot be compared."""

    label: Sequence[str]
    """The words for it, from the outside in."""
    row: str
    """The id of the row of a matrix; empty elsewhere."""
