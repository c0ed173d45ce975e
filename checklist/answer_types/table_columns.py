"""The columns of a table."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, TypeAlias

from pydantic import Field, ValidationError
from pydantic_core import PydanticCustomError

from checklist.answer_types.answer import check_metadata, missing_lines
from checklist.answer_types.base_model import refuse_repetition
from checklist.answer_types.choice import Choice
from checklist.answer_types.date import Date
from checklist.answer_types.integer import Integer
from checklist.answer_types.interface import ColumnLike, Value
from checklist.answer_types.operands import Entry, Operand
from checklist.answer_types.problem import Problem, ProblemKind
from checklist.answer_types.state import State
from checklist.answer_types.text import Text
from checklist.answer_types.yes_no import YesNo
from checklist.text.messages import labelled, semicolons, tr
from checklist.text.sanitize import quoted

MAX_ENTRIES = 500
"""The most entries of a table."""

EntryKey: TypeAlias = tuple[Any, ...]
"""The values of the key columns of an entry."""


class Column(ColumnLike):
    """One column of a table. The keys of its answer type stand beside these."""

    answer_type: Annotated[
        Choice | Date | Integer | State | Text | YesNo, Field(discriminator="type")
    ]
    """The answer type of the cells: one that takes one entry."""


def operands(columns: Sequence[Column], cells: Mapping[str, Any]) -> Entry:
    """Return the operands of the cells of an entry. A cell that is not asked is not among them."""
    entry = Entry()
    for column in columns:
        if column.when is None or column.when.truth(entry) is True:
            entry[column.id] = _operand(column, cells.get(column.id))
    return entry


def _operand(column: Column, answer: Mapping[str, Any] | None) -> Operand:
    if answer is None:
        return None
    if "missing" in answer:
        return str(answer["missing"])
    value = answer.get("value")
    fits = type(value) is (int if column.answer_type.type == "integer" else str)
    return column.answer_type.operand(value) if fits else None


def asked_columns(columns: Sequence[Column], cells: Mapping[str, Any]) -> Sequence[Column]:
    """Return the columns that are asked in an entry with these cells, in their order."""
    if all(column.when is None for column in columns):
        return columns
    asked = operands(columns, cells)
    return [column for column in columns if column.id in asked]


def valid_columns(columns: list[Any]) -> list[Any]:
    """Return the columns, if their ids differ and the first column is required.

    Raises:
        PydanticCustomError: Two columns have the same id, the first is not required, or one has
            evidence.
    """
    ids = (column.id for column in columns)
    refuse_repetition(ids, "column_twice", "the column `{name}` is defined twice")
    if not columns[0].required:
        raise PydanticCustomError(
            "first_column", "the first column must be `required: true`: it begins an entry"
        )
    if any(column.answer_type.evidence_kind for column in columns):
        raise PydanticCustomError(
            "column_evidence", "a column takes no evidence: `evidence` belongs to a question"
        )
    return columns


def naming_columns(columns: Sequence[Column], key: Sequence[str] | None) -> frozenset[str]:
    """Return the ids of the columns that say which entry an entry is: the first, and its key."""
    return frozenset([columns[0].id, *(key or ())])


def key_of(key: Sequence[str], entry: Mapping[str, Any]) -> EntryKey | None:
    """Return the values of the key columns of an entry; None if one of them has no plain value."""
    values = [entry[name].get("value") if name in entry else None for name in key]
    is_whole = bool(values) and all(isinstance(value, str | int) for value in values)
    return tuple(values) if is_whole else None


def entry_lines(columns: Sequence[Column], entries: Value) -> list[str]:
    """Return a line for each entry: its cells with semicolons between them."""
    return [semicolons(cells_in_words(columns, entry)) for entry in entries]


def cells_in_words(columns: Sequence[ColumnLike], entry: Mapping[str, Any]) -> Sequence[str]:
    """Return the words for each cell of an entry, with the name of its column where it helps."""
    return [
        cell_in_full(column, entry[column.id], begins=column is columns[0])
        for column in columns
        if column.id in entry
    ]


def cell_in_full(column: ColumnLike, answer: Mapping[str, Any], *, begins: bool = False) -> str:
    """Return the words for a cell that are clear without the head of its column.

    Args:
        column: The column.
        answer: The answer in the cell.
        begins: Whether the cell stands first, so that it names the entry.
    """
    if "missing" in answer:
        return labelled(column.label, semicolons(missing_lines(answer)))
    words = " ".join(column.answer_type.lines(answer["value"]))
    needs_label = column.answer_type.needs_label and not begins
    return labelled(column.label, words) if needs_label else words


def check_cell(column: Column, answer: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield the problems of the answer in a cell, whose value may have any structure."""
    yield from check_metadata(column.answer_type, answer)
    if "value" not in answer:
        return
    try:
        column.answer_type.value_adapter.validate_python(answer["value"])
    except ValidationError:
        value, wanted = answer["value"], column.answer_type.type
        hint = ""
        if isinstance(value, str) and wanted == "integer":
            hint = tr("write digits only, without quotation marks")
        elif isinstance(value, int | float) and wanted != "integer":
            hint = tr("put quotation marks around it")
        shown = quoted(str(value)) if isinstance(value, str | int | float) else tr("the value")
        message = tr(
            "{shown} in `{column_id}` is not of the type {wanted}", shown, column.id, wanted
        )
        yield Problem(ProblemKind.OUT_OF_RANGE, message, ("value",), hint)
        return
    for problem in column.answer_type.check(answer["value"]):
        yield problem._replace(where=("value", *problem.where))
