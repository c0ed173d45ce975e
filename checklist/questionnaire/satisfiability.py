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
from functools import cached_property
from itertools import count, product
from typing import Any, Literal, NamedTuple, TypeAlias

from checklist.answer_types.answer import MISSING_CODES
from checklist.answer_types.comparison import (
    CellComparison,
    CellSum,
    EntryCondition,
    Than,
    Truth,
    compare_numbers,
)
from checklist.answer_types.interface import AnswerType
from checklist.answer_types.operands import Entries, Entry, Operand
from checklist.answer_types.table_columns import MAX_ENTRIES
from checklist.questionnaire.condition import (
    ALL_TRUTHS,
    ColumnOf,
    Comparison,
    Condition,
    Leaf,
    Predicate,
    Sum,
    SumComparison,
    Summands,
    Truths,
    Variable,
    leaves,
    names,
    possible_truths,
    predicate,
)
from checklist.questionnaire.question import Question
from checklist.questionnaire.sampled_answers import (
    AnswerCombination,
    Mark,
    SampledAnswer,
    SampledAnswers,
    SearchLimitError,
    SetsOfCodes,
    limited_steps,
)


class Range(NamedTuple):
    """All whole numbers from the least to the most."""

    least: int
    most: int


Answers: TypeAlias = Mapping[Variable, Any]
"""The answer that is tried for each variable: an `Operand`, or a mark for an answer."""


def is_wide(leaf: Comparison) -> bool:
    """Whether a comparison looks at a sum, or at all entries of a table."""
    return isinstance(leaf, SumComparison) or leaf.every is not None


@dataclass(frozen=True)
class WideComparisons:
    """Finds the truths of wide comparisons."""

    questions: Mapping[str, Question]
    """The questions by id."""
    numbers: Mapping[str, Sequence[int]]
    """The numbers that comparisons name, by question; for a table, of its entries."""

    def truths(self, leaf: Comparison, answers: Answers) -> Iterator[Truth]:
        """Yield the truths of a wide comparison; some perhaps several times.

        Args:
            leaf: The comparison.
            answers: The answers that are tried for its variables.
        """
        if isinstance(leaf, SumComparison):
            yield from self._of_sums(leaf, answers)
        elif leaf.every is not None:
            yield from self._of_entries(leaf.question, leaf.every, answers)

    def _of_sums(self, leaf: SumComparison, answers: Answers) -> Iterator[Truth]:
        total, may_be_open = self._sum(leaf.sum, answers)
        limit, may_limit_be_open = self._limit(leaf.literal, answers)
        if total is None or limit is None:
            yield None
            return
        if may_be_open or may_limit_be_open:
            yield None
        yield from _of_ranges(leaf.operator, total, limit)

    def _limit(self, literal: int | Than | Sum, answers: Answers) -> tuple[Range | None, bool]:
        match literal:
            case Than():
                return self._sum([literal.than], answers) if not literal.days else (None, False)
            case Sum():
                return self._sum(literal.sum, answers)
            case _:
                return Range(literal, literal), False

    def _sum(self, summands: Summands, answers: Answers) -> tuple[Range | None, bool]:
        """Return the numbers that a sum can be, and whether it may be unknown; None: it is."""
        if isinstance(summands, ColumnOf):
            return self._column(summands, answers)
        return _added(self._number(name, answers[name, None]) for name in summands), False

    def _number(self, name: str, answer: Any) -> Range | None:
        question = self.questions.get(name)
        if not isinstance(answer, int) or question is None:
            return None
        bounds = question.answer_type.bounds
        return self._alike(name, answer, *bounds) if bounds else None

    def _alike(self, name: str, number: int, least: int, most: int) -> Range:
        """Return the numbers that no comparison with a literal tells apart from a number."""
        named = self.numbers.get(name, ())
        if number in named:
            return Range(number, number)
        below = [literal + 1 for literal in named if literal < number]
        above = [literal - 1 for literal in named if literal > number]
        return Range(max([least, *below]), min([most, *above]))

    def _entries(self, name: str, answer: Any) -> Range | None:
        """Return the numbers of entries that an answer to a table stands for."""
        if answer is None or isinstance(answer, str):
            return None
        if isinstance(answer, Entries):
            return self._alike(name, len(answer.entries), 0, MAX_ENTRIES)
        return Range(0, MAX_ENTRIES)

    def _column(self, column: ColumnOf, answers: Answers) -> tuple[Range | None, bool]:
        entries = self._entries(column.question, answers[column.question, None])
        answer_type = self._columns(column.question).get(column.column)
        if entries is None or answer_type is None or not answer_type.bounds:
            return None, False
        ends = [n * bound for n in entries for bound in answer_type.bounds]
        return Range(min(ends), max(ends)), entries.most > 0

    def _columns(self, table: str) -> Mapping[str, AnswerType]:
        question = self.questions.get(table)
        columns = () if question is None else question.answer_type.listed_columns()
        return {column.id: column.answer_type for column in columns}

    def _of_entries(
        self, table: str, compared: EntryCondition, answers: Answers
    ) -> Iterator[Truth]:
        entries = self._entries(table, answers[table, None])
        if entries is None:
            yield None
            return
        yield True  # the cells are missing in all entries
        if entries.most > 0:
            yield from self._of_one_entry(table, compared)

    def _of_one_entry(self, table: str, compared: EntryCondition) -> Iterable[Truth]:
        types = self._columns(table)
        if not types.keys() >= {*compared.columns}:
            return ()
        compares_numbers = all(types[name].bounds for name in compared.columns)
        if isinstance(compared, CellSum):
            return _of_cells(types, compared.sum, compared)
        if compares_numbers and isinstance(compared.literal, Than) and not compared.literal.days:
            return _of_cells(types, [compared.column], compared)
        domains = [sampled_cells(types[name], compared) for name in compared.columns]
        if any(domain is None for domain in domains):
            return (True, False, None)
        combinations = product(*(domain or () for domain in domains))
        return {
            compared.truth(Entry(zip(compared.columns, cells, strict=True)))
            for cells in combinations
        }


