"""Parts of one answer that contradict each other.

## Why is this bad?
The answer says two things, and a reader cannot tell which one is meant.

## Example
    value: [none, translation]

## Use instead
    value: [translation]
"""

from collections.abc import Iterator

from checklist.answer_types.problem import ProblemKind
from checklist.checks.rule import Rule, problem_findings
from checklist.diagnostics import Finding
from checklist.reports.checked_report import CheckedReport


def _check(checked: CheckedReport) -> Iterator[Finding]:
    yield from problem_findings(checked, RULE.code, ProblemKind.CONTRADICTORY)


RULE = Rule(__name__, __doc__, _check)
