"""A condition that is never true, or always true, whatever is answered.

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

from checklist.diagnostics import Finding
from checklist.models.condition import AS_OF, STATE, leaves
from checklist.models.possibility import Possibility
from checklist.rules.interface import CheckedQuestionnaire, Misplaced, Rule


def _check(checked: CheckedQuestionnaire) -> Iterator[Misplaced]:
    if not checked.is_whole:
        return
    known = {*checked.questions, AS_OF, STATE}
    for placed in checked.conditions:
        if not {leaf.question for _, leaf in leaves(placed.condition)} <= known:
            continue  # another rule says so
        possible = Possibility(placed.condition, checked.questions)
        if not possible.can_be(True):
            message = "this is never true, whatever is answered"
            yield placed.part, Finding(RULE.code, message, placed.where)
        elif not possible.can_be(False) and not possible.can_be(None):
            message = "this is always true, whatever is answered"
            yield placed.part, Finding(RULE.code, message, placed.where)


RULE = Rule(__name__, __doc__, _check)
