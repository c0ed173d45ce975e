"""A report → rows of tables: what every table, summary and page is made of."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

from checklist.analysis.broken_parts import Broken, without_broken_parts
from checklist.analysis.columns import (
    ANSWERED,
    HIDDEN,
    INVALID,
    OFF_PATH,
    UNANSWERED,
    WITHHELD,
    AnswerRow,
    BridgeRow,
    QuestionRow,
    RecommendationRow,
    ReportRow,
)
from checklist.answer_types.answer import (
    MISSING_LABELS,
    AnswerData,
    is_confidential,
    is_counted,
)
from checklist.answer_types.implementation import IMPLEMENTED, NOT_IMPLEMENTED, STATUSES
from checklist.answer_types.interface import Cell, Places, ProblemKind
from checklist.models.confidentiality import (
    confidential_laws,
    confidential_questions,
    under_meant_ids,
)
from checklist.models.question import Question
from checklist.models.questionnaire import Questionnaire
from checklist.models.recommendation import ADDRESSEES, STRENGTHS
from checklist.rules.interface import CheckedReport
from checklist.states import BY_CODE
from checklist.validator import checked_report

BETWEEN = ";"
"""What stands between several codes in one column."""

QUESTION, ROW, PART = "question", "row", "part"
"""The levels of rows."""

GIVEN = frozenset({ANSWERED, *MISSING_LABELS})
"""The standings of questions that the State has answered."""
_OWN_PARTS = frozenset({"", "status"})
"""The parts of a value that stand in the row of the question itself."""
_WRITTEN = frozenset({"evidence"})
"""The parts with a code of the State's own, whose text it wrote, too."""


class Disclosure(NamedTuple):
    """What tables and pages show."""

    confidential: bool = False
    """Whether answers that are marked as confidential are shown."""
    contacts: bool = False
    """Whether answers that lead to a person are."""


NOTHING_HIDDEN = Disclosure(confidential=True, contacts=True)


class ReportRows(NamedTuple):
    """A report as rows."""

    report: ReportRow
    answers: Sequence[AnswerRow]
    """Question by question in the questionnaire's order, each before its rows and parts."""


@dataclass(frozen=True)
class Layout:
    """The rows of a questionnaire that are the same for every report."""

    questionnaire: Questionnaire

    @cached_property
    def questions(self) -> Mapping[tuple[str, str], QuestionRow]:
        """The questions, and the rows of matrices, by the ids of question and row."""
        return {(one.question, one.row): one for one in self._questions()}

    @cached_property
    def bridge(self) -> Sequence[BridgeRow]:
        """Which answer serves which recommendation; of a matrix, each row by itself."""
        return [
            BridgeRow(question.id, row, cited)
            for question in self.questionnaire.questions.values()
            for row in question.answer_type.rows() or [""]
            for cited in self._cited(question, row)
        ]

    @cached_property
    def recommendations(self) -> Sequence[RecommendationRow]:
        """The catalogue."""
        catalogue = self.questionnaire.catalogue
        return [
            RecommendationRow(
                one.id,
                one.meeting,
                one.section,
                catalogue.section_of(one).title,
                BETWEEN.join(one.to),
                BETWEEN.join(one.strength),
                " ".join(one.summary.split()),
            )
            for one in catalogue.recommendations
        ]

    def _questions(self) -> Iterator[QuestionRow]:
        for question in self.questionnaire.questions.values():
            yield self._question(question, "", "")
            for row in question.answer_type.listed_rows():
                yield self._question(question, row.id, row.label)

    def _question(self, question: Question, row: str, label: str) -> QuestionRow:
        known = self.questionnaire.recommendations
        cited = [known[one] for one in self._cited(question, row) if one in known]
        part = self.questionnaire.set_of[question.id]
        return QuestionRow(
            part.id,
            part.title,
            self.questionnaire.numbers[question.id],
            question.id,
            row,
            question.ask,
            label,
            question.type,
            question.optional,
            _is_measure(question),
            BETWEEN.join(one.id for one in cited),
            # In one order, so that the same set is the same text.
            BETWEEN.join(sorted({to for one in cited for to in one.to}, key=ADDRESSEES.index)),
            BETWEEN.join(
                sorted({how for one in cited for how in one.strength}, key=STRENGTHS.index)
            ),
            BETWEEN.join(sorted({str(one.meeting) for one in cited})),
        )

    def _cited(self, question: Question, row: str) -> Sequence[str]:
        """Return the recommendations of a row beside its question's; of a question, all."""
        rows = [
            cited
            for one in question.answer_type.listed_rows()
            if row in ("", one.id)
            for cited in one.recommendations
        ]
        return list(dict.fromkeys([*question.recommendations, *rows]))


def _is_measure(question: Question) -> bool:
    """Whether a question's codes tell how far a measure is in place."""
    codes = question.answer_type.codes() or frozenset()
    return {IMPLEMENTED, NOT_IMPLEMENTED} <= codes <= {status.code for status in STATUSES}


