"""A question that asks two things at once: “and/or”, or more than one question mark.

## Why is this bad?
When one half is true and the other is not, no answer is honest.

## Example
    ask: Are victims sheltered and/or counselled? Since when?

## Use instead
One question for each thing, or a matrix with a row for each.
"""

import re
from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding

_AND_OR = re.compile(r"\band\s*/\s*or\b", re.IGNORECASE)


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for placed in checked.placed:
        where = (*placed.where, "ask")
        if _AND_OR.search(placed.question.ask):
            yield placed.part, Finding(RULE.code, "`and/or` asks two things at once", where)
        marks = placed.question.ask.count("?")
        if marks > 1:
            message = f"{marks} question marks: ask one thing at a time"
            yield placed.part, Finding(RULE.code, message, where)


RULE = Rule(__name__, __doc__, _check)
