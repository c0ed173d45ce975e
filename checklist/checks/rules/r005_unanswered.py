"""A required question on path has no answer. A note in a draft, an error in a final report.

## Why is this bad?
A final report must answer what is required. It need not be a perfect answer: that something is
not known or not applicable, or is not answered on purpose, is an answer too.

## Example
    status: final
    answers: {}

## Use instead
Answer it with `checklist answer`, or write `missing` with a reason:

    answers:
      offence:
        missing: not-known
        reason: ministry-did-not-reply
"""

from collections.abc import Iterator

from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.reports.checked_report import CheckedReport


def _check(checked: CheckedReport) -> Iterator[Finding]:
    answers, uncertain_questions = checked.report.answers, checked.uncertain_questions
    for question_id, question in checked.questionnaire.questions.items():
        if question_id in answers or question_id in uncertain_questions:
            continue
        if checked.party_is_uncertain and checked.questionnaire.is_for_parties_only(question):
            continue
        if checked.path.is_required(question):
            yield Finding(
                RULE.code,
                f"`{question.id}` is required, and not answered ({question.ask})",
                ("answers", question.id),
                at_key=True,
                severity=checked.incompleteness_severity,
            )


RULE = Rule(__name__, __doc__, _check)
