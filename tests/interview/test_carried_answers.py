"""Answers of an earlier report, and answers that do not fit their questions."""

import pytest

from tests.support.interview_questions import CARRIED, NO, NOT_KNOWN, TRAINING, WHOLE, YES
from tests.support.tiny import answers_of, asked, interview, questionnaire, say


@pytest.mark.parametrize("answer", [YES, NOT_KNOWN, {**NO, "note": "old"}])
def test_a_carried_answer_is_confirmed_by_enter(answer: dict[str, str]) -> None:
    one = interview(WHOLE, {"plan": {**answer, **CARRIED}})

    assert asked(one) == "plan/value"
    assert one.prompt().is_carried
    assert one.prompt().earlier
    say(one, "")

    assert answers_of(one) == {"plan": answer}


def test_a_carried_answer_that_comes_onto_the_path_is_asked_in_its_turn_without_a_word() -> None:
    date = {"value": "2020", **CARRIED}
    one = interview(WHOLE, {"plan": {**YES, **CARRIED}, "plan-date": date})

    outcome = say(one, "")

    assert "plan-date" in one.path.on
    assert outcome.notices == []


def test_a_carried_answer_is_changed_by_another_one() -> None:
    one = interview(WHOLE, {"plan": {**YES, **CARRIED, "note": "old"}})

    say(one, "n")

    assert answers_of(one) == {"plan": {**NO, "note": "old"}}


def test_a_carried_answer_stays_carried_until_it_is_whole() -> None:
    rows = {row: {"value": "trained"} for row in ("police", "judges", "doctors")}
    one = interview(questionnaire([TRAINING]), {"training": {"value": rows, **CARRIED}})

    say(one, "2")
    assert answers_of(one) == {
        "training": {"value": {**rows, "police": {"value": "planned"}}, **CARRIED}
    }
    say(one, "", "")

    assert answers_of(one)["training"] == {"value": {**rows, "police": {"value": "planned"}}}


def test_an_unusable_answer_is_kept_until_the_question_is_answered_again() -> None:
    wrong = {"plan": {"value": "perhaps"}, "offence": NOT_KNOWN}
    one = interview(WHOLE, wrong, unusable=["plan"])

    say(one, "/goto plan")
    assert one.prompt().earlier == ()
    assert one.prompt().step.previous is None
    assert say(one, "").refused
    assert answers_of(one) == wrong
    say(one, "y")

    assert answers_of(one) == {"plan": YES, "offence": NOT_KNOWN}
    assert asked(one) == "plan-date/value"


def test_an_unusable_answer_opens_no_path() -> None:
    one = interview(WHOLE, {"plan": YES}, unusable=["plan"])

    assert "plan-date" not in one.path.on


def test_an_answer_without_a_question_is_kept() -> None:
    one = interview(WHOLE, {"gone": {"value": 3}})

    say(one, "n")

    assert answers_of(one) == {"gone": {"value": 3}, "plan": NO}