def report_rows(
    data: Mapping[str, Any],
    questionnaire: Questionnaire,
    shown: Disclosure = NOTHING_HIDDEN,
    *,
    file: str = "",
    is_sound: bool = False,
) -> ReportRows:
    """Return a report as rows.

    Args:
        data: The report. What in it does not fit the questionnaire is `invalid`.
        questionnaire: The questionnaire by whose questions is counted.
        shown: What is shown; of the rest it is only said that there is an answer.
        file: The file as the user named it.
        is_sound: Whether the questionnaire accepts it, so that its form need not be looked at.
    """
    checked, wrong = checked_report(data, questionnaire, file=file, is_sound=is_sound)
    broken: dict[str, Set[Places]] = {}
    mended = data
    # What has the wrong structure hides what else is wrong beside it, so there is a second time.
    while checked.doubtful:
        mended, more = without_broken_parts(mended, checked, wrong)
        if not more:
            break
        broken |= {
            question: broken.get(question, set()) | parts for question, parts in more.items()
        }
        checked, wrong = checked_report(mended, questionnaire, file=file)
    maker = _Maker(checked, data["answers"], broken, shown)
    answers: list[AnswerRow] = []
    for question in checked.questionnaire.questions.values():
        maker.add(question, answers)
    return ReportRows(maker.report(), answers)


_Place: TypeAlias = tuple[str, str, str, int]
"""Question, row, part, item."""


class _Beside(NamedTuple):
    """What stands beside an answer, or in the place of its value."""

    missing: str = ""
    reason: str = ""
    by_gate: str = ""
    carried: bool = False
    confidence: str = ""
    ministry: str = ""
    note: str = ""


