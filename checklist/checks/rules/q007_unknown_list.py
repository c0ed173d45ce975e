"""A question uses an option list that the questionnaire does not have.

## Why is this bad?
The question has no options and cannot be answered.

## Example
    options: obstacels

## Use instead
    options: obstacles        # a key of `lists` in questionnaire.yaml
"""

from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.text.sanitize import quoted
from checklist.text.suggestions import did_you_mean


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    if checked.sources.head.model is None:
        return
    for placed in checked.placed:
        for where, name in placed.question.answer_type.list_names():
            hint = did_you_mean(name, checked.lists)
            message = f"the questionnaire has no option list {quoted(name)}"
            yield placed.part, Finding(RULE.code, message, (*placed.where, *where), hint=hint)


RULE = Rule(__name__, __doc__, _check)
