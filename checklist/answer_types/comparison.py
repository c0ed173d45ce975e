"""Comparisons of operands with literals, in Kleene's three-valued logic.

The truth values are True, False, and None for unknown. A comparison with an absent operand is
unknown. The operands come from the answers of a report, by question and row, or from the cells of
one entry of a table, by column.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from functools import cached_property
from operator import eq, ge, gt, le, lt, ne
from typing import Annotated, Any, ClassVar, NamedTuple, Protocol, TypeAlias, TypeVar

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from checklist.answer_types.base_model import Maybe, Slug, StrictModel
from checklist.answer_types.operands import ORDER, Interval, Operand, add_days, interval

Truth: TypeAlias = bool | None
"""True, False, or None for unknown."""


class Than(StrictModel):
    """A date or number to compare with: that of another question, or the report's own (`as_of`)."""

    than: str
    """The id of a question of type `date` or `integer`, or `as_of`; in a table, a column."""
    days: int = 0
    """Days to add to a date."""


def _kind(data: Any) -> str:
    """Return the kind of a limit, so that a wrong limit gets one finding, not three."""
    if isinstance(data, dict | Than):
        return "than"
    return "number" if isinstance(data, int) else "text"


Limit: TypeAlias = Annotated[
    Annotated[str, Tag("text")] | Annotated[int, Tag("number")] | Annotated[Than, Tag("than")],
    Discriminator(_kind),
]
"""A code, a date or a number; or the date or number of another question."""
NumberLimit: TypeAlias = Annotated[
    Annotated[int, Tag("number")] | Annotated[Than, Tag("than")],
    Discriminator(lambda data: "than" if isinstance(data, dict | Than) else "number"),
]
"""A number, or that of another question."""
Codes: TypeAlias = Annotated[list[str], Field(min_length=1)]
"""Codes, or dates."""


class WithOperator(StrictModel):
    """A comparison. Exactly one of its operators stands in it."""

    operators: ClassVar[tuple[str, ...]] = ()
    """The operators that it can have."""

    @model_validator(mode="after")
    def _one_operator(self) -> "WithOperator":
        used = [name for name in self.operators if getattr(self, _field(name)) is not None]
        if len(used) != 1:
            raise PydanticCustomError(
                "operators",
                "a comparison needs exactly one operator ({allowed}); here are {count}",
                {"allowed": ", ".join(self.operators), "count": len(used)},
            )
        return self

    @cached_property
    def operator(self) -> str:
        """The operator's name."""
        return next(name for name in self.operators if getattr(self, _field(name)) is not None)

    @cached_property
    def literal(self) -> Any:
        """The value with which the operator compares."""
        return getattr(self, _field(self.operator))


class CellComparison(WithOperator):
    """One comparison with a cell of an entry of a table. Exactly one operator stands in it."""

    operators: ClassVar[tuple[str, ...]] = (
        "is", "is_not", "any_of", "none_of", "gt", "gte", "lt", "lte",
    )  # fmt: skip

    column: Slug
    """The id of a column."""
    is_: Annotated[Maybe[Limit], Field(alias="is")] = None
    """Equal to this code or number, or within this date; or equal to another column."""
    is_not: Maybe[Limit] = None
    """Not equal to this code or number, nor within this date; or not equal to another column."""
    any_of: Maybe[Codes] = None
    """One of these codes is chosen, or the date lies within one of these."""
    none_of: Maybe[Codes] = None
    """None of these codes is chosen, and the date lies within none of these."""
    gt: Maybe[Limit] = None
    """Greater; or later than this date, which is a whole year or month where it is partial."""
    gte: Maybe[Limit] = None
    """Greater or equal; or on the first day of this date, or later."""
    lt: Maybe[Limit] = None
    """Less; or earlier than the first day of this date."""
    lte: Maybe[Limit] = None
    """Less or equal; or on the last day of this date, or earlier."""

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns that it looks at: one, or two."""
        other = (self.literal.than,) if isinstance(self.literal, Than) else ()
        return (self.column, *other)

    @cached_property
    def truth(self) -> "Callable[[Operands[str]], Truth]":
        """The comparison as a function of the cells of an entry."""
        than = self.literal.than if isinstance(self.literal, Than) else self.column
        return comparison(self.operator, self.column, self.literal, than)


class CellSum(WithOperator):
    """A comparison of the sum of several cells of an entry of a table."""

    operators: ClassVar[tuple[str, ...]] = ("is", "is_not", "gt", "gte", "lt", "lte")

    sum: Annotated[list[Slug], Field(min_length=1)]
    """The ids of the columns that are summed, of type `integer`."""
    is_: Annotated[Maybe[NumberLimit], Field(alias="is")] = None
    """Equal to this number, or to another column."""
    is_not: Maybe[NumberLimit] = None
    """Not equal to this number, nor to another column."""
    gt: Maybe[NumberLimit] = None
    """Greater."""
    gte: Maybe[NumberLimit] = None
    """Greater or equal."""
    lt: Maybe[NumberLimit] = None
    """Less."""
    lte: Maybe[NumberLimit] = None
    """Less or equal."""

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns that it looks at."""
        other = (self.literal.than,) if isinstance(self.literal, Than) else ()
        return (*self.sum, *other)

    @cached_property
    def truth(self) -> "Callable[[Operands[str]], Truth]":
        """The comparison as a function of the cells of an entry."""
        literal = self.literal

        def bound(cells: Operands[str]) -> int | None:
            if not isinstance(literal, Than):
                return int(literal)
            return None if literal.days else total([cells[literal.than]])

        return number_comparison(
            self.operator, lambda cells: total(cells[column] for column in self.sum), bound
        )