_NOTHING_BESIDE = _Beside()


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
        # A mark holds also on what is broken, and so is not in the report that was checked.
        answers = under_meant_ids(answers, checked.meant)
        self._secret = confidential_questions(answers, checked.questionnaire)
        self._laws: Set[str] = frozenset()
        self._guessable: Set[str] = frozenset()
        if not shown.confidential:
            self._laws = confidential_laws(answers, checked.questionnaire)
            self._guessable = checked.questionnaire.depending_on(self._secret)
        copy_only = checked.withheld and not checked.doubtful and not checked.meant
        self._unclear = WITHHELD if copy_only else INVALID
        self._invalid = frozenset(self._invalid_questions())

    def report(self) -> ReportRow:
        told = self._checked.report
        state = BY_CODE.get(told.state)
        return ReportRow(
            self._checked.file,
            told.state,
            told.state if state is None else state.name,
            self._treaty_status(),
            told.questionnaire_id,
            told.questionnaire_version,
            self._has_other_content(),
            told.status,
            told.revision,
            told.as_of,
            told.redacted is not None,
        )

    def _has_other_content(self) -> bool:
        told, here = self._checked.report, self._checked.questionnaire
        answered = told.questionnaire_version, told.questionnaire_digest
        return answered != (here.head.version, here.digest)

    def add(self, question: Question, rows: list[AnswerRow]) -> None:
        """Add the rows of one question: itself, and what its answer consists of."""
        answer = self._checked.valid.get(question.id, {})
        is_secret = question.id in self._secret
        is_personal = question.answer_type.is_personal and not self._shown.contacts
        standing = self._standing(question.id, answer)
        is_on = question.id in self._on
        if not self._shown.confidential and self._is_hidden(question.id, standing):
            standing, answer, is_on = HIDDEN, {}, True
        if standing == ANSWERED and not is_personal:
            self._add_value(question, answer, is_secret, rows)
            return
        beside = _beside(answer) if standing in MISSING_LABELS else _NOTHING_BESIDE
        if is_personal:
            beside = _Beside(beside.missing, beside.reason)
        if standing == UNANSWERED and answer.get("carried"):
            beside = _Beside(carried=True)
        rows.append(_row((question.id, "", "", 0), QUESTION, standing, is_on, is_secret, beside))
        rows.extend(
            _row((question.id, row, "", 0), ROW, standing, is_on, is_secret, beside)
            for row in question.answer_type.rows()
        )

    def _standing(self, question_id: str, answer: AnswerData) -> str:
        checked = self._checked
        if question_id not in self._on:
            return self._unclear if question_id in checked.unsure else OFF_PATH
        if question_id in self._invalid:
            return INVALID
        if "by" in answer and self._contradicts(question_id, answer["by"]):
            return INVALID
        if () in checked.withheld.get(question_id, ()):
            return WITHHELD
        if not answer or not is_counted(answer):
            return UNANSWERED
        return str(answer.get("missing", ANSWERED))

    def _contradicts(self, question_id: str, gate: str) -> bool:
        """Whether an answer is not what the gate would fill in that is said to have done it."""
        checked = self._checked
        return gate not in checked.unsure and not checked.is_filled_in(question_id, gate)

    def _invalid_questions(self) -> Iterator[str]:
        """Yield the questions whose answers do not fit them, or say two things at once."""
        checked = self._checked
        yield from checked.doubtful
        yield from checked.meant.values()  # their answers stand under ids that no question has
        questions = checked.questionnaire.questions
        for question_id, problem in checked.problems:
            # Entries of a table that repeat each other are counted, as each is an answer.
            is_contradictory = problem.kind is ProblemKind.CONTRADICTORY
            if is_contradictory and questions[question_id].type != "table":
                yield question_id

    def _is_hidden(self, question_id: str, standing: str) -> bool:
        if standing in GIVEN:
            return question_id in self._secret
        # Whether a question is asked can tell the confidential answer on which that depends.
        return standing in {OFF_PATH, UNANSWERED} and question_id in self._guessable

    def _add_value(
        self, question: Question, answer: AnswerData, is_secret: bool, rows: list[AnswerRow]
    ) -> None:
        answer_type, beside = question.answer_type, _beside(answer)
        of_rows, cells = answer_type.rows(), answer_type.cells(answer["value"])
        is_single = not of_rows and "all_of" not in answer_type.operators
        is_own = is_single and bool(cells) and not cells[0].row and cells[0].part in _OWN_PARTS
        own = cells[0] if is_own else None
        whole = (question.id, "", "", 0)
        rows.append(_row(whole, QUESTION, ANSWERED, True, is_secret, beside, own))
        if beside.note:
            beside = beside._replace(note="")  # which is about the whole
        if of_rows:
            by_row = {cell.row: cell for cell in cells}
            for row in of_rows:
                place = (question.id, row, "", 0)
                rows.append(self._inner(place, ROW, by_row.get(row), is_secret, beside))
            return
        items: dict[tuple[str, str], int] = {}
        for cell in cells[1:] if own else cells:
            key = cell.row, cell.part
            items[key] = item = items.get(key, 0) + 1
            place = (question.id, *key, item)
            rows.append(self._inner(place, PART, cell, is_secret, beside))
        if question.id not in self._broken:
            return
        columns = {column.id for column in answer_type.listed_columns()}
        for number, column in sorted(self._broken[question.id]):
            if column in columns:
                place = (question.id, number, column, 1)
                rows.append(_row(place, PART, INVALID, True, is_secret))

    def _inner(
        self,
        place: _Place,
        level: str,
        cell: Cell | None,
        is_secret: bool,
        whole: _Beside,
    ) -> AnswerRow:
        """Return the row of an answer within another one, or of a part of it."""
        if cell is None:
            return _row(place, level, self._without_cell(*place[:2]), True, is_secret)
        if self._laws and cell.part in _WRITTEN and not cell.row and cell.code in self._laws:
            return _row(place, level, HIDDEN, True, True)
        if cell.answer is None or _is_bare(cell.answer):
            return _row(place, level, ANSWERED, True, is_secret, whole, cell)
        is_secret = is_secret or is_confidential(cell.answer)
        if is_secret and not self._shown.confidential:
            return _row(place, level, HIDDEN, True, True)
        beside = _beside(cell.answer, whole)
        standing = str(cell.answer.get("missing", ANSWERED))
        return _row(place, level, standing, True, is_secret, beside, cell)

    def _without_cell(self, question_id: str, row: str) -> str:
        """Return how a row stands of which there is no answer that can be used."""
        broken = {part for (part,) in self._broken.get(question_id, ())}
        # A row whose id is not known may be meant to be any of those that are not there.
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
        is_hidden = not self._shown.confidential and question_id in self._secret
        if is_hidden or self._standing(question_id, answer) != ANSWERED:
            return ""
        return str(answer["value"])


def _is_bare(answer: AnswerData) -> bool:
    """Whether nothing stands beside a value, as in most answers, of which no more need be asked."""
    return len(answer) == 1 and "value" in answer


def _beside(answer: AnswerData, whole: _Beside = _NOTHING_BESIDE) -> _Beside:
    """Return what stands beside an answer; of one within another, what is said of the whole."""
    if _is_bare(answer):
        return whole
    return _Beside(
        answer.get("missing", ""),
        answer.get("reason", ""),
        answer.get("by", whole.by_gate),
        answer.get("carried", whole.carried),
        answer.get("confidence", whole.confidence),
        answer.get("answered_by", whole.ministry),
        answer.get("note", ""),
    )


def _row(
    place: _Place,
    level: str,
    standing: str,
    on_path: bool,
    is_secret: bool,
    beside: _Beside = _NOTHING_BESIDE,
    cell: Cell | None = None,
) -> AnswerRow:
    code, text, language = "", "", ""
    if cell is not None and standing == ANSWERED:
        code, text = cell.code, cell.text
        if text:
            is_written = not code or (cell.part in _WRITTEN and not cell.row)
            language = "und" if is_written else "en"
    missing, reason, by_gate, carried, confidence, ministry, note = beside
    return AnswerRow(
        *place,
        level,
        standing,
        code,
        text,
        missing,
        reason,
        on_path,
        by_gate,
        carried,
        is_secret,
        confidence,
        ministry,
        note,
        language,
    )
