"""A matrix of more than 12 rows.

## Why is this bad?
It does not fit on a screen, and the last rows are answered without reading.

## Example
A matrix with a row for each of twenty professions.

## Use instead
Two matrices, or rows that stand for several items that are always answered alike.
"""

from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding

MOST_ROWS = 12


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for placed in checked.placed:
        rows = len(placed.question.answer_type.rows())
        if rows > MOST_ROWS:
            message = f"the matrix has {rows} rows; at most {MOST_ROWS} are allowed"
            yield placed.part, Finding(RULE.code, message, (*placed.where, "items"))


RULE = Rule(__name__, __doc__, _check)
