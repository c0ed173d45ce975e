"""A division does not say who answers a question. A warning.

The authority that writes the report then answers the question itself.

## Why is this bad?
A new version of the questionnaire may have brought the question, and the authority that knows the
answer is not asked.

## Example
    asks:
      training: {lead: labour}

## Use instead
    asks:
      training: {lead: labour}
      channels: {lead: own}
"""

from collections.abc import Iterator

from checklist.checks.checked_division import CheckedDivision
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding, Severity


def _check(checked: CheckedDivision) -> Iterator[Finding]:
    for question_id, question in checked.questionnaire.questions.items():
        if question_id in checked.asks:
            continue
        answer_type = question.answer_type
        parts = [*answer_type.fields()]
        if parts and all(f"{question_id}/{part}" in checked.asks for part in parts):
            continue
        message = f"nobody is named for `{question_id}`"
        hint = "`lead: own` says that you answer it yourself"
        yield Finding(
            RULE.code, message, ("asks",), at_key=True, severity=Severity.WARNING, hint=hint
        )


RULE = Rule(__name__, __doc__, _check)
