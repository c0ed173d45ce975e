"""Going back, on and elsewhere in an interview."""

import pytest

from tests.support.interview_questions import (
    NAME,
    NO,
    NOT_KNOWN,
    OFFENCE,
    PLAN,
    PLAN_DATE,
    TRAINING,
    WHOLE,
)
from tests.support.tiny import answers_of, asked, interview, questionnaire, say


def test_back_inside_an_answer_asks_the_step_before_again() -> None:
    one = interview(questionnaire([OFFENCE]))

    say(one, "implemented", "The law.", "/back")
    assert asked(one) == "offence/law"
    say(one, "Another law.", "", "")

    assert answers_of(one)["offence"]["value"] == {"status": "implemented", "law": "Another law."}


def test_back_at_the_first_step_goes_to_the_question_before_on_path() -> None:
    one = interview(WHOLE)

    say(one, "n", "/back")

    assert asked(one) == "plan/value"
    assert one.prompt().earlier == ["No"]
    assert answers_of(one) == {"plan": NO}


def test_back_at_the_first_question_is_refused() -> None:
    one = interview(WHOLE)

    assert say(one, "/back").refused == (
        "This is the first question. To begin the report of another State, type /quit, and then: "
        "checklist answer --state NAME"
    )
    assert asked(one) == "plan/value"


def test_back_at_the_end_goes_to_the_last_question() -> None:
    one = interview(questionnaire([PLAN, NAME]))

    say(one, "y", "Ministry", "/back")

    assert asked(one) == "name/value"


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        (["/unknown", "/back"], "plan/value"),
        (["/unknown", "other", "/back"], "plan/reason"),
        (["/unknown", "other", "/back", "/back"], "plan/value"),
    ],
)
def test_back_leads_out_of_the_reasons_of_a_missing_answer(typed: list[str], at: str) -> None:
    one = interview(WHOLE)

    say(one, *typed)

    assert asked(one) == at
    assert answers_of(one) == {}


def test_back_out_of_the_reasons_in_a_row_returns_to_the_row() -> None:
    one = interview(questionnaire([TRAINING]))

    say(one, "1", "/unknown", "/back")
    assert asked(one) == "training/judges"
    say(one, "/back", "2", "2", "2")

    assert answers_of(one)["training"]["value"]["police"] == {"value": "planned"}


def test_skip_leaves_the_question_open_and_passes_what_is_answered() -> None:
    one = interview(WHOLE, {"offence": NOT_KNOWN})

    say(one, "/goto plan", "/next")

    assert asked(one) == "training/police"
    assert answers_of(one) == {"offence": NOT_KNOWN}


def test_next_goes_to_the_next_question_even_when_it_is_answered() -> None:
    one = interview(WHOLE, {"plan": NO, "offence": NOT_KNOWN})

    say(one, "/goto plan", "/next")

    assert asked(one) == "offence/status"


def test_next_at_the_last_question_ends_the_interview() -> None:
    one = interview(questionnaire([PLAN]))

    say(one, "/next")

    assert one.at_end


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("offence", "offence/status"),
        ("OFFENCE", "offence/status"),
        ("practice", "training/police"),
        ("closing", "office/office"),
        ("10(a)", "offence/status"),
        ("10 (A)", "offence/status"),
        ("10(b)", "training/police"),
        ("r10", "offence/status"),
        ("r1", "training/police"),
        ("2", "training/police"),
    ],
)
def test_goto_finds_a_question_a_set_and_a_recommendation(name: str, at: str) -> None:
    one = interview(WHOLE)

    outcome = say(one, f"/goto {name}")

    assert (outcome.refused, asked(one)) == ("", at)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "Say where to: a question (/goto 6.3)"),
        ("plan-date", "1.2 is not asked, given the answers so far: About plan-date?"),
        ("100", "There is no part 100: the last one is 3."),
        ("10(c)", "There is no question, part or recommendation `10(c)` here."),
        ("0", "There is no part 0: the last one is 3."),
    ],
)
def test_goto_a_place_that_is_not_there_is_refused(name: str, says: str) -> None:
    one = interview(WHOLE)

    outcome = say(one, f"/goto {name}")

    assert outcome.refused.startswith(says)
    assert asked(one) == "plan/value"


def test_goto_a_set_or_recommendation_finds_what_is_on_path() -> None:
    first = {**PLAN_DATE, "id": "hidden", "recommendations": ["1"]}
    asks = questionnaire([PLAN], [first, {**NAME, "recommendations": ["1"]}])

    by_set, by_recommendation = interview(asks), interview(asks)
    say(by_set, "/goto practice")
    say(by_recommendation, "/goto r1")

    assert asked(by_set) == asked(by_recommendation) == "name/value"


def test_changing_an_earlier_answer_leads_back() -> None:
    one = interview(WHOLE, {"plan": NO, "offence": NOT_KNOWN})
    assert asked(one) == "training/police"
    say(one, "/goto laws")

    say(one, "/goto plan", "n")
    assert asked(one) == "laws/name"
    opened = say(one, "/goto plan", "y")
    assert (asked(one), opened.changed) == ("plan-date/value", True)
    say(one, "2004")

    assert asked(one) == "laws/name"


def test_going_to_an_open_question_goes_on_there() -> None:
    one = interview(WHOLE)

    say(one, "/goto training", "1", "1", "1")

    assert asked(one) == "laws/name"


def test_after_the_last_question_the_interview_goes_back_once_to_what_is_missing() -> None:
    one = interview(questionnaire([PLAN, NAME]))

    outcome = say(one, "/next", "Anna")

    assert asked(one) == "plan/value"
    assert any("still open" in notice for notice in outcome.notices)
