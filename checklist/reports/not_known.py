"""Answers that say that something is not known, as a whole or in a row or cell.

A report can be final with them. Whoever finishes it wants to find them again, because the ministry
that did not reply may reply later.
"""

from collections.abc import Iterator

from checklist.answer_types.answer import NOT_KNOWN, NOT_REPLIED, AnswerData, missing_lines
from checklist.answer_types.packet import inner_packets
from checklist.questionnaire.question import Question


def not_known_lines(question: Question, answer: AnswerData) -> list[str]:
    """Return a line for each part of an answer that is not known: `Judges: Not known: …`.

    Args:
        question: The question.
        answer: Its answer, which fits the question.
    """
    return [*_lines(question, answer)]


def is_not_known(question: Question, answer: AnswerData) -> bool:
    """Whether an answer says, as a whole or in a row or cell, that something is not known."""
    return next(_lines(question, answer), None) is not None


def is_not_replied(question: Question, answer: AnswerData) -> bool:
    """Whether something in an answer is not known because a ministry did not reply."""
    return any(part.get("reason") == NOT_REPLIED for _, part in _not_known(question, answer))


def _lines(question: Question, answer: AnswerData) -> Iterator[str]:
    for label, part in _not_known(question, answer):
        yield f"{label}{missing_lines(part)[0]}"


def _not_known(question: Question, answer: AnswerData) -> Iterator[tuple[str, AnswerData]]:
    """Yield each part of an answer that is not known, with its label; the whole one without."""
    if answer.get("missing") == NOT_KNOWN:
        yield "", answer
    for inner in inner_packets(question.answer_type, answer):
        if inner.answer is not None and inner.answer.get("missing") == NOT_KNOWN:
            entry = f"{inner.entry}. " if inner.entry else ""
            yield f"{entry}{inner.label}: ", inner.answer
