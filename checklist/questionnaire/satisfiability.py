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
from typing import Literal, TypeAlias

from checklist.answer_types.comparison import Truth, negation
from checklist.questionnaire.code_sets import SetsOfCodes
from checklist.questionnaire.condition import (
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
)
from checklist.questionnaire.question import Question
from checklist.questionnaire.sampled_answers import (
    AnswerCombination,
    Mark,
    SampledAnswer,
    SampledAnswers,
)
from checklist.questionnaire.search_limit import SearchLimitError, limited_steps
from checklist.questionnaire.wide_comparisons import WideComparisons, is_wide, is_witness

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
