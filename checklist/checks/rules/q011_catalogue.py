"""The catalogue contradicts itself: a reference or a section that is not there.

## Why is this bad?
A reader who follows the reference finds nothing, and a theme has no name.

## Example
    - {id: "9", section: C, see: ["570"], …}

## Use instead
    - {id: "9", section: C, see: ["57"], …}
"""

from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    part = checked.sources.catalogue
    if part.model is None:
        return
    known = set(part.model.by_id())
    known |= {recommendation.paragraph for recommendation in part.model.recommendations}
    sections = {(section.meeting, section.letter) for section in part.model.sections}
    for index, recommendation in enumerate(part.model.recommendations):
        where = ("recommendations", index)
        if (recommendation.meeting, recommendation.section) not in sections:
            message = (
                f"the meeting of {recommendation.meeting} has no section {recommendation.section}"
            )
            yield part, Finding(RULE.code, message, (*where, "section"))
        for number, see in enumerate(recommendation.see):
            if see not in known:
                message = f"there is no recommendation {see}"
                yield part, Finding(RULE.code, message, (*where, "see", number))


RULE = Rule(__name__, __doc__, _check)
