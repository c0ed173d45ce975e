"""The rows of answers.

Most answers are a code without note or ministry, and give the same row in many reports. Such a row
is made once and kept.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Concatenate, NamedTuple, ParamSpec, TypeAlias, TypeVar, cast

from checklist.analysis.rows.columns import ANSWERED, PART, QUESTION, ROW, AnswerRow
from checklist.answer_types.answer import AnswerData, answered_by_text
from checklist.answer_types.interface import Cell
from checklist.questionnaire.question import Question

Others = ParamSpec("Others")
Made = TypeVar("Made")

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


UNKNOWN = "und"
"""The language of words where it is not known, as ISO 639 has it."""


class AnswerMetadata(NamedTuple):
    """The metadata of an answer, and the reason where its value is missing."""

    missing: str = ""
    reason: str = ""
    by_gate: str = ""
    carried: bool = False
    confidence: str = ""
    ministry: str = ""
    note: str = ""
    language: str = UNKNOWN
    """The language of the report."""

    @property
    def is_common(self) -> bool:
        """Whether many answers are likely to have the same metadata: without a State's words."""
        return not (self.ministry or self.note)


NO_METADATA = AnswerMetadata()


class KeptRow(AnswerRow):
    """A row that many reports are likely to share as one object."""

    __slots__ = ()


def _kept_if_common(
    make: Callable[Concatenate[AnswerMetadata, Others], Made],
) -> Callable[Concatenate[AnswerMetadata, Others], Made]:
    """Return a function with the same results, which keeps those for metadata that is common."""
    kept = cast(
        "Callable[Concatenate[AnswerMetadata, Others], Made]", lru_cache(_KEPT_OF_QUESTION)(make)
    )

    def made(metadata: AnswerMetadata, /, *others: Others.args, **named: Others.kwargs) -> Made:
        return (kept if metadata.is_common else make)(metadata, *others, **named)

    return made


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
        self.places: Mapping[str, Place] = {
            row: (question.id, row, "", 0) for row in answer_type.rows()
        }
        """The rows of a matrix."""
        self.is_single = not self.places and not answer_type.allows_several
        """Whether an answer has one code, which then stands in the row of the question."""
        has_codes = answer_type.codes() is not None and not answer_type.status_part
        self.is_of_codes = has_codes and not answer_type.fields()
        """Whether a value is nothing but a code, or a list of codes."""
        self.rows_without_value = _kept_if_common(self._rows_without_value)
        """Returns the row of the question, and those of its matrix, that have a standing only."""
        self.rows_by_code = _kept_if_common(self._rows_by_code)
        """Returns what makes the rows of the codes that stand in the rows of a matrix."""
        self.rows_of_codes = _kept_if_common(self._rows_of_codes)
        """Returns the rows of an answer that is nothing but a code, or a list of codes."""
        self._parts = _kept_if_common(self._made_parts)

    def main_cell(self, cells: Sequence[Cell]) -> Cell | None:
        """Return the cell of a value that stands in the row of the question, if there is one."""
        if not self.is_single or not cells or cells[0].row or cells[0].part not in OWN_PARTS:
            return None
        return cells[0]

    def _rows_without_value(
        self, metadata: AnswerMetadata, standing: str, on_path: bool, is_secret: bool
    ) -> Sequence[AnswerRow]:
        places = [(QUESTION, self.whole), *((ROW, place) for place in self.places.values())]
        return [
            row_of(place, level, standing, on_path, is_secret, metadata) for level, place in places
        ]

    def _rows_by_code(self, metadata: AnswerMetadata, is_secret: bool) -> "RowsByCode":
        return RowsByCode(self, is_secret, metadata)

    def _rows_of_codes(
        self, metadata: AnswerMetadata, is_secret: bool, codes: tuple[str, ...]
    ) -> Sequence[AnswerRow]:
        if self.is_single:
            (code,) = codes
            label = self.answer_type.label(code)
            return [row_of_code(self.whole, QUESTION, is_secret, metadata, code, label)]
        first = row_of_code(self.whole, QUESTION, is_secret, metadata, "", "")
        return [first, *self._parts(part_metadata(metadata), is_secret, codes)]

    def _made_parts(
        self, metadata: AnswerMetadata, is_secret: bool, codes: tuple[str, ...]
    ) -> Sequence[AnswerRow]:
        """Return a row for each of several codes."""
        label = self.answer_type.label
        return [
            row_of_code((self.id, "", "", item), PART, is_secret, metadata, code, label(code))
            for item, code in enumerate(codes, 1)
        ]


