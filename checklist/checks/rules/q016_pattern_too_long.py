"""A `pattern` that fits only texts which are longer than `max_length`.

## Why is this bad?
Every text is refused, and the official cannot go on.

The least number of characters is found by reading the pattern. If white space has no
meaning in it (`(?x)`), or if the pattern contradicts itself, there is no finding.

## Example
    type: text
    max_length: 10
    pattern: "https://[a-z]+"

## Use instead
    type: text
    max_length: 2000
    pattern: "https://[a-z]+"
"""

from collections.abc import Iterator

from checklist.answer_types.shortest_match import shortest_match
from checklist.answer_types.text import Text
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for placed in checked.answer_types:
        text = placed.answer_type
        if not isinstance(text, Text) or text.pattern is None:
            continue
        shortest = shortest_match(text.pattern)
        if shortest > text.max_length:
            message = (
                f"no text is right: what fits the pattern has at least {shortest} characters, "
                f"and at most {text.max_length} are allowed"
            )
            yield placed.part, Finding(RULE.code, message, (*placed.where, "pattern"))


RULE = Rule(__name__, __doc__, _check)
