"""A text, number or date that its question does not allow.

## Why is this bad?
A date that is not in the calendar, a number below the least, or a text that is not of the form
that was asked for cannot be compared with those of other States.

## Example
    protocol-target:
      value: 31/05/2027

## Use instead
    protocol-target:
      value: "2027-05-31"
"""

from collections.abc import Iterator

from checklist.answer_types.problem import ProblemKind
from checklist.checks.rule import Rule, problem_findings
from checklist.diagnostics import Finding
from checklist.reports.checked_report import CheckedReport


def _check(checked: CheckedReport) -> Iterator[Finding]:
    yield from problem_findings(checked, RULE.code, ProblemKind.OUT_OF_RANGE)


RULE = Rule(__name__, __doc__, _check, covered_by_gate=True)
