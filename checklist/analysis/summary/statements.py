"""What each State says in its answers, as far as it may be shown."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from checklist.analysis.rows.columns import ANSWERED, PART, AnswerRow
from checklist.analysis.summary.counted_answers import Answers, note_of, words_of
from checklist.questionnaire.authorities import in_labels

STANDING_LABELS: Mapping[str, str] = {
    "not-known": "Not known",
    "not-applicable": "Not applicable",
    "declined": "Declined",
    "unanswered": "Unanswered",
    "off-path": "Not asked, because of another answer",
    "invalid": "Invalid",
    "withheld": "Withheld in a copy for publication",
    "confidential": "Confidential, not shown",
}
"""The standings of answers without a value, with their words."""


class StatementLine(NamedTuple):
    """One line of the answer of a State to a question."""

    label: str
    """The row, or the part of the answer; empty for the question as a whole."""
    text: str


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


def _lines(answers: Answers, row: AnswerRow, *, with_ministry: bool) -> list[StatementLine]:
    label = _label(answers, row)
    lines = []
    if row.standing != ANSWERED:
        lines.append(StatementLine(label, STANDING_LABELS[row.standing]))
    elif row.text or row.code:
        mark = " [confidential]" if row.confidential else ""
        lines.append(StatementLine(label, words_of(row, mark)))
    elif answers.is_kept_contact(row):
        lines.append(StatementLine(label, "A contact, not shown"))
    if row.note:
        lines.append(StatementLine("Note", note_of(row)))
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
