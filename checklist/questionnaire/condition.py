"""Conditions: the `when` of a question or check, evaluated in Kleene's three-valued logic.

The truth values are True, False, and None for unknown. A comparison with an unanswered question is
unknown; `not` of unknown is unknown; only `answered` is never unknown.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import cached_property
from operator import ge, gt, le, lt
from typing import Annotated, Any, NamedTuple, Protocol, TypeAlias, Union

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from checklist.answer_types.base_model import Maybe, Slug, StrictModel
from checklist.answer_types.date import add_days, interval
from checklist.answer_types.interface import EQUALITY, ORDER, Interval, Operand
from checklist.diagnostics import DocumentPath

Truth: TypeAlias = bool | None
"""True, False, or None for unknown."""

OPERATORS = ("is", "is_not", "any_of", "none_of", "all_of", "gt", "gte", "lt", "lte", "answered")
MISSING_OPERATORS = EQUALITY
"""The operators that can compare with a missing code: the same for every answer type."""

AS_OF, STATE = "as_of", "state"
"""The names of two facts of the report's head that a check can compare: its date and its State.

No question has one of these names: an id has no underscore, and no question is called `state`.
"""


class Than(StrictModel):
    """A date to compare with: that of another question, or the report's own (`as_of`)."""

    than: str
    """The id of a question of type `date`, or `as_of`."""
    days: int = 0
    """Days to add to it."""


def _kind(data: Any) -> str:
    """Return the kind of a comparand, so that a wrong one gets one finding, not three."""
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
    """Equal to this code or number, or within this date: `2004` is the whole year."""
    is_not: Maybe[Comparand] = None
    """Not equal to this code or number, nor within this date."""
    any_of: Maybe[Annotated[list[str], Field(min_length=1)]] = None
    """One of these codes is chosen, or the date lies within one of these."""
    none_of: Maybe[Annotated[list[str], Field(min_length=1)]] = None
    """None of these codes is chosen, and the date lies within none of these."""
    all_of: Maybe[Annotated[list[str], Field(min_length=1)]] = None
    """All of these codes are chosen."""
    gt: Maybe[Limit] = None
    """Greater; or later than this date, which is a whole year or month where it is partial."""
    gte: Maybe[Limit] = None
    """Greater or equal; or on the first day of this date, or later."""
    lt: Maybe[Limit] = None
    """Less; or earlier than the first day of this date."""
    lte: Maybe[Limit] = None
    """Less or equal; or on the last day of this date, or earlier."""
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
        """The value with which the operator compares."""
        return getattr(self, _field(self.operator))


class All(StrictModel):
    """True when all conditions are true."""

    all: Annotated[list["Condition"], Field(min_length=1)]
    """The conditions."""


class AnyOf(StrictModel):
    """True when one of the conditions is true."""

    any: Annotated[list["Condition"], Field(min_length=1)]
    """The conditions."""


class Not(StrictModel):
    """True when the condition is false."""

    not_: Annotated["Condition", Field(alias="not")]
    """The condition."""


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


Variable: TypeAlias = tuple[str, str | None]
"""An operand of a comparison: a question's id, and the row of a matrix."""


class Facts(Protocol):
    """The answers, and facts of the head, against which conditions are evaluated."""

    def __getitem__(self, variable: Variable, /) -> Operand:
        """Return the operand of a question's answer; None for an unanswered one."""

    def answered(self, question_id: str, row: str | None) -> bool:
        """Whether a question, or this row of a matrix, has an answer, be it a missing code."""


Predicate: TypeAlias = Callable[[Facts], Truth]
"""A condition as a function."""


def leaves(condition: Condition, where: DocumentPath = ()) -> Iterator[tuple[DocumentPath, Leaf]]:
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


def variables(condition: Condition) -> set[Variable]:
    """Return the operands of a condition: questions, and rows of matrices by themselves."""
    found: set[Variable] = set()
    for _, leaf in leaves(condition):
        found.add((leaf.question, leaf.row))
        if isinstance(leaf.literal, Than):
            found.add((leaf.literal.than, None))
    return found


def evaluate(condition: Condition, facts: Facts) -> Truth:
    """Return whether the condition is true, false or unknown."""
    return predicate(condition)(facts)


def predicate(condition: Condition) -> Predicate:
    """Return a condition as a function, which a caller can keep and evaluate often."""
    match condition:
        case All():
            return _all_of([predicate(part) for part in condition.all])
        case AnyOf():
            return _one_of([predicate(part) for part in condition.any])
        case Not():
            opposite = predicate(condition.not_)
            return lambda facts: negation(opposite(facts))
        case Leaf():
            return _comparison(condition)


def _all_of(parts: list[Predicate]) -> Predicate:
    """Return a function: True where all parts are; unknown where one is and none is False."""

    def truth(facts: Facts) -> Truth:
        result: Truth = True
        for part in parts:
            one = part(facts)
            if one is False:
                return False
            if one is None:
                result = None
        return result

    return truth