class RowsByCode(dict[tuple[str, str], AnswerRow]):
    """The rows of a matrix with a code, by the id of the row and the code; each is made once."""

    def __init__(self, question: AskedQuestion, is_secret: bool, metadata: AnswerMetadata) -> None:
        super().__init__()
        self._question, self._is_secret, self._metadata = question, is_secret, metadata

    def __missing__(self, key: tuple[str, str]) -> AnswerRow:
        """Make a row."""
        (row, code), question = key, self._question
        label = question.answer_type.label(code)
        self[key] = made = row_of_code(
            question.places[row], ROW, self._is_secret, self._metadata, code, label
        )
        return made


def is_bare(answer: AnswerData) -> bool:
    """Whether an answer is a value without metadata, as most are."""
    return len(answer) == 1 and "value" in answer


def metadata_cells_of(answer: AnswerData, whole: AnswerMetadata = NO_METADATA) -> AnswerMetadata:
    """Return the metadata of an answer; a row or cell inherits the metadata of the whole answer."""
    if is_bare(answer):
        return whole
    get = answer.get
    return AnswerMetadata(
        missing=get("missing", ""),
        reason=get("reason", ""),
        by_gate=get("by", whole.by_gate),
        carried=get("carried", whole.carried),
        confidence=get("confidence", whole.confidence),
        ministry=answered_by_text(answer) or whole.ministry,
        note=get("note", ""),
        language=whole.language,
    )


def part_metadata(whole: AnswerMetadata) -> AnswerMetadata:
    """Return the metadata of the parts of an answer: all of it but the note."""
    return whole._replace(note="") if whole.note else whole


def row_of_cell(
    place: Place, level: str, is_secret: bool, metadata: AnswerMetadata, cell: Cell | None
) -> AnswerRow:
    """Return the row of a given answer. Without a cell, its value is in the rows of its parts."""
    if cell is None:
        return row_of_code(place, level, is_secret, metadata, "", "")
    row, part, code, text, _ = cell
    if text and (not code or (part in WRITTEN and not row)):
        content = ANSWERED, True, is_secret, metadata, code, text
        return row_of(place, level, *content, UNKNOWN, is_written=True)
    return row_of_code(place, level, is_secret, metadata, code, text)


def row_of_code(
    place: Place, level: str, is_secret: bool, metadata: AnswerMetadata, code: str, label: str
) -> AnswerRow:
    """Return the row of a code, which has no text by the State except in its metadata."""
    language = "en" if label else ""
    return row_of(place, level, ANSWERED, True, is_secret, metadata, code, label, language)


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
    *,
    is_written: bool = False,
) -> AnswerRow:
    """Return a row. `is_written` says that the State wrote the text itself.

    A row without words of the State is the same object for the same content. Few answers share a
    code without a label, which is a number or a date, so the row of such a code is not kept.
    """
    missing, reason, by_gate, carried, confidence, ministry, note, own_language = metadata
    # As `_make` does, but in one step: a report has some two hundred such rows.
    row = tuple.__new__(
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
            own_language if is_written or note else "",
        ),
    )
    is_shared = metadata.is_common and not is_written and (text or not code)
    return kept_row(row) if is_shared else row


@lru_cache(_KEPT)
def kept_row(row: AnswerRow) -> KeptRow:
    """Return a row as the object that is kept for its content."""
    return KeptRow._make(row)
