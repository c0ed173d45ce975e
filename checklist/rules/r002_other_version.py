"""The report was made with another version, or another content, of the questionnaire.

## Why is this bad?
Questions may have been added, removed or reworded since: an answer may not mean what it seems.
Another version is a warning. The same version with another content is a note: somebody has
edited the questions without raising the version.

## Example
    questionnaire: {id: ctoc-cop-2010-6, version: 0.9.0, …}

## Use instead
Resume the draft with `checklist answer`, which takes over the current version.
"""

from collections.abc import Iterator

from checklist.diagnostics import Finding, Severity
from checklist.rules.interface import CheckedReport, Rule
from checklist.sanitize import quoted


def _check(checked: CheckedReport) -> Iterator[Finding]:
    report, head = checked.report, checked.questionnaire.head
    if report.questionnaire_id != head.id:
        return
    if report.questionnaire_version != head.version:
        yield Finding(
            RULE.code,
            f"the report is for version {quoted(report.questionnaire_version)}; "
            f"it is checked against {head.version}",
            ("questionnaire", "version"),
            severity=Severity.WARNING,
        )
    elif report.questionnaire_digest != checked.questionnaire.digest:
        yield Finding(
            RULE.code,
            f"the content of version {head.version} is not the one the report was made with",
            ("questionnaire", "digest"),
            severity=Severity.NOTE,
        )


RULE = Rule(__name__, __doc__, _check)
