"""Values that are offered again, and answers that are removed."""

import pytest

from tests.support.interview_questions import (
    LAWS,
    NAME,
    NO,
    NOT_KNOWN,
    OFFENCE,
    OFFICE,
    PLAN,
    TRAINING,
    WHOLE,
    YES,
)
from tests.support.tiny import QuestionData, answers_of, asked, interview, questionnaire, say


def test_an_answer_that_was_taken_away_is_shown_once_more_and_does_not_come_back() -> None:
    one = interview(questionnaire([NAME]), {"name": {"value": "Ministry"}})

    outcome = say(one, "/goto name", "/remove")

    assert outcome.notices == ["The answer is removed. It was:\n  Ministry"]
    assert one.prompt().step.previous is None
    assert say(one, "").refused
    assert answers_of(one) == {}


def test_parts_that_were_put_aside_do_not_come_back_when_the_answer_is_taken_away() -> None:
    value = {"status": "implemented", "law": "The code.", "practice": "As it says."}
    one = interview(questionnaire([OFFENCE]), {"offence": {"value": value}})

    say(one, "/goto offence", "planned", "/goto offence", "/remove", "implemented")

    assert (asked(one), one.prompt().step.previous) == ("offence/law", None)


def test_a_part_that_was_taken_away_does_not_come_back_with_enter() -> None:
    value = {"status": "implemented", "law": "The code.", "practice": "As it says."}
    one = interview(questionnaire([OFFENCE]), {"offence": {"value": value}})

    say(one, "/goto offence", "", "", "-", "/back")
    assert (asked(one), one.prompt().step.previous) == ("offence/practice", None)
    say(one, "", "")

    assert answers_of(one)["offence"]["value"] == {"status": "implemented", "law": "The code."}


def test_a_part_that_was_put_aside_and_is_taken_away_is_not_offered_again() -> None:
    value = {"status": "implemented", "law": "The code.", "practice": "As it says."}
    one = interview(questionnaire([OFFENCE]), {"offence": {"value": value}})

    say(one, "/goto offence", "planned", "/goto offence", "implemented", "", "-", "")
    say(one, "/goto offence", "", "")

    assert (asked(one), one.prompt().step.previous) == ("offence/practice", None)


def test_enter_keeps_the_cell_that_was_typed_last() -> None:
    name, year = LAWS["columns"]
    register = {**LAWS, "columns": [name, {**year, "required": True}]}
    one = interview(questionnaire([NAME], [register]), {"name": {"value": "Ministry"}})
    say(one, "/goto laws", "aaa", "/back", "/back", "/goto laws", "bbb", "/back")

    assert one.prompt().step.previous_text == "bbb"
    say(one, "")

    assert answers_of(one)["laws"]["value"] == [{"name": {"value": "bbb"}}]


def test_a_part_that_was_taken_away_is_in_no_report_that_is_left_in_the_middle() -> None:
    measure = {"status": "implemented", "law": "The code.", "practice": "As it says."}
    one = interview(questionnaire([OFFENCE]), {"offence": {"value": measure}})

    say(one, "/goto offence", "", "-", "")

    assert answers_of(one)["offence"]["value"] == {
        "status": "implemented",
        "practice": "As it says.",
    }


def test_leaving_a_question_changes_nothing_of_its_answer() -> None:
    for command in ("/skip", "/next", "/goto plan"):
        one = interview(questionnaire([OFFENCE, PLAN]))

        say(one, "implemented", "The law.", "/back", "/back", command)

        assert answers_of(one)["offence"]["value"]["status"] == "implemented"
        assert answers_of(one)["offence"]["value"]["law"] == "The law."


def test_parts_that_a_changed_status_leaves_out_are_named_and_offered_again() -> None:
    one = interview(questionnaire([OFFENCE, PLAN]))
    say(one, "implemented", "The law.", "", "")

    outcome = say(one, "/goto offence", "planned")

    assert any("No longer part" in notice and "law" in notice for notice in outcome.notices)
    say(one, "/goto offence", "implemented")
    assert one.prompt().step.previous == "The law."


def test_going_back_offers_what_was_typed_before() -> None:
    one = interview(questionnaire([OFFENCE, PLAN]))

    say(one, "implemented", "Article 1", "/back")

    assert one.prompt().step.previous == "Article 1"
    say(one, "", "", "")
    assert answers_of(one)["offence"]["value"]["law"] == "Article 1"


@pytest.mark.parametrize(
    ("question", "typed", "again"),
    [
        (OFFENCE, ["implemented", "The law.", "It is applied."], ["implemented", "", ""]),
        (TRAINING, ["1", "2"], ["1", ""]),
        (TRAINING, ["1 2"], ["1", ""]),
        (OFFICE, ["Ministry", "Anna", "Head"], ["Ministry", "", ""]),
    ],
)
def test_what_was_typed_stays_in_the_report_and_is_offered_after_going_back(
    question: QuestionData, typed: list[str], again: list[str]
) -> None:
    one = interview(questionnaire([question, PLAN]))
    say(one, *typed)
    whole = answers_of(one)

    say(one, *["/back"] * len(typed))
    for line in again:
        say(one, line)
        assert answers_of(one) == whole


def test_a_status_that_is_changed_after_going_back_puts_the_texts_aside() -> None:
    one = interview(questionnaire([OFFENCE, PLAN]))

    outcome = say(one, "implemented", "The law.", "/back", "/back", "planned")

    assert outcome.notices == ["No longer part of the answer to 1.1: law."]
    say(one, "/goto offence", "implemented")
    assert one.prompt().step.previous == "The law."


def test_a_reason_that_a_new_status_leaves_out_is_named_and_offered_again() -> None:
    value = {"status": "considered", "reason": "No need."}
    asks = questionnaire([{**OFFENCE, "considered": True}])
    one = interview(asks, {"offence": {"value": value}})

    outcome = say(one, "/goto offence", "implemented")

    assert outcome.notices == ["No longer part of the answer to 1.1: reason."]
    say(one, "/back", "considered", "")
    assert answers_of(one)["offence"]["value"] == value


def test_remove_takes_an_answer_away_and_asks_again() -> None:
    one = interview(questionnaire([PLAN, NAME]), {"plan": YES})

    say(one, "/goto plan", "/remove")

    assert answers_of(one) == {}
    assert asked(one) == "plan/value"
    assert say(one, "/remove").refused


def test_remove_takes_away_only_the_answer_in_sight() -> None:
    one = interview(WHOLE, {"plan": NO, "offence": NOT_KNOWN})
    say(one, "/goto offence")

    named = say(one, "/remove plan")
    in_a_dialogue = say(one, "/note", "/remove")

    assert named.refused.startswith("/remove removes the answer to 1.3: type it alone.")
    assert in_a_dialogue.refused.startswith("Type /back first")
    assert answers_of(one) == {"plan": NO, "offence": NOT_KNOWN}
