"""The key `exclusive` where it changes nothing, or on every option of a list.

## Why is this bad?
If only one option can be chosen, no option can be combined with another one anyway. If all options
exclude each other, the official reads that several can be chosen, and then that they cannot.

## Example
    type: choice
    options:
      - {code: some, label: Some}
      - {code: none, label: None of these, exclusive: true}

## Use instead
    type: choice
    options:
      - {code: some, label: Some}
      - {code: none, label: None of these}
"""

from collections.abc import Iterator

from checklist.answer_types.choices import Choices
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    if not checked.is_whole:  # a set that cannot be read may use a named list
        return
    for listed in checked.option_lists:
        exclusive = [index for index, option in enumerate(listed.options) if option.exclusive]
        if not exclusive or not listed.users:
            continue
        if not any(isinstance(user, Choices) for user in listed.users):
            message = "one option is chosen here, so that `exclusive` changes nothing"
            where = (*listed.where, exclusive[0], "exclusive")
            yield listed.part, Finding(RULE.code, message, where)
        elif len(exclusive) == len(listed.options) > 1:
            message = "every option is exclusive, so that only one can be chosen"
            hint = "write `type: choice`, and leave `exclusive` out"
            yield listed.part, Finding(RULE.code, message, listed.where, at_key=True, hint=hint)


RULE = Rule(__name__, __doc__, _check)
