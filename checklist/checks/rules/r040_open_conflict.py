"""Two answers were given in one place, and nobody has decided between them yet.

`checklist ministries merge` and `checklist answer --answers` keep in the head of a draft, under
`conflicts`, what differs. Until then, the report has the answer that it had before.

## Why is this bad?
One of the answers would be lost if the report were made final: it cannot be final before.

## Example
    conflicts:
      - at: channels
        wanted:
          - {by: [labour], content: [television]}
          - {by: [police], content: [posters]}

## Use instead
Decide: `checklist fix` shows both answers, and who gave them.
"""

from collections.abc import Iterator

from checklist.checks.rule import Rule
from checklist.diagnostics import Finding, Severity
from checklist.reports.checked_report import CheckedReport
from checklist.reports.open_conflicts import conflict_findings


def _check(checked: CheckedReport) -> Iterator[Finding]:
    yield from conflict_findings(checked.report, RULE.code, Severity.WARNING)


RULE = Rule(__name__, __doc__, _check)
