"""A division was made for another version of the questionnaire. A warning.

## Why is this bad?
Questions may have been renamed, added or removed since. Then places of the division do not exist,
and nobody is asked the new questions.

## Example
    questionnaire: {id: coast, version: 0.9.0, digest: …}

## Use instead
`checklist migrate` takes the division along with the report:

    checklist migrate report-NOR.yaml
"""

from collections.abc import Iterator

from checklist.checks.checked_division import CheckedDivision
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding, Severity


def _check(checked: CheckedDivision) -> Iterator[Finding]:
    head = checked.questionnaire.head
    reference = checked.data["questionnaire"]
    if reference["id"] != head.id:
        message = f"the division is of the questionnaire `{reference['id']}`, not `{head.id}`"
        yield Finding(RULE.code, message, ("questionnaire", "id"))
    elif reference["version"] != head.version:
        message = (
            f"the division is of version {reference['version']}; the present one is {head.version}"
        )
        where = ("questionnaire", "version")
        hint = "`checklist migrate` takes it along"
        yield Finding(RULE.code, message, where, severity=Severity.WARNING, hint=hint)


RULE = Rule(__name__, __doc__, _check)
