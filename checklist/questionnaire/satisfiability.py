"""Which truth values a condition can have, whatever is answered: for the lint of question sets.

Conditions look at few answers, so all that can differ is tried: for each question the codes that
are compared, one that is not, the missing codes, and no answer. Questions that stand in one
comparison only are judged by themselves; those that stand in several are tried one value after
the other, and given up as soon as the wanted truth is out of reach. Along the path, a question is
answered only where its own condition is true, and so are those that this condition looks at.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from functools import cached_property
from itertools import chain, combinations, count, islice, product
from typing import Literal, TypeAlias

from checklist.answer_types.answer import MISSING_CODES
from checklist.answer_types.date import interval
from checklist.answer_types.integer import Integer
from checklist.answer_types.interface import Interval, Operand, has_own
from checklist.questionnaire.condition import (
    AS_OF,
    STATE,
    All,
    AnyOf,
    Condition,
    Leaf,
    Not,
    Predicate,
    Than,
    Truth,
    Variable,
    leaves,
    names,
    predicate,
)
from checklist.questionnaire.question import Question

Truths: TypeAlias = frozenset[Truth]

_Codes: TypeAlias = frozenset[str]

_TRUTHS: Truths = frozenset({True, False, None})

_MOST_TRIED = 50_000
"""Steps of the work for one answer, see `Possibility.allowance`: less than a second."""

_MOST_CONDITIONS = 30
"""Conditions of other questions that are looked at. People write chains of three or four."""

_FEW = 6
"""Groups of codes of which all combinations are tried."""

_MOST_GROUPS = 30
"""Groups of codes of which pairs are tried, and all but a pair: about a thousand sets."""

_FEW_SUMS, _FAR = 9, 4
"""Sums of days between dates that are all tried, and days tried on each side of them."""

_OTHER = "another-code"
"""Stands for every code that is not compared with."""


class _Mark(Enum):
    """A mark in the place of an operand."""

    UNCOMPARED = "answered, with nothing to compare, as a text is"
    FREE = "any answer"


_UNCOMPARED: Literal[_Mark.UNCOMPARED] = _Mark.UNCOMPARED

_Answer: TypeAlias = Operand | Literal[_Mark.UNCOMPARED]

_Groups: TypeAlias = tuple[_Codes, frozenset[_Codes]]
"""Codes that stand alone, and groups of the others."""

SetsOfCodes: TypeAlias = dict[_Groups, Sequence[_Codes]]
"""The sets of codes that are tried, by what they are made from."""

_OnPath: TypeAlias = frozenset[bool]
"""Whether a question can be on path, and whether it can be off path."""

_ALWAYS_ON: _OnPath = frozenset({True})
_ALWAYS_OFF: _OnPath = frozenset({False})

_Known: TypeAlias = tuple[int, tuple[_Answer | Literal[_Mark.FREE], ...], tuple[_OnPath, ...]]
"""A comparison by its identity, the answers that are fixed, and whether they are on path."""


@dataclass(frozen=True, slots=True)
class _Answers:
    """One combination of answers, as a comparison sees it."""

    given: Mapping[Variable, _Answer]

    def __getitem__(self, variable: Variable) -> Operand:
        answer = self._answer(variable)
        return None if answer is _UNCOMPARED else answer

    def answered(self, question_id: str, row: str | None) -> bool:
        return self._answer((question_id, row)) is not None

    def _answer(self, variable: Variable) -> _Answer:
        """Return an answer. A row has none of its own where the whole matrix is missing."""
        name, row = variable
        whole = _UNCOMPARED if row is None else self.given.get((name, None), _UNCOMPARED)
        return self.given[variable] if whole is _UNCOMPARED else whole


class _GivenUpError(Exception):
    """Too much would have to be tried."""


@dataclass(frozen=True)
class Satisfiability:
    """What a condition can be."""

    condition: Condition
    questions: Mapping[str, Question]
    """By id, in the order in which they are asked. A comparison with an unknown one is not true."""
    along_path: bool = False
    """Whether a question that is off path counts as unanswered, as in a report.

    Otherwise each question can have any answer, as if it were always asked.
    """
    off: str | None = None
    """A question that is off path: only reports in which it is are looked at."""
    allowance: Iterator[int] = field(default_factory=count, repr=False, compare=False)
    """An element for each step of the work that may be done in all, where several share it.

    A step is a comparison that is tried, or a code of a set that is made to be tried.
    """
    known_sets: SetsOfCodes = field(default_factory=dict, repr=False, compare=False)
    """The sets that were made already, where several conditions share them."""

    def can_be(self, truth: Truth) -> bool:
        """Whether some answers make the condition true, false or (None) unknown.

        Where that would take too long to find out, they might: nothing is said against it.
        """
        return self.found(truth) is not False

    def found(self, truth: Truth) -> bool | None:
        """Whether answers were found with which the condition has this truth.

        None where it would take too long to find out.
        """
        try:
            is_found = self._search(truth, {}, islice(self.allowance, _MOST_TRIED))
        except _GivenUpError:
            return None
        return None if is_found and self._left_out else is_found

    def _search(self, truth: Truth, fixed: dict[Variable, _Answer], left: Iterator[int]) -> bool:
        trial = _Trial(self, fixed, left)
        if self.off is not None and not trial.put_off(self.off):
            return False
        if truth not in trial.truths(self.condition):
            return False
        variable = next((v for v in self._shared if v not in fixed), None)
        if variable is None:
            return True
        return any(
            self._search(truth, {**fixed, variable: value}, left)
            for value in self.domains[variable]
        )

    @cached_property
    def _way(self) -> tuple[Sequence[str], Set[str]]:
        """The questions whose conditions are looked at, in their order, and those left out."""
        if not self.along_path:
            return (), frozenset()
        waiting = deque([*names(self.condition), *([self.off] if self.off else [])])
        seen: set[str] = set()
        looked_at: set[str] = set()
        while waiting:
            name = waiting.popleft()
            when = self.questions[name].when if name in self.questions else None
            if when is not None and name not in seen:
                seen.add(name)
                if len(looked_at) < _MOST_CONDITIONS:
                    looked_at.add(name)
                    waiting.extend(names(when))
        return [name for name in self.questions if name in looked_at], seen - looked_at

    @cached_property
    def conditions_on_the_way(self) -> Mapping[str, Condition]:
        """The conditions of the questions that decide, in the order in which these are asked."""
        whens = ((name, self.questions[name].when) for name in self._way[0])
        return {name: when for name, when in whens if when is not None}

    @property
    def _left_out(self) -> Set[str]:
        """Questions beyond the limit; it is not found out whether they are on path."""
        return self._way[1]

    def on_path_at_first(self, name: str) -> _OnPath:
        """Return whether a question without a condition on the way can be on path, and off path."""
        return _ALWAYS_ON | _ALWAYS_OFF if name in self._left_out else _ALWAYS_ON

    @cached_property
    def _leaves(self) -> Sequence[Leaf]:
        conditions = [self.condition, *self.conditions_on_the_way.values()]
        return [leaf for condition in conditions for _, leaf in leaves(condition)]

    @cached_property
    def predicates(self) -> Mapping[int, Predicate]:
        """Each comparison as a function, by the identity of the comparison."""
        return {id(leaf): predicate(leaf) for leaf in self._leaves}

    @cached_property
    def variables(self) -> Mapping[int, Sequence[Variable]]:
        """The answers that each comparison depends on, by the identity of the comparison."""
        wholes = {(leaf.question, None) for leaf in self._leaves if leaf.row is None}
        return {id(leaf): _variables(leaf, wholes) for leaf in self._leaves}

    @cached_property
    def known(self) -> dict[_Known, Truths]:
        """The truths of comparisons that were found out already."""
        return {}

    @cached_property
    def _shared(self) -> Sequence[Variable]:
        """Answers on which several comparisons depend, directly or along the path.

        Those with few values come first.
        """
        uses: Counter[Variable] = Counter()
        deciding: Counter[str] = Counter({self.off: 1} if self.off else {})

        def add(condition: Condition, times: int) -> None:
            for _, leaf in leaves(condition):
                for variable in self.variables[id(leaf)]:
                    uses[variable] += times
                    deciding[variable[0]] += times

        add(self.condition, 1)
        for name, when in reversed([*self.conditions_on_the_way.items()]):
            add(when, min(deciding[name], 2))
        shared = [variable for variable, times in uses.items() if times > 1]
        return sorted(shared, key=lambda variable: len(self.domains[variable]))

    @cached_property
    def domains(self) -> Mapping[Variable, Sequence[_Answer]]:
        """The answers that are tried: one for each that comparisons tell apart."""
        variables = dict.fromkeys(v for leaf in self._leaves for v in self.variables[id(leaf)])
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

    def _domain(self, variable: Variable) -> Sequence[_Answer]:
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
    ) -> Sequence[_Answer]:
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
        """Return sets of codes that can be chosen together, as far as comparisons differ on them.

        Raises:
            _GivenUpError: There are too many of them.
        """
        left = islice(self.allowance, _MOST_TRIED)
        _take(left, len(offered))
        alone, groups = made_from = self._groups(question, offered)
        if made_from not in self.known_sets:
            if len(groups) > _MOST_GROUPS:
                raise _GivenUpError
            self.known_sets[made_from] = list(_sets_of(alone, groups, left))
        return self.known_sets[made_from]

    def _groups(self, question: Question, offered: Set[str]) -> _Groups:
        """Return the codes that stand alone, and those of the others that comparisons name alike.

        Of codes that no comparison names, one stands for all.
        """
        named = [
            frozenset([literal] if isinstance(literal, str) else literal)
            for leaf in self._leaves
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
            texts = literal if isinstance(literal, list) else [literal]
            if isinstance(literal, Than):
                summed = {by + d for by in offsets for d in (literal.days, 0, -literal.days)}
                few = len(summed) <= _FEW_SUMS
                offsets = summed if few else offsets | {literal.days, -literal.days}
                reach = min(reach + 1, _FAR)
            for text in texts:
                if isinstance(text, str) and (compared := interval(text)) is not None:
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


def _sets_of(alone: _Codes, groups: Set[_Codes], left: Iterator[int]) -> Set[_Codes]:
    """Return the sets that groups of codes can form.

    One code of a group stands for some of the group, and beside that it only matters whether all
    are chosen.

    Args:
        alone: Codes with which no other is chosen.
        groups: Codes that are named in the same comparisons.
        left: An element for each code that may still be put in a set.

    Raises:
        _GivenUpError: The sets have more codes than that.
    """
    chosen = {frozenset({code}) for code in alone}
    for several in _few_or_nearly_all(sorted(groups, key=sorted)):
        wholly = [{group} for group in several]
        in_part = [{frozenset({min(group)}), group} for group in several]
        for parts in product(*(in_part if len(several) <= _FEW else wholly)):
            _take(left, sum(map(len, parts)))
            chosen.add(frozenset[str]().union(*parts))
    return chosen


def _take(left: Iterator[int], steps: int) -> None:
    """Take so many steps of those that are left.

    Raises:
        _GivenUpError: There are fewer.
    """
    if sum(1 for _ in islice(left, steps)) < steps:
        raise _GivenUpError


def _few_or_nearly_all(groups: Sequence[_Codes]) -> Iterator[tuple[_Codes, ...]]:
    """Yield the combinations of groups; of many groups, those of one, two, nearly all and all."""
    number = len(groups)
    sizes = range(1, number + 1) if number <= _FEW else (1, 2, number - 2, number - 1, number)
    return chain.from_iterable(combinations(groups, size) for size in sizes)


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


class _Trial:
    """The truths that conditions can have while the answers to some questions are fixed."""

    def __init__(
        self, possibility: Satisfiability, fixed: Mapping[Variable, _Answer], left: Iterator[int]
    ) -> None:
        """Find out which questions can be on path.

        Args:
            possibility: The condition, and the questions that it depends on.
            fixed: The answers that are fixed; any other question can have each of its answers.
            left: An element for each comparison that may still be tried.

        Raises:
            _GivenUpError: As many comparisons were tried as were left to be tried.
        """
        self._possibility = possibility
        self._fixed = fixed
        self._left = left
        self._on: dict[str, _OnPath] = {}
        # A condition looks backwards only, so what it looks at is known by then.
        for name, when in possibility.conditions_on_the_way.items():
            self._on[name] = frozenset(truth is True for truth in self.truths(when))

    def put_off(self, name: str) -> bool:
        """Put a question off path from here on, and return whether it can be off path."""
        can_be_off = False in self._on_path(name)
        self._on[name] = _ALWAYS_OFF
        return can_be_off

    def _on_path(self, name: str) -> _OnPath:
        return self._on.get(name) or self._possibility.on_path_at_first(name)

    def truths(self, condition: Condition) -> Truths:
        """Return the truths of a condition, as if its parts had no question in common.

        Raises:
            _GivenUpError: As many comparisons were tried as were left to be tried.
        """
        match condition:
            case All():
                return _all(self.truths(part) for part in condition.all)
            case AnyOf():
                return _not(_all(_not(self.truths(part)) for part in condition.any))
            case Not():
                return _not(self.truths(condition.not_))
            case Leaf():
                return self._compared(condition)

    def _compared(self, leaf: Leaf) -> Truths:
        possibility = self._possibility
        variables = possibility.variables[id(leaf)]
        on_path = [self._on_path(name) for name, _ in variables]
        answers = [self._fixed.get(variable, _Mark.FREE) for variable in variables]
        self._spend()
        key = id(leaf), tuple(answers), tuple(on_path)
        if key not in possibility.known:
            values = map(self._values, variables, on_path)
            possibility.known[key] = self._tried(leaf, variables, product(*values))
        return possibility.known[key]

    def _values(self, variable: Variable, on_path: _OnPath) -> Sequence[_Answer]:
        """Return the answers that can be seen: none is where the question is off path."""
        if on_path == _ALWAYS_OFF:
            return [None]
        is_fixed = variable in self._fixed
        values = [self._fixed[variable]] if is_fixed else self._possibility.domains[variable]
        return values if on_path == _ALWAYS_ON else [*values, None]

    def _tried(
        self, leaf: Leaf, variables: Sequence[Variable], combinations: Iterable[Sequence[_Answer]]
    ) -> Truths:
        truth, truths = self._possibility.predicates[id(leaf)], set[Truth]()
        for combination in combinations:
            self._spend()
            truths.add(truth(_Answers(dict(zip(variables, combination, strict=True)))))
            if len(truths) == len(_TRUTHS):
                break
        return frozenset(truths)

    def _spend(self) -> None:
        if next(self._left, None) is None:
            raise _GivenUpError


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
