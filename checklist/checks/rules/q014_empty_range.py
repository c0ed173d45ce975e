"""A `minimum` that is greater than the `maximum`, of a question or of a column.

## Why is this bad?
Every number is refused, and the official cannot go on.

## Example
    type: integer
    minimum: 50
    maximum: 10

## Use instead
    type: integer
    minimum: 10
    maximum: 50
"""

from collections.abc import Iterator

from checklist.answer_types.integer import Integer
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for placed in checked.answer_types:
        integer = placed.answer_type
        if not isinstance(integer, Integer) or integer.minimum <= integer.maximum:
            continue
        written = integer.model_fields_set
        key = "maximum" if "maximum" in written else "minimum"
        message = (
            f"no number is right: the minimum is {integer.minimum}, "
            f"and the maximum is {integer.maximum}"
        )
        yield placed.part, Finding(RULE.code, message, (*placed.where, key))


RULE = Rule(__name__, __doc__, _check)
