"""A choice of one option.

## Why is this bad?
There is nothing to choose. An official who would say no has only “not known” or “declined”.

## Example
    type: choice
    options:
      - {code: in-place, label: In place}

## Use instead
    type: yes-no
"""

from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for listed in checked.option_lists:
        if len(listed.options) == 1 and listed.users:
            message = f"`{listed.options[0].code}` is the only option: there is nothing to choose"
            hint = "add an option, or ask a yes-no question"
            yield listed.part, Finding(RULE.code, message, listed.where, at_key=True, hint=hint)


RULE = Rule(__name__, __doc__, _check)
