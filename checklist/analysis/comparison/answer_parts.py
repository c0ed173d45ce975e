"""An answer in one of two reports, and its parts, which are compared one by one: codes or texts."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from checklist.analysis.comparison.document import AnswerStatus, CodeEntry
from checklist.answer_types.answer import AnswerData, missing_lines
from checklist.answer_types.interface import AnswerType, Cell, InnerPath
from checklist.diagnostics import DocumentPath

MISSING, MAIN = "missing", "value"
"""The names of two parts of an answer: the code of a missing value, and the value as a whole."""
_PART_LABELS = {"partly": "In part"}


class AnswerVersion(NamedTuple):
    """An answer of a question, row or cell in one of the reports."""

    answer: AnswerData | None
    where: DocumentPath
    """The path of the answer in its report, even if there is no answer."""
    status: AnswerStatus
    whole: AnswerData | None = None
    """The answer to the whole question, if that is missing as a whole."""
    withheld: Collection[InnerPath] = ()
    """The parts that a copy for publication withholds, as the copy names them."""

    @property
    def place(self) -> DocumentPath | None:
        """The path of the answer, or else of the whole answer; None if neither exists."""
        if self.answer is None:
            return None if self.whole is None else self.where[:-2]
        return self.where

    @property
    def value(self) -> Any:
        """The value, or None."""
        return None if self.answer is None else self.answer.get("value")

    def inner(self, answer: AnswerData | None, *names: str | int) -> "AnswerVersion":
        """Return the version of the row or cell at these names within the value."""
        where = (*self.where, "value", *names)
        if answer is not None:
            return AnswerVersion(answer, where, status_of(answer))
        if tuple(str(n + 1) if isinstance(n, int) else n for n in names) in self.withheld:
            return AnswerVersion(None, where, AnswerStatus.WITHHELD)
        if self.value is not None:
            return AnswerVersion(None, where, AnswerStatus.UNANSWERED)
        return AnswerVersion(None, where, self.status, self.answer)


def status_of(answer: AnswerData | None) -> AnswerStatus:
    """Return the status of a question, row or cell that is asked."""
    if answer is None:
        return AnswerStatus.UNANSWERED
    return AnswerStatus.MISSING if MISSING in answer else AnswerStatus.ANSWERED


class AnswerPart(NamedTuple):
    """A part of an answer that is compared as a whole."""

    where: DocumentPath
    """Its place below the answer."""
    codes: Sequence[CodeEntry] = ()
    text: str | None = None
    """The text of a part without codes."""
    is_list: bool = False


def parts_of(answer_type: AnswerType, answer: AnswerData | None) -> Mapping[str, AnswerPart]:
    """Return the parts of an answer by name, in the order in which they are shown."""
    if answer is None:
        return {}
    if MISSING in answer:
        code = CodeEntry(answer[MISSING], missing_lines(answer)[0])
        return {MISSING: AnswerPart((MISSING,), (code,))}
    if answer_type.fields():
        return {}
    value = answer["value"]
    cells: dict[str, list[Cell]] = {}
    for cell in answer_type.cells(value):
        cells.setdefault(cell.part or MAIN, []).append(cell)
    return {name: _part(answer_type, name, found, value) for name, found in cells.items()}


def _part(answer_type: AnswerType, name: str, cells: Sequence[Cell], value: Any) -> AnswerPart:
    where = _part_where(name, value)
    is_whole_list = name == MAIN and answer_type.allows_several
    is_list = is_whole_list or name in answer_type.list_parts
    if not is_list and not cells[0].code:
        return AnswerPart(where, text=cells[0].text)
    codes = [CodeEntry(cell.code, cell.text or _words(answer_type, value)) for cell in cells]
    # The order of a list has no meaning.
    return AnswerPart(where, tuple(sorted(codes)) if is_list else tuple(codes), None, is_list)


def _words(answer_type: AnswerType, value: Any) -> str:
    """Return a number or date as it is shown, with its unit."""
    return "; ".join(answer_type.lines(value))


def _part_where(name: str, value: Any) -> DocumentPath:
    if name == MAIN:
        return ("value",)
    return ("value", name) if name in value else ("value", "details", name)


def part_label(name: str) -> str:
    """Return the words for the name of a part."""
    return _PART_LABELS.get(name, name.replace("_", " ").capitalize())


def status_part(answer_type: AnswerType) -> str:
    """Return the name of the part that holds an answer's one code; empty where there is none."""
    if answer_type.allows_several or answer_type.listed_columns() or not answer_type.operators:
        return ""
    return answer_type.status_part or MAIN
