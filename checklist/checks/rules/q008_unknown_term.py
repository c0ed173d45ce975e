"""A question uses a term that the glossary does not define.

## Why is this bad?
The official is promised an explanation and finds none.

## Example
    terms: [predicate-ofence]

## Use instead
    terms: [predicate-offence]        # a key of `glossary` in questionnaire.yaml
"""

from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.text.sanitize import quoted
from checklist.text.suggestions import did_you_mean


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    head = checked.sources.head.model
    if head is None:
        return
    for placed in checked.placed:
        for index, term in enumerate(placed.question.terms):
            if term in head.glossary:
                continue
            hint = did_you_mean(term, head.glossary)
            where = (*placed.where, "terms", index)
            message = f"the glossary has no term {quoted(term)}"
            yield placed.part, Finding(RULE.code, message, where, hint=hint)


RULE = Rule(__name__, __doc__, _check)
