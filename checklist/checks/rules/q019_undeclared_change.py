"""Something differs from the version before, and changes.yaml does not say what became of it.

Compared are the ids, answer types, rows, columns, codes, conditions, requirements, gates and words
of all questions with those in `history/`.

## Why is this bad?
Answers of an earlier version are moved to this one by what changes.yaml declares. What is not
declared would be dropped, or would be taken for an answer to words that nobody has read.

## Example
    - id: light-status                  # version 1.0.0 had the id `status`
      ask: Is there a light?

## Use instead
    # changes.yaml
    steps:
      - from: 1.0.0
        to: 2.0.0
        questions:
          status: {became: renamed, to: [light-status], reason: Other things have a status, too.}
"""

from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for versions, index in checked.version_changes:
        step, changes = versions.step, checked.sources.changes
        if index is None:
            message = f"changes.yaml has no step from {step.from_} to {step.to}"
            yield checked.sources.head, Finding(RULE.code, message, ("version",))
        is_present = versions.new is checked.loaded
        for fault in versions.faults:
            if not fault.is_undeclared:
                continue
            placed = checked.by_id.get(fault.question) if is_present else None
            if placed is not None:
                yield placed.part, Finding(RULE.code, fault.message, (*placed.where, "id"))
            elif index is not None and changes is not None:
                where = ("steps", index, *fault.where)
                yield changes, Finding(RULE.code, fault.message, where)
            else:
                yield checked.sources.head, Finding(RULE.code, fault.message, ("version",))


RULE = Rule(__name__, __doc__, _check)
