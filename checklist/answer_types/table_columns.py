"""The columns of a table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any, TypeAlias

from pydantic import Field, ValidationError
from pydantic_core import PydanticCustomError

from checklist.answer_types.answer import (
    check_missing,
    missing_lines,
)
from checklist.answer_types.answerable import Answerable
from checklist.answer_types.base_model import (
    Authorities,
    Line,
    Maybe,
    Prose,
    Slug,
    refuse_repetition,
)
from checklist.answer_types.choice import Choice
from checklist.answer_types.date import Date
from checklist.answer_types.integer import Integer
from checklist.answer_types.interface import Value
from checklist.answer_types.problem import Problem, ProblemKind
from checklist.answer_types.state import State
from checklist.answer_types.text import Text
from checklist.answer_types.yes_no import YesNo
from checklist.text.sanitize import quoted

MAX_ENTRIES = 500
"""The most entries of a table."""

EntryKey: TypeAlias = tuple[Any, ...]
"""The values of the key columns of an entry."""


class Column(Answerable):
    """One column of a table. The keys of its answer type stand beside these."""

    id: Slug
    """The column's name in the report."""
    label: Line
    """The words that the official reads."""
    required: bool = False
    """Whether every entry must have it."""
    unique: bool = False
    """Whether no two entries can have the same."""
    usually: Maybe[Authorities] = None
    """The authorities that usually know the answer, if they are not those of the question."""
    comment: Maybe[Prose] = None
    """A remark for translators."""
    answer_type: Annotated[
        Choice | Date | Integer | State | Text | YesNo, Field(discriminator="type")
    ]
    """The answer type of the cells: one that takes one entry."""


def valid_columns(columns: list[Any]) -> list[Any]:
    """Return the columns, if their ids differ and the first column is required.

    Raises:
        PydanticCustomError: Two columns have the same id, or the first is not required.
    """
    ids = (column.id for column in columns)
    refuse_repetition(ids, "column_twice", "the column `{name}` stands twice")
    if not columns[0].required:
        raise PydanticCustomError(
            "first_column", "the first column must be `required: true`: it begins an entry"
        )
    return columns


def key_of(key: Sequence[str], entry: Mapping[str, Any]) -> EntryKey | None:
    """Return the values of the key columns of an entry; None if one of them has no plain value."""
    values = [entry[name].get("value") if name in entry else None for name in key]
    is_whole = bool(values) and all(isinstance(value, str | int) for value in values)
    return tuple(values) if is_whole else None


def entry_lines(columns: Sequence[Column], entries: Value) -> list[str]:
    """Return a line for each entry: its cells with semicolons between them."""
    return [
        "; ".join(
            " ".join(
                missing_lines(entry[column.id])
                if "missing" in entry[column.id]
                else column.answer_type.lines(entry[column.id]["value"])
            )
            for column in columns
            if column.id in entry
        )
        for entry in entries
    ]


def check_cell(column: Column, answer: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield the problems of the answer in a cell, whose value may have any structure."""
    yield from check_missing(answer)
    if "value" not in answer:
        return
    try:
        column.answer_type.value_adapter.validate_python(answer["value"])
    except ValidationError:
        value, wanted = answer["value"], column.answer_type.type
        hint = ""
        if isinstance(value, str) and wanted == "integer":
            hint = "write digits only, without quotation marks"
        elif isinstance(value, int | float) and wanted != "integer":
            hint = "put quotation marks around it"
        shown = quoted(str(value)) if isinstance(value, str | int | float) else "the value"
        message = f"{shown} in `{column.id}` is not of the type {wanted}"
        yield Problem(ProblemKind.OUT_OF_RANGE, message, ("value",), hint)
        return
    for problem in column.answer_type.check(answer["value"]):
        yield replace(problem, where=("value", *problem.where))
