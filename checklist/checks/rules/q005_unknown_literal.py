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
from checklist.answer_types.date import interval
from checklist.answer_types.interface import EQUALITY, SEVERAL
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import DocumentPath, Finding
from checklist.questionnaire.condition import STATE, Than, leaves
from checklist.questionnaire.question import Question
from checklist.states import BY_CODE
from checklist.text.sanitize import quoted
from checklist.text.suggestions import correction_hint


def _literals(literal: Any) -> Sequence[tuple[DocumentPath, Any]]:
    if isinstance(literal, list):
        return [((index,), item) for index, item in enumerate(literal)]
    return [((), literal)]


def _allowed(question: Question | None, row: str | None) -> frozenset[str] | None:
    return frozenset(BY_CODE) if question is None else question.answer_type.codes(row)


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for placed in checked.conditions:
        for where, leaf in leaves(placed.condition):
            named = checked.by_id.get(leaf.question)
            if named is None and leaf.question != STATE:
                continue
            question = None if named is None else named.question
            for below, literal in _literals(leaf.literal):
                message, hint = _wrong(question, leaf.row, leaf.operator, literal)
                if message:
                    place = (*placed.where, *where, leaf.operator, *below)
                    yield placed.part, Finding(RULE.code, message, place, hint=hint)


def _wrong(
    question: Question | None, row: str | None, operator: str, literal: Any
) -> tuple[str, str]:
    allowed = _allowed(question, row)
    if operator in EQUALITY | SEVERAL and literal in MISSING_CODES:
        return "", ""
    if isinstance(literal, Than) or operator == "answered":
        return "", ""
    if allowed is not None and operator in EQUALITY | SEVERAL and literal not in allowed:
        if question is None:
            message = f"{quoted(str(literal))} is not the code of a State"
        else:
            message = f"{quoted(str(literal))} is not among the options of `{question.id}`"
        return message, correction_hint(str(literal), sorted(allowed))
    if question is not None and question.type == "date":
        if not isinstance(literal, str):
            return f"the number {literal} is not a date", "put quotation marks around a year"
        if interval(literal) is None:
            return f"{quoted(literal)} is not a date", "write 2004-05-31, 2004-05 or 2004"
    elif question is not None and question.type == "integer" and not isinstance(literal, int):
        hint = "take the quotation marks away" if str(literal).isdecimal() else ""
        return f"{quoted(str(literal))} is not a whole number", hint
    return "", ""


RULE = Rule(__name__, __doc__, _check)
