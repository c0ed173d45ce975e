"""Measures are said to be in place by law, and no law or web address shows them. A warning.

A report has one such warning, which asks for the evidence of all these answers together, by their
numbers. Evidence is never required. Confidential answers are not among them.

It applies where `status` is `implemented` and nothing but the status is given, and where a measure
is in place, as a whole or in part, and `law` says what the law provides or `partly` names
`law-only`. It does not apply to what is practice only.

It also applies to a question that asks for laws as evidence (`evidence: law`), where the answer is
one that a law can show, not `no`, `none`, `planned` or `practice-only`. There a web address alone
is not enough, unless the State has no law in its register. One law is enough for a matrix.

## Why is this bad?
The reader can neither look the rule up nor learn from it. An article takes the official who knows
the law a moment, and everybody else an hour.

## Example
    facilitation:
      value:
        status: implemented
        law: Aiding and abetting are offences.

## Use instead
    facilitation:
      value:
        status: implemented
        law: Aiding and abetting are offences.
        evidence: [{law: criminal-code, article: "12"}]
"""

from collections.abc import Iterator

from checklist.checks.rule import Rule
from checklist.diagnostics import DocumentPath, Finding, Severity
from checklist.reports.checked_report import CheckedReport
from checklist.reports.confidentiality import hidden_questions


def _check(checked: CheckedReport) -> Iterator[Finding]:
    places = [
        (str(at[1]), (*at, *where))
        for at, unsupported in checked.results_of_answers("unsupported")
        for where in unsupported
    ]
    if not places:
        return
    answers, questionnaire = checked.report.answers, checked.questionnaire
    register = questionnaire.head.laws
    given = answers.get(register.question) if register else None
    has_laws = isinstance(given, dict) and bool(given.get("value"))
    hidden = hidden_questions(answers, questionnaire)
    wanted: dict[str, DocumentPath] = {}
    for question_id, where in places:
        is_linked = "evidence" in checked.valid[question_id]
        if question_id not in hidden and (has_laws or not is_linked):
            wanted.setdefault(question_id, where)
    if wanted:
        numbers = [questionnaire.number(question_id) for question_id in wanted]
        shown = "this" if len(numbers) == 1 else f"the answers to {', '.join(numbers)}"
        what = "which law or web address" if has_laws else "what"
        yield Finding(
            RULE.code,
            f"{what} shows {shown}? Evidence is never required",
            next(iter(wanted.values())),
            severity=Severity.WARNING,
        )


RULE = Rule(__name__, __doc__, _check, warnings_depend_on="answer")
