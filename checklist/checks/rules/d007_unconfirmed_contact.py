"""A contact comes from the division of the last report, and nobody confirmed it. A warning.

## Why is this bad?
People change their posts, and questions with confidential answers would go to a stranger.

## Example
    contact: {office: Inspectorate, email: kari@example.org, to_confirm: true}

## Use instead
Ask whether this is still the person, and remove the line:

    contact: {office: Inspectorate, email: kari@example.org}
"""

from collections.abc import Iterator

from checklist.checks.checked_division import CheckedDivision
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding, Severity


def _check(checked: CheckedDivision) -> Iterator[Finding]:
    for code, authority in checked.authorities.items():
        if authority.get("contact", {}).get("to_confirm") is True:
            message = f"the contact of `{code}` is that of the last report"
            where = ("authorities", code, "contact", "to_confirm")
            hint = "delete `to_confirm` once it is right"
            severity = Severity.WARNING
            yield Finding(RULE.code, message, where, at_key=True, severity=severity, hint=hint)


RULE = Rule(__name__, __doc__, _check)
