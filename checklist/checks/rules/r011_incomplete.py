"""A row of a matrix or a cell of a table is not filled in. A note in a draft, otherwise an error.

## Why is this bad?
A row without an answer is neither a yes nor a no.

## Example
    value:
      police-officers: {value: implemented}

## Use instead
Answer every row; a row can be `missing` with a reason, too:

    value:
      police-officers: {value: implemented}
      judges: {missing: not-known, reason: not-collected}
"""

from collections.abc import Iterator

from checklist.answer_types.problem import ProblemKind
from checklist.checks.rule import Rule, problem_findings
from checklist.diagnostics import Finding
from checklist.reports.checked_report import CheckedReport


def _check(checked: CheckedReport) -> Iterator[Finding]:
    yield from problem_findings(
        checked, RULE.code, ProblemKind.INCOMPLETE, checked.incompleteness_severity
    )


RULE = Rule(__name__, __doc__, _check)
