"""Answers, rows and cells that say why there is no answer."""

import pytest

from tests.support.interview_questions import (
    LAWS,
    NAME,
    NOT_KNOWN,
    OFFENCE,
    OFFICE,
    PLAN,
    TRAINING,
    WHOLE,
)
from tests.support.tiny import QuestionData, answers_of, asked, interview, questionnaire, say


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (["/unknown", "1"], NOT_KNOWN),
        (["/na", "1"], {"missing": "not-applicable", "reason": "does-not-arise"}),
        (["/decline", ""], {"missing": "declined"}),
        (["/decline", "Not now."], {"missing": "declined", "note": "Not now."}),
        (["/decline Not now."], {"missing": "declined", "note": "Not now."}),
        (["/unknown 1"], NOT_KNOWN),
        (["/unknown not-collected"], NOT_KNOWN),
        (
            ["/unknown other", "Archives burnt."],
            {"missing": "not-known", "reason": "other", "note": "Archives burnt."},
        ),
        (
            ["/unknown", "other", "Archives burnt."],
            {"missing": "not-known", "reason": "other", "note": "Archives burnt."},
        ),
    ],
)
def test_an_answer_can_be_missing_with_its_reason(typed: list[str], answer: dict[str, str]) -> None:
    one = interview(questionnaire([PLAN, NAME]))

    outcome = say(one, *typed)

    assert outcome.changed
    assert answers_of(one) == {"plan": answer}
    assert asked(one) == "name/value"


def test_the_reason_is_required() -> None:
    one = interview(WHOLE)

    assert say(one, "/unknown", "").refused
    assert say(one, "9").refused
    assert answers_of(one) == {}
    assert not say(one, "/decline", "").refused
    assert answers_of(one)["plan"] == {"missing": "declined"}


@pytest.mark.parametrize("typed", [["/decline"], ["/na", "other"]])
def test_a_reason_that_does_not_fit_below_the_note_is_refused(typed: list[str]) -> None:
    one = interview(WHOLE, {"plan": {"value": "affirmative", "note": "a" * 9_000}})
    say(one, "/goto plan", *typed)

    too_long = say(one, "b" * 1_000)
    say(one, "b" * 999)

    assert "goes below the note of 9,000" in too_long.refused
    assert answers_of(one)["plan"]["note"] == "a" * 9_000 + "\n" + "b" * 999


def test_the_question_can_be_left_in_the_middle_of_the_reasons() -> None:
    one = interview(WHOLE)

    say(one, "/unknown", "/next")

    assert asked(one) == "offence/status"
    assert answers_of(one) == {}


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (["/unknown", "1"], NOT_KNOWN),
        (["/decline", ""], {"missing": "declined"}),
        (
            ["/na", "other", "No sea."],
            {"missing": "not-applicable", "reason": "other", "note": "No sea."},
        ),
    ],
)
def test_a_row_can_be_missing_alone(typed: list[str], answer: dict[str, str]) -> None:
    one = interview(questionnaire([TRAINING]))

    say(one, "1", *typed)
    assert asked(one) == "training/doctors"
    say(one, "2")

    assert answers_of(one)["training"]["value"] == {
        "police": {"value": "trained"},
        "judges": answer,
        "doctors": {"value": "planned"},
    }


@pytest.mark.parametrize("typed", [["/unknown* 1"], ["/unknown*", "1"], ["/unk*", "not-collected"]])
def test_all_open_rows_can_be_missing_at_once(typed: list[str]) -> None:
    begun = {"doctors": {"value": "trained"}}
    one = interview(questionnaire([TRAINING, PLAN]), {"training": {"value": begun}})

    say(one, "1", *typed)

    rows = {"police": {"value": "trained"}, "judges": NOT_KNOWN, **begun}
    assert answers_of(one) == {"training": {"value": rows}}
    assert asked(one) == "plan/value"


@pytest.mark.parametrize("question", [PLAN, LAWS])
def test_where_there_are_no_rows_a_star_behind_a_command_is_refused(question: QuestionData) -> None:
    one = interview(questionnaire([question]))
    typed = ["x-law"] if question is LAWS else []
    say(one, *typed)
    at, before = asked(one), answers_of(one)

    outcome = say(one, "/unknown* 1")

    assert outcome.refused == "There are no rows here. Type the command without `*`."
    assert (asked(one), answers_of(one)) == (at, before)


def test_the_last_row_can_be_missing_too() -> None:
    one = interview(questionnaire([TRAINING, PLAN]))

    say(one, "1", "1", "/decline", "")

    assert answers_of(one)["training"]["value"]["doctors"] == {"missing": "declined"}
    assert asked(one) == "plan/value"


def test_a_cell_can_be_missing_alone() -> None:
    one = interview(questionnaire([LAWS]))

    say(one, "x-law", "/unknown", "1", "")

    assert answers_of(one)["laws"]["value"] == [{"name": {"value": "x-law"}, "year": NOT_KNOWN}]


@pytest.mark.parametrize(
    ("question", "typed", "says"),
    [
        (OFFENCE, ["implemented"], "Enter leaves this part open."),
        (OFFICE, ["Ministry", ""], "Enter leaves this part open."),
        (LAWS, ["x-law", "1999"], "Enter leaves this part open."),
        ({**OFFENCE, "considered": True}, ["considered"], "The command answers the question"),
    ],
)
@pytest.mark.parametrize("command", ["/unknown", "/na", "/decline"])
def test_a_part_that_is_no_row_or_cell_does_not_make_the_whole_answer_missing(
    question: QuestionData, typed: list[str], says: str, command: str
) -> None:
    one = interview(questionnaire([question]))
    say(one, *typed)
    at, before = asked(one), answers_of(one)

    outcome = say(one, command)

    assert outcome.refused.startswith(says)
    assert (asked(one), answers_of(one)) == (at, before)


def test_enter_keeps_a_row_or_cell_that_is_missing() -> None:
    rows = dict.fromkeys(("police", "judges", "doctors"), NOT_KNOWN)
    cells = [{"name": {"value": "x-law"}, "year": NOT_KNOWN}]
    one = interview(
        questionnaire([TRAINING, LAWS]), {"training": {"value": rows}, "laws": {"value": cells}}
    )

    say(one, "/goto training", "", "", "", "/goto laws", "change 1", "", "", "")

    assert answers_of(one) == {"training": {"value": rows}, "laws": {"value": cells}}
