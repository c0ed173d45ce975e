"""A division names an authority that it does not list, or lists an unknown authority.

Authorities are listed under `authorities`, by the codes of the questionnaire. A State can add
others: these need a `name`. `own`, the authority that writes the report, need not be listed.

## Why is this bad?
Its questions would be sent to nobody.

## Example
    authorities:
      labour: {}
    asks:
      training: {lead: coast-guard}

## Use instead
    authorities:
      labour: {}
      coast-guard: {name: Coast guard of the north}
    asks:
      training: {lead: coast-guard}
"""

from collections.abc import Iterator

from checklist.checks.checked_division import CheckedDivision
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.text.sanitize import quoted
from checklist.text.suggestions import correction_hint


def _check(checked: CheckedDivision) -> Iterator[Finding]:
    for code, where in checked.named():
        if not checked.is_known(code):
            message = f"{quoted(code)} is not among the `authorities` of the division"
            yield Finding(
                RULE.code, message, where, hint=correction_hint(code, [*checked.authorities])
            )
    known = checked.questionnaire.authorities
    for code, authority in checked.authorities.items():
        if code not in known and "name" not in authority:
            message = f"{quoted(code)} is not an authority of the questionnaire, and has no `name`"
            hint = correction_hint(code, [*known])
            yield Finding(RULE.code, message, ("authorities", code), at_key=True, hint=hint)
        given_to = authority.get("given_on", {}).get("to")
        if given_to is not None and not checked.is_known(given_to):
            message = f"{quoted(given_to)} is not among the `authorities` of the division"
            yield Finding(RULE.code, message, ("authorities", code, "given_on", "to"))


RULE = Rule(__name__, __doc__, _check)
