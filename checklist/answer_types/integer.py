"""A whole number."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from checklist.answer_types.base_model import Maybe, StrictModel, ValueAdapter
from checklist.answer_types.date import given_date
from checklist.answer_types.interface import (
    AnswerType,
    Cell,
    Refusal,
    Sample,
    Step,
    StepContext,
    Steps,
    Value,
)
from checklist.answer_types.operands import ORDER, GivenDate, Operand
from checklist.answer_types.problem import Problem, ProblemKind
from checklist.text.entries import APART, plain_digits
from checklist.text.languages import language_named
from checklist.text.messages import semicolons, tr, with_aside
from checklist.text.sanitize import quoted
from checklist.today import latest_today

_NUMBER = rf"-?(?:[0-9]{{1,15}}|[0-9]{{1,3}}(?:[{APART}][0-9]{{3}}){{1,4}})"


class UnitForms(StrictModel):
    """The forms of a unit in a language, which translations put there."""

    language: str
    """The language whose formula says which form stands behind a number."""
    forms: Annotated[list[str], Field(min_length=1)]
    """The forms, as the formula counts them."""


_NO_LIMIT = 999_999_999_999
"""The greatest number where a question names none."""


class Integer(AnswerType):
    """A whole number. A value is an integer between `minimum` and `maximum`."""

    type: Literal["integer"]
    """A whole number."""
    minimum: int = 0
    """The least that is allowed."""
    maximum: int = _NO_LIMIT
    """The most that is allowed."""
    year: bool = False
    """Whether the number is a year, which must have begun. In a report, a later one is a likely
    mistake; when it is typed, it is refused."""
    unit: Maybe[str] = None
    """What is counted: `persons`."""
    unit_one: Maybe[str] = None
    """The unit behind 1: `person`. Without `unit_one`, 1 stands before `(persons)`."""
    unit_forms: SkipJsonSchema[Maybe[UnitForms]] = None
    """The unit behind each number in another language than English."""

    needs_label: ClassVar[bool] = True
    value_adapter: ClassVar[ValueAdapter] = ValueAdapter(Annotated[int, Field(strict=True)])
    operators: ClassVar[frozenset[str]] = ORDER | {"is", "is_not"}

    @property
    def hint(self) -> str:
        """The form of the number, with its unit."""
        if self.unit:
            return tr("A whole number ({unit}), in digits", self.unit)
        return tr("A whole number, in digits")

    @property
    def bounds(self) -> Sequence[int]:
        """The least and the greatest number."""
        return self.minimum, self.maximum

    @property
    def is_year(self) -> bool:
        """Whether the number is a year."""
        return self.year

    @property
    def limits(self) -> str:
        """The least and the greatest number, where the question names them."""
        if self.maximum != _NO_LIMIT:
            return tr("from {minimum} to {maximum}", self.minimum, self.maximum)
        return tr("at least {minimum}", self.minimum) if self.minimum else ""

    def typed(self, value: Value) -> str:
        """Return the number without its unit."""
        return str(value)

    def check(self, value: Value) -> Iterator[Problem]:
        """Yield a problem for a number out of range."""
        if not self.minimum <= value <= self.maximum:
            yield Problem(
                ProblemKind.OUT_OF_RANGE,
                tr(
                    "{value} is not between {minimum} and {maximum}",
                    value,
                    self.minimum,
                    self.maximum,
                ),
            )

    def steps(self, previous: Value, context: StepContext) -> Steps:
        """Ask for the number."""
        number = yield Step(
            "value",
            form=with_aside(tr("a whole number"), self.unit),
            previous=previous,
            previous_text="" if previous is None else semicolons(self.lines(previous)),
            read=self._read,
        )
        return number

    def _read(self, entry: str) -> int:
        # Thousands can be apart by spaces and the like, as officials write them in many languages.
        # Commas and points are refused, in each language: `1.500` is one and a half for some and
        # fifteen hundred for others, in Spanish as in Arabic.
        typed = plain_digits(self._without_unit(entry.strip()))
        if not re.fullmatch(_NUMBER, typed):
            raise Refusal(
                tr(
                    "{entry} is not a whole number. Type it in digits, without commas or "
                    "points: 1500.",
                    quoted(entry),
                )
            )
        number = int(re.sub(f"[{APART}]", "", typed))
        if not self.minimum <= number <= self.maximum:
            raise Refusal(
                tr(
                    "{entry} does not fit here. Type {limits}.",
                    quoted(entry),
                    self._limits_in_words(),
                )
            )
        if self.year and number > latest_today().year:
            raise Refusal(tr("The year {number} is still to come. Type an earlier one.", number))
        return number

    def _without_unit(self, entry: str) -> str:
        """Return an entry without the unit behind it, with which a number is shown elsewhere."""
        forms = () if self.unit_forms is None else self.unit_forms.forms
        for unit in filter(None, (self.unit, self.unit_one, *forms)):
            if entry.casefold().endswith(f" {unit}".casefold()):
                return entry[: -len(unit)].rstrip()
        return entry

    def _limits_in_words(self) -> str:
        if self.maximum == _NO_LIMIT:
            return tr("{minimum} or a greater number", self.minimum)
        return tr("a number from {minimum} to {maximum}", self.minimum, self.maximum)

    def lines(self, value: Value) -> list[str]:
        """Return the number with its unit."""
        if self.unit is None:
            return [str(value)]
        if self.unit_forms is not None:
            form = language_named(self.unit_forms.language).form(abs(value))
            return [f"{value} {self.unit_forms.forms[form]}"]
        if value != 1:
            return [f"{value} {self.unit}"]
        return [f"1 ({self.unit})" if self.unit_one is None else f"1 {self.unit_one}"]

    def cells(self, value: Value) -> list[Cell]:
        """Return one cell."""
        return [Cell("", "", str(value), "")]

    @property
    def idle_methods(self) -> frozenset[str]:
        """The method on dates, where the number is no year."""
        return frozenset() if self.year else frozenset({"dates"})

    def dates(self, value: Value) -> Iterable[GivenDate]:
        """Return the year, if the number is one."""
        return given_date((), f"{value:04}", future=False) if self.year else ()

    def json_schema(self) -> dict[str, Any]:
        """Return an integer with its limits."""
        return {"type": "integer", "minimum": self.minimum, "maximum": self.maximum}

    def operand(self, value: Value, row: str | None = None) -> Operand:
        """Return the number."""
        return int(value)


ANSWER_TYPE = Integer
SAMPLES = [
    Sample(
        keys={"minimum": -7, "maximum": 90},
        entries=["12"],
        values=[12, 0, 90],
        compared=("gt", 50, "is more than 50"),
        others=["-7", "91", "1 2"],
    ),
]
