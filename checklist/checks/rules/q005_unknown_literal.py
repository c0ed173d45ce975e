"""A condition compares with a code that the question does not offer.

## Why is this bad?
The comparison can never be true (or, with `is_not`, never false).

## Example
    when: {question: treaty-status, is: partie}

## Use instead
    when: {question: treaty-status, is: party}
"""

from collections.abc import Iterator, Sequence
from typing import Any

from checklist.answer_types.answer import MISSING_CODES
from checklist.answer_types.date import Date
from checklist.answer_types.integer import Integer
from checklist.answer_types.operands import EQUALITY, SEVERAL, interval
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.compared import Compared, compared_operands
from checklist.checks.rule import Rule
from checklist.diagnostics import DocumentPath, Finding
from checklist.questionnaire.condition import AS_OF
from checklist.states import BY_CODE
from checklist.text.sanitize import quoted
from checklist.text.suggestions import correction_hint


def _literals(literal: Any) -> Sequence[tuple[DocumentPath, Any]]:
    if isinstance(literal, list):
        return [((index,), item) for index, item in enumerate(literal)]
    return [((), literal)]


def _allowed(compared: Compared) -> frozenset[str] | None:
    if compared.answer_type is None:
        return frozenset(BY_CODE)
    return compared.answer_type.codes(compared.row)


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for compared in compared_operands(checked):
        if compared.name == AS_OF:
            continue
        operator = compared.comparison.operator
        for below, literal in _literals(compared.comparison.literal):
            message, hint = _wrong(compared, operator, literal)
            if message:
                place = (*compared.where, operator, *below)
                yield compared.part, Finding(RULE.code, message, place, hint=hint)


def _wrong(compared: Compared, operator: str, literal: Any) -> tuple[str, str]:
    if not isinstance(literal, str | int) or operator == "answered":
        return "", ""  # another question, or the entries of a table
    if operator in EQUALITY | SEVERAL and literal in MISSING_CODES:
        return "", ""
    allowed = _allowed(compared)
    answer_type = compared.answer_type
    if allowed is not None and operator in EQUALITY | SEVERAL and literal not in allowed:
        if answer_type is None:
            message = f"{quoted(str(literal))} is not the code of a State"
        else:
            message = f"{quoted(str(literal))} is not among the options of `{compared.name}`"
        return message, correction_hint(str(literal), sorted(allowed))
    if isinstance(answer_type, Date):
        if not isinstance(literal, str):
            return f"the number {literal} is not a date", "put quotation marks around a year"
        if interval(literal) is None:
            return f"{quoted(literal)} is not a date", "write 2004-05-31, 2004-05 or 2004"
    elif isinstance(answer_type, Integer) and not isinstance(literal, int):
        hint = "take the quotation marks away" if str(literal).isdecimal() else ""
        return f"{quoted(str(literal))} is not a whole number", hint
    return "", ""


RULE = Rule(__name__, __doc__, _check)
