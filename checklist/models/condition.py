"""Conditions: the `when` of a question or check. Three-valued logic, after Kleene.

True, False, and None for unknown. A comparison with an unanswered question is unknown; `not`
of unknown is unknown; only `answered` is never unknown.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Any, Protocol, TypeAlias, Union

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from checklist.answer_types.date import interval
from checklist.answer_types.interface import (
    EQUALITY,
    ORDER,
    SEVERAL,
    Interval,
    Maybe,
    Operand,
    Slug,
    StrictModel,
)
from checklist.diagnostics import Where

Truth: TypeAlias = bool | None
"""True, False, or None for unknown."""

OPERATORS = ("is", "is_not", "any_of", "none_of", "all_of", "gt", "gte", "lt", "lte", "answered")
MISSING_OPERATORS = EQUALITY
"""The operators that can compare with a missing code, whatever the answer type."""

AS_OF, STATE = "as_of", "state"
"""Facts of the report's head that a check can name: its date, and the State that reports.

Ids of questions hold no underscore and no question is called `state`, so that neither can be
mistaken for one.
"""


class Than(StrictModel):
    """A date to compare with: that of another question, or the report's own (`as_of`)."""

    than: str
    """The id of a question of type `date`, or `as_of`."""
    days: int = 0
    """Days to add to it."""


def _kind(data: Any) -> str:
    """Tell apart what can be compared with, so that a wrong one gets one finding, not three."""
    if isinstance(data, dict | Than):
        return "than"
    return "number" if isinstance(data, int) else "text"


Comparand: TypeAlias = Annotated[
    Annotated[str, Tag("text")] | Annotated[int, Tag("number")], Discriminator(_kind)
]
"""A code, a date, or a number."""
Limit: TypeAlias = Annotated[
    Annotated[str, Tag("text")] | Annotated[int, Tag("number")] | Annotated[Than, Tag("than")],
    Discriminator(_kind),
]
"""A date or a number, or the date of another question."""


class Leaf(StrictModel):
    """One comparison with the answer to one question. Exactly one operator stands in it."""

    question: str
    """The id of an earlier question."""
    row: Maybe[Slug] = None
    """The row, where the question is a matrix. `answered` looks at the whole matrix without it."""
    is_: Annotated[Maybe[Comparand], Field(alias="is")] = None
    """Equal to this code, number or date."""
    is_not: Maybe[Comparand] = None
    """Not equal to this code, number or date."""
    any_of: Maybe[Annotated[list[str], Field(min_length=1)]] = None
    """One of these codes is chosen."""
    none_of: Maybe[Annotated[list[str], Field(min_length=1)]] = None
    """None of these codes is chosen."""
    all_of: Maybe[Annotated[list[str], Field(min_length=1)]] = None
    """All of these codes are chosen."""
    gt: Maybe[Limit] = None
    """Greater, or later."""
    gte: Maybe[Limit] = None
    """Greater or equal, later or on the day."""
    lt: Maybe[Limit] = None
    """Less, or earlier."""
    lte: Maybe[Limit] = None
    """Less or equal, earlier or on the day."""
    answered: Maybe[bool] = None
    """Whether the question has an answer, a missing code included."""

    @model_validator(mode="after")
    def _one_operator(self) -> "Leaf":
        used = [name for name in OPERATORS if getattr(self, _field(name)) is not None]
        if len(used) != 1:
            raise PydanticCustomError(
                "operators",
                "a comparison needs exactly one operator ({allowed}); here are {count}",
                {"allowed": ", ".join(OPERATORS), "count": len(used)},
            )
        return self

    @cached_property
    def operator(self) -> str:
        """The operator's name."""
        return next(name for name in OPERATORS if getattr(self, _field(name)) is not None)

    @cached_property
    def literal(self) -> Any:
        """What the operator compares with."""
        return getattr(self, _field(self.operator))

    @cached_property
    def codes(self) -> frozenset[Any]:
        """The literal as a set: of one code, or of several."""
        several = isinstance(self.literal, list)
        return frozenset(self.literal) if several else frozenset({self.literal})

    @cached_property
    def _among(self) -> bool | None:
        """Whether one code has to be among `codes`, or must not be; None for other operators."""
        return {"is": True, "any_of": True, "is_not": False, "none_of": False}.get(self.operator)

    def truth(self, facts: "Facts") -> Truth:
        """Return whether the comparison is true, false or unknown."""
        operator = self.operator
        if operator == "answered":
            return facts.answered(self.question, self.row) is self.literal
        operand = facts.operand(self.question, self.row)
        if operand is None:
            return None
        if type(operand) is str and self._among is not None:  # nearly all are of this kind
            return (operand in self.codes) is self._among
        if operator in ORDER:
            return _in_order(operator, operand, self._limit(facts))
        return _among(operator, operand, self.codes)

    def _limit(self, facts: "Facts") -> Any:
        """Return the number or date that bounds the order; None where it is unknown."""
        literal = self.literal
        if isinstance(literal, Than):
            other = facts.operand(literal.than, None)
            return _shifted(other, literal.days) if isinstance(other, Interval) else None
        return literal


class All(StrictModel):
    """True when all conditions are true."""

    all: Annotated[list["Condition"], Field(min_length=1)]
    """The conditions."""

    def truth(self, facts: "Facts") -> Truth:
        """Return whether all are true; unknown where none is false and one is unknown."""
        result: Truth = True
        for part in self.all:
            truth = part.truth(facts)
            if truth is False:
                return False
            if truth is None:
                result = None
        return result