def _of_cells(
    types: Mapping[str, AnswerType], summed: Sequence[str], compared: EntryCondition
) -> Iterable[Truth]:
    """Yield the truths of a comparison of the sum of cells that are all there."""
    other = compared.columns[len(summed) :]
    column, bound = (
        _added(Range(*types[name].bounds) if types[name].bounds else None for name in side)
        for side in (summed, other)
    )
    if not other:
        bound = Range(compared.literal, compared.literal)
    if column is not None and bound is not None:
        yield from _of_ranges(compared.operator, column, bound)


def _added(numbers: Iterable[Range | None]) -> Range | None:
    """Return what a sum of such numbers can be; None if there is no number in one place."""
    known = [*numbers]
    ranges = [number for number in known if number is not None]
    total = Range(sum(number.least for number in ranges), sum(number.most for number in ranges))
    return total if len(ranges) == len(known) else None


def _of_ranges(operator: str, left: Range, right: Range) -> Iterator[Truth]:
    """Yield the truths of a comparison of two numbers, of which each can be any in its range."""
    for this, that in product(left, right):
        yield compare_numbers(operator, this, that)
    if left.least <= right.most and right.least <= left.most:  # a number can lie in both ranges
        yield compare_numbers(operator, 0, 0)


def sampled_cells(answer_type: AnswerType, compared: CellComparison) -> Sequence[Operand] | None:
    """Return operands of a column that a comparison tells apart; None where there are too many."""
    literal = compared.literal
    if answer_type.bounds:
        least, most = answer_type.bounds
        numbers = {literal + by for by in (-1, 0, 1)} if isinstance(literal, int) else set()
        numbers |= {least, most, min(least + 1, most)}
        return sorted(n for n in numbers if least <= n <= most)
    codes = answer_type.codes()
    return None if codes is None else sorted(codes - {*MISSING_CODES})


def is_witness(leaves: Sequence[Comparison], variables: Mapping[int, Sequence[Variable]]) -> bool:
    """Whether the truths that are found together are all possible together.

    They are, unless two wide comparisons have an answer in common, or one of them shares an answer
    with a comparison of two questions.

    Args:
        leaves: All comparisons.
        variables: The answers that each looks at, by its identity.
    """
    seen: set[Variable] = set()
    paired: set[Variable] = set()
    for leaf in leaves:
        if not is_wide(leaf):
            if len({name for name, _ in variables[id(leaf)]}) > 1:
                paired.update(variables[id(leaf)])
            continue
        own = [*_all_variables(leaf)]
        if len(own) > len({*own}) or not seen.isdisjoint(own):
            return False
        seen.update(own)
    return seen.isdisjoint(paired)


def _all_variables(leaf: Comparison) -> Iterator[Variable]:
    """Yield the answers that a wide comparison looks at, each as often as it does."""
    if isinstance(leaf, Leaf):
        yield leaf.question, None
        if isinstance(leaf.every, CellSum):
            yield from ((leaf.question, column) for column in leaf.every.columns)
        return
    for _, side in leaf.sides:
        if isinstance(side, ColumnOf):
            yield side.question, None
        else:
            yield from ((name, None) for name in side)
    if isinstance(leaf.literal, Than):
        yield leaf.literal.than, None


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
        return possible_truths(condition, self._compared)

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
            if len(truths) == len(ALL_TRUTHS):
                break
        return frozenset(truths)

    def _spend(self) -> None:
        if next(self._left, None) is None:
            raise SearchLimitError
