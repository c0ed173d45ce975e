"""The answers that are tried for the comparisons of a condition: those that comparisons tell apart.

Literals cut what can be answered: numbers and dates into those before, on and after them; codes
into those that the same comparisons name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from itertools import chain, combinations, islice, product
from typing import Literal, TypeAlias

from checklist.answer_types.answer import MISSING_CODES
from checklist.answer_types.choices import Choices
from checklist.answer_types.comparison import Than
from checklist.answer_types.date import Date
from checklist.answer_types.interface import overrides
from checklist.answer_types.operands import Entries, Entry, Interval, Operand, add_days, interval
from checklist.answer_types.table_columns import MAX_ENTRIES
from checklist.questionnaire.condition import (
    AS_OF,
    STATE,
    Comparison,
    Leaf,
    SumComparison,
    Variable,
    references,
    than_of,
)
from checklist.questionnaire.question import Question

MOST_TRIED = 50_000
"""The most steps of one search: less than a second of work.

A step is one trial of a comparison, or one code in a set of codes to try.
"""


class SearchLimitError(Exception):
    """A search would take more steps than it may."""


def limited_steps(allowance: Iterator[int]) -> Iterator[int]:
    """Yield the steps that one search may take from an allowance."""
    return islice(allowance, MOST_TRIED)


def take_steps(left: Iterator[int], steps: int) -> None:
    """Use up some of the steps that are left.

    Raises:
        SearchLimitError: Fewer steps are left.
    """
    if sum(1 for _ in islice(left, steps)) < steps:
        raise SearchLimitError


CodeSet: TypeAlias = frozenset[str]

Groups: TypeAlias = tuple[CodeSet, frozenset[CodeSet]]
"""Codes that stand alone, and groups of the others."""

SetsOfCodes: TypeAlias = dict[Groups, Sequence[CodeSet]]
"""The sets of codes that are tried, by the groups from which they are made."""

_FEW = 6
"""The most groups of codes for which all combinations are tried."""

MOST_GROUPS = 30
"""The most groups for which pairs, and all but a pair, are tried: about a thousand sets."""


def code_sets(made_from: Groups, left: Iterator[int]) -> Sequence[CodeSet]:
    """Return the sets that groups of codes can form.

    A comparison only tells whether none, some or all codes of a group are chosen, so one code of
    the group stands for every selection of some.

    Args:
        made_from: The codes that stand alone, and groups of codes that the same comparisons name.
        left: An iterator with one element for each code that may still be put in a set.

    Raises:
        SearchLimitError: There are too many groups, or the sets need more codes than `left` allows.
    """
    alone, groups = made_from
    if len(groups) > MOST_GROUPS:
        raise SearchLimitError
    chosen = {frozenset({code}) for code in alone}
    for several in _few_or_nearly_all(sorted(groups, key=sorted)):
        wholly = [{group} for group in several]
        in_part = [{frozenset({min(group)}), group} for group in several]
        for parts in product(*(in_part if len(several) <= _FEW else wholly)):
            take_steps(left, sum(map(len, parts)))
            chosen.add(frozenset[str]().union(*parts))
    return list(chosen)


def sets_within(
    sets: Sequence[CodeSet], made_from: Groups, *, offered: int, fewest: int, most: int
) -> Sequence[CodeSet]:
    """Return the sets that stand for some set of a number of codes within limits.

    Args:
        sets: The sets that were made, by `code_sets`.
        made_from: The codes that stand alone, and the groups.
        offered: The number of all codes.
        fewest: The fewest codes that can be chosen. One that stands alone always can.
        most: The most.

    Raises:
        SearchLimitError: There are so many groups that `code_sets` has left out combinations.
    """
    alone, groups = made_from
    if len(groups) > _FEW:
        raise SearchLimitError
    # Codes that no comparison names are in no group, except one that stands for all of them.
    unnamed = offered - len(alone) - sum(map(len, groups))

    def largest(chosen: CodeSet) -> int:
        """Return the most codes of a set for which this one stands, or a few more."""
        parts = [group for group in groups if not group.isdisjoint(chosen)]
        whole = sum(len(group) if group <= chosen else len(group) - 1 for group in parts)
        return whole + unnamed

    return [
        chosen
        for chosen in sets
        if chosen <= alone or (len(chosen) <= most and largest(chosen) >= fewest)
    ]


def _few_or_nearly_all(groups: Sequence[CodeSet]) -> Iterator[tuple[CodeSet, ...]]:
    """Yield the combinations of groups; of many groups, those of one, two, nearly all and all."""
    number = len(groups)
    sizes = range(1, number + 1) if number <= _FEW else (1, 2, number - 2, number - 1, number)
    return chain.from_iterable(combinations(groups, size) for size in sizes)


_FEW_SUMS, _FAR = 9, 4
"""The most sums of the `days` of comparisons that are all tried, and the most days on each side."""

_OTHER = "another-code"
"""A code that stands for every code that no comparison names."""


class Mark(Enum):
    """A mark in the place of an operand."""

    UNCOMPARED = "answered, with nothing to compare, as a text is"
    FREE = "any answer"


_UNCOMPARED: Literal[Mark.UNCOMPARED] = Mark.UNCOMPARED

SampledAnswer: TypeAlias = Operand | Literal[Mark.UNCOMPARED]


@dataclass(frozen=True, slots=True)
class AnswerCombination:
    """One combination of answers, as a comparison sees it."""

    given: Mapping[Variable, SampledAnswer]

    def __getitem__(self, variable: Variable) -> Operand:
        answer = self._answer(variable)
        return None if answer is _UNCOMPARED else answer

    def answered(self, question_id: str, row: str | None) -> bool:
        """Whether a question, or a row of it, has an answer."""
        return self._answer((question_id, row)) is not None

    def _answer(self, variable: Variable) -> SampledAnswer:
        """Return an answer. If the whole matrix has no value, its answer is that of each row."""
        name, row = variable
        whole = _UNCOMPARED if row is None else self.given.get((name, None), _UNCOMPARED)
        return self.given[variable] if whole is _UNCOMPARED else whole


@dataclass(frozen=True)
class SampledAnswers:
    """The answers that are tried for each variable of some comparisons."""

    leaves: Sequence[Comparison]
    """The comparisons."""
    questions: Mapping[str, Question]
    """By id. A comparison with an unknown question has no answer to try."""
    allowance: Iterator[int]
    """An iterator with one element for each step of the work that may still be done."""
    known_sets: SetsOfCodes
    """The sets of codes that were made already."""

    @cached_property
    def variables(self) -> Mapping[int, Sequence[Variable]]:
        """The answers that each comparison depends on, by the identity of the comparison."""
        compared = (leaf for leaf in self.leaves if isinstance(leaf, Leaf))
        wholes = {(leaf.question, None) for leaf in compared if leaf.row is None}
        return {id(leaf): _variables(leaf, wholes) for leaf in self.leaves}

    @cached_property
    def domains(self) -> Mapping[Variable, Sequence[SampledAnswer]]:
        """The answers that are tried: one for each that comparisons tell apart."""
        variables = dict.fromkeys(v for leaf in self.leaves for v in self.variables[id(leaf)])
        return {variable: self._domain(variable) for variable in variables}

    @cached_property
    def _literals(self) -> Mapping[Variable, Sequence[str | int | Than]]:
        """The literals with which each variable is compared."""
        literals: dict[Variable, list[str | int | Than]] = {}
        for leaf in self.leaves:
            if isinstance(leaf, Leaf) and leaf.operator not in {"answered", "every"}:
                literal = leaf.literal.literal if leaf.entries is not None else leaf.literal
                several = literal if isinstance(literal, list) else [literal]
                literals.setdefault((leaf.question, leaf.row), []).extend(several)
        return literals

    def _domain(self, variable: Variable) -> Sequence[SampledAnswer]:
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
    ) -> Sequence[SampledAnswer]:
        answer_type = question.answer_type
        is_whole_matrix = row is None and answer_type.rows()
        if question.id in self._counted:
            return [Entries([Entry()] * n) for n in self._numbers(question.id, 0, MAX_ENTRIES)]
        if is_whole_matrix or answer_type.listed_columns() or not overrides(answer_type, "operand"):
            return [_UNCOMPARED]
        if isinstance(answer_type, Date):
            return [day for day in [*self._days, *self._years] if answer_type.allows(day)]
        if answer_type.bounds:
            return self._numbers(question.id, *answer_type.bounds)
        offered = answer_type.codes(row)
        if offered is None:
            return [_OTHER]
        if answer_type.allows_several:
            return self._sets(question, offered)
        mentioned = sorted({str(literal) for literal in literals} & offered)
        return [*mentioned, _OTHER] if len(mentioned) < len(offered) else mentioned

    def _sets(self, question: Question, offered: Set[str]) -> Sequence[Operand]:
        """Return sets of codes that can be chosen together: those that comparisons tell apart.

        Raises:
            SearchLimitError: There are too many of them.
        """
        left = limited_steps(self.allowance)
        take_steps(left, len(offered))
        made_from = self._groups(question, offered)
        if made_from not in self.known_sets:
            self.known_sets[made_from] = code_sets(made_from, left)
        answer_type = question.answer_type
        if not isinstance(answer_type, Choices) or not answer_type.limits:
            return self.known_sets[made_from]
        return sets_within(
            self.known_sets[made_from],
            made_from,
            offered=len(offered),
            fewest=answer_type.min_options or 1,
            most=answer_type.max_options or len(offered),
        )

    def _groups(self, question: Question, offered: Set[str]) -> Groups:
        """Return the codes that stand alone, and the others in groups that comparisons name alike.

        One code stands for all that no comparison names.
        """
        named = [
            frozenset([literal] if isinstance(literal, str) else literal)
            for leaf in self.leaves
            if isinstance(leaf, Leaf) and leaf.question == question.id
            if isinstance(literal := leaf.literal, str | list)
        ]
        options = [option for _, listed in question.answer_type.option_lists() for option in listed]
        alone = frozenset({option.code for option in options if option.exclusive} & offered)
        naming: dict[str, list[int]] = {code: [] for code in offered - alone}
        for number, codes in enumerate(named):
            for code in codes & naming.keys():
                naming[code].append(number)
        alike: dict[tuple[int, ...], list[str]] = {}
        for code, numbers in naming.items():
            alike.setdefault(tuple(numbers), []).append(code)
        unnamed = alike.pop((), [])
        groups = [frozenset(codes) for codes in alike.values()]
        groups += [frozenset({min(unnamed)})] if unnamed else []
        return alone, frozenset(groups)

    @cached_property
    def _counted(self) -> Set[str]:
        """The tables whose entries are counted."""
        counts = (
            leaf for leaf in self.leaves if isinstance(leaf, Leaf) and leaf.entries is not None
        )
        return {leaf.question for leaf in counts}

    def numbers(self, question_id: str) -> Sequence[int]:
        """Return the numbers with which an answer, or a number of entries, is compared."""
        return [n for n in self._literals.get((question_id, None), ()) if isinstance(n, int)]

    def _numbers(self, question_id: str, least: int, most: int) -> Sequence[int]:
        """Return numbers before, on and after every number that is compared, between two limits.

        If the question is compared with another one, these are the numbers of all such questions,
        and their limits, so that three numbers in ascending order can be tried.
        """
        near: Iterable[int] = range(-1, 2)
        ends = {*self.numbers(question_id)}
        paired = {*chain(*self._pairs)}
        if question_id in paired:
            ends |= {end for name in paired for end in self._ends(name)} | {least, most}
            reach = min(1 + len(self._pairs), _FAR)
            near = range(-reach, reach + 1)
        return sorted(
            {n for end in ends for by in near if least <= (n := end + by) <= most} | {least, most}
            if least <= most
            else ()
        )

    def _ends(self, name: str) -> Iterator[int]:
        yield from self.numbers(name)
        question = self.questions.get(name)
        yield from () if question is None else question.answer_type.bounds
        if name in self._counted:
            yield from (0, MAX_ENTRIES)

    @cached_property
    def _pairs(self) -> Sequence[tuple[str, str]]:
        """The two questions of each comparison of two."""
        pairs = ((leaf, than_of(leaf)) for leaf in self.leaves if isinstance(leaf, Leaf))
        return [(leaf.question, than[1].than) for leaf, than in pairs if than is not None]

    @cached_property
    def _years(self) -> Sequence[Interval]:
        """The years of `_days`, as partial dates: each overlaps with the days in it."""
        years = {day.first.year for day in self._days}
        return [Interval(date(year, 1, 1), date(year, 12, 31)) for year in sorted(years)]

    @cached_property
    def _days(self) -> Sequence[Interval]:
        """Days before, on and after every date that a comparison names.

        A date that is later than another one, which is later than a day, is two days later: each
        comparison of two dates adds its days, and one more on both sides. If there are many such
        comparisons, not all sums are tried.
        """
        offsets, reach = {0}, 1
        ends = {date(2000, 1, 1)}
        for leaf in self.leaves:
            literal = leaf.literal
            texts = literal if isinstance(literal, list) else [literal]
            if isinstance(literal, Than):
                summed = {by + d for by in offsets for d in (literal.days, 0, -literal.days)}
                few = len(summed) <= _FEW_SUMS
                offsets = summed if few else offsets | {literal.days, -literal.days}
                reach = min(reach + 1, _FAR)
            for text in texts:
                if isinstance(text, str) and (compared := interval(text)) is not None:
                    ends |= {compared.first, compared.last}
        near = range(-reach, reach + 1)
        days = {add_days(end, offset + by) for end in ends for offset in offsets for by in near}
        return [Interval(day, day) for day in sorted(days)]


def _variables(leaf: Comparison, wholes: Set[Variable]) -> Sequence[Variable]:
    """Return the answers that a comparison depends on.

    Args:
        leaf: The comparison.
        wholes: Questions that some comparison names without a row.
    """
    if isinstance(leaf, SumComparison):
        return [(name, None) for name in dict.fromkeys(name for _, name in references(leaf))]
    variables: list[Variable] = [(leaf.question, leaf.row)]
    if (leaf.question, None) in wholes:
        variables.append((leaf.question, None))
    than = than_of(leaf)
    if than is not None:
        variables.append((than[1].than, None))
    return list(dict.fromkeys(variables))
