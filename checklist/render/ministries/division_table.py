"""A division as a table: who gets how much, and which questions."""

from collections.abc import Iterator, Sequence

from checklist.ministries.division import Division, asked_of, leads
from checklist.ministries.effort import minutes
from checklist.questionnaire.authorities import OWN
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import Block, Table

_OWN_LABEL = "You"
_HEAD = ("Ministry", "Code", "Leads", "Contributes", "Minutes")


def division_blocks(
    division: Division, questionnaire: Questionnaire, state: str
) -> Iterator[Block]:
    """Yield the table: a row for each authority, with the number of its questions."""
    codes = list(dict.fromkeys([OWN, *division.authorities]))
    rows = [_row(code, division, questionnaire) for code in codes]
    yield Table(f"{state}: who answers what", _HEAD, rows)


def _row(code: str, division: Division, questionnaire: Questionnaire) -> list[str]:
    asked = asked_of(division, code, questionnaire)
    led = [i for i, parts in asked.items() if _leads(division, code, i, parts)]
    effort = minutes((questionnaire.questions[i], parts) for i, parts in asked.items())
    return [
        _OWN_LABEL if code == OWN else division.label(code, questionnaire),
        code,
        str(len(led)),
        str(len(asked) - len(led)),
        str(effort),
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
