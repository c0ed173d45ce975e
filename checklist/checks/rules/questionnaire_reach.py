"""The Q rules on what conditions leave out: what no answers, or no party, can reach."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from checklist.answer_types.operands import ORDER
from checklist.checks.checked_questionnaire import (
    CheckedQuestionnaire,
    PlacedCheck,
    PlacedFinding,
    PlacedQuestion,
)
from checklist.checks.rule import rule
from checklist.questionnaire.condition import (
    AS_OF,
    STATE,
    All,
    AnyOf,
    Condition,
    EntryCount,
    Leaf,
    Not,
    names,
)
from checklist.questionnaire.questionnaire import cited_by
from checklist.questionnaire.satisfiability import Satisfiability


@rule("Q015")
def check_off_path(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A check that can fail while the question that it is placed `at` is off path.

    If it would take too long to find out, there is no finding.

    ## Why is this bad?
    The official is asked to look at a question that is not asked, and cannot correct anything there.

    ## Example
        - id: deposit-date
          when: {question: treaty-status, is: party}

        checks:
          - code: R501
            when: {question: treaty-status, is: neither}
            at: deposit-date
            …

    ## Use instead
        checks:
          - code: R501
            when: {question: treaty-status, is: neither}
            at: treaty-status
            …
    """
    if not checked.is_whole:
        return
    for placed in checked.checks:
        at = placed.check.at
        if at in checked.questions and _fails_without(checked, placed, at):
            message = f"this check can fail in a report in which `{at}` is not asked"
            yield placed.finding(message, "at", hint=_hint(checked, placed))


def _fails_without(checked: CheckedQuestionnaire, placed: PlacedCheck, name: str) -> bool:
    """Return whether the check fails in a report in which a question is off path."""
    reports = checked.satisfiability(placed.check.when, along_path=True, off=name)
    return reports.found(True) is True


def _hint(checked: CheckedQuestionnaire, placed: PlacedCheck) -> str:
    compared = [name for name in names(placed.check.when) if name in checked.questions]
    asked = [name for name in compared if not _fails_without(checked, placed, name)]
    return f"write `at: {asked[0]}`, which is asked whenever the check fails" if asked else ""


@rule("Q107")
def constant_condition(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A condition that is never true, or always true, whatever is answered.

    If it would take too long to find out, there is no finding.

    ## Why is this bad?
    A question that is never asked has no answers; a condition that always holds says nothing.
    Both are mistakes: a code that was renamed, or two comparisons that contradict each other.

    ## Example
        when:
          all:
            - {question: treaty-status, is: party}
            - {question: treaty-status, is: signatory}

    ## Use instead
        when: {question: treaty-status, any_of: [party, signatory]}
    """
    if not checked.is_whole:
        return
    known = {*checked.questions, AS_OF, STATE}
    for placed in checked.conditions:
        if not known.issuperset(names(placed.condition)):
            continue  # another rule says so
        possible = checked.satisfiability(placed.condition)
        if not possible.can_be(True):
            yield placed.finding("this is never true, whatever is answered")
        elif not possible.can_be(False) and not possible.can_be(None):
            yield placed.finding("this is always true, whatever is answered")


@rule("Q108")
def unreachable(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A question or a check that no path reaches: its condition contradicts those of other questions.

    An answer that a condition compares is given only where the path leads to its question. If it would
    take too long to find out, there is no finding.

    ## Why is this bad?
    Nobody is ever asked, and the recommendations that it serves stay without an answer. A check that
    cannot fail finds no mistake; one that always fails says nothing.

    ## Example
        - id: deposit-date
          when: {question: treaty-status, is: party}
        - id: obstacles
          when:
            all:
              - {question: deposit-date, answered: true}
              - {question: treaty-status, is: neither}

    ## Use instead
    A condition that some answers fulfil, together with those of the questions that it compares.
    """
    if not checked.is_whole:
        return
    yield from _unreachable_questions(checked)
    yield from _constant_checks(checked)


def _unreachable_questions(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for placed in checked.placed:
        when = placed.question.when
        if when is None or not checked.satisfiability(when).can_be(True):
            continue  # never true by itself: another rule says so
        if not checked.satisfiability(when, along_path=True).can_be(True):
            yield placed.finding(f"no answers lead to `{placed.question.id}`", "when")


def _constant_checks(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for placed in checked.checks:
        when = placed.check.when
        alone = checked.satisfiability(when)
        on_path = checked.satisfiability(when, along_path=True)
        if alone.can_be(True) and not on_path.can_be(True):
            yield placed.finding(f"no answers let the check `{placed.check.code}` fail", "when")
        elif _can_hold(alone) and not _can_hold(on_path):
            yield placed.finding(
                f"the check `{placed.check.code}` fails whatever is answered", "when"
            )


def _can_hold(check: Satisfiability) -> bool:
    """Return whether some answers pass a check, so that its condition is not true."""
    return check.can_be(False) or check.can_be(None)


@rule("Q113")
def never_asked_of_parties(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A recommendation whose questions are all off path for every State that is a party.

    ## Why is this bad?
    It is addressed to States parties, and none of them is ever asked about it.

    ## Example
        - id: confiscation
          recommendations: ["36"]
          when: {question: treaty-status, is: neither}        # the only question on 36

    ## Use instead
    A condition that a State party can fulfil, or none.
    """
    head = checked.sources.head.model
    if head is None or head.party_when is None or not checked.is_whole:
        return
    asking: dict[str, list[PlacedQuestion]] = {}
    for placed in checked.placed:
        for cited in cited_by(placed.question):
            asking.setdefault(cited, []).append(placed)
    for recommendation in checked.recommendations.values():
        questions = asking.get(recommendation.id, [])
        if "states-parties" not in recommendation.to or not questions:
            continue
        if not any(_is_asked_of_parties(checked, placed, head.party_when) for placed in questions):
            first = questions[0]
            message = f"no State party is ever asked about recommendation {recommendation.id}"
            yield first.finding(message, "when")


def _is_asked_of_parties(
    checked: CheckedQuestionnaire, placed: PlacedQuestion, party_when: Condition
) -> bool:
    when = placed.question.when
    if when is None:
        return True
    asked = All(all=[when, party_when])
    return checked.satisfiability(asked, along_path=True).can_be(True)


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


@rule("Q125")
def gap(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
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
                yield other.placed.finding(message, "when", hint="include the limit in one")


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