def _one_of(parts: list[Predicate]) -> Predicate:
    """Return a function: True where one part is; unknown where one is and none is True."""

    def truth(facts: Facts) -> Truth:
        result: Truth = False
        for part in parts:
            one = part(facts)
            if one:
                return True
            if one is None:
                result = None
        return result

    return truth


def negation(truth: Truth) -> Truth:
    """Return the opposite of a truth value; unknown of unknown."""
    return None if truth is None else not truth


def _comparison(leaf: Leaf) -> Predicate:
    variable = question, row = leaf.question, leaf.row
    literal = leaf.literal
    if leaf.operator == "answered":
        return lambda facts: facts.answered(question, row) is literal
    if leaf.operator in ORDER:
        return _order(leaf.operator, variable, literal)
    return _membership(leaf.operator, variable, literal)


# Codes


_IS_AMONG = {"is": True, "any_of": True, "is_not": False, "none_of": False}
"""For each operator on a single operand: whether the operand must, or must not, be among the
literals."""


def _membership(operator: str, variable: Variable, literal: Any) -> Predicate:
    codes = frozenset(literal) if isinstance(literal, list) else frozenset({literal})
    is_among = _IS_AMONG.get(operator)

    def truth(facts: Facts) -> Truth:
        operand = facts[variable]
        if operand is None:
            return None
        if type(operand) is str and is_among is not None:  # so are nearly all operands
            return (operand in codes) is is_among
        if isinstance(operand, Interval) and is_among is not None:
            within = _within_one(operand, codes)
            return within if is_among else negation(within)
        return _among(operator, operand, codes)

    return truth


def _among(operator: str, operand: Operand, codes: frozenset[Any]) -> Truth:
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


def _within_one(days: Interval, literals: frozenset[Any]) -> Truth:
    """Whether a date lies within one of these dates; unknown when it only overlaps them.

    A partial date means its whole period. A literal that is not a date, such as a missing code, is
    ignored.
    """
    dates = (interval(one) for one in literals if isinstance(one, str))
    periods = sorted((one.first, one.last) for one in dates if one is not None)
    overlapped = [one for one in periods if one[0] <= days.last and days.first <= one[1]]
    begin = days.first
    for first, last in overlapped:  # several can cover it together
        if first > begin:
            return None
        if last >= days.last:
            return True
        begin = max(begin, last + timedelta(days=1))
    return None if overlapped else False


# Dates and numbers


def _order(operator: str, variable: Variable, literal: Any) -> Predicate:
    is_so = _ORDERS[operator]
    limit = _limit(operator, literal)

    def truth(facts: Facts) -> Truth:
        operand = facts[variable]
        if operand is None or isinstance(operand, str):  # a missing code has no order
            return None
        bound = limit(facts)
        if isinstance(operand, Interval):
            return is_so.date(operand, bound) if isinstance(bound, Interval) else None
        if isinstance(operand, int) and isinstance(bound, int):
            return is_so.number(operand, bound)
        return None

    return truth


def _limit(operator: str, literal: Any) -> Callable[[Facts], Interval | int | None]:
    """Return a function that gives the number or date to compare with; None if it is unknown."""
    if not isinstance(literal, Than):
        bound = _end(operator, literal) if isinstance(literal, str) else literal
        return lambda facts: bound
    variable, days = (literal.than, None), literal.days

    def limit(facts: Facts) -> Interval | None:
        other = facts[variable]
        return _shifted(other, days) if isinstance(other, Interval) else None

    return limit


def _end(operator: str, literal: str) -> Interval | None:
    """Return the first or last day of a date, as an operator compares it; None for other texts.

    A partial date means its whole period: later dates come after its last day, and dates that are
    later or equal begin with its first.
    """
    period = interval(literal)
    if period is None:
        return None
    day = period.last if operator in _AFTER_ALL else period.first
    return Interval(day, day)


_AFTER_ALL = frozenset({"gt", "lte"})
"""The operators that compare with the last day of a period."""


def _before(one: Interval, other: Interval) -> Truth:
    """Whether the first is earlier; unknown when the two partial dates overlap."""
    if one.last < other.first:
        return True
    return False if one.first >= other.last else None


class _Order(NamedTuple):
    """An order, of two dates and of two numbers."""

    date: Callable[[Interval, Interval], Truth]
    number: Callable[[int, int], bool]


_ORDERS: Mapping[str, _Order] = {
    "lt": _Order(_before, lt),
    "lte": _Order(lambda one, other: negation(_before(other, one)), le),
    "gt": _Order(lambda one, other: _before(other, one), gt),
    "gte": _Order(lambda one, other: negation(_before(one, other)), ge),
}


def _shifted(days: Interval, by: int) -> Interval:
    if by == 0:
        return days
    return Interval(add_days(days.first, by), add_days(days.last, by))


def _field(operator: str) -> str:
    return "is_" if operator == "is" else operator
