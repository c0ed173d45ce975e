"""Answers to different questions contradict each other. Codes R500 to R599.

## Why is this bad?
One of the answers is wrong, or an unusual case needs a note. The checks are data of the
questionnaire: each has a code, a severity and a message of its own.

## Example
A deposit of ratification that is earlier than the signature.

## Use instead
Correct one of the two answers. Where a warning describes a true exception, explain it in a `note`.
"""

from collections.abc import Iterator

from checklist.checks.rule import Rule, answers_to
from checklist.diagnostics import Finding, Severity
from checklist.questionnaire.condition import names
from checklist.reports.checked_report import CheckedReport


def _check(checked: CheckedReport) -> Iterator[Finding]:
    for check in checked.path.true_checks:
        if not checked.uncertain_questions.isdisjoint(names(check.when)):
            continue
        at = checked.path.place_of(check) or check.at
        yield Finding(
            check.code,
            f"{at}: {check.message}",
            ("answers", at) if at in checked.report.answers else ("answers",),
            at_key=True,
            severity=Severity(check.severity),
            related=answers_to(checked, (name for name in names(check.when) if name != at)),
        )


RULE = Rule(__name__, __doc__, _check)
