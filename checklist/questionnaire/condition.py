"""Conditions: the `when` of a question or check, evaluated in Kleene's three-valued logic.

The truth values are True, False, and None for unknown. A comparison with an unanswered question is
unknown; `not` of unknown is unknown; only `answered` is never unknown.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, reduce
from itertools import product
from typing import Annotated, Any, ClassVar, Protocol, TypeAlias, Union

from pydantic import Discriminator, Field, Tag

from checklist.answer_types.answer import MISSING_CODES
from checklist.answer_types.base_model import Maybe, Slug, StrictModel
from checklist.answer_types.comparison import (
    NUMBER_OPERATORS,
    Codes,
    EntryCondition,
    Limit,
    NumberLimit,
    Than,
    Truth,
    WithOperator,
    all_true,
    comparison,
    negation,
    number_comparison,
    total,
)
from checklist.answer_types.operands import EQUALITY, Entries, Operand
from checklist.diagnostics import DocumentPath

OPERATORS = (
    "is",
    "is_not",
    "any_of",
    "none_of",
    "all_of",
    "gt",
    "gte",
    "lt",
    "lte",
    "answered",
    "entries",
    "every",
)
MISSING_OPERATORS = EQUALITY
"""The operators that can compare with a missing code: the same for every answer type."""

AS_OF, STATE = "as_of", "state"
"""The names of two facts of the report's head that a check can compare: its date and its State.

No question has one of these names: an id has no underscore, and no question is called `state`.
"""


def _sum_or_limit(data: Any) -> str:
    if isinstance(data, Sum) or (isinstance(data, dict) and "sum" in data):
        return "sum"
    return "than" if isinstance(data, dict | Than) else "number"


class EntryCount(WithOperator):
    """A comparison of the number of a table's entries. Exactly one operator stands in it."""

    operators: ClassVar[tuple[str, ...]] = NUMBER_OPERATORS

    is_: Annotated[Maybe[NumberLimit], Field(alias="is")] = None
    """So many entries."""
    is_not: Maybe[NumberLimit] = None
    """Another number of entries."""
    gt: Maybe[NumberLimit] = None
    """More entries."""
    gte: Maybe[NumberLimit] = None
    """So many entries, or more."""
    lt: Maybe[NumberLimit] = None
    """Fewer entries."""
    lte: Maybe[NumberLimit] = None
    """So many entries, or fewer."""


class Leaf(WithOperator):
    """One comparison with the answer to one question. Exactly one operator stands in it."""

    operators: ClassVar[tuple[str, ...]] = OPERATORS

    question: str
    """The id of an earlier question."""
    row: Maybe[Slug] = None
    """The row, where the question is a matrix. `answered` looks at the whole matrix without it."""
    is_: Annotated[Maybe[Limit], Field(alias="is")] = None
    """Equal to this code or number, or within this date: `2004` is the whole year; or equal to the
    date or number of another question."""
    is_not: Maybe[Limit] = None
    """Not equal to this code or number, nor within this date; or not equal to the date or number of
    another question."""
    any_of: Maybe[Codes] = None
    """One of these codes is chosen, or the date lies within one of these."""
    none_of: Maybe[Codes] = None
    """None of these codes is chosen, and the date lies within none of these."""
    all_of: Maybe[Codes] = None
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

    entries: Maybe[EntryCount] = None
    """The number of entries of a table."""
    every: Maybe[EntryCondition] = None
    """True when the comparison holds in every entry of a table. An entry without one of the cells
    is skipped."""


class ColumnOf(StrictModel):
    """A column of a table."""

    question: str
    """The id of a question of type `table`."""
    column: Slug
    """The id of a column of type `integer`."""


Summands: TypeAlias = Annotated[
    Annotated[ColumnOf, Tag("column")]
    | Annotated[list[Slug], Field(min_length=1), Tag("questions")],
    Discriminator(lambda data: "column" if isinstance(data, dict | ColumnOf) else "questions"),
]
"""Questions of type `integer`, or a column of a table."""


class Sum(StrictModel):
    """The sum of the answers to several questions, or of the cells of a column."""

    sum: Summands
    """The questions, or the column."""


