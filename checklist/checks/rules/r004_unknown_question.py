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

from collections.abc import Callable, Iterator
from functools import partial

from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.questionnaire.declared_names import Place, question_places
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.checked_report import CheckedReport
from checklist.text.sanitize import quoted
from checklist.text.suggestions import did_you_mean


def _check(checked: CheckedReport) -> Iterator[Finding]:
    questionnaire = checked.questionnaire
    for question_id in checked.report.answers:
        if question_id in questionnaire.questions:
            continue
        hint: str | Callable[[], str] = partial(did_you_mean, question_id, questionnaire.questions)
        if now := questionnaire.renamed.get(question_id):
            hint = f"it is called `{now}` now"
        elif numbered := questionnaire.by_number.get(question_id):
            hint = f"question {question_id} has the id `{numbered}`"
        elif former := _what_became_of(question_id, questionnaire):
            hint = former
        message = f"there is no question {quoted(question_id)}"
        yield Finding(RULE.code, message, ("answers", question_id), True, hint=hint)


def _what_became_of(question_id: str, questionnaire: Questionnaire) -> str:
    """Return what became of the question of an earlier version; empty where none had the id."""
    for step in questionnaire.changes.steps:
        if question_id not in step.questions:
            continue
        rows: list[Place] = []
        whole: list[Place] = []
        for place in question_places(step, question_id):
            (rows if place.row else whole).append(place)
        became = [
            f"a row of `{question_id}`"
            for question_id in dict.fromkeys(place.question for place in rows)
        ]
        became += [f"`{place.question}`" for place in whole]
        now = f"now {' and '.join(became)}" if became else "it is asked no more"
        return f"it was a question of version {step.from_}; {now}"
    return ""


RULE = Rule(__name__, __doc__, _check, covered_by_gate=True)
