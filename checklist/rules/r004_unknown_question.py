"""The report answers a question that the questionnaire does not have.

## Why is this bad?
The answer would be lost: nothing that reads the report looks for it.

## Example
    answers:
      contact-piont:
        value: {office: Ministry of Justice}

## Use instead
    answers:
      contact-point:
        value: {office: Ministry of Justice}
"""

import difflib
from collections.abc import Iterator

from checklist.diagnostics import Finding
from checklist.rules.interface import CheckedReport, Rule
from checklist.sanitize import quoted


def _check(checked: CheckedReport) -> Iterator[Finding]:
    questionnaire = checked.questionnaire
    for question_id in checked.report.answers:
        if question_id in questionnaire.questions:
            continue
        now = questionnaire.renamed.get(question_id)
        near = difflib.get_close_matches(question_id[:100], questionnaire.questions, n=1)
        hint = f"it is called `{now}` now" if now else ""
        if near and not now:
            hint = f"did you mean `{near[0]}`?"
        message = f"there is no question {quoted(question_id)}"
        yield Finding(RULE.code, message, ("answers", question_id), True, hint=hint)


RULE = Rule(__name__, __doc__, _check)