SumLimit: TypeAlias = Annotated[
    Annotated[int, Tag("number")] | Annotated[Than, Tag("than")] | Annotated[Sum, Tag("sum")],
    Discriminator(_sum_or_limit),
]
"""A number, that of another question, or another sum."""


class SumComparison(WithOperator):
    """A comparison of a sum. It is unknown while a part of a sum is missing or off path."""

    operators: ClassVar[tuple[str, ...]] = NUMBER_OPERATORS

    sum: Summands
    """The questions, or the column, that are summed."""
    is_: Annotated[Maybe[SumLimit], Field(alias="is")] = None
    """Equal."""
    is_not: Maybe[SumLimit] = None
    """Not equal."""
    gt: Maybe[SumLimit] = None
    """Greater."""
    gte: Maybe[SumLimit] = None
    """Greater or equal."""
    lt: Maybe[SumLimit] = None
    """Less."""
    lte: Maybe[SumLimit] = None
    """Less or equal."""

    @cached_property
    def sides(self) -> Sequence[tuple[DocumentPath, Summands]]:
        """The sums, each with its place in the comparison: one, or two."""
        other = self.literal
        second = [((self.operator, "sum"), other.sum)] if isinstance(other, Sum) else []
        return [(("sum",), self.sum), *second]


Comparison: TypeAlias = Leaf | SumComparison
"""A condition without parts that are conditions."""


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
    forms = ("all", "any", "not", "sum")
    return next((name for name in forms if name in keys or f"{name}_" in keys), "leaf")


