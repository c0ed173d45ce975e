"""The search for the truth values that a condition can have, for the lint.

Conditions look at few answers, so every answer that makes a difference is tried: for each question
the codes that are compared, one other code, the missing codes, and no answer. A question that only
one comparison names is judged by itself. A question that several name has one value tried after the
other; the search gives up a value as soon as the wanted truth is out of reach. Along the path, a
question can only be answered where its own condition is true; the same holds for the questions that
this condition names.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property
from itertools import count, product
from typing import Literal, TypeAlias

from checklist.answer_types.answer import MISSING_CODES
from checklist.answer_types.choices import Choices
from checklist.answer_types.comparison import Than, Truth, negation
from checklist.answer_types.date import Date
from checklist.answer_types.interface import overrides
from checklist.answer_types.operands import Entries, Entry, Interval, Operand, add_days, interval
from checklist.answer_types.table_columns import MAX_ENTRIES
from checklist.questionnaire.code_sets import (
    Groups,
    SearchLimitError,
    SetsOfCodes,
    code_sets,
    limited_steps,
    sets_within,
    take_steps,
)
from checklist.questionnaire.condition import (
    AS_OF,
    STATE,
    All,
    AnyOf,
    Comparison,
    Condition,
    Leaf,
    Not,
    Predicate,
    SumComparison,
    Variable,
    leaves,
    names,
    predicate,
    references,
    than_of,
)
from checklist.questionnaire.question import Question
from checklist.questionnaire.wide_comparisons import WideComparisons, is_wide, is_witness

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
        if not isinstance(answer_type, Choices) or not answer_type.has_limits:
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
        if question_id in self._paired:
            ends |= {end for name in self._paired for end in self._ends(name)} | {least, most}
            reach = min(1 + self._pairs, _FAR)
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
    def _paired(self) -> Set[str]:
        """The questions that are compared with another question, and these."""
        pairs = ((leaf, than_of(leaf)) for leaf in self.leaves if isinstance(leaf, Leaf))
        return {
            name
            for leaf, than in pairs
            if than is not None
            for name in (leaf.question, than[1].than)
        }

    @cached_property
    def _pairs(self) -> int:
        """The number of comparisons of two questions."""
        return sum(isinstance(leaf, Leaf) and than_of(leaf) is not None for leaf in self.leaves)

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


Truths: TypeAlias = frozenset[Truth]

_TRUTHS: Truths = frozenset({True, False, None})

_MOST_CONDITIONS = 30
"""The most conditions of other questions that count. People write chains of three or four."""

_OnPath: TypeAlias = frozenset[bool]
"""Whether a question can be on path, and whether it can be off path."""

_ALWAYS_ON: _OnPath = frozenset({True})
_ALWAYS_OFF: _OnPath = frozenset({False})

_Known: TypeAlias = tuple[int, tuple[SampledAnswer | Literal[Mark.FREE], ...], tuple[_OnPath, ...]]
"""A comparison by its identity, the answers that are fixed, and whether they are on path."""


@dataclass(frozen=True)
class Satisfiability:
    """The truth values that a condition can have."""

    condition: Condition
    questions: Mapping[str, Question]
    """The questions by id, in their order. A comparison with an unknown question is not true."""
    along_path: bool = False
    """Whether a question that is off path counts as unanswered, as in a report.

    Otherwise each question can have any answer, as if it were always asked.
    """
    off: str | None = None
    """The id of a question: only reports where it is off path are considered; None: all are."""
    allowance: Iterator[int] = field(default_factory=count, repr=False, compare=False)
    """An iterator with one element for each step that all conditions sharing it may still take.

    A step is one trial of a comparison, or one code in a set of codes to try.
    """
    known_sets: SetsOfCodes = field(default_factory=dict, repr=False, compare=False)
    """The sets of codes made so far, which several conditions can share."""

    def can_be(self, truth: Truth) -> bool:
        """Whether some answers make the condition true, false or (None) unknown.

        Also True if it would take too long to find out.
        """
        return self.found(truth) is not False

    def found(self, truth: Truth) -> bool | None:
        """Whether answers were found with which the condition has this truth.

        None if it would take too long to find out.
        """
        try:
            is_found = self._search(truth, {}, limited_steps(self.allowance))
        except SearchLimitError:
            return None
        is_unsure = self._left_out or not is_witness(self._leaves, self.variables)
        return None if is_found and is_unsure else is_found

    def _search(
        self, truth: Truth, fixed: dict[Variable, SampledAnswer], left: Iterator[int]
    ) -> bool:
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
        """The questions whose conditions are looked at, in order; and those beyond the limit."""
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
        """The questions beyond the limit: the search does not know whether they are on path."""
        return self._way[1]

    def on_path_at_first(self, name: str) -> _OnPath:
        """Return whether a question without a condition on the way can be on path, and off path."""
        return _ALWAYS_ON | _ALWAYS_OFF if name in self._left_out else _ALWAYS_ON

    @cached_property
    def _leaves(self) -> Sequence[Comparison]:
        conditions = [self.condition, *self.conditions_on_the_way.values()]
        return [leaf for condition in conditions for _, leaf in leaves(condition)]

    @cached_property
    def predicates(self) -> Mapping[int, Predicate]:
        """Each comparison as a function, by the identity of the comparison."""
        return {id(leaf): predicate(leaf) for leaf in self._leaves}

    @cached_property
    def wide(self) -> WideComparisons:
        """The truths of comparisons of sums and of all entries of a table."""
        numbers = {name: self._sampled.numbers(name) for name, _ in self.domains}
        return WideComparisons(self.questions, numbers)

    @cached_property
    def _sampled(self) -> SampledAnswers:
        return SampledAnswers(self._leaves, self.questions, self.allowance, self.known_sets)

    @cached_property
    def variables(self) -> Mapping[int, Sequence[Variable]]:
        """The answers that each comparison depends on, by the identity of the comparison."""
        return self._sampled.variables

    @cached_property
    def domains(self) -> Mapping[Variable, Sequence[SampledAnswer]]:
        """The answers that are tried: one of each group that no comparison tells apart."""
        return self._sampled.domains

    @cached_property
    def known(self) -> dict[_Known, Truths]:
        """The truths of comparisons that the search has found so far."""
        return {}

    @cached_property
    def _shared(self) -> Sequence[Variable]:
        """The answers on which several comparisons depend, directly or along the path.

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


