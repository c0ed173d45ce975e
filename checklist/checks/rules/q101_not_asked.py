"""A recommendation of the catalogue that no question and no row asks about.

## Why is this bad?
A reader who knows the source looks for it in vain, and no State can say what it has done.

## Example
The catalogue has 17(h), and no question names it.

## Use instead
    recommendations: ["17(h)"]        # in a question, or in a row of a matrix
"""

from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.questionnaire.questionnaire import cited_by


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    part = checked.sources.catalogue
    if part.model is None or not checked.is_whole:
        return
    asked = {cited for placed in checked.placed for cited in cited_by(placed.question)}
    for index, recommendation in enumerate(part.model.recommendations):
        if recommendation.id not in asked:
            message = f"no question asks about recommendation {recommendation.id}"
            yield part, Finding(RULE.code, message, ("recommendations", index, "id"))


RULE = Rule(__name__, __doc__, _check)
