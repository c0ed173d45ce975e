from collections.abc import Mapping
from typing import Any

import pytest

from checklist.interview.prompt import Related, related, taken_from
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


def test_what_can_be_taken_over_comes_first() -> None:
    answers = {"offence": PLANNED, "penalty": LAW, "story": {"value": "Long ago."}}

    assert ids("victims", answers) == ["penalty", "offence", "story"]
    assert [one.offered for one in found("victims", answers)] == [
        {"law": "The code says so."},
        {},
        {},
    ]


def test_the_same_list_of_options_relates_questions_the_nearest_first() -> None:
    answers = {"law-obstacles": MONEY, "far-obstacles": MONEY, "work-obstacles": STAFF}

    assert ids("sea-obstacles", answers) == ["work-obstacles", "far-obstacles", "law-obstacles"]
    assert found("sea-obstacles", answers)[0].offered == {"value": ["staff"]}


@pytest.mark.parametrize(
    ("question_id", "answers"),
    [
        ("renamed-obstacles", {"law-obstacles": MONEY}),
        ("partners", {"neighbours": {"value": ["NOR"]}}),
        ("law-obstacles", {"law-obstacles": MONEY}),
        ("work-obstacles", {"law-obstacles": {**MONEY, "carried": True}}),
    ],
)
def test_other_labels_no_options_itself_and_what_is_only_carried_relate_nothing(
    question_id: str, answers: Mapping[str, Any]
) -> None:
    assert ids(question_id, answers) == []


def test_a_missing_answer_is_shown_and_offers_nothing() -> None:
    (one,) = found("work-obstacles", {"law-obstacles": DECLINED})

    assert (one.line, one.offered) == ("Declined", {})


def test_the_line_is_short_and_without_the_note() -> None:
    answer = {"value": {"status": "implemented", "law": "words " * 15}, "note": "Mind this."}

    (one,) = found("victims", {"offence": answer})

    assert one.line.startswith("Implemented; Law: words")
    assert one.line.endswith(" words …")
    assert 50 < len(one.line) <= 60


def test_any_other_answered_question_can_be_taken_from() -> None:
    offence, story = ASKED.questions["offence"], ASKED.questions["story"]
    answers: dict[str, Any] = {"victims": LAW, "story": {"value": "Long ago."}}

    from_victims = taken_from(offence, ASKED.questions["victims"], path(ASKED, answers))
    from_story = taken_from(offence, story, path(ASKED, answers))

    assert from_victims is not None
    assert from_victims.offered == {"law": "The code says so."}
    assert from_story is not None
    assert from_story.offered == {}
    assert taken_from(offence, ASKED.questions["penalty"], path(ASKED, answers)) is None


def test_obstacles_are_offered_together_with_the_present_details() -> None:
    own = {"status": "planned", "details": {"assistance": "Training.", "obstacles": "Own."}}
    other = {"status": "planned", "details": {"obstacles": "Distance.", "planned_by": "2030"}}

    (one,) = found("victims", {"victims": {"value": own}, "offence": {"value": other}})

    assert one.offered == {"details": {"assistance": "Training.", "obstacles": "Distance."}}