def _sum_or_cell(data: Any) -> str:
    is_sum = isinstance(data, CellSum) or (isinstance(data, dict) and "sum" in data)
    return "sum" if is_sum else "cell"


EntryCondition: TypeAlias = Annotated[
    Annotated[CellSum, Tag("sum")] | Annotated[CellComparison, Tag("cell")],
    Discriminator(_sum_or_cell),
]
"""A comparison with a cell of an entry, or with the sum of several."""


Key = TypeVar("Key", contravariant=True)
Looked = TypeVar("Looked")
"""What operands are looked up in."""


class Operands(Protocol[Key]):
    """The operands that comparisons look up."""

    def __getitem__(self, key: Key, /) -> Operand:
        """Return an operand; None for an absent one."""


def comparison(
    operator: str, key: Key, literal: Any, than: Key
) -> Callable[[Operands[Key]], Truth]:
    """Return a comparison as a function, which a caller can keep and evaluate often.

    Args:
        operator: Any operator but `answered`.
        key: The operand that is compared.
        literal: The literal of the operator.
        than: The operand with which it is compared, if the literal is a `Than`.
    """
    if operator in ORDER or isinstance(literal, Than):
        return _order(operator, key, literal, than)
    return _membership(operator, key, literal)


# Codes


_IS_AMONG = {"is": True, "any_of": True, "is_not": False, "none_of": False}
"""For each operator on a single operand: whether the operand must, or must not, be among the
literals."""


def _membership(operator: str, key: Key, literal: Any) -> Callable[[Operands[Key]], Truth]:
    codes = frozenset(literal) if isinstance(literal, list) else frozenset({literal})
    is_among = _IS_AMONG.get(operator)

    def truth(operands: Operands[Key]) -> Truth:
        operand = operands[key]
        if operand is None:
            return None
        if type(operand) is str and is_among is not None:  # so are nearly all operands
            return (operand in codes) is is_among
        if isinstance(operand, Interval) and is_among is not None:
            within = _within_one(operand, codes)
            return within if is_among else negation(within)
        if isinstance(operand, str | int | Interval | frozenset):
            chosen = operand if isinstance(operand, frozenset) else frozenset({operand})
            return _OF_SETS[operator](chosen, codes)
        return None  # the entries of a table are no codes

    return truth


_OF_SETS: Mapping[str, Callable[[frozenset[Any], frozenset[Any]], bool]] = {
    "is": eq,
    "is_not": ne,
    "any_of": lambda chosen, codes: not chosen.isdisjoint(codes),
    "none_of": frozenset.isdisjoint,
    "all_of": ge,
}
"""For each operator on codes: whether it is true of those that are chosen."""


def _within_one(days: Interval, literals: frozenset[Any]) -> Truth:
    """Whether a date lies within one of these dates; unknown when it only overlaps them.

    A partial date means its whole period. A literal that is not a date, such as a missing code, is
    ignored.
    """
    dates = (interval(literal) for literal in literals if isinstance(literal, str))
    periods = sorted((interval.first, interval.last) for interval in dates if interval is not None)
    overlapped = [
        period for period in periods if period[0] <= days.last and days.first <= period[1]
    ]
    begin = days.first
    for first, last in overlapped:  # several can cover it together
        if first > begin:
            return None
        if last >= days.last:
            return True
        begin = max(begin, last + timedelta(days=1))
    return None if overlapped else False


