"""A row says `considered: true`, but its matrix has no option `considered`.

## Why is this bad?
The row offers nothing more than the others: a State that considered the measure, and decided not to
do it, has no answer.

## Example
    options: [{code: implemented, label: Done}, {code: not-implemented, label: Not done}]
    items:
      - {id: fund, label: A fund for victims, considered: true}

## Use instead
    options:
      - {code: implemented, label: Done}
      - {code: not-implemented, label: Not done}
      - {code: considered, label: "Considered, and decided not to do it"}
    items:
      - {id: fund, label: A fund for victims, considered: true}
"""

from collections.abc import Iterator

from checklist.answer_types.implementation import CONSIDERED
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for placed in checked.placed:
        codes = placed.question.answer_type.codes()
        if not codes or CONSIDERED in codes:  # another rule finds a list that does not exist
            continue
        for index, row in enumerate(placed.question.answer_type.listed_rows()):
            if row.considered:
                where = (*placed.where, "items", index, "considered")
                message = f"there is no option `{CONSIDERED}` in `{placed.question.id}`"
                yield placed.part, Finding(RULE.code, message, where)


RULE = Rule(__name__, __doc__, _check)
