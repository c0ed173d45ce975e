"""An implementation question that does not say what counts as implemented, and what as partly.

## Why is this bad?
What one official calls implemented, another calls partly implemented: the answers of States
cannot be compared.

## Example
    type: implementation

## Use instead
    type: implementation
    more: |-
      Counts as implemented: …
      Counts as partly: …
      Shown by: …
"""

from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding

LEVELS = ("Counts as implemented:", "Counts as partly:", "Shown by:")


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for placed in checked.placed:
        if placed.question.type != "implementation":
            continue
        more = placed.question.more or ""
        absent = [level for level in LEVELS if level not in more]
        if absent:
            message = f"`more` does not say: {', '.join(f'“{level}”' for level in absent)}"
            where = (*placed.where, "more") if more else placed.where
            yield placed.part, Finding(RULE.code, message, where)


RULE = Rule(__name__, __doc__, _check)
