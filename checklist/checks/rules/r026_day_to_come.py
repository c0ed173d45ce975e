"""A day in the head of a report that is still to come, or an approval before the period. A warning.

The date of a report, of its approval and of a clearance is the day on which something was so or was
done. It is compared with the present day where a day begins first on earth. The environment
variable CHECKLIST_TODAY gives another day, such as 2027-03-01: with it, an old report has the same
findings as on that day. Dates in answers are compared with the date of the report instead.

## Why is this bad?
The latest date of the reports is shown as the cut-off date of a summary, and it decides which
report of a State counts. A mistyped year makes both wrong.

## Example
    as_of: 2062-11-24

## Use instead
    as_of: 2026-11-24
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from checklist.answer_types.operands import interval
from checklist.checks.rule import Rule
from checklist.diagnostics import DocumentPath, Finding, Related, Severity
from checklist.reports.checked_report import CheckedReport
from checklist.reports.period import span_of
from checklist.reports.report import APPROVED, CLEARED
from checklist.today import latest_today

_HINT = "correct it if it is mistyped"


def _check(checked: CheckedReport) -> Iterator[Finding]:
    latest = latest_today()
    for words, day, where in _days(checked):
        if day > latest:
            message = f"{words}, {day}, is still to come"
            yield Finding(RULE.code, message, where, severity=Severity.WARNING, hint=_HINT)
    approved = _day(checked.report.internal.get(APPROVED), "on")
    span = span_of(checked.path) if approved else None
    if approved and span and approved < span.first:
        begin = "answers", span.begin, "value"
        yield Finding(
            RULE.code,
            f"the report was approved on {approved}, and its period begins on {span.first}",
            (APPROVED, "on"),
            severity=Severity.WARNING,
            hint=_HINT,
            related=[Related("the beginning of the period", begin, at_key=False)],
            unquoted="the report was approved before its period begins",
        )


def _days(checked: CheckedReport) -> Iterator[tuple[str, date, DocumentPath]]:
    """Yield the days of the head, each with its words and its place."""
    internal = checked.report.internal
    cleared = internal.get(CLEARED)
    places: list[tuple[str, Any, DocumentPath]] = [
        ("the date of the report", {"as_of": checked.report.as_of}, ("as_of",)),
        ("the day of the approval", internal.get(APPROVED), (APPROVED, "on")),
        *(
            ("the day of the clearance", clearance, (CLEARED, index, "on"))
            for index, clearance in enumerate(cleared if isinstance(cleared, list) else ())
        ),
    ]
    for words, data, where in places:
        day = _day(data, str(where[-1]))
        if day is not None:
            yield words, day, where


def _day(data: Any, key: str) -> date | None:
    text = data.get(key) if isinstance(data, Mapping) else None
    days = interval(text) if isinstance(text, str) else None
    return days.first if days else None


RULE = Rule(__name__, __doc__, _check)