class _Trial:
    """The truths that conditions can have while the answers to some questions are fixed."""

    def __init__(
        self,
        search: Satisfiability,
        fixed: Mapping[Variable, SampledAnswer],
        left: Iterator[int],
    ) -> None:
        """Find the questions that can be on path.

        Args:
            search: The condition, and the questions that it depends on.
            fixed: The answers that are fixed; any other question can have each of its answers.
            left: An iterator with one element for each comparison that may still be tried.

        Raises:
            SearchLimitError: No more comparisons may be tried.
        """
        self._search = search
        self._fixed = fixed
        self._left = left
        self._on: dict[str, _OnPath] = {}
        # A condition names earlier questions only, so their place on path is known by then.
        for name, when in search.conditions_on_the_way.items():
            self._on[name] = frozenset(truth is True for truth in self.truths(when))

    def put_off(self, name: str) -> bool:
        """Put a question off path from here on, and return whether it can be off path."""
        can_be_off = False in self._on_path(name)
        self._on[name] = _ALWAYS_OFF
        return can_be_off

    def _on_path(self, name: str) -> _OnPath:
        return self._on.get(name) or self._search.on_path_at_first(name)

    def truths(self, condition: Condition) -> Truths:
        """Return the truths of a condition, as if its parts had no question in common.

        Raises:
            SearchLimitError: No more comparisons may be tried.
        """
        match condition:
            case All():
                return _all(self.truths(part) for part in condition.all)
            case AnyOf():
                return _not(_all(_not(self.truths(part)) for part in condition.any))
            case Not():
                return _not(self.truths(condition.not_))
            case Leaf() | SumComparison():
                return self._compared(condition)

    def _compared(self, leaf: Comparison) -> Truths:
        search = self._search
        variables = search.variables[id(leaf)]
        on_path = [self._on_path(name) for name, _ in variables]
        answers = [self._fixed.get(variable, Mark.FREE) for variable in variables]
        self._spend()
        key = id(leaf), tuple(answers), tuple(on_path)
        if key not in search.known:
            values = map(self._values, variables, on_path)
            search.known[key] = self._tried(leaf, variables, product(*values))
        return search.known[key]

    def _values(self, variable: Variable, on_path: _OnPath) -> Sequence[SampledAnswer]:
        """Return the answers that a comparison can see: None alone if the question is off path."""
        if on_path == _ALWAYS_OFF:
            return [None]
        is_fixed = variable in self._fixed
        values = [self._fixed[variable]] if is_fixed else self._search.domains[variable]
        return values if on_path == _ALWAYS_ON else [*values, None]

    def _tried(
        self,
        leaf: Comparison,
        variables: Sequence[Variable],
        combinations: Iterable[Sequence[SampledAnswer]],
    ) -> Truths:
        truth, truths = self._search.predicates[id(leaf)], set[Truth]()
        for combination in combinations:
            self._spend()
            answers = dict(zip(variables, combination, strict=True))
            if is_wide(leaf):
                truths.update(self._search.wide.truths(leaf, answers))
            else:
                truths.add(truth(AnswerCombination(answers)))
            if len(truths) == len(_TRUTHS):
                break
        return frozenset(truths)

    def _spend(self) -> None:
        if next(self._left, None) is None:
            raise SearchLimitError


def _all(parts: Iterable[Truths]) -> Truths:
    result: Truths = frozenset({True})
    for truths in parts:
        result = frozenset(_both(truth, other) for truth in result for other in truths)
    return result


def _both(truth: Truth, other: Truth) -> Truth:
    if truth is False or other is False:
        return False
    return None if truth is None or other is None else True


def _not(truths: Truths) -> Truths:
    return frozenset(map(negation, truths))
