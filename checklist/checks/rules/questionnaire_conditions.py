"""The Q rules on conditions: what they name, and what they compare it with."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from checklist.answer_types.answer import MISSING_CODES
from checklist.answer_types.comparison import CellSum, EntryCondition, Than, WithOperator
from checklist.answer_types.date import Date
from checklist.answer_types.integer import Integer
from checklist.answer_types.interface import AnswerType
from checklist.answer_types.operands import EQUALITY, ORDER, SEVERAL, interval
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, Placed, PlacedFinding
from checklist.checks.rule import rule
from checklist.diagnostics import DocumentPath
from checklist.questionnaire.condition import (
    AS_OF,
    MISSING_OPERATORS,
    STATE,
    All,
    AnyOf,
    ColumnOf,
    Condition,
    EntryCount,
    Leaf,
    Not,
    SumComparison,
    references,
    than_of,
)
from checklist.states import BY_CODE
from checklist.text.sanitize import quoted
from checklist.text.suggestions import correction_hint, did_you_mean


@dataclass(frozen=True, slots=True)
class Compared(Placed):
    """A comparison with a question, or with the cells of each entry of a table."""

    comparison: Leaf | EntryCondition
    types: Mapping[str, AnswerType]
    """The answer types with which it can compare, by question or column."""
    before: int | None = None
    """The number of the column that has it as `when`; None in a condition."""

    @property
    def name(self) -> str:
        """The id of the question or column, or `as_of`, or `state`; empty for a sum of cells."""
        key = "question" if isinstance(self.comparison, Leaf) else "column"
        return getattr(self.comparison, key, "")

    @property
    def row(self) -> str | None:
        """The row of a matrix."""
        return self.comparison.row if isinstance(self.comparison, Leaf) else None

    @property
    def answer_type(self) -> AnswerType | None:
        """The answer type of the question or column; None for `as_of` and `state`."""
        return self.types.get(self.name)


def compared_operands(checked: CheckedQuestionnaire) -> Iterator[Compared]:
    """Yield each comparison with one operand. Unknown questions and columns are left out."""
    types = _types(checked)
    for placed in checked.comparisons:
        leaf = placed.comparison
        if isinstance(leaf, Leaf) and leaf.question in {*types, AS_OF, STATE}:
            yield Compared(placed.part, placed.where, leaf, types)
    # The columns of a sum are summands.
    yield from (cell for cell in cell_comparisons(checked) if cell.answer_type is not None)


def _types(checked: CheckedQuestionnaire) -> Mapping[str, AnswerType]:
    return {name: question.answer_type for name, question in checked.questions.items()}


def _column_types(table: AnswerType) -> Mapping[str, AnswerType]:
    return {column.id: column.answer_type for column in table.listed_columns()}


def cell_comparisons(checked: CheckedQuestionnaire) -> Iterator[Compared]:
    """Yield each comparison with a column: of conditions, and the `when` of columns."""
    for placed in checked.comparisons:
        leaf = placed.comparison
        table = checked.questions.get(leaf.question) if isinstance(leaf, Leaf) else None
        if isinstance(leaf, Leaf) and leaf.every is not None and table is not None:
            place = (*placed.where, "every")
            yield Compared(placed.part, place, leaf.every, _column_types(table.answer_type))
    for question in checked.placed:
        columns = question.question.answer_type.listed_columns()
        for index, column in enumerate(columns):
            if column.when is not None:
                place = (*question.where, "columns", index, "when")
                types = {column.id: column.answer_type for column in columns}
                yield Compared(question.part, place, column.when, types, index)


@dataclass(frozen=True, slots=True)
class PlacedSummand(Placed):
    """A question, or a column of a table, that a sum adds up."""

    question: str
    column: str | None = None


def summands(checked: CheckedQuestionnaire) -> Iterator[PlacedSummand]:
    """Yield the questions and columns of all sums."""
    for placed in checked.comparisons:
        leaf = placed.comparison
        if isinstance(leaf, Leaf):
            columns = leaf.every.sum if isinstance(leaf.every, CellSum) else ()
            for index, column in enumerate(columns):
                place = (*placed.where, "every", "sum", index)
                yield PlacedSummand(placed.part, place, leaf.question, column)
            continue
        for below, side in leaf.sides:
            place = (*placed.where, *below)
            if isinstance(side, ColumnOf):
                yield PlacedSummand(placed.part, (*place, "column"), side.question, side.column)
            else:
                for index, name in enumerate(side):
                    yield PlacedSummand(placed.part, (*place, index), name)


def _named(checked: CheckedQuestionnaire) -> Iterator[tuple[Placed, str]]:
    for placed in checked.comparisons:
        for below, name in references(placed.comparison):
            if name not in ({AS_OF} if below[-1] == "than" else {AS_OF, STATE}):
                yield Placed(placed.part, (*placed.where, *below)), name
    for question in checked.placed:
        for where, target in question.question.gate_targets:
            yield Placed(question.part, (*question.where, *where)), target
    for check in checked.checks:
        yield Placed(check.part, (*check.where, "at")), check.check.at


def _named_columns(
    checked: CheckedQuestionnaire,
) -> Iterator[tuple[Placed, str, Collection[str]]]:
    """Yield the columns that comparisons and sums name, each with the columns of its table."""
    for cell in cell_comparisons(checked):
        if cell.name:  # the columns of a sum are summands
            yield Placed(cell.part, (*cell.where, "column")), cell.name, cell.types
        literal = cell.comparison.literal
        if isinstance(literal, Than):
            place = (*cell.where, cell.comparison.operator, "than")
            yield Placed(cell.part, place), literal.than, cell.types
    for summand in summands(checked):
        table = checked.questions.get(summand.question)
        if summand.column is not None and table is not None:
            yield summand, summand.column, _column_types(table.answer_type)


@rule("Q003")
def unknown_question(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A condition, a check or a gate names a question, or a column, that does not exist.

    ## Why is this bad?
    The condition can never be true, so that the question is never asked.

    ## Example
        when: {question: treaty-staus, is: party}

    ## Use instead
        when: {question: treaty-status, is: party}
    """
    for placed, name, columns in _named_columns(checked):
        if columns and name not in columns:
            hint = correction_hint(name, columns)
            yield placed.finding(f"there is no column {quoted(name)}", hint=hint)
    if not checked.is_whole:
        return
    for placed, name in _named(checked):
        if name not in checked.by_id:
            hint = did_you_mean(name, checked.by_id)
            yield placed.finding(f"there is no question {quoted(name)}", hint=hint)


