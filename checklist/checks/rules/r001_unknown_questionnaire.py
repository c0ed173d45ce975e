"""The report answers another questionnaire than the one it is checked against.

## Why is this bad?
Question ids mean something only within their questionnaire.

## Example
    questionnaire: {id: ctoc-cop-2010-7, …}

## Use instead
The id of a questionnaire that the tool knows, or name its folder with `--questionnaire`.
"""

from collections.abc import Iterator

from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.reports.checked_report import CheckedReport
from checklist.text.sanitize import quoted


def _check(checked: CheckedReport) -> Iterator[Finding]:
    named, used = checked.report.questionnaire_id, checked.questionnaire.head.id
    if named == used:
        return
    message = f"the report answers {quoted(named)}; it is checked against `{used}`"
    yield Finding(RULE.code, message, ("questionnaire", "id"))


RULE = Rule(__name__, __doc__, _check, covered_by_gate=True)
