"""Notes and marks of confidentiality, before and after the answer."""

import pytest

from tests.support.interview_questions import (
    NAME,
    NO,
    NOT_KNOWN,
    OFFENCE,
    PLAN,
    TRAINING,
    WHOLE,
    YES,
)
from tests.support.tiny import answers_of, asked, interview, questionnaire, say


def test_a_note_belongs_to_the_current_answer() -> None:
    one = interview(WHOLE, {"plan": YES})

    outcome = say(one, "/goto plan", "/note Ask the Ministry")

    assert outcome.notices == ["Kept with your answer to this question."]
    assert answers_of(one)["plan"] == {**YES, "note": "Ask the Ministry"}
    assert asked(one) == "plan/value"


@pytest.mark.parametrize("typed", [["n"], ["/unknown", "1"], ["/next", "/goto plan", "n"]])
def test_metadata_of_an_open_question_are_saved_with_its_answer(typed: list[str]) -> None:
    one = interview(questionnaire([PLAN, NAME]))

    noted = say(one, "/note By decree", "/confidential")
    assert not noted.changed
    assert answers_of(one) == {}
    say(one, *typed)

    assert answers_of(one)["plan"]["note"] == "By decree"
    assert answers_of(one)["plan"]["confidential"] is True
    assert answers_of(one).keys() == {"plan"}


def test_a_note_is_saved_with_the_first_part_of_an_answer() -> None:
    one = interview(questionnaire([TRAINING]))

    say(one, "/note From the academy", "1")

    assert answers_of(one)["training"]["note"] == "From the academy"


def test_a_note_that_waits_for_an_answer_is_shown_before_the_interview_stops() -> None:
    one = interview(questionnaire([PLAN, NAME]))

    say(one, "/note By decree", "/next")

    assert one.unsaved() == ["Not saved, because 1.1 has no answer: By decree"]


def test_metadata_of_a_half_given_answer_replace_earlier_ones() -> None:
    one = interview(questionnaire([TRAINING]))

    say(one, "/note First", "/confidential", "1", "/note", "Second", "/confidential", "1", "1")

    assert answers_of(one)["training"]["note"] == "Second"
    assert "confidential" not in answers_of(one)["training"]


@pytest.mark.parametrize("leave", ["/next", "/next", "/goto name", "/back"])
def test_leaving_a_question_shows_the_metadata_that_wait_for_its_answer(leave: str) -> None:
    one = interview(questionnaire([NAME, PLAN, OFFENCE]), {"name": {"value": "Ministry"}})

    outcome = say(one, "/confidential", "/note By decree", leave)

    assert outcome.notices[:2] == [
        "Your note is saved once 1.2 has an answer, and is lost when you quit before: By decree",
        "That the answer to 1.2 is confidential is saved once there is one, and is lost when "
        "you quit before.",
    ]
    assert one.unsaved() == [
        "Not saved, because 1.2 has no answer: By decree",
        "Not marked as confidential, because 1.2 has no answer.",
    ]
    say(one, "/goto plan", "1")
    assert answers_of(one)["plan"] == {**YES, "note": "By decree", "confidential": True}
    assert one.unsaved() == []


def test_metadata_are_refused_at_the_end() -> None:
    one = interview(questionnaire([PLAN]), {"plan": YES})

    assert say(one, "/note Mind this").refused
    assert say(one, "/confidential").refused
    assert answers_of(one) == {"plan": YES}


def test_a_note_is_taken_away_with_a_dash() -> None:
    one = interview(questionnaire([PLAN]), {"plan": {**YES, "note": "Old"}})

    say(one, "/goto plan", "/note", "-")

    assert answers_of(one) == {"plan": YES}


def test_a_note_is_asked_for_shows_the_earlier_one_and_can_be_left() -> None:
    one = interview(WHOLE, {"plan": {**YES, "note": "Old"}})

    say(one, "/goto plan", "/note")
    assert asked(one) == "plan/note"
    assert one.prompt().step.previous == "Old"
    say(one, "/back")
    assert asked(one) == "plan/value"
    say(one, "/note", "New\nand longer")

    assert answers_of(one)["plan"]["note"] == "New\nand longer"


def test_a_note_that_is_too_long_is_refused() -> None:
    one = interview(WHOLE, {"plan": YES})

    outcome = say(one, "/goto plan", f"/note {'x' * 10_001}")

    assert outcome.refused == "A note has at most 10,000 characters."
    assert answers_of(one) == {"plan": YES}


def test_confidential_is_set_and_taken_away() -> None:
    one = interview(WHOLE, {"plan": YES})

    on = say(one, "/goto plan", "/confidential")
    assert answers_of(one)["plan"] == {**YES, "confidential": True}
    off = say(one, "/confidential")

    assert on.notices == ["The answer to this question is confidential."]
    assert off.notices == ["The answer to this question is no longer confidential."]
    assert answers_of(one)["plan"] == YES


@pytest.mark.parametrize(("typed", "core"), [(["n"], NO), (["/unknown", "1"], NOT_KNOWN)])
def test_metadata_stay_when_an_answer_changes(typed: list[str], core: dict[str, str]) -> None:
    metadata = {
        "note": "Mind this",
        "confidential": True,
        "answered_by": "Ministry",
        "confidence": "low",
    }
    one = interview(WHOLE, {"plan": {**YES, **metadata}})

    say(one, "/goto plan", *typed)

    assert answers_of(one)["plan"] == {**core, **metadata}


def test_a_second_note_is_added_to_the_first() -> None:
    one = interview(questionnaire([PLAN, NAME]), {"plan": YES})

    say(one, "/goto plan", "/note First", "/note Second")

    assert answers_of(one)["plan"]["note"] == "First\nSecond"
