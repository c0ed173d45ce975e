"""A question of more than 30 words.

## Why is this bad?
Officials read it in a language that is not their first, between two meetings.

## Example
    ask: With regard to … (45 words) … to what extent has your State …?

## Use instead
A short question, and the rest as `guidance` or, for those who want to know, as `more`.
"""

from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding

MOST_WORDS = 30


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for placed in checked.placed:
        words = len(placed.question.ask.split())
        if words > MOST_WORDS:
            message = f"the question has {words} words; at most {MOST_WORDS} are allowed"
            yield placed.part, Finding(RULE.code, message, (*placed.where, "ask"))


RULE = Rule(__name__, __doc__, _check)