@rule("Q004")
def forward_reference(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A condition names its own question or column or a later one; or a gate names an earlier one.

    ## Why is this bad?
    Questions are asked in their order. When a condition looks forward, it is unknown at the time it is
    needed, and the question would appear before a place that the official has already left. A gate
    fills in questions that follow it.

    ## Example
        - id: deposit-date
          when: {question: deposited, is: affirmative}
        - id: deposited

    ## Use instead
    Put the question that decides first.
    """
    for placed in checked.comparisons:
        before = placed.before
        for below, name in references(placed.comparison):
            named = checked.by_id.get(name)
            if named is not None and before is not None and named.order >= before:
                yield placed.finding(f"`{name}` is not asked before this question", *below)
    for cell in cell_comparisons(checked):
        later = {*cell.types} - {*[*cell.types][: cell.before]}
        keys = ("column", cell.comparison.operator)
        columns = () if isinstance(cell.comparison, Leaf) else cell.comparison.columns
        for key, name in zip(keys, columns, strict=False):
            if name in later:
                yield cell.finding(f"the column `{name}` is not asked before this one", key)
    for question in checked.placed:
        for where, target in question.question.gate_targets:
            named = checked.by_id.get(target)
            if named is not None and named.order <= question.order:
                yield question.finding(f"`{target}` is asked before this gate", *where)


def _literals(literal: Any) -> Sequence[tuple[DocumentPath, Any]]:
    if isinstance(literal, list):
        return [((index,), item) for index, item in enumerate(literal)]
    return [((), literal)]


def _allowed(compared: Compared) -> frozenset[str] | None:
    if compared.answer_type is None:
        return frozenset(BY_CODE)
    return compared.answer_type.codes(compared.row)


@rule("Q005")
def unknown_literal(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A condition compares with a code that the question does not offer.

    ## Why is this bad?
    The comparison can never be true (or, with `is_not`, never false).

    ## Example
        when: {question: treaty-status, is: partie}

    ## Use instead
        when: {question: treaty-status, is: party}
    """
    for compared in compared_operands(checked):
        if compared.name == AS_OF:
            continue
        operator = compared.comparison.operator
        for below, literal in _literals(compared.comparison.literal):
            message, hint = _wrong_literal(compared, operator, literal)
            if message:
                yield compared.finding(message, operator, *below, hint=hint)


def _wrong_literal(compared: Compared, operator: str, literal: Any) -> tuple[str, str]:
    if not isinstance(literal, str | int) or operator == "answered":
        return "", ""  # another question, or the entries of a table
    if operator in EQUALITY | SEVERAL and literal in MISSING_CODES:
        return "", ""
    allowed = _allowed(compared)
    answer_type = compared.answer_type
    if allowed is not None and operator in EQUALITY | SEVERAL and literal not in allowed:
        if answer_type is None:
            message = f"{quoted(str(literal))} is not the code of a State"
        else:
            message = f"{quoted(str(literal))} is not among the options of `{compared.name}`"
        return message, correction_hint(str(literal), sorted(allowed))
    if isinstance(answer_type, Date):
        if not isinstance(literal, str):
            return f"the number {literal} is not a date", "put quotation marks around a year"
        if interval(literal) is None:
            return f"{quoted(literal)} is not a date", "write 2004-05-31, 2004-05 or 2004"
    elif isinstance(answer_type, Integer) and not isinstance(literal, int):
        hint = "take the quotation marks away" if str(literal).isdecimal() else ""
        return f"{quoted(str(literal))} is not a whole number", hint
    return "", ""


@rule("Q006")
def operator(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A condition uses an operator, or a `row`, that does not fit the answer type.

    ## Why is this bad?
    Free text has no order, a choice has no rows: the comparison would always be unknown, and the
    question never asked. A matrix has several codes: without `row`, it is not clear which is meant.

    ## Example
        when: {question: laws, gt: 3}

    ## Use instead
        when: {question: laws, answered: true}
    """
    for compared in compared_operands(checked):
        for key, message in _wrong_operator(compared):
            yield compared.finding(message, key)
    yield from _wrong_sums(checked)
    yield from _wrong_bounds(checked)


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


def _wrong_operator(compared: Compared) -> Iterator[tuple[str, str]]:
    comparison, name = compared.comparison, compared.name
    operator = comparison.operator
    fitting = _fitting(compared) | ({"answered"} if isinstance(comparison, Leaf) else set())
    if operator not in fitting and not _compares_missing(comparison):
        kind = "" if compared.answer_type is None else f" ({compared.answer_type.type})"
        allowed = f"; allowed: {', '.join(sorted(fitting))}" if fitting else ""
        yield operator, f"`{operator}` does not fit `{name}`{kind}{allowed}"
    if isinstance(comparison.literal, Than):
        for message in _wrong_pair(compared, comparison.literal):
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
    kinds = {name: _kind(name, compared.types) for name in (compared.name, than.than)}
    if kinds[compared.name] == "integer":
        yield from _wrong_bound(than, kinds[than.than])
        return
    for name, kind in kinds.items():
        if kind not in {"date", ""}:
            yield f"`than` compares two dates; `{name}` is not a date"


def _wrong_bound(than: Than, kind: str) -> Iterator[str]:
    """Yield why no whole number can be compared with what has another type."""
    if kind not in {"integer", ""}:
        yield f"`than` compares two whole numbers; `{than.than}` is not a whole number"
    if than.days:
        yield f"`days` are added to a date; `{than.than}` is a whole number"


def _kind(name: str, types: Mapping[str, AnswerType]) -> str:
    """Return the answer type of a question or column; empty if it is unknown to this rule."""
    known = types[name].type if name in types else ""
    return known or {AS_OF: "date", STATE: "state"}.get(name, "")


def _wrong_sums(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """Yield a finding for each part of a sum that is no whole number, or stands in it twice."""
    seen: set[tuple[DocumentPath, str]] = set()
    for summand in summands(checked):
        question = checked.questions.get(summand.question)
        if question is None:
            continue
        place = summand.where[:-1], summand.column or summand.question
        if place in seen:
            yield summand.finding(f"`{place[1]}` is in this sum twice")
        seen.add(place)
        answer_type: AnswerType = question.answer_type
        name = summand.column or summand.question
        if summand.column is not None:
            columns = _column_types(answer_type)
            if not columns:
                yield summand.finding(f"`{summand.question}` is not a table, and has no columns")
            if summand.column not in columns:
                continue
            answer_type = columns[summand.column]
        if answer_type.type != "integer":
            yield summand.finding(f"a sum adds whole numbers; `{name}` is not a whole number")


def _wrong_bounds(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """Yield a finding where a number of entries, or a sum, is compared with no whole number."""
    types = _types(checked)
    for placed in checked.comparisons:
        leaf, bound = placed.comparison, than_of(placed.comparison)
        counts = isinstance(leaf, SumComparison) or isinstance(leaf.literal, EntryCount)
        if bound is not None and counts:
            below, than = bound
            for message in islice(_wrong_bound(than, _kind(than.than, types)), 1):
                yield placed.finding(message, *below)
    for cell in cell_comparisons(checked):
        than = cell.comparison.literal
        if isinstance(cell.comparison, CellSum) and isinstance(than, Than):
            kind = cell.types[than.than].type if than.than in cell.types else ""
            messages = [*_wrong_bound(than, kind)]
            if than.than in cell.comparison.sum:
                messages.append(f"`{than.than}` is on both sides of this comparison")
            for message in messages[:1]:
                yield cell.finding(message, cell.comparison.operator)


_MOST_LEVELS = 2
"""The most lists in each other that can be read without words of their own."""


@rule("Q140")
def condition_in_words(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A condition whose words are hard to read, and that has no `when_text`.

    A comparison of answers needs none, nor does its `not`, nor a list of them that are joined by `all`
    or `any`, even if one part of the list is such a list. The `not` of a list, a sum, a look at every
    entry of a table, and what lies deeper do.

    ## Why is this bad?
    The printed questionnaire, `/why` and findings show the condition in words. Words that a program
    puts together from many parts have brackets, and say “it is not so that”.

    ## Example
        when: {not: {all: [{question: lamps, is: affirmative}, {question: lit, answered: true}]}}

    ## Use instead
        when: {not: {all: [{question: lamps, is: affirmative}, {question: lit, answered: true}]}}
        when_text: there are no lamps, or it is open since when they are lit
    """
    for placed in checked.placed:
        question = placed.question
        if question.when is None or question.when_text is not None:
            continue
        if not _is_plain(question.when, _MOST_LEVELS):
            yield placed.finding("this condition needs words: write `when_text`", "when")


def _is_plain(condition: Condition, levels: int) -> bool:
    match condition:
        case All():
            return levels > 0 and all(_is_plain(part, levels - 1) for part in condition.all)
        case AnyOf():
            return levels > 0 and all(_is_plain(part, levels - 1) for part in condition.any)
        case Leaf():
            return condition.every is None
        case Not():
            return isinstance(condition.not_, Leaf) and _is_plain(condition.not_, 0)
        case _:
            return False
