"""Two questions, two sets or two checks have the same id.

## Why is this bad?
Reports and conditions name questions by their ids: one of the two would never be answered.

## Example
    - id: offence
    - id: offence

## Use instead
    - id: offence
    - id: offence-penalties
"""

from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for placed in checked.placed:
        first = checked.by_id[placed.question.id]
        if first is not placed:
            line, _ = first.part.document.position((*first.where, "id"))
            other = f"{first.part.document.name}:{line}"
            message = f"the question `{placed.question.id}` stands in {other} too"
            yield placed.part, Finding(RULE.code, message, (*placed.where, "id"))
    sets: set[str] = set()
    codes: set[str] = set()
    for part in checked.sources.sets:
        if part.model is None:
            continue
        if part.model.id in sets:
            yield part, Finding(RULE.code, f"there is another set `{part.model.id}`", ("id",))
        sets.add(part.model.id)
        for index, check in enumerate(part.model.checks):
            if check.code in codes:
                message = f"there is another check `{check.code}`"
                yield part, Finding(RULE.code, message, ("checks", index, "code"))
            codes.add(check.code)


RULE = Rule(__name__, __doc__, _check)
