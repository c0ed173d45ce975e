"""A report → rows of tables, from which every table, summary and page is made."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any, NamedTuple

from checklist.analysis.rows.answer_rows import (
    EVIDENCE,
    NO_METADATA,
    UNKNOWN,
    WRITTEN,
    AnswerMetadata,
    AskedQuestion,
    Place,
    is_bare,
    metadata_cells_of,
    part_metadata,
    row_of,
    row_of_cell,
)
from checklist.analysis.rows.columns import (
    ANSWERED,
    HIDDEN,
    INVALID,
    OFF_PATH,
    PART,
    QUESTION,
    ROW,
    UNANSWERED,
    WITHHELD,
    AnswerRow,
    ReportRow,
)
from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.answer_types.answer import MISSING_LABELS, AnswerData, is_confidential, is_counted
from checklist.answer_types.evidence import evidence_lines
from checklist.answer_types.interface import AnswerType, Cell, InnerPath
from checklist.answer_types.problem import BREAKING, ProblemKind
from checklist.checks.validator import Validator
from checklist.diagnostics import DocumentPath, Finding, question_at
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.check_structure import suggested_ids
from checklist.reports.checked_report import CheckedReport, at_answer
from checklist.reports.confidentiality import (
    confidential_questions,
    dependent_questions,
    disclosable_laws,
    under_suggested_ids,
)
from checklist.reports.period import cycle_of
from checklist.reports.report import Report
from checklist.reports.revisions import ReportIdentity
from checklist.states import BY_CODE

Broken = Mapping[str, Set[InnerPath]]
"""The broken parts by question: the row of a matrix is `("police",)`, the cell of a table is
`("1", "name")`, and an entry without a cell that can be used is `("1", "")`."""


def without_broken_parts(
    data: Mapping[str, Any], checked: CheckedReport, wrong: Sequence[Finding]
) -> tuple[Mapping[str, Any], Broken]:
    """Return a report without the rows and cells that do not fit, and a list of these.

    An answer that would lose all its parts stays as it is: it does not fit as a whole.

    Args:
        data: The report.
        checked: The same report, checked.
        wrong: The findings on its structure.
    """
    answers = dict(data["answers"])
    broken: dict[str, Set[InnerPath]] = {}
    for question_id, places in _by_question(checked, wrong).items():
        question = checked.questionnaire.questions.get(question_id)
        if question is None or not question.answer_type.fields():
            continue
        before = answers[question_id]["value"]
        value = _without(before, places)
        if value and value != before:
            answers[question_id] = {**answers[question_id], "value": value}
            broken[question_id] = {_part_of(place, question.answer_type) for place in places}
    return {**data, "answers": answers}, broken


def _by_question(
    checked: CheckedReport, wrong: Iterable[Finding]
) -> Mapping[str, Sequence[DocumentPath]]:
    """Return the places in the value of each answer that is wrong in parts only."""
    by_question: dict[str, list[DocumentPath]] = {}
    for where in _places(checked, wrong):
        if question_id := question_at(where):
            by_question.setdefault(question_id, []).append(where[2:])
    return {
        question_id: [where[1:] for where in found]
        for question_id, found in by_question.items()
        if all(where[:1] == ("value",) and len(where) > 1 for where in found)
    }


def _places(checked: CheckedReport, wrong: Iterable[Finding]) -> Iterator[DocumentPath]:
    yield from (found.where for found in wrong)
    for question_id, problem in checked.problems:
        if problem.kind in BREAKING:
            yield at_answer(question_id, problem)


def _without(value: Any, places: Iterable[DocumentPath]) -> Any:
    """Return a value without the parts at these places; None if no part is left."""
    if isinstance(value, dict):
        rows = {place[0] for place in places}
        return {row: answer for row, answer in value.items() if row not in rows}
    if not isinstance(value, list):
        return None
    cells = {place[:2] for place in places}
    entries = [
        # An entry that has lost all its cells keeps its number.
        {}
        if (number,) in cells or not isinstance(entry, dict)
        else {column: cell for column, cell in entry.items() if (number, column) not in cells}
        for number, entry in enumerate(value)
    ]
    return entries if any(entries) else None


def _part_of(place: DocumentPath, answer_type: AnswerType) -> InnerPath:
    if answer_type.listed_rows():
        return (str(place[0]),)
    return str(int(place[0]) + 1), str(place[1]) if len(place) > 1 else ""


class Disclosure(NamedTuple):
    """The choice whether tables and pages show answers that are not public."""

    confidential: bool = False
    """Whether answers that are marked as confidential are shown."""
    contacts: bool = False
    """Whether answers that identify a person are shown."""


NOTHING_HIDDEN = Disclosure(confidential=True, contacts=True)


class ReportRows(NamedTuple):
    """A report as rows."""

    report: ReportRow
    answers: Sequence[AnswerRow]
    """The rows in the order of the questionnaire: each question before its rows and parts."""
    identity: ReportIdentity
    """The part of the head that other reports have to fit."""
    covered: int = 0
    """How many questions are not shown because an answer on which they depend is confidential,
    whether they are asked and marked themselves or not: both can follow from that answer."""


def mended(
    data: Mapping[str, Any], validator: Validator, file: str = ""
) -> tuple[CheckedReport, Broken]:
    """Return a report, checked without the rows and cells that do not fit, and a list of these.

    Args:
        data: The report.
        validator: Checks the structure.
        file: The file as the user named it.
    """
    checked, wrong = validator.check_structure(data, file=file)
    broken: dict[str, Set[InnerPath]] = {}
    # Errors of structure hide other errors of the same answer, so the rest is checked again.
    while checked.invalid_questions:
        data, more = without_broken_parts(data, checked, wrong)
        if not more:
            break
        broken |= {
            question: broken.get(question, set()) | parts for question, parts in more.items()
        }
        checked, wrong = validator.check_structure(data, file=file)
    return checked, broken


def report_rows(
    data: Mapping[str, Any],
    questionnaire_rows: QuestionnaireRows,
    shown: Disclosure = NOTHING_HIDDEN,
    *,
    file: str = "",
    validator: Validator | None = None,
) -> ReportRows:
    """Return a report as rows.

    Args:
        data: The report. Its parts that do not fit the questionnaire become `invalid`.
        questionnaire_rows: The questionnaire whose questions are counted.
        shown: The answers that are shown; the others are only marked as given.
        file: The file as the user named it.
        validator: Checks the structure; None: the validator for a single report.
    """
    checked, broken = mended(data, validator or Validator(questionnaire_rows.questionnaire), file)
    answered = under_suggested_ids(data["answers"], checked.suggested_ids)
    maker = _Maker(checked, answered, broken, shown)
    answers: list[AnswerRow] = []
    for question in questionnaire_rows.asked:
        maker.add(question, answers)
    identity = _identity(checked.report, answered, checked.questionnaire, file)
    return ReportRows(maker.report(identity.cycle), answers, identity, covered=maker.covered)


def identity_of(report: Report, questionnaire: Questionnaire, file: str) -> ReportIdentity:
    """Return the identity of a report, which decides whether it counts.

    Args:
        report: The report, with its answers under the ids of the questionnaire, broken ones
            included: a mark as confidential holds on them, too.
        questionnaire: The questionnaire.
        file: The file as the user named it.
    """
    answers = under_suggested_ids(report.answers, suggested_ids(report.answers, questionnaire))
    return _identity(report, answers, questionnaire, file)


def _identity(
    report: Report, answered: Mapping[str, Any], questionnaire: Questionnaire, file: str
) -> ReportIdentity:
    cycle = cycle_of(report._replace(answers=answered), questionnaire)
    return ReportIdentity.of_report(report, file)._replace(cycle=cycle)


class _Maker:
    """Makes the rows of one report."""

    def __init__(
        self,
        checked: CheckedReport,
        answers: Mapping[str, Any],
        broken: Broken,
        shown: Disclosure,
    ) -> None:
        self._checked = checked
        self._broken = broken
        self._shown = shown
        self._on = checked.path.on
        # Broken parts are not in the checked report, but their confidential marks still hold.
        self._secret = confidential_questions(answers, checked.questionnaire)
        self._public_laws: Set[str] | None = None
        self._dependent: Set[str] = frozenset()
        if not shown.confidential:
            self._public_laws = disclosable_laws(answers, checked.questionnaire)
            self._dependent = dependent_questions(answers, checked.questionnaire, self._secret)
        copy_only = checked.withheld and not checked.invalid_questions and not checked.suggested_ids
        self._unclear = WITHHELD if copy_only else INVALID
        self._invalid = frozenset(self._invalid_questions())
        report = checked.report
        language = report.main_language if report.language else UNKNOWN
        self._whole = AnswerMetadata(language=language)

    def report(self, cycle: str) -> ReportRow:
        report = self._checked.report
        state = BY_CODE.get(report.state)
        return ReportRow(
            file=self._checked.file,
            state=report.state,
            state_name=report.state if state is None else state.name,
            treaty_status=self._treaty_status(),
            questionnaire=report.questionnaire_id,
            version=report.questionnaire_version,
            other_content=self._has_other_content(),
            status=report.status,
            revision=report.revision,
            date=report.as_of,
            is_copy=report.redacted is not None,
            cycle=cycle,
        )

    @property
    def covered(self) -> int:
        """How many questions are not shown because of a confidential answer to another one."""
        return len(self._dependent)

    def _has_other_content(self) -> bool:
        report, here = self._checked.report, self._checked.questionnaire
        answered = report.questionnaire_version, report.questionnaire_digest
        return answered != (here.head.version, here.digest)

    def add(self, question: AskedQuestion, rows: list[AnswerRow]) -> None:
        """Add the row of one question, and the rows of the parts of its answer."""
        question_id = question.id
        answer = self._checked.valid.get(question_id, {})
        is_secret = question_id in self._secret
        is_personal = question.is_personal and not self._shown.contacts
        standing = self._standing(question_id, answer)
        is_on = question_id in self._on
        if self._is_hidden(question_id, standing):
            standing, answer, is_on, is_secret = HIDDEN, {}, True, True
        if standing == ANSWERED and not is_personal:
            self._add_value(question, answer, is_secret, rows)
            return
        is_missing = standing in MISSING_LABELS
        metadata = metadata_cells_of(answer, self._whole) if is_missing else NO_METADATA
        if is_personal:
            metadata = AnswerMetadata(metadata.missing, metadata.reason)
        if standing == UNANSWERED and answer.get("carried"):
            metadata = AnswerMetadata(carried=True)
        rows += question.rows_without_value(metadata, standing, is_on, is_secret)

    def _standing(self, question_id: str, answer: AnswerData) -> str:
        checked = self._checked
        if question_id not in self._on:
            return self._unclear if question_id in checked.uncertain_questions else OFF_PATH
        if question_id in self._invalid:
            return INVALID
        if "by" in answer and self._contradicts(question_id, answer["by"]):
            return INVALID
        if checked.withheld and () in checked.withheld.get(question_id, ()):
            return WITHHELD
        if not answer or not is_counted(answer):
            return UNANSWERED
        return str(answer.get("missing", ANSWERED))

    def _contradicts(self, question_id: str, gate: str) -> bool:
        """Whether an answer names a gate that would not have filled it in."""
        checked = self._checked
        return gate not in checked.uncertain_questions and not checked.is_filled_in(
            question_id, gate
        )

    def _invalid_questions(self) -> Iterator[str]:
        """Yield the questions whose answers do not fit them, or say two things at once."""
        checked = self._checked
        yield from checked.invalid_questions
        # The answers to these questions stand under ids that no question has.
        yield from checked.suggested_ids.values()
        questions = checked.questionnaire.questions
        for question_id, problem in checked.problems:
            # Entries of a table that repeat each other are counted, as each is an answer.
            is_contradictory = problem.kind is ProblemKind.CONTRADICTORY
            if is_contradictory and not questions[question_id].answer_type.listed_columns():
                yield question_id

    def _is_hidden(self, question_id: str, standing: str) -> bool:
        if self._shown.confidential or standing == WITHHELD:
            return False
        if question_id in self._dependent:
            return True  # being asked can reveal the confidential answer on which it depends
        return question_id in self._secret and standing != INVALID

    def _add_value(
        self, question: AskedQuestion, answer: AnswerData, is_secret: bool, rows: list[AnswerRow]
    ) -> None:
        value, metadata = answer["value"], metadata_cells_of(answer, self._whole)
        if question.is_of_codes:
            codes = (value,) if isinstance(value, str) else tuple(value)
            rows += question.rows_of_codes(metadata, is_secret, codes)
            if "evidence" in answer:
                of_part = part_metadata(metadata)
                rows += self._references(question.id, "", answer, is_secret, of_part)
        elif question.places:
            self._add_rows(question, value, is_secret, metadata, rows)
        else:
            self._add_parts(question, value, is_secret, metadata, rows)

    def _add_rows(
        self,
        question: AskedQuestion,
        value: Mapping[str, AnswerData],
        is_secret: bool,
        metadata: AnswerMetadata,
        rows: list[AnswerRow],
    ) -> None:
        """Add the rows of a matrix, which hold nearly half of all answers in reports."""
        add = rows.append
        add(row_of_cell(question.whole, QUESTION, is_secret, metadata, None))
        metadata = part_metadata(metadata)
        by_code = question.rows_by_code(metadata, is_secret)
        others: Mapping[str, Cell] = {}
        for row_id, place in question.places.items():
            answer = value.get(row_id)
            if answer is not None and is_bare(answer):
                add(by_code[row_id, answer["value"]])
                continue
            others = others or {cell.row: cell for cell in question.answer_type.cells(value)}
            cell = others.get(row_id)
            add(self._inner(place, ROW, cell, is_secret, metadata))
            if cell is not None and answer is not None and not self._is_hidden_cell(cell):
                marked = is_secret or is_confidential(answer)
                of_row = part_metadata(metadata_cells_of(answer, metadata))
                rows += self._references(question.id, row_id, answer, marked, of_row)

    def _add_parts(
        self,
        question: AskedQuestion,
        value: Any,
        is_secret: bool,
        metadata: AnswerMetadata,
        rows: list[AnswerRow],
    ) -> None:
        """Add any other answer: the row of the question, and one row for each part."""
        question_id, cells = question.id, question.answer_type.cells(value)
        main = question.main_cell(cells)
        rows.append(row_of_cell(question.whole, QUESTION, is_secret, metadata, main))
        if parts := cells[1:] if main else cells:
            rows += self._parts(question_id, parts, is_secret, part_metadata(metadata))
        if question_id not in self._broken:
            return
        columns = {column.id for column in question.answer_type.listed_columns()}
        for number, column in sorted(self._broken[question_id]):
            if column in columns:
                place = question_id, number, column, 1
                rows.append(row_of(place, PART, INVALID, True, is_secret))

    def _parts(
        self, question_id: str, cells: Sequence[Cell], is_secret: bool, metadata: AnswerMetadata
    ) -> Iterator[AnswerRow]:
        """Yield the rows of the parts of an answer."""
        inner = self._inner
        items: dict[tuple[str, str], int] = {}
        for cell in cells:
            key = row, part = cell[:2]
            if key in items and self._is_hidden_cell(cell):
                continue  # the number of its codes is not shown either
            items[key] = item = items.get(key, 0) + 1
            yield inner((question_id, row, part, item), PART, cell, is_secret, metadata)

    def _references(
        self,
        question_id: str,
        row: str,
        answer: AnswerData,
        is_secret: bool,
        metadata: AnswerMetadata,
    ) -> Iterator[AnswerRow]:
        """Yield a row for each reference next to the value of an answer."""
        evidence = answer.get("evidence", ())
        for item, (entry, line) in enumerate(
            zip(evidence, evidence_lines(evidence), strict=True), 1
        ):
            law, place = entry.get("law", ""), (question_id, row, EVIDENCE, item)
            if self._is_hidden_law(law):
                yield row_of(place, PART, HIDDEN, True, True)
            else:
                content = ANSWERED, True, is_secret, metadata, law, line, UNKNOWN
                yield row_of(place, PART, *content, is_written=True)

    def _inner(
        self, place: Place, level: str, cell: Cell | None, is_secret: bool, whole: AnswerMetadata
    ) -> AnswerRow:
        """Return the row of an answer within another one, or of a part of it."""
        if cell is None:
            return row_of(place, level, self._without_cell(*place[:2]), True, is_secret)
        if cell.part in WRITTEN and not cell.row and self._is_hidden_law(cell.code):
            return row_of(place, level, HIDDEN, True, True)
        if cell.answer is None or is_bare(cell.answer):
            return row_of_cell(place, level, is_secret, whole, cell)
        if self._is_hidden_cell(cell):
            return row_of(place, level, HIDDEN, True, True)
        is_secret = is_secret or is_confidential(cell.answer)
        metadata = metadata_cells_of(cell.answer, whole)
        if "missing" in cell.answer:
            missing = str(cell.answer["missing"])
            return row_of(place, level, missing, True, is_secret, metadata)
        return row_of_cell(place, level, is_secret, metadata, cell)

    def _is_hidden_cell(self, cell: Cell) -> bool:
        """Whether an answer within another one is confidential, and not shown."""
        is_marked = cell.answer is not None and is_confidential(cell.answer)
        return is_marked and not self._shown.confidential

    def _is_hidden_law(self, name: str) -> bool:
        return bool(name) and self._public_laws is not None and name not in self._public_laws

    def _without_cell(self, question_id: str, row: str) -> str:
        """Return the standing of a row without an answer that can be used."""
        broken = {part for (part,) in self._broken.get(question_id, ())}
        # A row with an unknown id may stand for any of the rows that are absent.
        of_rows = self._checked.questionnaire.questions[question_id].answer_type.rows()
        if row in broken or not broken.issubset(of_rows):
            return INVALID
        withheld = (row,) in self._checked.withheld.get(question_id, ())
        return WITHHELD if withheld else UNANSWERED

    def _treaty_status(self) -> str:
        """Return the code of the answer by which States are grouped."""
        question_id = self._checked.questionnaire.plan.treaty_status
        if question_id is None:
            return ""
        answer = self._checked.valid.get(question_id, {})
        standing = self._standing(question_id, answer)
        if standing != ANSWERED or self._is_hidden(question_id, standing):
            return ""
        return str(answer["value"])
