"""The operands of all comparisons of a questionnaire: for the rules on operators and literals."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checklist.answer_types.comparison import CellComparison, CellSum, Than, WithOperator
from checklist.answer_types.interface import AnswerType
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedCondition
from checklist.diagnostics import DocumentPath
from checklist.questionnaire.condition import AS_OF, STATE, ColumnOf, Leaf, leaves
from checklist.questionnaire.question import QuestionSet
from checklist.questionnaire.sources import SourceFile


@dataclass(frozen=True, slots=True)
class Compared:
    """An operand with the comparison in which it stands."""

    part: SourceFile[Any]
    where: DocumentPath
    """The place of the comparison."""
    name: str
    """The id of the question or column, or `as_of`, or `state`."""
    answer_type: AnswerType | None
    """The answer type of the question or column; None for `as_of` and `state`."""
    row: str | None
    """The row of a matrix."""
    comparison: WithOperator
    """The operator with its literal."""
    types: Mapping[str, AnswerType]
    """The answer types with which it can be compared, by question or column."""

    @property
    def than(self) -> Than | None:
        """The question or column with which it is compared, if any."""
        literal = self.comparison.literal
        return literal if isinstance(literal, Than) else None


@dataclass(frozen=True, slots=True)
class PlacedCellComparison:
    """A comparison with a column, in a condition or as the `when` of another column."""

    part: SourceFile[Any]
    where: DocumentPath
    comparison: CellComparison | CellSum
    table: AnswerType
    before: int | None
    """The number of the column that has it as `when`; None in a condition."""


def compared_operands(checked: CheckedQuestionnaire) -> Iterator[Compared]:
    """Yield the operand of each comparison. Unknown questions and columns are left out."""
    types = {name: question.answer_type for name, question in checked.questions.items()}
    for placed in checked.conditions:
        for where, leaf in leaves(placed.condition):
            if not isinstance(leaf, Leaf) or leaf.question not in {*types, AS_OF, STATE}:
                continue
            place = (*placed.where, *where)
            own = types.get(leaf.question)
            yield Compared(
                part=placed.part,
                where=place,
                name=leaf.question,
                answer_type=own,
                row=leaf.row,
                comparison=leaf,
                types=types,
            )
    for cell in cell_comparisons(checked):
        columns = {column.id: column.answer_type for column in cell.table.listed_columns()}
        if isinstance(cell.comparison, CellSum):
            continue  # its columns are summands
        if cell.comparison.column in columns:
            yield Compared(
                part=cell.part,
                where=cell.where,
                name=cell.comparison.column,
                answer_type=columns[cell.comparison.column],
                row=None,
                comparison=cell.comparison,
                types=columns,
            )


def cell_comparisons(checked: CheckedQuestionnaire) -> Iterator[PlacedCellComparison]:
    """Yield each comparison with a column: of conditions, and the `when` of columns."""
    for placed in checked.conditions:
        for where, leaf in leaves(placed.condition):
            if isinstance(leaf, Leaf) and leaf.every is not None:
                table = checked.questions.get(leaf.question)
                if table is not None:
                    place = (*placed.where, *where, "every")
                    yield PlacedCellComparison(
                        placed.part, place, leaf.every, table.answer_type, before=None
                    )
    for question in checked.placed:
        table_type = question.question.answer_type
        for index, column in enumerate(table_type.listed_columns()):
            if column.when is not None:
                place = (*question.where, "columns", index, "when")
                yield PlacedCellComparison(
                    question.part, place, column.when, table_type, before=index
                )


@dataclass(frozen=True, slots=True)
class PlacedSummand:
    """A question, or a column of a table, that a sum adds up."""

    part: SourceFile[QuestionSet]
    where: DocumentPath
    question: str
    column: str | None = None


def summands(checked: CheckedQuestionnaire) -> Iterator[PlacedSummand]:
    """Yield the questions and columns of all sums."""
    for placed in checked.conditions:
        yield from _summands_of(placed)


def _summands_of(placed: PlacedCondition) -> Iterator[PlacedSummand]:
    for where, leaf in leaves(placed.condition):
        if isinstance(leaf, Leaf):
            if isinstance(leaf.every, CellSum):
                place = (*placed.where, *where, "every", "sum")
                for index, column in enumerate(leaf.every.sum):
                    yield PlacedSummand(placed.part, (*place, index), leaf.question, column)
            continue
        for below, side in leaf.sides:
            place = (*placed.where, *where, *below)
            if isinstance(side, ColumnOf):
                yield PlacedSummand(
                    placed.part, (*place, "column"), side.question, column=side.column
                )
            else:
                for index, name in enumerate(side):
                    yield PlacedSummand(placed.part, (*place, index), name)
