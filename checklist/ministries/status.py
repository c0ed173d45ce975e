"""How far each authority of a division is."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checklist.answer_types.units import MISSING
from checklist.ministries.division import Division, asked_of
from checklist.ministries.part import questions_of
from checklist.questionnaire.authorities import OWN
from checklist.reports.checked_report import CheckedReport
from checklist.text.list_numbers import letter


class AuthorityStatus(NamedTuple):
    """How far an authority is."""

    code: str
    label: str
    asked: Sequence[str]
    """The numbers of the questions and rows that it is asked: `8.1`, `8.2 d`."""
    open: Sequence[str]
    """Those of them that have no answer yet."""
    due: str
    """The day until which its answers are wanted; empty where none is set."""
    sent: str
    """The day on which its form was sent; empty before."""
    back: str
    """The day on which its form came back; empty before."""


def statuses(checked: CheckedReport, division: Division) -> Iterator[AuthorityStatus]:
    """Yield how far each authority of a division is."""
    for code, authority in division.authorities.items():
        if code == OWN:
            continue
        asked = asked_of(division, code, checked.questionnaire)
        questions = questions_of(checked, division, code)
        yield AuthorityStatus(
            code=code,
            label=division.label(code, checked.questionnaire),
            asked=[_number(checked, i, asked[i] or ()) for i in questions],
            open=[
                _number(checked, i, left)
                for i in questions
                if (left := _open_rows(checked, i, asked[i])) is not None
            ],
            due=authority.due or "",
            sent=authority.sent or "",
            back=authority.back or "",
        )


def _number(checked: CheckedReport, question_id: str, rows: Sequence[str]) -> str:
    """Return the number of a question, with the letters of some of its rows."""
    all_rows = [*checked.questionnaire.questions[question_id].answer_type.rows()]
    letters = [letter(all_rows.index(row)) for row in rows]
    return " ".join([checked.questionnaire.numbers[question_id], *letters])


def _open_rows(
    checked: CheckedReport, question_id: str, rows: Sequence[str] | None
) -> Sequence[str] | None:
    """Return the rows of a question that are open, of those that are asked; None for nothing.

    Where a whole question is open, it is no rows.
    """
    if rows is None:
        question = checked.questionnaire.questions[question_id]
        return None if checked.path.is_complete(question) else ()
    answer = checked.valid.get(question_id, {})
    value = answer.get("value", {})
    return [row for row in rows if row not in value and MISSING not in answer] or None
