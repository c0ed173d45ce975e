"""Which truth values a condition can have, whatever is answered: for the lint of question sets.

Conditions look at few answers, so all that can differ is tried: for each question the codes that
are compared, one that is not, the missing codes, and no answer. Questions that stand in one
comparison only are judged by themselves; those that stand in several are tried one value after
the other, and given up as soon as the wanted truth is out of reach.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import chain, combinations, product
from typing import TypeAlias

from checklist.answer_types.answer import MISSING_CODES
from checklist.answer_types.date import interval
from checklist.answer_types.integer import Integer
from checklist.answer_types.interface import Interval, Operand
from checklist.models.condition import (
    AS_OF,
    STATE,
    All,
    AnyOf,
    Condition,
    Leaf,
    Not,
    Than,
    Truth,
    Variable,
    leaves,
    predicate,
)
from checklist.models.question import Question

Truths: TypeAlias = frozenset[Truth]

_Codes: TypeAlias = frozenset[str]

_TRUTHS: Truths = frozenset({True, False, None})

_MOST_TRIED = 50_000
"""Comparisons that are evaluated for one answer: less than a second."""

_MOST_CONDITIONS = 12
"""Conditions that lead to one question and are looked at. People write chains of three or four."""

_FEW = 6
"""Groups of codes of which all combinations are tried."""

_FEW_SUMS, _FAR = 9, 4
"""Sums of days between dates that are all tried, and days tried on each side of them."""

_OTHER = "another-code"
"""Stands for every code that is not compared with."""


@dataclass(frozen=True, slots=True)
class _Answers:
    """One combination of answers, as a comparison sees it."""

    operands: Mapping[Variable, Operand]

    def __getitem__(self, variable: Variable) -> Operand:
        return self.operands[variable]

    def answered(self, question_id: str, row: str | None) -> bool:
        return self.operands[question_id, row] is not None


class _GivenUpError(Exception):
    """Too much would have to be tried."""


@dataclass(frozen=True)
class Possibility:
    """What a condition can be."""

    condition: Condition
    questions: Mapping[str, Question]
    """By id. A comparison with an unknown question is never true."""

    def can_be(self, truth: Truth) -> bool:
        """Whether some answers make the condition true, false or (None) unknown.

        Where that would take too long to find out, they might: nothing is said against it.
        """
        try:
            return self._can_be(truth, {}, iter(range(_MOST_TRIED)))
        except _GivenUpError:
            return True

    def _can_be(self, truth: Truth, chosen: dict[Variable, Operand], left: Iterator[int]) -> bool:
        if truth not in self._truths(self.condition, chosen, left):
            return False
        variable = next((v for v in self._shared if v not in chosen), None)
        if variable is None:
            return True
        return any(
            self._can_be(truth, {**chosen, variable: value}, left)
            for value in self._domains[variable]
        )

    def _truths(
        self, condition: Condition, chosen: Mapping[Variable, Operand], left: Iterator[int]
    ) -> Truths:
        """Return what the condition can be, as if its parts had no question in common.

        Raises:
            _GivenUpError: As many comparisons were tried as were left to be tried.
        """
        match condition:
            case All():
                return _all(self._truths(part, chosen, left) for part in condition.all)
            case AnyOf():
                return _not(_all(_not(self._truths(part, chosen, left)) for part in condition.any))
            case Not():
                return _not(self._truths(condition.not_, chosen, left))
            case Leaf():
                variables = _variables(condition)
                values = [[chosen[v]] if v in chosen else self._domains[v] for v in variables]
                truth, truths = predicate(condition), set[Truth]()
                for combination in product(*values):
                    if next(left, None) is None:
                        raise _GivenUpError
                    answers = _Answers(dict(zip(variables, combination, strict=True)))
                    truths.add(truth(answers))
                    if len(truths) == len(_TRUTHS):
                        break
                return frozenset(truths)

    @cached_property
    def _leaves(self) -> Sequence[Leaf]:
        return [leaf for _, leaf in leaves(self.condition)]

    @cached_property
    def _shared(self) -> Sequence[Variable]:
        uses = Counter(variable for leaf in self._leaves for variable in _variables(leaf))
        return [variable for variable, count in uses.items() if count > 1]

    @cached_property
    def _domains(self) -> Mapping[Variable, Sequence[Operand]]:
        variables = dict.fromkeys(v for leaf in self._leaves for v in _variables(leaf))
        return {variable: self._domain(variable) for variable in variables}

    @cached_property
    def _literals(self) -> Mapping[Variable, Sequence[str | int | Than]]:
        """What each variable is compared with."""
        literals: dict[Variable, list[str | int | Than]] = {}
        for leaf in self._leaves:
            if leaf.operator != "answered":
                several = leaf.literal if isinstance(leaf.literal, list) else [leaf.literal]
                literals.setdefault((leaf.question, leaf.row), []).extend(several)
        return literals

    def _domain(self, variable: Variable) -> Sequence[Operand]:
        name, row = variable
        literals = self._literals.get(variable, [])
        if name == AS_OF:
            return self._days
        if name == STATE:
            return [*map(str, literals), _OTHER]
        question = self.questions.get(name)
        if question is None:
            return [None]
        return [*self._values(question, row, literals), *MISSING_CODES, None]

    def _values(
        self, question: Question, row: str | None, literals: Sequence[str | int | Than]
    ) -> Sequence[Operand]:
        answer_type = question.answer_type
        if question.type == "date":
            return [*self._days, *self._years]
        if isinstance(answer_type, Integer):
            least, most = answer_type.minimum, answer_type.maximum
            numbers = {n + by for n in literals if isinstance(n, int) for by in (-1, 0, 1)}
            return sorted(n for n in {*numbers, least, most} if least <= n <= most)
        offered = answer_type.codes(row)
        if offered is None:
            return [_OTHER]
        if "all_of" in answer_type.operators:
            return self._sets(question, offered)
        mentioned = sorted({str(literal) for literal in literals} & offered)
        return [*mentioned, _OTHER] if offered - set(mentioned) else list(mentioned)

    def _sets(self, question: Question, offered: Set[str]) -> Sequence[Operand]:
        """Return sets of codes that can be chosen together, as far as comparisons differ on them.

        Codes that are named in the same comparisons are alike: one of them stands for some of
        them, and beside that it only matters whether all are chosen.
        """
        named = [
            frozenset([literal] if isinstance(literal, str) else literal)
            for leaf in self._leaves
            if leaf.question == question.id and isinstance(literal := leaf.literal, str | list)
        ]
        options = [one for _, listed in question.answer_type.option_lists() for one in listed]
        alone = {option.code for option in options if option.exclusive} & offered
        alike: dict[tuple[bool, ...], list[str]] = {}
        for code in sorted(offered - alone):
            alike.setdefault(tuple(code in codes for codes in named), []).append(code)
        groups = [frozenset(codes) for codes in alike.values()]
        chosen: set[frozenset[str]] = {frozenset({code}) for code in alone}
        for several in _few_or_nearly_all(groups):
            wholly = [{group} for group in several]
            in_part = [{frozenset(sorted(group)[:1]), group} for group in several]
            parts = product(*(in_part if len(several) <= _FEW else wholly))
            chosen |= {frozenset[str]().union(*codes) for codes in parts}
        return list(chosen)

    @cached_property
    def _years(self) -> Sequence[Interval]:
        """Return the years of these days: a partial date overlaps with days in it."""
        years = {day.first.year for day in self._days}
        return [Interval(date(year, 1, 1), date(year, 12, 31)) for year in sorted(years)]

    @cached_property
    def _days(self) -> Sequence[Interval]:
        """Return days on both sides of all that dates are compared with.

        A date that is later than another one, which is later than a day, is two days later: each
        comparison of two dates adds its days, and one more on both sides. Of many such
        comparisons not all sums are tried.
        """
        offsets, reach = {0}, 1
        ends = {date(2000, 1, 1)}
        for leaf in self._leaves:
            literal = leaf.literal
            if isinstance(literal, Than):
                summed = {by + d for by in offsets for d in (literal.days, 0, -literal.days)}
                few = len(summed) <= _FEW_SUMS
                offsets = summed if few else offsets | {literal.days, -literal.days}
                reach = min(reach + 1, _FAR)
            elif isinstance(literal, str) and (compared := interval(literal)) is not None:
                ends |= {compared.first, compared.last}
        beside = range(-reach, reach + 1)
        days = {_moved(end, offset + by) for end in ends for offset in offsets for by in beside}
        return [Interval(day, day) for day in sorted(days)]


def _moved(day: date, days: int) -> date:
    """Return a day so many days later, as far as the calendar goes."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def _few_or_nearly_all(groups: Sequence[_Codes]) -> Iterator[tuple[_Codes, ...]]:
    """Yield the combinations of groups; of many groups, those of one, two, nearly all and all."""
    number = len(groups)
    sizes = range(1, number + 1) if number <= _FEW else (1, 2, number - 2, number - 1, number)
    return chain.from_iterable(combinations(groups, size) for size in sizes)


