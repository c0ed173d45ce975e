"""An answer to a question that is off path. A note in a draft, an error in a final report.

## Why is this bad?
The answer is not counted, and contradicts the one that puts it off path. In a draft it is kept: the
other answer may change again. `checklist finalize` leaves it out of the final report.

## Example
The date of a deposit, where the State said that it has not deposited anything.

## Use instead
Delete the answer, or correct the one that the question depends on.
"""

from collections.abc import Iterator

from checklist.checks.rule import Rule, answers_to
from checklist.diagnostics import Finding
from checklist.questionnaire.condition import names
from checklist.questionnaire.condition_text import asked_when
from checklist.reports.checked_report import CheckedReport


def _check(checked: CheckedReport) -> Iterator[Finding]:
    questions = checked.questionnaire.questions
    conditional = checked.questionnaire.conditional
    off_path = conditional.keys() - checked.path.on - checked.uncertain_questions
    for question_id in checked.report.answers if off_path else ():
        if question_id not in off_path:
            continue
        condition = conditional[question_id]
        when = asked_when(questions[question_id], questions, checked.questionnaire.numbers)
        yield Finding(
            RULE.code,
            f"`{question_id}` is only asked when {when}",
            ("answers", question_id),
            at_key=True,
            severity=checked.incompleteness_severity,
            related=answers_to(checked, names(condition)),
        )


RULE = Rule(__name__, __doc__, _check)
