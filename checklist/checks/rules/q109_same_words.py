"""Two questions with the same words.

## Why is this bad?
The official answers the second one like the first, or wonders what the difference is.

## Example
    - {id: shelter, ask: Is there a shelter for victims?, …}
    - {id: safe-house, ask: Is there a shelter for victims?, …}

## Use instead
One question; or words that say what is different.
"""

import re
from collections.abc import Iterator

from checklist.checks.checked_questionnaire import (
    CheckedQuestionnaire,
    PlacedFinding,
    PlacedQuestion,
)
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    first: dict[str, PlacedQuestion] = {}
    for placed in checked.placed:
        words = " ".join(re.findall(r"\w+", placed.question.ask.casefold()))
        other = first.setdefault(words, placed)
        if other is not placed:
            message = f"`{other.question.id}` asks the same in the same words"
            yield placed.part, Finding(RULE.code, message, (*placed.where, "ask"))


RULE = Rule(__name__, __doc__, _check)
