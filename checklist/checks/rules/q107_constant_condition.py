"""A condition that is never true, or always true, whatever is answered.

If it would take too long to find out, there is no finding.

## Why is this bad?
A question that is never asked has no answers; a condition that always holds says nothing.
Both are mistakes: a code that was renamed, or two comparisons that contradict each other.

## Example
    when:
      all:
        - {question: treaty-status, is: party}
        - {question: treaty-status, is: signatory}

## Use instead
    when: {question: treaty-status, any_of: [party, signatory]}
"""

from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.questionnaire.condition import AS_OF, STATE, names


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    if not checked.is_whole:
        return
    known = {*checked.questions, AS_OF, STATE}
    for placed in checked.conditions:
        if not known.issuperset(names(placed.condition)):
            continue  # another rule says so
        possible = checked.satisfiability(placed.condition)
        if not possible.can_be(True):
            message = "this is never true, whatever is answered"
            yield placed.part, Finding(RULE.code, message, placed.where)
        elif not possible.can_be(False) and not possible.can_be(None):
            message = "this is always true, whatever is answered"
            yield placed.part, Finding(RULE.code, message, placed.where)


RULE = Rule(__name__, __doc__, _check)
