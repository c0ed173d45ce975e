"""A division names a question, row or column that the questionnaire does not have.

Places are questions, and below them rows of matrices and columns of tables.

## Why is this bad?
The questions stay with the authority that writes the report, and nobody else is asked.

## Example
    asks:
      training/labour-inspector: {lead: labour}

## Use instead
    asks:
      training/labour-inspectors: {lead: labour}
"""

from collections.abc import Iterator

from checklist.checks.checked_division import CheckedDivision
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.text.sanitize import quoted
from checklist.text.suggestions import correction_hint


def _check(checked: CheckedDivision) -> Iterator[Finding]:
    for place in checked.asks:
        question_id, _, part = place.partition("/")
        names = checked.questionnaire.questions
        if question_id not in names:
            message = f"{quoted(question_id)} is not a question"
            hint = correction_hint(question_id, [*names])
            yield Finding(RULE.code, message, ("asks", place), at_key=True, hint=hint)
        elif part:
            parts = _parts(checked.questionnaire, question_id)
            if part not in parts:
                message = f"{quoted(part)} is not a row or column of `{question_id}`"
                hint = correction_hint(part, parts)
                yield Finding(RULE.code, message, ("asks", place), at_key=True, hint=hint)


def _parts(questionnaire: Questionnaire, question_id: str) -> list[str]:
    answer_type = questionnaire.questions[question_id].answer_type
    return [*answer_type.fields()]


RULE = Rule(__name__, __doc__, _check)
