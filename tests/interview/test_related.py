from collections.abc import Mapping
from typing import Any

from checklist.interview.prompt import Related, related
from tests.support.tiny import path, questionnaire

OBSTACLES = [
    {"code": "money", "label": "Too little money"},
    {"code": "staff", "label": "Too few staff"},
]
OTHER_OBSTACLES = [{**OBSTACLES[0], "label": "Money"}, OBSTACLES[1]]
ASKED = questionnaire(
    [
        {"id": "law-obstacles", "type": "choices", "options": OBSTACLES},
        {"id": "offence", "type": "implementation", "recommendations": ["10(a)"]},
        {"id": "penalty", "type": "implementation", "recommendations": ["10(b)"]},
        {"id": "story", "type": "text", "recommendations": ["10(a)"]},
    ],
    [
        {"id": "victims", "type": "implementation", "recommendations": ["7"]},
        {"id": "work-obstacles", "type": "choices", "options": OBSTACLES},
        {"id": "sea-obstacles", "type": "choices", "options": OBSTACLES},
        {"id": "renamed-obstacles", "type": "choices", "options": OTHER_OBSTACLES},
        {"id": "neighbours", "type": "states"},
        {"id": "partners", "type": "states"},
    ],
    [{"id": "far-obstacles", "type": "choices", "options": OBSTACLES}],
)
PLANNED = {"value": {"status": "planned"}}
LAW = {"value": {"status": "implemented", "law": "The code says so."}}
MONEY, STAFF = {"value": ["money"]}, {"value": ["staff"]}
DECLINED = {"missing": "declined"}


def found(question_id: str, answers: Mapping[str, Any]) -> list[Related]:
    return [*related(ASKED.questions[question_id], path(ASKED, answers))]


def ids(question_id: str, answers: Mapping[str, Any]) -> list[str]:
    return [one.question.id for one in found(question_id, answers)]


def test_related_are_the_answered_questions_on_what_the_recommendations_refer_to() -> None:
    answers = {"penalty": PLANNED, "offence": PLANNED, "law-obstacles": MONEY}

    assert ids("victims", {}) == []
    assert ids("victims", answers) == ["offence", "penalty"]
    assert ids("offence", {**answers, "victims": PLANNED}) == ["victims"]


def test_a_missing_answer_is_shown() -> None:
    (one,) = found("victims", {"offence": DECLINED})

    assert one.line == "Declined"


def test_the_line_is_short_and_without_the_note() -> None:
    answer = {"value": {"status": "implemented", "law": "words " * 15}, "note": "Mind this."}

    (one,) = found("victims", {"offence": answer})

    assert one.line.startswith("Implemented; Law: words")
    assert one.line.endswith(" words …")
    assert 50 < len(one.line) <= 60
