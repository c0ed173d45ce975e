"""A gate that cannot work: it is no yes-no question, or what it closes has no `not-implemented`.

## Why is this bad?
A gate that is answered with no writes `not-implemented` to the questions it stands for. Only an
`implementation`, or a matrix with that option, can take it, and only once.

## Example
    - id: coordinating-body
      type: text
      gate: [coordination-tasks]

## Use instead
    - id: coordinating-body
      type: yes-no
      gate: [coordination-tasks]
"""

from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for placed in checked.placed:
        question = placed.question
        if question.gate is None:
            continue
        where = (*placed.where, "gate")
        if question.type != "yes-no":
            message = f"only a yes-no question can be a gate; `{question.id}` is {question.type}"
            yield placed.part, Finding(RULE.code, message, where)
        for index, target in enumerate(question.gate):
            named = checked.by_id.get(target)
            if named is not None and named.question.answer_type.value_when_closed() is None:
                message = f"`{target}` cannot take `not-implemented`"
                yield placed.part, Finding(RULE.code, message, (*where, index))
            elif target in question.gate[:index]:
                message = f"`{target}` stands twice in this gate"
                yield placed.part, Finding(RULE.code, message, (*where, index))


RULE = Rule(__name__, __doc__, _check)
