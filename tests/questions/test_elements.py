"""A recommendation with several elements is asked about element by element."""

from dataclasses import replace

import pytest

from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from tests.questions.elements import BY_RECOMMENDATION, Served


def asked_at(questionnaire: Questionnaire, served: Served, recommendation: str) -> bool:
    """Whether the place is there, serves the recommendation, and has the word in its text."""
    question_id, row_id, code = _parts(served.place)
    question = questionnaire.questions.get(question_id)
    if question is None or recommendation not in _cited(question, row_id):
        return False
    text = _text(question, row_id, code)
    return text is not None and served.word.casefold() in text.casefold()


def _parts(place: str) -> tuple[str, str, str]:
    question, _, code = place.partition("=")
    question, _, row = question.partition("/")
    return question, row, code


def _cited(question: Question, row_id: str) -> set[str]:
    """Return the recommendations of a row and its question; for a question, of all its rows."""
    rows = question.answer_type.listed_rows()
    of_rows = {one for row in rows if row_id in ("", row.id) for one in row.recommendations}
    return of_rows | {*question.recommendations}


def _text(question: Question, row_id: str, code: str) -> str | None:
    if row_id:
        rows = question.answer_type.listed_rows()
        return next((row.label for row in rows if row.id == row_id), None)
    if code:
        return dict(question.answer_type.offered()).get(code)
    return f"{question.ask} {' '.join((question.guidance or '').split())}"


@pytest.mark.parametrize("recommendation", BY_RECOMMENDATION)
def test_each_element_of_a_recommendation_is_asked(
    recommendation: str, questionnaire: Questionnaire
) -> None:
    elements = BY_RECOMMENDATION[recommendation]

    assert elements
    assert {
        element: served
        for element, served in elements.items()
        if not asked_at(questionnaire, served, recommendation)
    } == {}


@pytest.mark.parametrize(
    ("place", "word", "recommendation"),
    [
        ("campaigns/general-public", "general public", "13"),
        ("campaigns/gone", "general public", "12(b)"),
        ("campaign-media=gone", "radio", "12(b)"),
        ("campaign-media=radio", "television", "12(b)"),
        ("gone", "radio", "12(b)"),
    ],
)
def test_an_element_is_missed_when_its_place_its_word_or_its_recommendation_goes(
    place: str, word: str, recommendation: str, questionnaire: Questionnaire
) -> None:
    assert not asked_at(questionnaire, Served(place, word), recommendation)


def test_an_element_is_missed_when_its_question_goes(questionnaire: Questionnaire) -> None:
    served = Served("assistance/legal", "Legal")
    sets = [
        part.model_copy(update={"questions": [q for q in part.questions if q.id != "assistance"]})
        for part in questionnaire.sets
    ]

    assert asked_at(questionnaire, served, "34")
    assert not asked_at(replace(questionnaire, sets=sets), served, "34")


def test_a_party_is_asked_of_each_element_that_is_not_only_counted(
    questionnaire: Questionnaire,
) -> None:
    """Channels, unclear concepts and what a body could do are optional; all else is required."""
    places = [
        (recommendation, _parts(served.place)[0])
        for recommendation, elements in BY_RECOMMENDATION.items()
        for served in elements.values()
    ]

    assert {question for _, question in places if questionnaire.questions[question].optional} == {
        "campaign-media",
        "concepts-unclear",
        "coordination-tasks",
    }
