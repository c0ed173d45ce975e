"""A condition, a check or a gate names a question, or a column, that does not exist.

## Why is this bad?
The condition can never be true, so that the question is never asked.

## Example
    when: {question: treaty-staus, is: party}

## Use instead
    when: {question: treaty-status, is: party}
"""

from collections.abc import Iterator
from typing import Any

from checklist.answer_types.comparison import CellComparison, Than
from checklist.answer_types.interface import AnswerType
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.compared import cell_comparisons, summands
from checklist.checks.rule import Rule
from checklist.diagnostics import DocumentPath, Finding
from checklist.questionnaire.condition import AS_OF, STATE, leaves, references
from checklist.questionnaire.sources import SourceFile
from checklist.text.sanitize import quoted
from checklist.text.suggestions import correction_hint, did_you_mean


def _named(checked: CheckedQuestionnaire) -> Iterator[tuple[SourceFile[Any], DocumentPath, str]]:
    for placed in checked.conditions:
        for where, leaf in leaves(placed.condition):
            for below, name in references(leaf):
                if name not in ({AS_OF} if below[-1] == "than" else {AS_OF, STATE}):
                    yield placed.part, (*placed.where, *where, *below), name
    for question in checked.placed:
        for where, target in question.question.gate_targets:
            yield question.part, (*question.where, *where), target
    for part in checked.sources.sets:
        for index, check in enumerate(part.model.checks if part.model else ()):
            yield part, ("checks", index, "at"), check.at


def _named_columns(
    checked: CheckedQuestionnaire,
) -> Iterator[tuple[SourceFile[Any], DocumentPath, str, AnswerType]]:
    """Yield the columns that comparisons and sums name, each with its table."""
    for cell in cell_comparisons(checked):
        if isinstance(cell.comparison, CellComparison):  # the columns of a sum are summands
            yield cell.part, (*cell.where, "column"), cell.comparison.column, cell.table
        literal = cell.comparison.literal
        if isinstance(literal, Than):
            place = (*cell.where, cell.comparison.operator, "than")
            yield cell.part, place, literal.than, cell.table
    for summand in summands(checked):
        table = checked.questions.get(summand.question)
        if summand.column is not None and table is not None:
            yield summand.part, summand.where, summand.column, table.answer_type


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for part, where, name, table in _named_columns(checked):
        columns = [column.id for column in table.listed_columns()]
        if columns and name not in columns:
            hint = correction_hint(name, columns)
            yield part, Finding(RULE.code, f"there is no column {quoted(name)}", where, hint=hint)
    if not checked.is_whole:
        return
    for part, where, name in _named(checked):
        if name in checked.by_id:
            continue
        hint = did_you_mean(name, checked.by_id)
        yield part, Finding(RULE.code, f"there is no question {quoted(name)}", where, hint=hint)


RULE = Rule(__name__, __doc__, _check)
