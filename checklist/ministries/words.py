"""Answers, rows and entries in words: where they are, and what they say."""

from collections.abc import Iterator, Mapping
from typing import Any

from checklist.answer_types.answer import missing_lines
from checklist.answer_types.evidence import evidence_lines
from checklist.answer_types.interface import AnswerType
from checklist.answer_types.table_columns import cells_in_words
from checklist.answer_types.units import EVIDENCE, MISSING
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import Address
from checklist.text.list_numbers import letter
from checklist.text.messages import commas, semicolons, tr
from checklist.text.paragraphs import ends_sentence, flat


def place_in_words(at: str, questionnaire: Questionnaire) -> str:
    """Return where an answer, row or entry is: the number and words of its question or row."""
    question_id, *rest = at.split("/")
    question = questionnaire.questions.get(question_id)
    if question is None:
        return at
    rows, fields = [*question.answer_type.rows()], question.answer_type.fields()
    number = questionnaire.numbers[question_id]
    if rest and rest[0] in rows:  # as in forms, and in the findings on them
        number = f"{number} {letter(rows.index(rest[0]))}"
    inner = commas(fields[name].label if name in fields else name for name in rest)
    if not inner:
        return f"{number} {question.ask}"
    return f"{number} {question.ask}{'' if ends_sentence(question.ask) else ':'} {inner}"


def packet_in_words(at: str, packet: Mapping[str, Any] | None, questionnaire: Questionnaire) -> str:
    """Return all that an answer, row or entry says, on one line.

    Args:
        at: Its address.
        packet: What stands there; None for nothing.
        questionnaire: The questionnaire.
    """
    if not packet:
        return tr("nothing")
    address = Address.parse(at, questionnaire)
    answer_type = questionnaire.questions[address.question].answer_type
    if address.entry:
        texts = [*cells_in_words(answer_type.listed_columns(), packet)]
        texts += [str(cell["note"]) for cell in packet.values() if "note" in cell]
    else:
        row = answer_type.fields().get(address.row)
        texts = [*_answer_lines(answer_type if row is None else row.answer_type, packet)]
    return semicolons(flat(text) for text in texts if text) or tr("no entries")


def _answer_lines(answer_type: AnswerType, packet: Mapping[str, Any]) -> Iterator[str]:
    if MISSING in packet:
        yield from missing_lines(packet)
    elif "value" in packet:
        is_text = bool(answer_type.most_characters)
        yield from [str(packet["value"])] if is_text else answer_type.lines(packet["value"])
    if "note" in packet:
        yield tr("remark: {answer}", packet["note"])
    if EVIDENCE in packet:
        yield tr("source: {evidence_lines}", commas(evidence_lines(packet[EVIDENCE])))
    if packet.get("confidential"):
        yield tr("not for publication")
