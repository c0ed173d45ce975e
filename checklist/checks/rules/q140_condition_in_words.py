"""A condition whose words are hard to read, and that has no `when_text`.

A comparison of answers needs none, nor does its `not`, nor a list of them that are joined by `all`
or `any`, even if one part of the list is such a list. The `not` of a list, a sum, a look at every
entry of a table, and what lies deeper do.

## Why is this bad?
The printed questionnaire, `/why` and findings show the condition in words. Words that a program
puts together from many parts have brackets, and say “it is not so that”.

## Example
    when: {not: {all: [{question: lamps, is: affirmative}, {question: lit, answered: true}]}}

## Use instead
    when: {not: {all: [{question: lamps, is: affirmative}, {question: lit, answered: true}]}}
    when_text: there are no lamps, or it is open since when they are lit
"""

from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.questionnaire.condition import All, AnyOf, Condition, Leaf, Not

_MOST_LEVELS = 2
"""The most lists in each other that can be read without words of their own."""


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for placed in checked.placed:
        question = placed.question
        if question.when is None or question.when_text is not None:
            continue
        if not _is_plain(question.when, _MOST_LEVELS):
            message = "this condition needs words: write `when_text`"
            yield placed.part, Finding(RULE.code, message, (*placed.where, "when"))


def _is_plain(condition: Condition, levels: int) -> bool:
    match condition:
        case All():
            return levels > 0 and all(_is_plain(part, levels - 1) for part in condition.all)
        case AnyOf():
            return levels > 0 and all(_is_plain(part, levels - 1) for part in condition.any)
        case Leaf():
            return condition.every is None
        case Not():
            return isinstance(condition.not_, Leaf) and _is_plain(condition.not_, 0)
        case _:
            return False


RULE = Rule(__name__, __doc__, _check)
