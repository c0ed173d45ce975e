"""A recommendation whose questions are all off path for every State that is a party.

## Why is this bad?
It is addressed to States parties, and none of them is ever asked about it.

## Example
    - id: confiscation
      recommendations: ["36"]
      when: {question: treaty-status, is: neither}        # the only question on 36

## Use instead
A condition that a State party can fulfil, or none.
"""

from collections.abc import Iterator

from checklist.checks.checked_questionnaire import (
    CheckedQuestionnaire,
    PlacedFinding,
    PlacedQuestion,
)
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.questionnaire.condition import All, Condition
from checklist.questionnaire.questionnaire import cited_by


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    catalogue, head = checked.sources.catalogue.model, checked.sources.head.model
    if catalogue is None or head is None or head.party_when is None or not checked.is_whole:
        return
    asking: dict[str, list[PlacedQuestion]] = {}
    for placed in checked.placed:
        for cited in cited_by(placed.question):
            asking.setdefault(cited, []).append(placed)
    for recommendation in catalogue.recommendations:
        questions = asking.get(recommendation.id, [])
        if "states-parties" not in recommendation.to or not questions:
            continue
        if not any(_is_asked_of_parties(checked, placed, head.party_when) for placed in questions):
            first = questions[0]
            message = f"no State party is ever asked about recommendation {recommendation.id}"
            yield first.part, Finding(RULE.code, message, (*first.where, "when"))


def _is_asked_of_parties(
    checked: CheckedQuestionnaire, placed: PlacedQuestion, party_when: Condition
) -> bool:
    when = placed.question.when
    if when is None:
        return True
    asked = All(all=[when, party_when])
    return checked.satisfiability(asked, along_path=True).can_be(True)


RULE = Rule(__name__, __doc__, _check)
