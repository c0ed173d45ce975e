"""Several items, each with one code of the same option list."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field, TypeAdapter
from pydantic_core import PydanticCustomError

from checklist.answer_types import options
from checklist.answer_types.answer import (
    Answer,
    answer_schema,
    cell_answer,
    check_missing,
    keeping_missing,
    missing_lines,
    texts_beside,
)
from checklist.answer_types.interface import (
    EQUALITY,
    Cell,
    FreeText,
    Line,
    Missing,
    Operand,
    Problem,
    ProblemKind,
    Refusal,
    Reply,
    Slug,
    StepContext,
    Steps,
    StrictModel,
    Value,
)
from checklist.hints import instead, nearest
from checklist.sanitize import quoted

NOT_IMPLEMENTED = "not-implemented"


class Row(StrictModel):
    """One item of a matrix."""

    id: Slug
    """The row's name in the report."""
    label: Line
    """The words that the official reads."""
    recommendations: list[str] = []
    """The recommendations that this row serves, beside those of the question."""


def _distinct(rows: list[Row]) -> list[Row]:
    ids = [row.id for row in rows]
    for index, row_id in enumerate(ids):
        if row_id in ids[:index]:
            raise PydanticCustomError("row_twice", "the row `{id}` stands twice", {"id": row_id})
    return rows


@dataclass(frozen=True, slots=True)
class _ForTheRest:
    """A reply that stands for this row and all rows below it."""

    code: str


class Matrix(options.OptionsType):
    """Several items with one code each. A value maps each row's id to an answer of its own."""

    type: Literal["matrix"]
    """Several items, each with one option of the same list."""
    items: Annotated[list[Row], Field(min_length=1), AfterValidator(_distinct)]
    """The rows, in the order in which they are shown."""

    value_adapter: ClassVar[TypeAdapter[Any]] = TypeAdapter(dict[str, Answer])
    operators: ClassVar[frozenset[str]] = EQUALITY

    def rows(self) -> Sequence[str]:
        """Return the ids of the rows."""
        return [row.id for row in self.items]

    def check(self, value: Value) -> Iterator[Problem]:
        """Yield a problem for each row that is unknown, wrong or not there."""
        ids = self.rows()
        misspelt = set()
        for row_id, answer in value.items():
            if row_id not in ids:
                meant = nearest(row_id, ids)
                misspelt.add(meant)
                yield Problem(
                    ProblemKind.UNKNOWN_CODE,
                    f"{quoted(row_id)} is not a row of this question",
                    (row_id,),
                    instead(meant, ids),
                    at_key=True,
                )
                continue
            for problem in check_missing(answer):
                yield problem.below(row_id)
            if "value" not in answer:
                continue
            if isinstance(answer["value"], str):
                for problem in options.unknown_code(self.options, answer["value"]):
                    yield problem.below(row_id, "value")
            else:
                yield Problem(ProblemKind.UNKNOWN_CODE, "a row takes one code", (row_id, "value"))
        for row in self.items:
            if row.id not in value:
                message = f"the row `{row.id}` is not answered"
                follows = row.id in misspelt
                yield Problem(ProblemKind.INCOMPLETE, message, at_key=True, follows=follows)

    def steps(self, previous: Value, context: StepContext) -> Steps:
        """Ask for one code a row; an entry that ends with `*` stands for all open rows below it."""
        value: dict[str, Any] = {}
        rest: Reply = None
        listed = self.listed()
        for index, row in enumerate(self.items):
            before = (previous or {}).get(row.id, {})
            if rest is not None:
                # What was answered before is not overwritten unseen.
                value[row.id] = dict(before) if before else cell_answer(rest, before)
                continue
            last = index == len(self.items) - 1
            step = options.option_step(
                row.id,
                listed,
                ask=f"{row.label}  ({index + 1} of {len(self.items)})",
                form="" if last else "a number; with * behind it for all that are still open: 2*",
                previous=before.get("value"),
                cell=True,
                context=self._lines(value),
                so_far={**(previous or {}), **value} or None,
                read=lambda entry: _read(listed, entry),
            )
            reply = yield keeping_missing(step, before)
            if isinstance(reply, _ForTheRest):
                rest = reply = reply.code
            elif isinstance(reply, Missing) and reply.for_the_rest:
                rest = reply
            value[row.id] = cell_answer(reply, before)
        return value

    def _lines(self, value: Value) -> list[str]:
        lines = []
        for row in self.items:
            answer = value.get(row.id)
            if answer is None:
                continue
            if "missing" in answer:
                shown = missing_lines(answer)[0]
            else:
                shown = options.label(self.options, str(answer.get("value")))
            lines.append(f"{row.label}: {shown}")
        return lines

    def lines(self, value: Value) -> list[str]:
        """Return a row a line."""
        return self._lines(value)

    def cells(self, value: Value) -> list[Cell]:
        """Return a cell a row."""
        return [
            Cell(
                row.id,
                "",
                value[row.id].get("value", value[row.id].get("missing")),
                self._lines({row.id: value[row.id]})[0],
            )
            for row in self.items
            if row.id in value
        ]

    def texts(self, value: Value) -> Iterable[FreeText]:
        """Yield the texts beside the codes."""
        for row_id, answer in value.items():
            for text in texts_beside(answer):
                yield text.below(row_id)

    def json_schema(self) -> dict[str, Any]:
        """Return a mapping of the row ids; a row has an answer of its own."""
        codes = options.code_schema(self.options)
        return {
            "type": "object",
            "properties": {row.id: {"description": row.label} for row in self.items},
            "propertyNames": {"enum": list(self.rows())},
            "patternProperties": {"": answer_schema(codes)},
        }

    def codes(self, row: str | None = None) -> frozenset[str] | None:
        """Return the codes that a row can have."""
        return super().codes()

    def operand(self, value: Value, row: str | None = None) -> Operand:
        """Return the code of a row, or the code for its absence."""
        answer = value.get(row, {})
        code = answer.get("missing", answer.get("value"))
        return code if isinstance(code, str) else None

    def value_when_closed(self) -> Value:
        """Return `not-implemented` in every row, where that is an option."""
        if NOT_IMPLEMENTED not in (self.codes() or ()):
            return None
        return {row.id: {"value": NOT_IMPLEMENTED} for row in self.items}


def _read(listed: Sequence[Any], entry: str) -> Any:
    if not entry.rstrip().endswith("*"):
        return options.read_option(listed, entry)
    entry = entry.rstrip()[:-1]
    if not entry.strip():
        raise Refusal("Type a number before the `*`.")
    return _ForTheRest(options.read_option(listed, entry))


ANSWER_TYPE = Matrix
