"""An answer that needs a reason has none.

## Why is this bad?
Not known, not applicable and decided not to do it mean different things for different reasons;
without the reason, a reader can only guess.

## Example
    offence:
      missing: not-known

## Use instead
    offence:
      missing: not-known
      reason: not-collected
"""

from collections.abc import Iterator

from checklist.answer_types.problem import ProblemKind
from checklist.checks.rule import Rule, problem_findings
from checklist.diagnostics import Finding
from checklist.reports.checked_report import CheckedReport


def _check(checked: CheckedReport) -> Iterator[Finding]:
    yield from problem_findings(checked, RULE.code, ProblemKind.REASON_MISSING)


RULE = Rule(__name__, __doc__, _check, covered_by_gate=True)
