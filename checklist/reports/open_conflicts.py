"""The open conflicts in the head of a draft, as findings."""

from collections.abc import Iterator

from checklist.diagnostics import Finding, Severity
from checklist.reports.report import CONFLICTS, Report
from checklist.text.messages import tr
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
        message = tr(
            "{place} has another answer from {who}, and nobody has decided",
            place=quoted(str(conflict.get("at"))),
            who=quoted(str(conflict.get("by"))),
        )
        where, hint = (CONFLICTS, index, "at"), tr("`checklist answer` asks")
        yield Finding(code, message, where, severity=severity, hint=hint)
