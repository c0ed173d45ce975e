"""Answers to related questions, which another question can take over."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from checklist.answer_types.interface import Value
from checklist.questionnaire.question import Question
from checklist.render.report.answer_text import answer_lines
from checklist.reports.answer_path import AnswerPath
from checklist.text.messages import semicolons, tr
from checklist.text.paragraphs import first_words

_WIDTH = 60
"""Characters of an answer that are shown on the line of a related question."""


class Related(NamedTuple):
    """An answered question that is related to the current one."""

    question: Question
    number: str
    """Its number in the questionnaire: `6.3`."""
    line: str
    """Its answer on one line."""
    offered: Mapping[str, Value]
    """The parts of its value that fit an answer to the current question, by name."""

    @property
    def how_to_take_over(self) -> str:
        """Which command takes the answer over; empty where nothing in it fits."""
        return tr("/same takes over that answer.") if self.offered else ""


def related(question: Question, path: AnswerPath) -> Iterator[Related]:
    """Yield the answered questions related to a question, those first that it can take over.

    Related are those whose recommendations the catalogue refers to, and those of other sets that
    ask for the same list of options, such as the obstacles.
    """
    facts = path.facts
    others = [*facts.questionnaire.related(question), *_same_list(question, path)]
    answered = [other for other in others if path.is_answered(other.id)]
    found = [(other, _offered(question, other, path)) for other in answered]
    yield from (_related(other, offered, path) for other, offered in found if offered)
    yield from (_related(other, offered, path) for other, offered in found if not offered)


def taken_from(question: Question, other: Question, path: AnswerPath) -> Related | None:
    """Return the answer to any other question; None while it is unanswered."""
    if not path.is_answered(other.id):
        return None
    return _related(other, _offered(question, other, path), path)


def _offered(question: Question, other: Question, path: AnswerPath) -> Mapping[str, Value]:
    answer = path.facts.answers[other.id]
    if "value" not in answer:
        return {}
    own = path.facts.answers.get(question.id, {}).get("value")
    offered = question.answer_type.taken_over(own, other.answer_type, answer["value"])
    evidence = question.answer_type.fitting_evidence(other.answer_type.evidence_in(answer))
    if evidence and "evidence" not in offered:
        return {**offered, "evidence": list(evidence)}
    return offered


def _related(other: Question, offered: Mapping[str, Value], path: AnswerPath) -> Related:
    answer = path.facts.answers[other.id]
    kept = {k: v for k, v in answer.items() if k != "note"}
    line = semicolons(answer_lines(other, kept, path.facts.questionnaire))
    number = path.facts.questionnaire.numbers[other.id]
    return Related(other, number, first_words(line, _WIDTH), offered)


def _same_list(question: Question, path: AnswerPath) -> Sequence[Question]:
    """Return the questions that offer several of the same options, the nearest first."""
    answer_type = question.answer_type
    if not answer_type.allows_several or not answer_type.offered():
        return ()
    questions = path.facts.questionnaire.questions
    offered = answer_type.offered()
    same = [
        other
        for other in questions.values()
        if other is not question
        and other.type == question.type
        and other.answer_type.offered() == offered
    ]
    places = {question_id: place for place, question_id in enumerate(questions)}
    here = places[question.id]
    return sorted(same, key=lambda other: abs(places[other.id] - here))
