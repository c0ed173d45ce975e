"""A condition uses an operator, or a `row`, that does not fit the question's answer type.

## Why is this bad?
Free text has no order, a choice has no rows: the comparison would always be unknown, and the
question never asked. A matrix has several codes: without `row`, it is not clear which is meant.

## Example
    when: {question: laws, gt: 3}

## Use instead
    when: {question: laws, answered: true}
"""

from collections.abc import Iterator

from checklist.answer_types.answer import MISSING_CODES
from checklist.answer_types.interface import EQUALITY, ORDER
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.questionnaire.condition import (
    AS_OF,
    MISSING_OPERATORS,
    STATE,
    Leaf,
    Than,
    leaves,
)
from checklist.questionnaire.question import Question
from checklist.text.sanitize import quoted


def _compares_missing(leaf: Leaf) -> bool:
    """Return whether a condition compares with missing codes only, which fits every answer type."""
    literals = leaf.literal if isinstance(leaf.literal, list) else [leaf.literal]
    return leaf.operator in MISSING_OPERATORS and all(x in MISSING_CODES for x in literals)


def _fitting(name: str, question: Question | None) -> frozenset[str]:
    if question is not None:
        return question.answer_type.operators
    return ORDER if name == AS_OF else EQUALITY


def _may_be_date(checked: CheckedQuestionnaire, name: str) -> bool:
    """Return whether a name is that of a date, or of no question, which another rule finds."""
    placed = checked.by_id.get(name)
    return name == AS_OF or (name != STATE and (placed is None or placed.question.type == "date"))


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for placed in checked.conditions:
        for where, leaf in leaves(placed.condition):
            named = checked.by_id.get(leaf.question)
            if named is None and leaf.question not in {AS_OF, STATE}:
                continue
            question = None if named is None else named.question
            place = (*placed.where, *where)
            for key, message in _wrong(checked, leaf, question):
                yield placed.part, Finding(RULE.code, message, (*place, key))


def _wrong(
    checked: CheckedQuestionnaire, leaf: Leaf, question: Question | None
) -> Iterator[tuple[str, str]]:
    name = leaf.question
    fitting = _fitting(name, question) | {"answered"}
    if leaf.operator not in fitting and not _compares_missing(leaf):
        kind = "" if question is None else f" ({question.type})"
        yield (
            leaf.operator,
            f"`{leaf.operator}` does not fit `{name}`{kind}; allowed: {', '.join(sorted(fitting))}",
        )
    if isinstance(leaf.literal, Than):
        for named in (name, leaf.literal.than):
            if not _may_be_date(checked, named):
                yield leaf.operator, f"`than` compares two dates; `{named}` is not a date"
    rows = () if question is None else question.answer_type.rows()
    if leaf.row is not None and leaf.row not in rows:
        allowed = f"allowed: {', '.join(rows)}" if rows else "it has no rows"
        yield "row", f"{quoted(leaf.row)} is not a row of `{name}`; {allowed}"
    if rows and leaf.row is None and leaf.operator != "answered" and not _compares_missing(leaf):
        yield "question", f"`{name}` is a matrix: name a `row`; allowed: {', '.join(rows)}"


RULE = Rule(__name__, __doc__, _check)
