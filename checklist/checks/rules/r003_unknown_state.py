"""A State is named by a code that is not in the table of States.

## Why is this bad?
The report cannot be compared with those of other States.

## Example
    state: NO

## Use instead
The code of three letters of ISO 3166-1: `NOR`. The European Union is `EUE`.
"""

from collections.abc import Iterator

from checklist.answer_types.problem import ProblemKind
from checklist.answer_types.state import check_state
from checklist.checks.rule import Rule, problem_findings
from checklist.diagnostics import Finding
from checklist.reports.checked_report import CheckedReport


def _check(checked: CheckedReport) -> Iterator[Finding]:
    for problem in check_state(checked.report.state):
        yield Finding(RULE.code, problem.message, ("state",), hint=problem.hint)
    yield from problem_findings(checked, RULE.code, ProblemKind.UNKNOWN_STATE)


RULE = Rule(__name__, __doc__, _check, covered_by_gate=True)
