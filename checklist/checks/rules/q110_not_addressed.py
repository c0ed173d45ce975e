"""A required question, none of whose recommendations is addressed to States.

## Why is this bad?
What only the Conference, the Secretariat or UNODC is asked to do cannot be required of a State.

## Example
    - id: courses-requested
      recommendations: ["14"]        # addressed to the Secretariat

## Use instead
    - id: courses-requested
      recommendations: ["14"]
      optional: true
"""

from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.questionnaire.catalogue import STATE_ADDRESSEES
from checklist.questionnaire.questionnaire import cited_by


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    catalogue = checked.sources.catalogue.model
    if catalogue is None:
        return
    known = catalogue.by_id()
    for placed in checked.placed:
        served = [known[cited] for cited in cited_by(placed.question) if cited in known]
        if not served or placed.question.optional:
            continue
        if not any(STATE_ADDRESSEES & {*recommendation.to} for recommendation in served):
            cited = ", ".join(recommendation.id for recommendation in served)
            message = f"required of States, although {cited} asks others to act"
            where = (*placed.where, "recommendations")
            yield placed.part, Finding(RULE.code, message, where, hint="write `optional: true`")


RULE = Rule(__name__, __doc__, _check)
