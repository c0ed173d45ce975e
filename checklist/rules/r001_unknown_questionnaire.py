"""The report answers another questionnaire than the one it is checked against.

## Why is this bad?
Question ids mean something only within their questionnaire.

## Example
    questionnaire: {id: ctoc-cop-2010-7, …}

## Use instead
The id of a questionnaire that the tool knows, or name its folder with `--questionnaire`.
"""

import difflib
from collections.abc import Iterator

from checklist.diagnostics import Finding
from checklist.resources import questionnaire_folders
from checklist.rules.interface import CheckedReport, Rule
from checklist.sanitize import quoted


def _check(checked: CheckedReport) -> Iterator[Finding]:
    named, used = checked.report.questionnaire_id, checked.questionnaire.head.id
    if named == used:
        return
    near = difflib.get_close_matches(named, {*questionnaire_folders(), used}, n=1)
    hint = f"did you mean `{near[0]}`?" if near else ""
    message = f"the report answers {quoted(named)}; it is checked against `{used}`"
    yield Finding(RULE.code, message, ("questionnaire", "id"), hint=hint)


RULE = Rule(__name__, __doc__, _check)
