"""A measure that States are only asked to weigh does not offer `considered`.

A measure is an implementation, or a row of a matrix with the option `not-implemented`; or a choice
with that option.

## Why is this bad?
Where the recommendations to States only say consider, explore or encourage, a State that weighed
the measure and decided not to do it has followed them. Without `considered` it must answer that
nothing was done.

## Example
    - id: compensation
      recommendations: ["16(b)"]        # consider
      type: implementation

## Use instead
    - id: compensation
      recommendations: ["16(b)"]
      type: implementation
      considered: true
"""

from collections.abc import Iterator, Sequence

from checklist.answer_types.implementation import CONSIDERED, NOT_IMPLEMENTED
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import DocumentPath, Finding, Severity
from checklist.questionnaire.catalogue import STATE_ADDRESSEES, WEIGHING, Recommendation
from checklist.questionnaire.question import Question

_ONLY_WEIGHING = frozenset({"consider", "encouraged", "explore"})
"""The strengths that ask for no more than to weigh a measure."""


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    catalogue = checked.sources.catalogue.model
    known = {} if catalogue is None else catalogue.by_id()
    for placed in checked.placed:
        for where, name, cited in _without(placed.question):
            to_states = [
                known[recommendation]
                for recommendation in cited
                if recommendation in known and _is_to_states(known[recommendation])
            ]
            if to_states and all(map(_is_to_be_weighed, to_states)):
                ids = ", ".join(recommendation.id for recommendation in to_states)
                message = f"`{name}` offers no `{CONSIDERED}`, and {ids} ask only to weigh it"
                place = (*placed.where, *where)
                yield placed.part, Finding(RULE.code, message, place, severity=Severity.WARNING)


def _without(question: Question) -> Iterator[tuple[DocumentPath, str, Sequence[str]]]:
    """Yield each measure without `considered`: its place, its name, and its recommendations."""
    codes = question.answer_type.codes() or frozenset()
    if NOT_IMPLEMENTED not in codes or question.answer_type.allows_several:
        return
    rows = question.answer_type.listed_rows()
    if not rows and CONSIDERED not in codes:
        yield ("recommendations",), question.id, question.recommendations
    for index, row in enumerate(rows):
        if CONSIDERED not in (question.answer_type.codes(row.id) or ()):
            cited = dict.fromkeys([*question.recommendations, *row.recommendations])
            yield ("items", index), row.id, list(cited)


def _is_to_be_weighed(recommendation: Recommendation) -> bool:
    return WEIGHING.issuperset(recommendation.strength) and not _ONLY_WEIGHING.isdisjoint(
        recommendation.strength
    )


def _is_to_states(recommendation: Recommendation) -> bool:
    return not STATE_ADDRESSEES.isdisjoint(recommendation.to)


RULE = Rule(__name__, __doc__, _check)
