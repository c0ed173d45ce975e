"""An answer was carried over from an earlier report and is not confirmed yet.

## Why is this bad?
It may no longer be true. It counts as unanswered: a note in a draft, an error in a final report.

## Example
    offence:
      value: specific-offence
      carried: true

## Use instead
Confirm or change it with `checklist answer`, which removes `carried`.
"""

from collections.abc import Iterator

from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.reports.checked_report import CheckedReport


def _check(checked: CheckedReport) -> Iterator[Finding]:
    for question_id, answer in checked.automatic:
        if answer.get("carried"):
            yield Finding(
                RULE.code,
                f"{question_id}: the answer comes from an earlier report and is not confirmed",
                ("answers", question_id, "carried"),
                severity=checked.incompleteness_severity,
            )


RULE = Rule(__name__, __doc__, _check)
