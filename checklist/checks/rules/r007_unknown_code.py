"""A code that is not among the options of its question, or a row or column that is not there.

## Why is this bad?
Nobody can say what it means, so it cannot be counted.

## Example
    protocol-status:
      value: partie

## Use instead
    protocol-status:
      value: party
"""

from collections.abc import Iterator

from checklist.answer_types.problem import ProblemKind
from checklist.checks.rule import Rule, problem_findings
from checklist.diagnostics import Finding
from checklist.reports.checked_report import CheckedReport


def _check(checked: CheckedReport) -> Iterator[Finding]:
    yield from problem_findings(checked, RULE.code, ProblemKind.UNKNOWN_CODE)


RULE = Rule(__name__, __doc__, _check, covered_by_gate=True)
