"""The status `considered` is offered where no recommendation leaves the State free to weigh it.

## Why is this bad?
“Considered, and decided not to do it” counts as following a recommendation only where its words are
consider, encouraged, explore or may. Elsewhere the honest answer is “not implemented”.

## Example
    - id: standards
      recommendations: ["17(b)"]        # should
      type: implementation
      considered: true

## Use instead
Leave `considered` out, or put what is only to be considered into a question of its own. In a
matrix, mark the rows that may offer it: `considered: true`.
"""

from collections.abc import Iterator, Sequence

from checklist.answer_types.implementation import CONSIDERED
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import DocumentPath, Finding
from checklist.questionnaire.catalogue import STATE_ADDRESSEES, WEIGHING, Recommendation
from checklist.questionnaire.question import Question


def _offered(question: Question) -> Iterator[tuple[DocumentPath, Sequence[str]]]:
    """Yield each place that offers the status, with the recommendations that it is offered for."""
    if CONSIDERED not in (question.answer_type.codes() or ()):
        return
    rows = question.answer_type.listed_rows()
    if not rows:
        yield ("considered",), question.recommendations
        return
    for index, row in enumerate(rows):
        if CONSIDERED in (question.answer_type.codes(row.id) or ()):
            yield ("items", index), [*question.recommendations, *row.recommendations]


def _leaves_no_choice(recommendation: Recommendation) -> bool:
    return bool(STATE_ADDRESSEES & {*recommendation.to}) and not WEIGHING & {
        *recommendation.strength
    }


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    catalogue = checked.sources.catalogue.model
    if catalogue is None:
        return
    known = catalogue.by_id()
    for placed in checked.placed:
        for where, cited in _offered(placed.question):
            firm = [name for name in cited if name in known and _leaves_no_choice(known[name])]
            if not firm:
                continue
            message = f"`{CONSIDERED}` is offered, but {' and '.join(firm)} leaves no such choice"
            yield placed.part, Finding(RULE.code, message, (*placed.where, *where))


RULE = Rule(__name__, __doc__, _check)
