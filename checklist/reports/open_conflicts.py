"""The open conflicts in the head of a draft, as findings."""

from collections.abc import Iterator

from checklist.diagnostics import Finding, Severity
from checklist.reports.report import CONFLICTS, Report
from checklist.text.sanitize import quoted


def conflict_findings(report: Report, code: str, severity: Severity) -> Iterator[Finding]:
    """Yield a finding on each open conflict of a draft.

    Args:
        report: The draft.
        code: The code of the findings.
        severity: Their severity: an error where the report is to be final.
    """
    conflicts = report.internal.get(CONFLICTS)
    for index, conflict in enumerate(conflicts if isinstance(conflicts, list) else ()):
        if not isinstance(conflict, dict):  # which another finding says
            continue
        wanted = conflict.get("wanted")
        entries = wanted if isinstance(wanted, list) else []
        names = [
            str(name)
            for one in entries
            if isinstance(one, dict) and isinstance(one.get("by"), list)
            for name in one["by"]
        ]
        who = ", ".join(quoted(name) for name in dict.fromkeys(names))
        at = quoted(str(conflict.get("at")))
        yield Finding(
            code,
            f"{at} has answers that differ (from {who}), and nobody has decided"
            if who
            else f"{at} has answers that differ, and nobody has decided",
            (CONFLICTS, index, "at"),
            severity=severity,
            hint="`checklist fix` asks",
        )
