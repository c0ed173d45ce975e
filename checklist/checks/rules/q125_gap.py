"""Two questions with opposite conditions that leave a case in which neither is asked.

The conditions of two questions of a set are opposite if the first asks for more than a number, and
the second for less than the same number or the number next to it; or the first for a later day, and
the second for an earlier day than the same date. Both compare the same question, row or number of
entries. What else the two conditions ask for, joined by `all`, is the same. There is no finding if
the case between has a question of its own in the set, or if it would take too long to find out.

## Why is this bad?
Who has exactly the number between is asked nothing, and no reader of the report sees that a
question was left out.

## Example
    - id: few
      when: {question: shelters, lt: 5}
    - id: many
      when: {question: shelters, gt: 5}

## Use instead
    - id: few
      when: {question: shelters, lt: 5}
    - id: many
      when: {question: shelters, gte: 5}
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from checklist.answer_types.operands import ORDER
from checklist.checks.checked_questionnaire import (
    CheckedQuestionnaire,
    PlacedFinding,
    PlacedQuestion,
)
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.questionnaire.condition import (
    All,
    AnyOf,
    Condition,
    EntryCount,
    Leaf,
    Not,
    names,
)

_UPWARD = frozenset({"gt", "gte"})


class _Bound(NamedTuple):
    """One comparison with a number or a date in the condition of a question."""

    placed: PlacedQuestion
    part: Condition
    """The comparison, or `not` of it."""
    others: Sequence[Condition]
    """What else must be true."""
    subject: object
    """What is compared, and what else must be true: the same for opposite conditions."""
    limit: Any
    is_upward: bool


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    if not checked.is_whole:
        return
    for part in checked.sources.sets:
        placed = [question for question in checked.placed if question.part is part]
        bounds = [bound for question in placed for bound in _bounds(question)]
        for first, other in combinations(bounds, 2):
            if _are_opposite(first, other) and _has_gap(checked, placed, first, other):
                message = (
                    f"this is the opposite of the condition of `{first.placed.question.id}`, but "
                    "in some cases neither is true"
                )
                where = (*other.placed.where, "when")
                yield part, Finding(RULE.code, message, where, hint="include the limit in one")


def _bounds(placed: PlacedQuestion) -> Iterator[_Bound]:
    when = placed.question.when
    parts = when.all if isinstance(when, All) else [] if when is None else [when]
    for index, part in enumerate(parts):
        leaf = part.not_ if isinstance(part, Not) else part
        if not isinstance(leaf, Leaf):
            continue
        compared = leaf.literal if isinstance(leaf.literal, EntryCount) else leaf
        if compared.operator not in ORDER:
            continue
        others = [*parts[:index], *parts[index + 1 :]]
        also = frozenset(condition.model_dump_json() for condition in others)
        subject = leaf.question, leaf.row, compared is leaf, also
        is_upward = (compared.operator in _UPWARD) is not isinstance(part, Not)
        yield _Bound(
            placed=placed,
            part=part,
            others=others,
            subject=subject,
            limit=compared.literal,
            is_upward=is_upward,
        )


def _are_opposite(bound: _Bound, other: _Bound) -> bool:
    if bound.subject != other.subject or bound.is_upward is other.is_upward:
        return False
    if isinstance(bound.limit, int) and isinstance(other.limit, int):
        return abs(bound.limit - other.limit) <= 1
    return bool(bound.limit == other.limit)


def _has_gap(
    checked: CheckedQuestionnaire, placed: Sequence[PlacedQuestion], bound: _Bound, other: _Bound
) -> bool:
    """Whether all that the two conditions have in common can be true, and no question is asked."""
    about = {name for part in (bound.part, *bound.others) for name in names(part)}
    whens = (question.question.when for question in placed)
    more = [when for when in whens if when is not None and about.issuperset(names(when))]
    asked = AnyOf.model_construct(any=more)
    gap = All.model_construct(all=[*bound.others, Not.model_construct(not_=asked)])
    return checked.satisfiability(gap, along_path=True).found(True) is True


RULE = Rule(__name__, __doc__, _check)