def reaching(question: Question, questions: Mapping[str, Question]) -> Condition | None:
    """Return the condition under which a question is on path; None when it always is.

    It holds the conditions of all questions that it looks at: off path they would count as
    unanswered, and no comparison with them would be true. Of very many, only the nearest are in it.
    """
    conditions: list[Condition] = []
    waiting, seen = [question], {question.id}
    while waiting and len(conditions) < _MOST_CONDITIONS:
        when = waiting.pop(0).when
        if when is None:
            continue
        conditions.append(when)
        for name in _needed(when) - seen:
            seen.add(name)
            if name in questions:
                waiting.append(questions[name])
    return All(all=conditions) if conditions else None


def _needed(condition: Condition) -> set[str]:
    """Return the questions that must be on path for the condition to be true.

    Only what stands outside `any` and `not`: there, another part can be true instead.
    """
    match condition:
        case All():
            return {name for part in condition.all for name in _needed(part)}
        case Leaf() if condition.operator != "answered" or condition.literal:
            return {condition.question}
        case _:
            return set()


def _variables(leaf: Leaf) -> list[Variable]:
    variables: list[Variable] = [(leaf.question, leaf.row)]
    if isinstance(leaf.literal, Than):
        variables.append((leaf.literal.than, None))
    return list(dict.fromkeys(variables))


def _all(parts: Iterable[Truths]) -> Truths:
    result: Truths = frozenset({True})
    for truths in parts:
        result = frozenset(_both(one, other) for one in result for other in truths)
    return result


def _both(one: Truth, other: Truth) -> Truth:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def _not(truths: Truths) -> Truths:
    return frozenset(None if truth is None else not truth for truth in truths)
