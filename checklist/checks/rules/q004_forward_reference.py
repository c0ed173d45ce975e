"""A condition names its own question or column or a later one; or a gate names an earlier one.

## Why is this bad?
Questions are asked in their order. When a condition looks forward, it is unknown at the time it is
needed, and the question would appear before a place that the official has already left. A gate
fills in questions that follow it.

## Example
    - id: deposit-date
      when: {question: deposited, is: affirmative}
    - id: deposited

## Use instead
Put the question that decides first.
"""

from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.compared import cell_comparisons
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.questionnaire.condition import leaves, references


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for placed in checked.conditions:
        if placed.before is None:
            continue
        for where, leaf in leaves(placed.condition):
            for below, name in references(leaf):
                named = checked.by_id.get(name)
                if named is not None and named.order >= placed.before:
                    message = f"`{name}` is not asked before this question"
                    place = (*placed.where, *where, *below)
                    yield placed.part, Finding(RULE.code, message, place)
    for cell in cell_comparisons(checked):
        before = [column.id for column in cell.table.listed_columns()][: cell.before]
        later = {column.id for column in cell.table.listed_columns()} - {*before}
        keys = ("column", cell.comparison.operator)
        for key, name in zip(keys, cell.comparison.columns, strict=False):
            if name in later:
                message = f"the column `{name}` is not asked before this one"
                yield cell.part, Finding(RULE.code, message, (*cell.where, key))
    for question in checked.placed:
        for where, target in question.question.gate_targets:
            named = checked.by_id.get(target)
            if named is not None and named.order <= question.order:
                message = f"`{target}` is asked before this gate"
                yield question.part, Finding(RULE.code, message, (*question.where, *where))


RULE = Rule(__name__, __doc__, _check)
