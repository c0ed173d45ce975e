"""Conditions as a table of data, which the script of a page evaluates as the engine does.

A condition becomes nested lists that begin with the name of what they are: `["all", …]`,
`["any", …]`, `["not", comparison]`, or a comparison. `not` stands before comparisons only. What a
page cannot know, because the question is not in it, becomes `["open"]`: it may be true.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

from checklist.answer_types.comparison import CellComparison, CellSum, EntryCondition, Than
from checklist.answer_types.operands import ORDER, interval
from checklist.questionnaire.condition import (
    All,
    AnyOf,
    ColumnOf,
    Condition,
    EntryCount,
    Leaf,
    Not,
    Sum,
    SumComparison,
    Summands,
    Variable,
    variables,
)

Row: TypeAlias = list[Any]
"""A condition of the table."""

OPEN: Row = ["open"]


def condition_row(condition: Condition, is_known: Callable[[Variable], bool]) -> Row:
    """Return a condition as data.

    Args:
        condition: The condition.
        is_known: Whether the page has the answer to a question, or to this row of it.
    """
    return _row(condition, is_known, is_negated=False)


def _row(condition: Condition, is_known: Callable[[Variable], bool], *, is_negated: bool) -> Row:
    match condition:
        case All():
            name, parts = ("any" if is_negated else "all"), condition.all
        case AnyOf():
            name, parts = ("all" if is_negated else "any"), condition.any
        case Not():
            return _row(condition.not_, is_known, is_negated=not is_negated)
        case Leaf() | SumComparison():
            if not all(map(is_known, variables(condition))):
                return OPEN
            row = _leaf(condition) if isinstance(condition, Leaf) else _sum(condition)
            return ["not", row] if is_negated else row
    return [name, *(_row(part, is_known, is_negated=is_negated) for part in parts)]


def _leaf(leaf: Leaf) -> Row:
    literal = leaf.literal
    if leaf.operator == "answered":
        return ["answered", leaf.question, leaf.row, literal]
    if leaf.entries is not None:
        return ["entries", leaf.question, leaf.entries.operator, _number(leaf.entries)]
    if leaf.every is not None:
        return ["every", leaf.question, cell_row(leaf.every), list(leaf.every.columns)]
    return _compared(leaf.operator, [leaf.question, leaf.row], literal)


def cell_row(condition: EntryCondition) -> Row:
    """Return a condition on the cells of an entry as data: a column stands for a question."""
    if isinstance(condition, CellSum):
        literal = condition.literal
        if isinstance(literal, Than):
            limit: Any = ["sum", ["questions", literal.than]] if literal.days == 0 else None
        else:
            limit = literal
        return ["sum", ["questions", *condition.sum], condition.operator, limit]
    assert isinstance(condition, CellComparison)
    return _compared(condition.operator, [condition.column, None], condition.literal)


def _compared(operator: str, operand: list[Any], literal: Any) -> Row:
    """Return the comparison of an operand: of its order, or with codes or dates."""
    if isinstance(literal, Than):
        return ["order", operator, *operand, ["than", literal.than, literal.days]]
    if operator in ORDER:
        return ["order", operator, *operand, _bound(operator, literal)]
    literals = literal if isinstance(literal, list) else [literal]
    return ["codes", operator, *operand, [*literals], [*filter(None, map(_days, literals))]]


def _bound(operator: str, literal: Any) -> Any:
    """Return a number, or the day with which a later or earlier date is compared."""
    if not isinstance(literal, str):
        return literal
    days = _days(literal)
    if days is None:
        return None
    return [days[1]] * 2 if operator in {"gt", "lte"} else [days[0]] * 2


def _days(literal: Any) -> list[int] | None:
    """Return the first and last day of a date, as numbers; None for what is no date."""
    found = interval(literal) if isinstance(literal, str) else None
    return None if found is None else [day_number(found.first), day_number(found.last)]


def day_number(day: date) -> int:
    """Return the number of a day: 1 is the first of January of the year 1."""
    return day.toordinal()


def _sum(compared: SumComparison) -> Row:
    return ["sum", _summands(compared.sum), compared.operator, _number(compared)]


def _summands(summands: Summands) -> Row:
    if isinstance(summands, ColumnOf):
        return ["column", summands.question, summands.column]
    return ["questions", *summands]


def _number(compared: EntryCount | SumComparison) -> Any:
    """Return the number to compare with, or the sum that gives it; None if it stays unknown."""
    match compared.literal:
        case Than(than=than, days=days):
            return ["sum", ["questions", than]] if days == 0 else None
        case Sum(sum=summands):
            return ["sum", _summands(summands)]
        case number:
            return number
