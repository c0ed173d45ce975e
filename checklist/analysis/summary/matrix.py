"""The matrix of recommendations and States, and the statements of the States."""

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from checklist.analysis.rows.columns import ANSWERED, OFF_PATH, PART, AnswerRow
from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.document import RecommendationFigures, Unit
from checklist.analysis.summary.figures import StateName
from checklist.analysis.summary.implementation import MEASURE, as_statuses
from checklist.answer_types.implementation import IMPLEMENTED, PARTLY
from checklist.questionnaire.authorities import in_labels

IN_PLACE = frozenset({IMPLEMENTED, PARTLY})
ALL_IN_PLACE, SOME_IN_PLACE, NONE_IN_PLACE = "all-in-place", "some-in-place", "none-in-place"
SEVERAL = "several"
"""The marks of a recommendation that several questions ask about, with answers that differ."""

MARKS: Mapping[str, str] = {
    **dict(MEASURE),
    "answered": "Answered, with a code of another kind or in words",
    ALL_IN_PLACE: "Several answers: all in place, fully or partly",
    SOME_IN_PLACE: "Several answers: some in place",
    NONE_IN_PLACE: "Several answers that differ: none said to be in place",
    SEVERAL: "Several answers that differ, of another kind",
    "not-known": "Not known",
    "not-applicable": "Not applicable",
    "declined": "Declined",
    "unanswered": "Unanswered",
    "off-path": "Not asked, because of another answer",
    "invalid": "Invalid",
    "withheld": "Withheld in a copy for publication",
    "confidential": "Confidential, not shown",
}
"""The marks of States on a recommendation, with their words."""


class StateMark(NamedTuple):
    """The mark of a State on a recommendation."""

    mark: str
    """One of `MARKS`."""
    words: str
    """Its words, with counts where there are several answers."""


class MatrixRow(NamedTuple):
    """A recommendation with the mark of each State."""

    recommendation: RecommendationFigures
    questions: Sequence[str]
    """The ids of the questions on it."""
    also: Sequence[str]
    """The numbers of the questions that the marks leave out, and that must be read with them."""
    marks: Sequence[StateMark]
    """In the order of the States."""


class Matrix(NamedTuple):
    """The marks of the States, in order of their names, on the recommendations of the catalogue."""

    states: Sequence[StateName]
    rows: Sequence[MatrixRow]


class StatementLine(NamedTuple):
    """One line of the answer of a State to a question."""

    label: str
    """The row, or the part of the answer; empty for the question as a whole."""
    text: str


def matrix(
    answers: Answers, recommendations: Sequence[RecommendationFigures], units: Sequence[Unit]
) -> Matrix:
    """Return the mark of each State on each recommendation that a question asks about."""
    rows = []
    for one in recommendations:
        serving = [unit for unit in units if one.implementation.id in unit.recommendations]
        if serving:
            # If questions say how far a measure is in place, the other questions only add details.
            marking = [unit for unit in serving if unit.is_measure] or serving
            of_units = [_marks(answers, unit) for unit in marking]
            state_marks = [_state_mark(marks) for marks in zip(*of_units, strict=True)]
            questions = list(dict.fromkeys(unit.question for unit in serving))
            also = [own.number for own in one.own_codes] if marking[0].is_measure else []
            rows.append(MatrixRow(one, questions, also, state_marks))
    states = [StateName(one.report.state, one.report.state_name) for one in answers.reports]
    return Matrix(states, rows)


def statements(
    answers: Answers, *, with_ministry: bool = True
) -> Sequence[Mapping[str, Sequence[StatementLine]]]:
    """Return the lines of the answers of each State, by question, as far as they may be shown.

    Args:
        answers: The reports.
        with_ministry: Whether the lines say who gave an answer.
    """
    by_state = []
    for report in answers.reports:
        of_state: dict[str, list[StatementLine]] = {}
        for row in report.answers:
            lines = of_state.setdefault(row.question, [])
            lines += _lines(answers, row, with_ministry=with_ministry)
        by_state.append(of_state)
    return by_state


def _marks(answers: Answers, unit: Unit) -> list[str]:
    rows = answers.rows_of(unit.question, unit.row)
    return [_mark(as_statuses(answers, row), is_measure=unit.is_measure) for row in rows]


def _mark(row: AnswerRow, *, is_measure: bool) -> str:
    if row.standing != ANSWERED:
        return row.standing
    return row.code if is_measure else ANSWERED


def _state_mark(marks: Sequence[str]) -> StateMark:
    counts = {mark: marks.count(mark) for mark in MARKS if mark in marks}
    if len(counts) == 1:
        (mark,) = counts
        return StateMark(mark, MARKS[mark])
    texts = (f"{MARKS[mark].lower()}: {number}" for mark, number in counts.items())
    # A question that is not asked, because of another answer, adds nothing to the mark.
    return StateMark(_mixed(counts.keys() - {OFF_PATH}), f"Several answers: {'; '.join(texts)}")


def _mixed(marks: Set[str]) -> str:
    if len(marks) == 1:
        (mark,) = marks
        return mark
    if marks <= IN_PLACE:
        return ALL_IN_PLACE
    if marks & IN_PLACE:
        return SOME_IN_PLACE
    return NONE_IN_PLACE if marks & dict(MEASURE).keys() else SEVERAL


def _lines(answers: Answers, row: AnswerRow, *, with_ministry: bool) -> list[StatementLine]:
    label = _label(answers, row)
    lines = []
    if row.standing != ANSWERED:
        lines.append(StatementLine(label, MARKS[row.standing]))
    elif row.text or row.code:
        mark = " [confidential]" if row.confidential else ""
        lines.append(StatementLine(label, f"{row.text or row.code}{mark}"))
    elif answers.is_kept_contact(row):
        lines.append(StatementLine(label, "A contact, not shown"))
    if row.note:
        lines.append(StatementLine("Note", row.note))
    if with_ministry and row.ministry and row.level != PART and not row.row:
        lines.append(StatementLine("Answered by", _ministry(answers, row.ministry)))
    return lines


def _ministry(answers: Answers, named: str) -> str:
    """Return who gave an answer in words; a line that is no list of codes stays as it is."""
    authorities, codes = answers.questionnaire.authorities, named.split(", ")
    return in_labels(codes, authorities) if {*codes} <= authorities.keys() else named


def _label(answers: Answers, row: AnswerRow) -> str:
    if row.level == PART:
        words = row.part.replace("-", " ").replace("_", " ").capitalize()
        of_row = answers.questionnaire_rows.questions.get((row.question, row.row))
        if row.row and of_row is not None:  # a row of a matrix, not the number of an entry
            return f"{of_row.row_words}: {words}"
        return f"{row.row}. {words}" if row.row else words
    return answers.questionnaire_rows.questions[row.question, row.row].row_words
