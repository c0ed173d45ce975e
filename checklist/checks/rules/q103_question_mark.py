"""The words of a question do not end with a question mark.

## Why is this bad?
It is not clear that an answer is expected, and of what kind.

## Example
    ask: The stage of ratification

## Use instead
    ask: Which stage has ratification reached?
"""

from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for placed in checked.placed:
        if not placed.question.ask.endswith("?"):
            message = "a question ends with a question mark"
            yield placed.part, Finding(RULE.code, message, (*placed.where, "ask"))


RULE = Rule(__name__, __doc__, _check)