class AnyOf(StrictModel):
    """True when one of the conditions is true."""

    any: Annotated[list["Condition"], Field(min_length=1)]
    """The conditions."""

    def truth(self, facts: "Facts") -> Truth:
        """Return whether one is true; unknown where none is and one is unknown."""
        result: Truth = False
        for part in self.any:
            truth = part.truth(facts)
            if truth:
                return True
            if truth is None:
                result = None
        return result


class Not(StrictModel):
    """True when the condition is false."""

    not_: Annotated["Condition", Field(alias="not")]
    """The condition."""

    def truth(self, facts: "Facts") -> Truth:
        """Return the opposite; that of unknown is unknown."""
        return _negation(self.not_.truth(facts))


def _form(data: Any) -> str:
    keys = data if isinstance(data, dict) else getattr(type(data), "model_fields", ())
    return next(
        (name for name in ("all", "any", "not") if name in keys or f"{name}_" in keys), "leaf"
    )


Condition: TypeAlias = Annotated[
    Union[  # noqa: UP007 - the members refer to the union itself
        Annotated[All, Tag("all")],
        Annotated[AnyOf, Tag("any")],
        Annotated[Not, Tag("not")],
        Annotated[Leaf, Tag("leaf")],
    ],
    Discriminator(_form),
]


class Facts(Protocol):
    """What conditions are evaluated against."""

    def operand(self, question_id: str, row: str | None) -> Operand:
        """Return what a question's answer is compared by; None for an unanswered one."""

    def answered(self, question_id: str, row: str | None) -> bool:
        """Whether a question, or this row of a matrix, has an answer, be it a missing code."""


def leaves(condition: Condition, where: Where = ()) -> Iterator[tuple[Where, Leaf]]:
    """Yield the comparisons of a condition, each with its place in it."""
    match condition:
        case All():
            for index, part in enumerate(condition.all):
                yield from leaves(part, (*where, "all", index))
        case AnyOf():
            for index, part in enumerate(condition.any):
                yield from leaves(part, (*where, "any", index))
        case Not():
            yield from leaves(condition.not_, (*where, "not"))
        case Leaf():
            yield where, condition


def names(condition: Condition) -> list[str]:
    """Return the questions that a condition compares, and `as_of` and `state`, each once."""
    found: dict[str, None] = {}
    for _, leaf in leaves(condition):
        found[leaf.question] = None
        if isinstance(leaf.literal, Than):
            found[leaf.literal.than] = None
    return list(found)


def needed(condition: Condition) -> Leaf | None:
    """Return a comparison with codes without which the condition cannot be true, if it has one."""
    match condition:
        case Leaf() if condition.operator in {"is", "any_of"}:
            return condition
        case All():
            return next((leaf for part in condition.all if (leaf := needed(part))), None)
    return None


def evaluate(condition: Condition, facts: Facts) -> Truth:
    """Return whether the condition is true, false or unknown."""
    return condition.truth(facts)


def _negation(truth: Truth) -> Truth:
    return None if truth is None else not truth


def _among(operator: str, operand: Operand, codes: frozenset[Any]) -> Truth:
    if isinstance(operand, Interval):
        if operator in SEVERAL:
            return operator == "none_of"  # a date is never a code
        (literal,) = codes
        other = interval(literal) if isinstance(literal, str) else None
        if other is None:
            return operator == "is_not"
        truth = _same_day(operand, other)
        return truth if operator == "is" else _negation(truth)
    chosen = operand if isinstance(operand, frozenset) else frozenset({operand})
    match operator:
        case "is":
            return chosen == codes
        case "is_not":
            return chosen != codes
        case "any_of":
            return not chosen.isdisjoint(codes)
        case "none_of":
            return chosen.isdisjoint(codes)
        case _:
            return codes <= chosen


def _same_day(one: Interval, other: Interval) -> Truth:
    if one.last < other.first or other.last < one.first:
        return False
    return True if one == other and one.first == one.last else None


def _in_order(operator: str, operand: Operand, literal: Any) -> Truth:
    if isinstance(operand, Interval):
        other = interval(literal) if isinstance(literal, str) else literal
        if not isinstance(other, Interval):
            return None
        match operator:
            case "lt":
                return _before(operand, other)
            case "gte":
                return _negation(_before(operand, other))
            case "gt":
                return _before(other, operand)
            case _:
                return _negation(_before(other, operand))
    if isinstance(operand, int) and isinstance(literal, int):
        match operator:
            case "lt":
                return operand < literal
            case "lte":
                return operand <= literal
            case "gt":
                return operand > literal
            case _:
                return operand >= literal
    return None  # a missing code has no order


def _before(one: Interval, other: Interval) -> Truth:
    """Whether the first is earlier; unknown when the two partial dates overlap."""
    if one.last < other.first:
        return True
    return False if one.first >= other.last else None


def _shifted(days: Interval, by: int) -> Interval:
    if by == 0:
        return days
    return Interval(_day_after(days.first, by), _day_after(days.last, by))


def _day_after(day: date, by: int) -> date:
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return date.max if by > 0 else date.min


def _field(operator: str) -> str:
    return "is_" if operator == "is" else operator
