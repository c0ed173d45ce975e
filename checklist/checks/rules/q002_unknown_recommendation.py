"""A question or row names a recommendation that is not in the catalogue.

## Why is this bad?
The answer would serve a recommendation that does not exist, and another recommendation has no
answer.

## Example
    recommendations: ["10(c)"]

## Use instead
    recommendations: ["10(b)"]
"""

from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import DocumentPath, Finding
from checklist.questionnaire.question import Question
from checklist.text.sanitize import quoted


def _cited(question: Question) -> Iterator[tuple[DocumentPath, str]]:
    for index, cited in enumerate(question.recommendations):
        yield ("recommendations", index), cited
    for row_index, row in enumerate(question.answer_type.listed_rows()):
        for index, cited in enumerate(row.recommendations):
            yield ("items", row_index, "recommendations", index), cited


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    catalogue = checked.sources.catalogue.model
    if catalogue is None:
        return
    known = catalogue.by_id()
    for placed in checked.placed:
        for where, cited in _cited(placed.question):
            if cited in known:
                continue
            parts = [r for r in known if r.startswith(f"{cited.partition('(')[0]}(")]
            hint = f"did you mean {', '.join(parts)}?" if parts else ""
            message = f"the catalogue has no recommendation {quoted(cited)}"
            yield placed.part, Finding(RULE.code, message, (*placed.where, *where), hint=hint)


RULE = Rule(__name__, __doc__, _check)
