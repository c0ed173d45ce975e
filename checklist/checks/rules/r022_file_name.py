"""A file is named after one State and holds the report of another. A warning.

It applies to names such as `report-NOR.yaml`, `report-NOR-r2.yml` and `report-nor.2026.json`. Any
other name is free, and so is a report from standard input.

## Why is this bad?
Files are put in folders and sent to people by their names. One of the two is wrong, and the answers
of one State may end up under the name of another.

## Example
    report-SWE.yaml, which has
    state: NOR

## Use instead
Rename the file, or correct `state`.
"""

from collections.abc import Iterator
from pathlib import PurePath

from checklist.checks.rule import Rule
from checklist.diagnostics import Finding, Severity
from checklist.reports.checked_report import CheckedReport
from checklist.states import BY_CODE, code_in_file_name


def _check(checked: CheckedReport) -> Iterator[Finding]:
    found = code_in_file_name(PurePath(checked.file).name)
    state = BY_CODE.get(checked.report.state)
    if found is None or state is None:
        return
    code = found.upper()
    named = BY_CODE.get(code)
    if named is state or (named is None and found != code):
        return  # `report-new.yaml` is not named after a State
    whose = "not the code of a State" if named is None else named.name
    yield Finding(
        RULE.code,
        f"the file is named after `{code}` ({whose}), and the report is that of "
        f"`{state.code}` ({state.name})",
        ("state",),
        severity=Severity.WARNING,
        hint="rename the file, or correct `state`",
    )


RULE = Rule(__name__, __doc__, _check)
