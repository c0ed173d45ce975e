"""A condition, a check or a gate names a question that does not exist.

## Why is this bad?
The condition can never be true, so that the question is never asked.

## Example
    when: {question: treaty-staus, is: party}

## Use instead
    when: {question: treaty-status, is: party}
"""

from collections.abc import Iterator
from typing import Any

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import DocumentPath, Finding
from checklist.questionnaire.condition import AS_OF, STATE, Than, leaves
from checklist.questionnaire.sources import Part
from checklist.text.sanitize import quoted
from checklist.text.suggestions import did_you_mean


def _named(checked: CheckedQuestionnaire) -> Iterator[tuple[Part[Any], DocumentPath, str]]:
    for placed in checked.conditions:
        for where, leaf in leaves(placed.condition):
            if leaf.question not in {AS_OF, STATE}:
                yield placed.part, (*placed.where, *where, "question"), leaf.question
            if isinstance(leaf.literal, Than) and leaf.literal.than != AS_OF:
                yield placed.part, (*placed.where, *where, leaf.operator, "than"), leaf.literal.than
    for question in checked.placed:
        for where, target in question.question.gate_targets:
            yield question.part, (*question.where, *where), target
    for part in checked.sources.sets:
        for index, check in enumerate(part.model.checks if part.model else ()):
            yield part, ("checks", index, "at"), check.at


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    if not checked.is_whole:
        return
    for part, where, name in _named(checked):
        if name in checked.by_id:
            continue
        hint = did_you_mean(name, checked.by_id)
        yield part, Finding(RULE.code, f"there is no question {quoted(name)}", where, hint=hint)


RULE = Rule(__name__, __doc__, _check)
