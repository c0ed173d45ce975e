"""The Q rules on conditions: what they name, and what they compare it with."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from checklist.answer_types.answer import MISSING_CODES
from checklist.answer_types.comparison import CellComparison, CellSum, Than, WithOperator
from checklist.answer_types.date import Date
from checklist.answer_types.integer import Integer
from checklist.answer_types.interface import AnswerType
from checklist.answer_types.operands import EQUALITY, ORDER, SEVERAL, interval
from checklist.checks.checked_questionnaire import (
    CheckedQuestionnaire,
    PlacedCondition,
    PlacedFinding,
)
from checklist.checks.rule import rule
from checklist.diagnostics import DocumentPath, Finding
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
    leaves,
    references,
    than_of,
)
from checklist.questionnaire.question import QuestionSet
from checklist.questionnaire.sources import SourceFile
from checklist.states import BY_CODE
from checklist.text.sanitize import quoted
from checklist.text.suggestions import correction_hint, did_you_mean


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
    for part, where, name, table in _named_columns(checked):
        columns = [column.id for column in table.listed_columns()]
        if columns and name not in columns:
            hint = correction_hint(name, columns)
            yield part, Finding("Q003", f"there is no column {quoted(name)}", where, hint=hint)
    if not checked.is_whole:
        return
    for part, where, name in _named(checked):
        if name in checked.by_id:
            continue
        hint = did_you_mean(name, checked.by_id)
        yield part, Finding("Q003", f"there is no question {quoted(name)}", where, hint=hint)


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
    for placed in checked.conditions:
        if placed.before is None:
            continue
        for where, leaf in leaves(placed.condition):
            for below, name in references(leaf):
                named = checked.by_id.get(name)
                if named is not None and named.order >= placed.before:
                    message = f"`{name}` is not asked before this question"
                    place = (*placed.where, *where, *below)
                    yield placed.part, Finding("Q004", message, place)
    for cell in cell_comparisons(checked):
        before = [column.id for column in cell.table.listed_columns()][: cell.before]
        later = {column.id for column in cell.table.listed_columns()} - {*before}
        keys = ("column", cell.comparison.operator)
        for key, name in zip(keys, cell.comparison.columns, strict=False):
            if name in later:
                message = f"the column `{name}` is not asked before this one"
                yield cell.part, Finding("Q004", message, (*cell.where, key))
    for question in checked.placed:
        for where, target in question.question.gate_targets:
            named = checked.by_id.get(target)
            if named is not None and named.order <= question.order:
                message = f"`{target}` is asked before this gate"
                yield question.part, Finding("Q004", message, (*question.where, *where))


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
                place = (*compared.where, operator, *below)
                yield compared.part, Finding("Q005", message, place, hint=hint)


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
            yield compared.part, Finding("Q006", message, (*compared.where, key))
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


def _wrong_operator(compared: Compared) -> Iterator[tuple[str, str]]:
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
            yield summand.part, Finding("Q006", message, summand.where)
        seen.add(place)
        answer_type: AnswerType = question.answer_type
        name = summand.column or summand.question
        if summand.column is not None:
            columns = {column.id: column for column in answer_type.listed_columns()}
            if not columns:
                message = f"`{summand.question}` is not a table, and has no columns"
                yield summand.part, Finding("Q006", message, summand.where)
            if summand.column not in columns:
                continue
            answer_type = columns[summand.column].answer_type
        if answer_type.type != "integer":
            message = f"a sum adds whole numbers; `{name}` is not a whole number"
            yield summand.part, Finding("Q006", message, summand.where)


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
                yield placed.part, Finding("Q006", message, place)
            elif than.days:
                message = f"`days` are added to a date; `{than.than}` is a whole number"
                yield placed.part, Finding("Q006", message, place)


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
            yield cell.part, Finding("Q006", message, place)
        elif than.days:
            message = f"`days` are added to a date; `{than.than}` is a whole number"
            yield cell.part, Finding("Q006", message, place)
        elif than.than in cell.comparison.sum:
            message = f"`{than.than}` is on both sides of this comparison"
            yield cell.part, Finding("Q006", message, place)


_INSTEAD = {"any_of": "none_of", "none_of": "any_of"}
"""Pairs of operators with opposite meanings."""


@rule("Q118")
def needless_codes(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """A comparison with several codes in which one code is listed twice, or which names all options.

    ## Why is this bad?
    A code that is listed twice is most likely meant to be another one. A comparison with all options
    says no more than that there is a value, and no longer says even that when an option is added.

    ## Example
        when: {question: treaty-status, any_of: [party, signatory, neither]}        # all there are

    ## Use instead
        when: {question: treaty-status, none_of: [not-known, not-applicable, declined]}
    """
    for placed in checked.conditions:
        for where, leaf in leaves(placed.condition):
            if isinstance(leaf, Leaf) and isinstance(leaf.literal, list):
                place = (*placed.where, *where, leaf.operator)
                for finding in _needless(leaf, place, _offered(checked, leaf)):
                    yield placed.part, finding


def _offered(checked: CheckedQuestionnaire, leaf: Leaf) -> Set[str]:
    """Return the codes of the question's options; empty without options or a question."""
    question = checked.questions.get(leaf.question)
    return (question.answer_type.codes(leaf.row) if question else None) or frozenset()


def _needless(leaf: Leaf, where: DocumentPath, offered: Set[str]) -> Iterator[Finding]:
    codes: list[str] = leaf.literal
    for index, code in enumerate(codes):
        if code in codes[:index]:
            message = f"{quoted(code)} is listed twice in this comparison"
            yield Finding("Q118", message, (*where, index))
    if leaf.operator in _INSTEAD and offered and offered <= {*codes}:
        message = f"`{leaf.operator}` names every option of `{leaf.question}`"
        missing = ", ".join(code for code in MISSING_CODES if code not in codes)
        hint = f"write `{_INSTEAD[leaf.operator]}: [{missing}]`" if missing else "use `answered`"
        yield Finding("Q118", message, where, hint=hint)


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
            message = "this condition needs words: write `when_text`"
            yield placed.part, Finding("Q140", message, (*placed.where, "when"))


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
