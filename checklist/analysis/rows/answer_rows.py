"""The rows of answers.

Most answers are a code without note, ministry or confidence, and give the same row in many
reports. Such a row is made once and kept.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from checklist.analysis.rows.columns import ANSWERED, PART, QUESTION, AnswerRow
from checklist.answer_types.answer import AnswerData, answered_by_text
from checklist.answer_types.composite import CompositeType
from checklist.answer_types.interface import Cell
from checklist.questionnaire.question import Question

OWN_PARTS = frozenset({"", "status"})
"""The parts of a value that stand in the row of the question itself."""
EVIDENCE = "evidence"
"""The part of an answer that refers to laws and links."""
WRITTEN = frozenset({EVIDENCE})
"""The parts whose code and text the State wrote itself."""

Place: TypeAlias = tuple[str, str, str, int]
"""Question, row, part, item."""

_KEPT, _KEPT_OF_QUESTION = 16_384, 256
"""The most rows that are kept, more than a long questionnaire has codes, and the most values of a
question."""


class AnswerMetadata(NamedTuple):
    """The metadata of an answer, and the reason where its value is missing."""

    missing: str = ""
    reason: str = ""
    by_gate: str = ""
    carried: bool = False
    confidence: str = ""
    ministry: str = ""
    note: str = ""


NO_METADATA = AnswerMetadata()


class KeptRow(AnswerRow):
    """A row that many reports are likely to share as one object."""

    __slots__ = ()


class AskedQuestion:
    """The facts about a question that its rows need and that depend on no report.

    They are worked out once, because each report needs them about a thousand times.
    """

    def __init__(self, question: Question) -> None:
        answer_type = question.answer_type
        self.id = question.id
        self.answer_type = answer_type
        self.is_personal = answer_type.is_personal
        self.whole: Place = (question.id, "", "", 0)
        self.places = [(row, (question.id, row, "", 0)) for row in answer_type.rows()]
        """The rows of a matrix."""
        self.is_single = not self.places and not answer_type.allows_several
        """Whether an answer has one code, which then stands in the row of the question."""
        has_codes = answer_type.codes() is not None and not answer_type.status_part
        self.is_of_codes = has_codes and not isinstance(answer_type, CompositeType)
        """Whether a value is nothing but a code, or a list of codes."""
        self._plain_rows = lru_cache(_KEPT_OF_QUESTION)(self._rows_of_codes)

    def main_cell(self, cells: Sequence[Cell]) -> Cell | None:
        """Return the cell of a value that stands in the row of the question, if there is one."""
        if not self.is_single or not cells or cells[0].row or cells[0].part not in OWN_PARTS:
            return None
        return cells[0]

    def rows_of_codes(
        self, value: Any, is_secret: bool, metadata: AnswerMetadata
    ) -> Sequence[AnswerRow]:
        """Return the rows of an answer that is nothing but a code, or a list of codes."""
        codes = (value,) if isinstance(value, str) else tuple(value)
        if metadata is NO_METADATA:
            return self._plain_rows(codes, is_secret)
        return self._rows_of_codes(codes, is_secret, metadata)

    def _rows_of_codes(
        self, codes: tuple[str, ...], is_secret: bool, metadata: AnswerMetadata = NO_METADATA
    ) -> Sequence[AnswerRow]:
        label = self.answer_type.label
        if self.is_single:
            (code,) = codes
            return [row_of_code(self.whole, QUESTION, is_secret, metadata, code, label(code))]
        first, of_part = (
            row_of_code(self.whole, QUESTION, is_secret, metadata, "", ""),
            part_metadata(metadata),
        )
        parts = (
            row_of_code((self.id, "", "", item), PART, is_secret, of_part, code, label(code))
            for item, code in enumerate(codes, 1)
        )
        return [first, *parts]


def is_bare(answer: AnswerData) -> bool:
    """Whether an answer is a value without metadata, as most are."""
    return len(answer) == 1 and "value" in answer


def metadata_cells_of(answer: AnswerData, whole: AnswerMetadata = NO_METADATA) -> AnswerMetadata:
    """Return the metadata of an answer; a row or cell inherits the metadata of the whole answer."""
    if is_bare(answer):
        return whole
    return AnswerMetadata(
        missing=answer.get("missing", ""),
        reason=answer.get("reason", ""),
        by_gate=answer.get("by", whole.by_gate),
        carried=answer.get("carried", whole.carried),
        confidence=answer.get("confidence", whole.confidence),
        ministry=answered_by_text(answer) or whole.ministry,
        note=answer.get("note", ""),
    )


def part_metadata(whole: AnswerMetadata) -> AnswerMetadata:
    """Return the metadata of the parts of an answer: all of it but the note."""
    if not whole.note:
        return whole
    others = whole[:-1]
    return NO_METADATA if others == NO_METADATA[:-1] else AnswerMetadata(*others)


def row_of_cell(
    place: Place, level: str, is_secret: bool, metadata: AnswerMetadata, cell: Cell | None
) -> AnswerRow:
    """Return the row of a given answer. Without a cell, its value is in the rows of its parts."""
    if cell is None:
        return row_of_code(place, level, is_secret, metadata, "", "")
    row, part, code, text, _ = cell
    if text and (not code or (part in WRITTEN and not row)):
        return row_of(place, level, ANSWERED, True, is_secret, metadata, code, text, "und")
    return row_of_code(place, level, is_secret, metadata, code, text)


def row_of_code(
    place: Place, level: str, is_secret: bool, metadata: AnswerMetadata, code: str, label: str
) -> AnswerRow:
    """Return the row of a code, which has no text by the State except in its metadata."""
    if metadata is NO_METADATA:
        return kept_row(place, level, is_secret, code, label)
    language = "en" if label else ""
    return row_of(place, level, ANSWERED, True, is_secret, metadata, code, label, language)


@lru_cache(_KEPT)
def kept_row(place: Place, level: str, is_secret: bool, code: str, label: str) -> KeptRow:
    """Return the row of a code without metadata."""
    said = NO_METADATA, code, label, "en" if label else ""
    return KeptRow._make(row_of(place, level, ANSWERED, True, is_secret, *said))


@lru_cache(_KEPT)
def row_without_code(
    place: Place, level: str, standing: str, on_path: bool, is_secret: bool
) -> KeptRow:
    """Return a row that has a standing only."""
    return KeptRow._make(row_of(place, level, standing, on_path, is_secret))


def row_of(
    place: Place,
    level: str,
    standing: str,
    on_path: bool,
    is_secret: bool,
    metadata: AnswerMetadata = NO_METADATA,
    code: str = "",
    text: str = "",
    language: str = "",
) -> AnswerRow:
    """Return a row."""
    missing, reason, by_gate, carried, confidence, ministry, note = metadata
    # As `_make` does, but in one step: a report has some two hundred such rows.
    return tuple.__new__(
        AnswerRow,
        (
            *place,
            level,
            standing,
            code,
            text,
            missing,
            reason,
            on_path,
            by_gate,
            carried,
            is_secret,
            confidence,
            ministry,
            note,
            language,
        ),
    )
