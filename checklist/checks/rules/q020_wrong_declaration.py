"""changes.yaml declares something wrong: an unknown name, or a change that was not made.

## Why is this bad?
The answers to the question would be set aside, or asked again, without a reason; or they would go
where nobody looks for them.

## Example
    # the words of the question are the same in both versions
    status: {words: meaning, reason: The Protocol is named now.}

## Use instead
Delete the declaration, or correct the name in it.
"""

from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    changes = checked.sources.changes
    if changes is None:
        return
    for versions, index in checked.version_changes:
        for fault in versions.faults if index is not None else ():
            if not fault.is_undeclared:
                assert index is not None
                yield changes, Finding(RULE.code, fault.message, ("steps", index, *fault.where))


RULE = Rule(__name__, __doc__, _check)
