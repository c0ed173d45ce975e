"""A condition uses an operator, or a `row`, that does not fit the answer type.

## Why is this bad?
Free text has no order, a choice has no rows: the comparison would always be unknown, and the
question never asked. A matrix has several codes: without `row`, it is not clear which is meant.

## Example
    when: {question: laws, gt: 3}

## Use instead
    when: {question: laws, answered: true}
"""

from collections.abc import Iterator

from checklist.answer_types.answer import MISSING_CODES
from checklist.answer_types.comparison import CellSum, Than, WithOperator
from checklist.answer_types.interface import AnswerType
from checklist.answer_types.operands import EQUALITY, ORDER
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.compared import Compared, cell_comparisons, compared_operands, summands
from checklist.checks.rule import Rule
from checklist.diagnostics import DocumentPath, Finding
from checklist.questionnaire.condition import (
    AS_OF,
    MISSING_OPERATORS,
    STATE,
    EntryCount,
    Leaf,
    SumComparison,
    leaves,
    than_of,
)
from checklist.text.sanitize import quoted


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for compared in compared_operands(checked):
        for key, message in _wrong(compared):
            yield compared.part, Finding(RULE.code, message, (*compared.where, key))
    yield from _wrong_sums(checked)
    yield from _wrong_bounds(checked)
    yield from _wrong_bounds_of_cells(checked)


def _compares_missing(comparison: WithOperator) -> bool:
    """Return whether a condition compares with missing codes only, which fits every answer type."""
    literal = comparison.literal
    literals = literal if isinstance(literal, list) else [literal]
    return comparison.operator in MISSING_OPERATORS and all(
        isinstance(literal, str) and literal in MISSING_CODES for literal in literals
    )


def _fitting(compared: Compared) -> frozenset[str]:
    if compared.answer_type is not None:
        return compared.answer_type.operators
    return ORDER if compared.name == AS_OF else EQUALITY


def _wrong(compared: Compared) -> Iterator[tuple[str, str]]:
    comparison, name = compared.comparison, compared.name
    operator = comparison.operator
    fitting = _fitting(compared) | ({"answered"} if isinstance(comparison, Leaf) else set())
    if operator not in fitting and not _compares_missing(comparison):
        kind = "" if compared.answer_type is None else f" ({compared.answer_type.type})"
        allowed = f"; allowed: {', '.join(sorted(fitting))}" if fitting else ""
        yield operator, f"`{operator}` does not fit `{name}`{kind}{allowed}"
    than = compared.than
    if than is not None:
        for message in _wrong_pair(compared, than):
            yield operator, message
    row = compared.row
    rows = () if compared.answer_type is None else compared.answer_type.rows()
    if row is not None and row not in rows:
        allowed = f"allowed: {', '.join(rows)}" if rows else "it has no rows"
        yield "row", f"{quoted(row)} is not a row of `{name}`; {allowed}"
    if rows and row is None and operator != "answered" and not _compares_missing(comparison):
        yield "question", f"`{name}` is a matrix: name a `row`; allowed: {', '.join(rows)}"


def _wrong_pair(compared: Compared, than: Than) -> Iterator[str]:
    """Yield why two questions, or two columns, cannot be compared with each other."""
    kinds = {name: _kind(compared, name) for name in (compared.name, than.than)}
    if kinds[compared.name] == "integer":
        if kinds[than.than] not in {"integer", ""}:
            yield f"`than` compares two whole numbers; `{than.than}` is not a whole number"
        if than.days:
            yield f"`days` are added to a date; `{than.than}` is a whole number"
        return
    for name, kind in kinds.items():
        if kind not in {"date", ""}:
            yield f"`than` compares two dates; `{name}` is not a date"


def _kind(compared: Compared, name: str) -> str:
    """Return the answer type of a question or column; empty if it is unknown to this rule."""
    if name in {AS_OF, STATE} and name not in compared.types:
        return "date" if name == AS_OF else "state"
    return compared.types[name].type if name in compared.types else ""


def _wrong_sums(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """Yield a finding for each part of a sum that is no whole number, or stands in it twice."""
    seen: set[tuple[DocumentPath, str]] = set()
    for summand in summands(checked):
        question = checked.questions.get(summand.question)
        if question is None:
            continue
        place = summand.where[:-1], summand.column or summand.question
        if place in seen:
            message = f"`{place[1]}` is in this sum twice"
            yield summand.part, Finding(RULE.code, message, summand.where)
        seen.add(place)
        answer_type: AnswerType = question.answer_type
        name = summand.column or summand.question
        if summand.column is not None:
            columns = {column.id: column for column in answer_type.listed_columns()}
            if not columns:
                message = f"`{summand.question}` is not a table, and has no columns"
                yield summand.part, Finding(RULE.code, message, summand.where)
            if summand.column not in columns:
                continue
            answer_type = columns[summand.column].answer_type
        if answer_type.type != "integer":
            message = f"a sum adds whole numbers; `{name}` is not a whole number"
            yield summand.part, Finding(RULE.code, message, summand.where)


def _wrong_bounds(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """Yield a finding where a number of entries, or a sum, is compared with no whole number."""
    for placed in checked.conditions:
        for where, leaf in leaves(placed.condition):
            bound = than_of(leaf)
            counts = isinstance(leaf, SumComparison) or isinstance(leaf.literal, EntryCount)
            if bound is None or not counts:
                continue
            below, than = bound
            place: DocumentPath = (*placed.where, *where, *below)
            question = checked.questions.get(than.than)
            is_number = question is not None and question.type == "integer"
            if (question is not None or than.than in {AS_OF, STATE}) and not is_number:
                message = f"`than` compares two whole numbers; `{than.than}` is not a whole number"
                yield placed.part, Finding(RULE.code, message, place)
            elif than.days:
                message = f"`days` are added to a date; `{than.than}` is a whole number"
                yield placed.part, Finding(RULE.code, message, place)


def _wrong_bounds_of_cells(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """Yield a finding where a sum of cells is compared with no whole number."""
    for cell in cell_comparisons(checked):
        than = cell.comparison.literal
        if not isinstance(cell.comparison, CellSum) or not isinstance(than, Than):
            continue
        columns = {column.id: column.answer_type.type for column in cell.table.listed_columns()}
        place = (*cell.where, cell.comparison.operator)
        if columns.get(than.than, "integer") != "integer":
            message = f"`than` compares two whole numbers; `{than.than}` is not a whole number"
            yield cell.part, Finding(RULE.code, message, place)
        elif than.days:
            message = f"`days` are added to a date; `{than.than}` is a whole number"
            yield cell.part, Finding(RULE.code, message, place)
        elif than.than in cell.comparison.sum:
            message = f"`{than.than}` is on both sides of this comparison"
            yield cell.part, Finding(RULE.code, message, place)


RULE = Rule(__name__, __doc__, _check)
