"""A division as a table: who gets how much, and which questions."""

from collections.abc import Iterator, Sequence

from checklist.ministries.division import Division, asked_of, leads
from checklist.ministries.part import PartMaker
from checklist.questionnaire.authorities import OWN
from checklist.questionnaire.effort import minutes
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import Block, Table
from checklist.reports.checked_report import CheckedReport
from checklist.text.paragraphs import first_words

_OWN_LABEL = "You"
_HEAD = ("Ministry", "Code", "Leads", "Helps", "Minutes")
_SHORT_HEAD = ("Ministry", "Code", "L", "H", "Min")
_BESIDE_NAME, _BESIDE_NAME_IN_SHORT = 27, 13
"""The columns of a row that its name and code do not have, below the head and the short one."""
_LEAST_NAME = 20
"""The columns of a name below which the head is short, so that more of the name is shown."""


def division_blocks(
    division: Division, checked: CheckedReport, state: str, width: int
) -> Iterator[Block]:
    """Yield the table: a row for each authority, with the number of questions it is asked now.

    Args:
        division: The division.
        checked: The report, whose answers decide which questions are asked.
        state: The name of the State.
        width: The columns of a line. Names are cut to them, so that a row takes one line.
    """
    codes = list(dict.fromkeys([OWN, *division.authorities]))
    room = width - max(map(len, codes))
    for_name = room - _BESIDE_NAME
    if for_name < _LEAST_NAME:
        for_name = room - _BESIDE_NAME_IN_SHORT
    rows = [_row(code, division, checked, for_name) for code in codes]
    yield Table(f"{state}: who answers what", _HEAD, rows, short=_SHORT_HEAD)


def _row(code: str, division: Division, checked: CheckedReport, for_name: int) -> list[str | int]:
    questionnaire = checked.questionnaire
    asked = PartMaker(checked=checked, division=division).questions(code)
    led = [i for i, parts in asked.items() if _leads(division, code, i, parts)]
    effort = minutes((questionnaire.questions[i], parts) for i, parts in asked.items())
    return [
        _OWN_LABEL if code == OWN else first_words(division.label(code, questionnaire), for_name),
        code,
        len(led),
        len(asked) - len(led),
        effort,
    ]


def _leads(division: Division, code: str, question_id: str, parts: Sequence[str] | None) -> bool:
    return any(leads(division, code, question_id, part) for part in parts or [""])


def questions_of(division: Division, code: str, questionnaire: Questionnaire) -> list[str]:
    """Return a line for each question of an authority."""
    lines = []
    for question_id, parts in asked_of(division, code, questionnaire).items():
        question = questionnaire.questions[question_id]
        part = f" ({', '.join(parts)})" if parts else ""
        role = "" if _leads(division, code, question_id, parts) else " – contributes"
        lines.append(f"{questionnaire.numbers[question_id]:<5} {question.ask}{part}{role}")
    return lines
