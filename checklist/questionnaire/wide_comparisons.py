"""The truths that comparisons of sums and of all entries of a table can have.

Such a comparison looks at many numbers, so not each of its answers is tried: an answer stands for
all numbers that no other comparison tells apart from it, from the least to the most of them. So a
truth that is found is possible, unless the numbers of two comparisons depend on each other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple, TypeAlias

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
    ColumnOf,
    Comparison,
    Leaf,
    Sum,
    SumComparison,
    Summands,
    Variable,
)
from checklist.questionnaire.question import Question


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
        least = most = 0
        for name in summands:
            number = self._number(name, answers[name, None])
            if number is None:
                return None, False
            least, most = least + number.least, most + number.most
        return Range(least, most), False

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
    ranges = [_numbers([types[name] for name in side]) for side in (summed, other)]
    if not other:
        ranges[1] = Range(compared.literal, compared.literal)
    column, bound = ranges
    if column is not None and bound is not None:
        yield from _of_ranges(compared.operator, column, bound)


def _numbers(types: Iterable[AnswerType]) -> Range | None:
    """Return the numbers that the sum of such cells can be; None if one is no whole number."""
    least = most = 0
    for number_type in types:
        if not number_type.bounds:
            return None
        least, most = (
            end + own for end, own in zip((least, most), number_type.bounds, strict=True)
        )
    return Range(least, most)


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