Condition: TypeAlias = Annotated[
    Union[  # noqa: UP007 - the members refer to the union itself
        Annotated[All, Tag("all")],
        Annotated[AnyOf, Tag("any")],
        Annotated[Not, Tag("not")],
        Annotated[SumComparison, Tag("sum")],
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


def leaves(
    condition: Condition, where: DocumentPath = ()
) -> Iterator[tuple[DocumentPath, Comparison]]:
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
        case Leaf() | SumComparison():
            yield where, condition


def references(leaf: Comparison) -> Iterator[tuple[DocumentPath, str]]:
    """Yield the questions that a comparison names, and `as_of` and `state`, with their places."""
    if isinstance(leaf, Leaf):
        yield ("question",), leaf.question
    else:
        for where, summands in leaf.sides:
            if isinstance(summands, ColumnOf):
                yield (*where, "question"), summands.question
            else:
                yield from (((*where, index), name) for index, name in enumerate(summands))
    other = than_of(leaf)
    if other is not None:
        where, than = other
        yield (*where, "than"), than.than


def than_of(leaf: Comparison) -> tuple[DocumentPath, Than] | None:
    """Return the question with which a comparison compares, with its place; None without one."""
    literal: Any = leaf.literal
    where: DocumentPath = (leaf.operator,)
    if isinstance(literal, EntryCount):
        literal, where = literal.literal, (*where, literal.operator)
    return (where, literal) if isinstance(literal, Than) else None


def names(condition: Condition) -> list[str]:
    """Return the questions that a condition compares, and `as_of` and `state`, each once."""
    named = (name for _, leaf in leaves(condition) for _, name in references(leaf))
    return list(dict.fromkeys(named))


def counts_answers(condition: Condition) -> bool:
    """Whether a condition is also about what is not there: what is unanswered, and how many."""
    return any(leaf.operator in {"answered", "entries"} for _, leaf in leaves(condition))


def variables(condition: Condition) -> set[Variable]:
    """Return the operands of a condition: questions; rows and columns by themselves."""
    return {variable for _, leaf in leaves(condition) for variable in _variables(leaf)}


def _variables(leaf: Comparison) -> Iterator[Variable]:
    other = than_of(leaf)
    if other is not None:
        yield other[1].than, None
    if isinstance(leaf, SumComparison):
        for _, summands in leaf.sides:
            if isinstance(summands, ColumnOf):
                yield summands.question, summands.column
            else:
                yield from ((name, None) for name in summands)
    elif leaf.every is not None:
        yield from ((leaf.question, column) for column in leaf.every.columns)
    else:
        yield leaf.question, leaf.row


def evaluate(condition: Condition, facts: Facts) -> Truth:
    """Return whether the condition is true, false or unknown."""
    return predicate(condition)(facts)


def predicate(condition: Condition) -> Predicate:
    """Return a condition as a function, which a caller can keep and evaluate often."""
    match condition:
        case All():
            return _decided_by(False, [predicate(part) for part in condition.all])
        case AnyOf():
            return _decided_by(True, [predicate(part) for part in condition.any])
        case Not():
            opposite = predicate(condition.not_)
            return lambda facts: negation(opposite(facts))
        case Leaf():
            return _comparison(condition)
        case SumComparison():
            total_of, limit = _sum(condition.sum), _number(condition.literal)
            return number_comparison(condition.operator, total_of, limit)


def _decided_by(decisive: bool, parts: Sequence[Predicate]) -> Predicate:
    """Return conditions as a function: as soon as a condition has this truth, all together have it.

    Otherwise, they are unknown together if a condition is unknown.
    """

    def truth(facts: Facts) -> Truth:
        result: Truth = not decisive
        for part in parts:
            found = part(facts)
            if found is decisive:
                return found
            if found is None:
                result = None
        return result

    return truth


Truths: TypeAlias = frozenset[Truth]

ALL_TRUTHS: Truths = frozenset({True, False, None})


def possible_truths(condition: Condition, of: Callable[[Comparison], Truths]) -> Truths:
    """Return the truths of a condition, as if its parts had no question in common.

    Args:
        condition: The condition.
        of: Returns the truths that one of its comparisons can have.
    """
    match condition:
        case All():
            return _all_true(possible_truths(part, of) for part in condition.all)
        case AnyOf():
            return _opposite(_all_true(_opposite(possible_truths(p, of)) for p in condition.any))
        case Not():
            return _opposite(possible_truths(condition.not_, of))
        case Leaf() | SumComparison():
            return of(condition)


def _all_true(parts: Iterable[Truths]) -> Truths:
    def both(truths: Truths, others: Truths) -> Truths:
        return frozenset(map(all_true, product(truths, others)))

    return reduce(both, parts, frozenset({True}))


def _opposite(truths: Truths) -> Truths:
    return frozenset(map(negation, truths))


def _comparison(leaf: Leaf) -> Predicate:
    variable = question, row = leaf.question, leaf.row
    literal = leaf.literal
    if leaf.operator == "answered":
        return lambda facts: facts.answered(question, row) is literal
    if leaf.entries is not None:
        return _entry_count(question, leaf.entries)
    if leaf.every is not None:
        return _every_entry(question, leaf.every)
    than = (literal.than, None) if isinstance(literal, Than) else variable
    return comparison(leaf.operator, variable, literal, than)


# Tables and sums


def _entry_count(question: str, count: EntryCount) -> Predicate:
    def number(facts: Facts) -> int | None:
        table = facts[question, None]
        return len(table.entries) if isinstance(table, Entries) else None

    return number_comparison(count.operator, number, _number(count.literal))


def _every_entry(question: str, compared: EntryCondition) -> Predicate:
    columns, is_true = compared.columns, compared.truth

    def truth(facts: Facts) -> Truth:
        table = facts[question, None]
        if not isinstance(table, Entries):
            return None
        return all_true(
            is_true(entry)
            for entry in table.entries
            if not any(
                entry[column] is None or entry[column] in MISSING_CODES for column in columns
            )
        )

    return truth


def _number(literal: int | Than | Sum) -> Callable[[Facts], int | None]:
    """Return a function that gives the number to compare with; None if it is unknown."""
    match literal:
        case Than():
            return _sum([literal.than]) if literal.days == 0 else lambda facts: None
        case Sum():
            return _sum(literal.sum)
        case _:
            return lambda facts: literal


def _sum(summands: Summands) -> Callable[[Facts], int | None]:
    """Return a function that gives a sum; None if a part of it is missing."""
    if not isinstance(summands, ColumnOf):
        return lambda facts: total(facts[name, None] for name in summands)
    question, column = summands.question, summands.column

    def of_column(facts: Facts) -> int | None:
        table = facts[question, None]
        if not isinstance(table, Entries):
            return None
        return total(entry[column] for entry in table.entries)

    return of_column
