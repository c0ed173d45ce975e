"""Parts of one answer that cannot stand together.

## Why is this bad?
The answer says two things, and a reader cannot tell which one is meant.

## Example
    value: [none, translation]

## Use instead
    value: [translation]
"""

from collections.abc import Iterator

from checklist.answer_types.interface import ProblemKind
from checklist.checks.rules.interface import CheckedReport, Rule, problem_findings
from checklist.diagnostics import Finding


def _check(checked: CheckedReport) -> Iterator[Finding]:
    yield from problem_findings(checked, RULE.code, ProblemKind.CONTRADICTORY)


RULE = Rule(__name__, __doc__, _check)
