"""The answers that a search tries: one for each that the comparisons of a condition tell apart."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Literal, TypeAlias

from checklist.answer_types.answer import MISSING_CODES
from checklist.answer_types.date import add_days, interval
from checklist.answer_types.integer import Integer
from checklist.answer_types.interface import Interval, Operand, has_own
from checklist.questionnaire.code_sets import Groups, SetsOfCodes, code_sets
from checklist.questionnaire.condition import AS_OF, STATE, Leaf, Than, Variable
from checklist.questionnaire.question import Question
from checklist.questionnaire.search_limit import limited_steps, take_steps

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

    leaves: Sequence[Leaf]
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
        wholes = {(leaf.question, None) for leaf in self.leaves if leaf.row is None}
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
            if leaf.operator != "answered":
                several = leaf.literal if isinstance(leaf.literal, list) else [leaf.literal]
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
        if is_whole_matrix or not has_own(answer_type, "operand"):
            return [_UNCOMPARED]
        if question.type == "date":
            return [*self._days, *self._years]
        if isinstance(answer_type, Integer):
            least, most = answer_type.minimum, answer_type.maximum
            numbers = {n + by for n in literals if isinstance(n, int) for by in (-1, 0, 1)}
            return sorted(n for n in {*numbers, least, most} if least <= n <= most)
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
        return self.known_sets[made_from]

    def _groups(self, question: Question, offered: Set[str]) -> Groups:
        """Return the codes that stand alone, and the others in groups that comparisons name alike.

        One code stands for all that no comparison names.
        """
        named = [
            frozenset([literal] if isinstance(literal, str) else literal)
            for leaf in self.leaves
            if leaf.question == question.id and isinstance(literal := leaf.literal, str | list)
        ]
        options = [one for _, listed in question.answer_type.option_lists() for one in listed]
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


def _variables(leaf: Leaf, wholes: Set[Variable]) -> Sequence[Variable]:
    """Return the answers that a comparison depends on.

    Args:
        leaf: The comparison.
        wholes: Questions that some comparison names without a row.
    """
    variables: list[Variable] = [(leaf.question, leaf.row)]
    if (leaf.question, None) in wholes:
        variables.append((leaf.question, None))
    if isinstance(leaf.literal, Than):
        variables.append((leaf.literal.than, None))
    return list(dict.fromkeys(variables))
