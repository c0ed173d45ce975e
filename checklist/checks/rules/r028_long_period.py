"""The period of a report is longer than ten years. A warning.

Where the report does not say when its period ends, the period ends on the date of the report.

## Why is this bad?
Questions about activities ask about this period. Most such periods have a mistyped year, or begin
with a law and not with the last report; then their figures cannot be put beside those of others.

## Example
    as_of: 2026-11-24
    answers:
      period-start:
        value: "2005"

## Use instead
    answers:
      period-start:
        value: "2025"
"""

from collections.abc import Iterator

from checklist.checks.rule import Rule
from checklist.diagnostics import Finding, Related, Severity
from checklist.reports.checked_report import CheckedReport
from checklist.reports.period import span_of

_YEARS = 10


def _check(checked: CheckedReport) -> Iterator[Finding]:
    span = span_of(checked.path)
    if span is None:
        return
    first, last = span.first, span.last
    if (last.year - first.year, last.month, last.day) < (_YEARS, first.month, first.day):
        return
    end = ("as_of",) if span.end is None else ("answers", span.end, "value")
    question = "is it as long as that?"
    yield Finding(
        RULE.code,
        f"the period of the report is from {first} to {last}; {question}",
        ("answers", span.begin, "value"),
        severity=Severity.WARNING,
        hint="correct a mistyped year, or begin where the last report ended",
        related=[Related("the end of the period", end, at_key=False)],
        unquoted=f"the period of the report is longer than {_YEARS} years; {question}",
    )


RULE = Rule(__name__, __doc__, _check, warnings_depend_on="answers")