# Dates and numbers


def _order(operator: str, key: Key, literal: Any, than: Key) -> Callable[[Operands[Key]], Truth]:
    is_so = _ORDERS[operator]
    limit = _limit(operator, literal, than)

    def truth(operands: Operands[Key]) -> Truth:
        operand = operands[key]
        if operand is None or isinstance(operand, str):  # a missing code has no order
            return None
        bound = limit(operands)
        if isinstance(operand, Interval):
            return is_so.date(operand, bound) if isinstance(bound, Interval) else None
        if isinstance(operand, int) and isinstance(bound, int):
            return is_so.number(operand, bound)
        return None

    return truth


def _limit(
    operator: str, literal: Any, than: Key
) -> Callable[[Operands[Key]], Interval | int | None]:
    """Return a function that gives the number or date to compare with; None if it is unknown."""
    if not isinstance(literal, Than):
        bound = _end(operator, literal) if isinstance(literal, str) else literal
        return lambda operands: bound
    days = literal.days

    def limit(operands: Operands[Key]) -> Interval | int | None:
        other = operands[than]
        if isinstance(other, Interval):
            return _shifted(other, days)
        return other if isinstance(other, int) and days == 0 else None

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


def _before(first: Interval, other: Interval) -> Truth:
    """Whether the first is earlier; unknown when the two partial dates overlap."""
    if first.last < other.first:
        return True
    return False if first.first >= other.last else None


def _same(first: Interval, other: Interval) -> Truth:
    """Whether two dates are the same day; unknown when two partial dates overlap."""
    if first.last < other.first or other.last < first.first:
        return False
    return True if first.first == first.last == other.first == other.last else None


class _Order(NamedTuple):
    """An order, of two dates and of two numbers."""

    date: Callable[[Interval, Interval], Truth]
    number: Callable[[int, int], bool]


_ORDERS: Mapping[str, _Order] = {
    "is": _Order(_same, eq),
    "is_not": _Order(lambda first, other: negation(_same(first, other)), ne),
    "lt": _Order(_before, lt),
    "lte": _Order(lambda first, other: negation(_before(other, first)), le),
    "gt": _Order(lambda first, other: _before(other, first), gt),
    "gte": _Order(lambda first, other: negation(_before(first, other)), ge),
}

NUMBER_OPERATORS = tuple(_ORDERS)
"""The operators that compare two numbers."""


def compare_numbers(operator: str, first: int, other: int) -> bool:
    """Return whether two numbers are in the order of one of the `NUMBER_OPERATORS`."""
    return _ORDERS[operator].number(first, other)


def number_comparison(
    operator: str, number: Callable[[Looked], int | None], limit: Callable[[Looked], int | None]
) -> Callable[[Looked], Truth]:
    """Return a comparison of two numbers as a function, which is unknown where one of them is."""

    def truth(operands: Looked) -> Truth:
        first, other = number(operands), limit(operands)
        return None if first is None or other is None else compare_numbers(operator, first, other)

    return truth


def total(numbers: Iterable[Operand]) -> int | None:
    """Return the sum of some operands; None if one of them is no number."""
    result = 0
    for number in numbers:
        if not isinstance(number, int):
            return None
        result += number
    return result


def all_true(truths: Iterable[Truth]) -> Truth:
    """Return True if all are true; unknown if one of them is unknown, and none is false."""
    result: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            result = None
    return result


def _shifted(days: Interval, by: int) -> Interval:
    if by == 0:
        return days
    return Interval(add_days(days.first, by), add_days(days.last, by))


def negation(truth: Truth) -> Truth:
    """Return the opposite of a truth value; unknown of unknown."""
    return None if truth is None else not truth


def refuse_words_without_condition(when: object, when_text: str | None) -> None:
    """Raise an error for the words of a condition that is not there.

    Raises:
        PydanticCustomError: There are words, and no condition.
    """
    if when is None and when_text is not None:
        raise PydanticCustomError(
            "when_text", "`when_text` has the words for `when`, which is not there"
        )


def _field(operator: str) -> str:
    return "is_" if operator == "is" else operator
