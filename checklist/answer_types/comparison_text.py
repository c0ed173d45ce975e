"""The words for the operator and the literal of a comparison: `is at least 3`."""

from collections.abc import Callable, Sequence
from typing import Any

from checklist.answer_types.answer import MISSING_LABELS
from checklist.answer_types.comparison import CellComparison, CellSum, Than
from checklist.answer_types.interface import AnswerType
from checklist.answer_types.operands import DAY_WORDS, NUMBER_WORDS, ORDER


def in_words(
    operator: str,
    literal: Any,
    answer_type: AnswerType | None,
    subject_of: Callable[[str], str] = lambda name: name,
    label_of: Callable[[str], str] | None = None,
) -> str:
    """Return the words for an operator with its literal: `is at least 3`, `is “Party”`.

    Args:
        operator: Any operator on values.
        literal: Its literal.
        answer_type: The answer type of the operand; None where it is unknown.
        subject_of: Returns the words for the question or column of a `than`.
        label_of: Returns the words for a code, if the answer type does not have them.
    """
    if operator in ORDER:
        words = DAY_WORDS if answer_type is None else answer_type.order_words
        return f"is {words[operator]} {limit(literal, subject_of)}"
    if isinstance(literal, Than):
        return f"is {number_in_words(operator, limit(literal, subject_of))}"
    literals = literal if isinstance(literal, list) else [literal]
    labels = [_label(literal, answer_type, label_of) for literal in literals]
    several = answer_type is not None and answer_type.allows_several
    return _verb(operator, labels, several=several)


def cell_in_words(compared: CellComparison | CellSum, table: AnswerType) -> str:
    """Return a comparison of a cell as part of a sentence: `“Form” is “Forced labour”`."""
    columns = {column.id: column for column in table.listed_columns()}

    def subject_of(name: str) -> str:
        return f"“{columns[name].label}”" if name in columns else name

    if isinstance(compared, CellSum):
        bound = number_in_words(compared.operator, limit(compared.literal, subject_of))
        return f"{sum_in_words([*map(subject_of, compared.sum)])} is {bound}"
    column = columns.get(compared.column)
    answer_type = None if column is None else column.answer_type
    words = in_words(compared.operator, compared.literal, answer_type, subject_of)
    return f"{subject_of(compared.column)} {words}"


def sum_in_words(summed: Sequence[str]) -> str:
    """Return the words for a sum of subjects: `the sum of “Women” and “Men”`."""
    *others, last = summed
    return f"the sum of {', '.join(others)} and {last}" if others else last


def limit(literal: Any, subject_of: Callable[[str], str]) -> str:
    """Return the words for a number or date, or for that of another question."""
    if not isinstance(literal, Than):
        return str(literal)
    other = subject_of(literal.than)
    if literal.days == 0:
        return other
    days = "1 day" if abs(literal.days) == 1 else f"{abs(literal.days)} days"
    return f"{other} plus {days}" if literal.days > 0 else f"{other} minus {days}"


def _verb(operator: str, labels: Sequence[str], *, several: bool) -> str:
    match operator:
        case "is":
            return f"is {labels[0]}"
        case "is_not":
            return f"is not {labels[0]}"
        case "any_of":
            return f"{'includes' if several else 'is'} {_listed(labels, 'or')}"
        case "all_of":
            return f"includes {_listed(labels, 'and')}"
        case _ if len(labels) > 1:
            return f"{'includes' if several else 'is'} neither {_listed(labels, 'nor')}"
        case _:
            return f"{'does not include' if several else 'is not'} {labels[0]}"


def _listed(labels: Sequence[str], word: str) -> str:
    *others, last = labels
    return f"{', '.join(others)} {word} {last}" if others else last


def _label(
    literal: str | int, answer_type: AnswerType | None, label_of: Callable[[str], str] | None
) -> str:
    """Return the words for a literal; numbers and dates have no quotation marks."""
    code = str(literal)
    if code in MISSING_LABELS:
        return f"“{MISSING_LABELS[code]}”"
    if label_of is not None:
        return label_of(code)
    if answer_type is not None and answer_type.operators >= ORDER:
        return code
    return f"“{code if answer_type is None else answer_type.label(code)}”"


def number_in_words(operator: str, bound: str) -> str:
    """Return the words after “is” for an operator on numbers: `at least 3`, `3`, `not 3`."""
    words = {"is": "", "is_not": "not "}.get(operator)
    return f"{NUMBER_WORDS[operator]} {bound}" if words is None else f"{words}{bound}"
