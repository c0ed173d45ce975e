"""Which truth values a condition can have, whatever is answered: for the lint of question sets.

Conditions look at few answers, so all that can differ is tried: for each question the codes that
are compared, one that is not, the missing codes, and no answer. Questions that stand in one
comparison only are judged by themselves; those that stand in several are tried one value after
the other, and given up as soon as the wanted truth is out of reach.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import chain, combinations, product
from typing import TypeAlias

from checklist.answer_types.answer import MISSING_CODES
from checklist.answer_types.date import interval
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
    evaluate,
    leaves,
)
from checklist.models.question import Question

Variable: TypeAlias = tuple[str, str | None]
"""A question's id, and the row of a matrix."""

Truths: TypeAlias = frozenset[Truth]

_FEW = 8
"""Codes of which all combinations are tried."""

_OTHER = "another-code"
"""Stands for every code that is not compared with."""


@dataclass(frozen=True, slots=True)
class _Answers:
    """One combination of answers, as a comparison sees it."""

    operands: Mapping[Variable, Operand]

    def operand(self, question_id: str, row: str | None) -> Operand:
        return self.operands[question_id, row]

    def answered(self, question_id: str, row: str | None) -> bool:
        return self.operands[question_id, row] is not None


@dataclass(frozen=True)
class Possibility:
    """What a condition can be."""

    condition: Condition
    questions: Mapping[str, Question]
    """By id. A comparison with an unknown question is never true."""

    def can_be(self, truth: Truth) -> bool:
        """Whether some answers make the condition true, false or (None) unknown."""
        return self._can_be(truth, {})

    def _can_be(self, truth: Truth, chosen: dict[Variable, Operand]) -> bool:
        if truth not in self._truths(self.condition, chosen):
            return False
        variable = next((v for v in self._shared if v not in chosen), None)
        if variable is None:
            return True
        return any(
            self._can_be(truth, {**chosen, variable: value}) for value in self._domains[variable]
        )

    def _truths(self, condition: Condition, chosen: Mapping[Variable, Operand]) -> Truths:
        """Return what the condition can be, as if its parts had no question in common."""
        match condition:
            case All():
                return _all(self._truths(part, chosen) for part in condition.all)
            case AnyOf():
                return _not(_all(_not(self._truths(part, chosen)) for part in condition.any))
            case Not():
                return _not(self._truths(condition.not_, chosen))
            case Leaf():
                variables = _variables(condition)
                values = [[chosen[v]] if v in chosen else self._domains[v] for v in variables]
                return frozenset(
                    evaluate(condition, _Answers(dict(zip(variables, combination, strict=True))))
                    for combination in product(*values)
                )

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

    def _domain(self, variable: Variable) -> Sequence[Operand]:
        name, row = variable
        literals = [
            literal
            for leaf in self._leaves
            if (leaf.question, leaf.row) == variable and leaf.operator != "answered"
            for literal in (leaf.literal if isinstance(leaf.literal, list) else [leaf.literal])
        ]
        if name == AS_OF:
            return self._days
        if name == STATE:
            return [*literals, _OTHER]
        question = self.questions.get(name)
        if question is None:
            return [None]
        return [*self._values(question, row, literals), *MISSING_CODES, None]

    def _values(
        self, question: Question, row: str | None, literals: Sequence[str | int | Than]
    ) -> Sequence[Operand]:
        if question.type == "date":
            return self._days
        if question.type == "integer":
            numbers = {n + by for n in literals if isinstance(n, int) for by in (-1, 0, 1)}
            return sorted(numbers) or [0]
        offered = question.answer_type.codes(row)
        if offered is None:
            return [_OTHER]
        mentioned = sorted({str(literal) for literal in literals} & offered)
        codes = [*mentioned, _OTHER] if offered - set(mentioned) else mentioned
        if "all_of" not in question.answer_type.operators:
            return list(codes)
        return _subsets(codes)

    @cached_property
    def _days(self) -> Sequence[Interval]:
        """Return days on both sides of all that dates are compared with."""
        offsets = {0}
        days = {interval("2000-01-01")}
        for leaf in self._leaves:
            literal = leaf.literal
            if isinstance(literal, Than):
                offsets |= {literal.days, -literal.days}
            elif isinstance(literal, str):
                days.add(interval(literal))
        shifts = {timedelta(days=offset + by) for offset in offsets for by in (-1, 0, 1)}
        return [
            Interval(day.first + shift, day.first + shift)
            for day in days
            if day is not None
            for shift in sorted(shifts)
        ]


def _subsets(codes: Sequence[str]) -> list[Operand]:
    """Return the sets of codes that can be chosen; of many codes, the small and the large ones.

    Conditions ask whether one, some or all of the codes that they name are chosen.
    """
    whole = frozenset(codes)
    sizes = range(1, len(codes) + 1) if len(codes) <= _FEW else (1, 2)
    some = {frozenset(c) for c in chain.from_iterable(combinations(codes, n) for n in sizes)}
    return [*some, *({whole - one for one in some} | {whole}) - some - {frozenset()}]


def reaching(question: Question, questions: Mapping[str, Question]) -> Condition | None:
    """Return the condition under which a question is on path; None when it always is.

    It holds the conditions of all questions that it looks at: off path they would count as
    unanswered, and no comparison with them would be true.
    """
    conditions: list[Condition] = []
    waiting, seen = [question], {question.id}
    while waiting:
        when = waiting.pop().when
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
