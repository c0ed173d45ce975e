"""A question that no path reaches: its condition contradicts those of the questions it looks at.

## Why is this bad?
Nobody is ever asked, and what it serves stays without an answer.

## Example
    - id: deposit-date
      when: {question: treaty-status, is: party}
    - id: obstacles
      when:
        all:
          - {question: deposit-date, answered: true}
          - {question: treaty-status, is: neither}

## Use instead
A condition that some answers fulfil, together with those of the questions before.
"""

from collections.abc import Iterator

from checklist.diagnostics import Finding
from checklist.models.possibility import Possibility, reaching
from checklist.rules.interface import CheckedQuestionnaire, Misplaced, Rule


def _check(checked: CheckedQuestionnaire) -> Iterator[Misplaced]:
    if not checked.is_whole:
        return
    questions = {name: placed.question for name, placed in checked.by_id.items()}
    for placed in checked.placed:
        when = placed.question.when
        if when is None or not Possibility(when, questions).can_be(True):
            continue  # never true by itself: another rule says so
        path = reaching(placed.question, questions)
        if path is not None and not Possibility(path, questions).can_be(True):
            message = f"no answers lead to `{placed.question.id}`"
            yield placed.part, Finding(RULE.code, message, (*placed.where, "when"))


RULE = Rule(__name__, __doc__, _check)
