"""An authority is named twice at one place: it leads and contributes, or contributes twice.

## Why is this bad?
Most likely another authority was meant, and this authority is not asked.

## Example
    training: {lead: labour, also: [labour]}

## Use instead
    training: {lead: labour, also: [police]}
"""

from collections.abc import Iterator

from checklist.checks.checked_division import CheckedDivision
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.text.sanitize import quoted


def _check(checked: CheckedDivision) -> Iterator[Finding]:
    for place, assignment in checked.asks.items():
        seen = {assignment["lead"]}
        for index, code in enumerate(assignment.get("also", ())):
            if code in seen:
                message = f"{quoted(code)} is named twice"
                yield Finding(RULE.code, message, ("asks", place, "also", index))
            seen.add(code)


RULE = Rule(__name__, __doc__, _check)
