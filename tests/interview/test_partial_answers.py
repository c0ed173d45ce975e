"""Answers that are in the report before they are whole."""

import pytest

from checklist.interview.engine import Interview
from tests.support.interview_questions import (
    LAWS,
    NOT_KNOWN,
    OFFENCE,
    PLAN,
    TRAINING,
)
from tests.support.tiny import QuestionData, answers_of, asked, interview, questionnaire, say


@pytest.mark.parametrize(
    ("question", "typed", "value"),
    [
        (OFFENCE, ["implemented"], {"status": "implemented"}),
        (OFFENCE, ["implemented", "The law."], {"status": "implemented", "law": "The law."}),
        (TRAINING, ["1", "2"], {"police": {"value": "trained"}, "judges": {"value": "planned"}}),
        (TRAINING, ["/unknown", "1"], {"police": NOT_KNOWN}),
        (LAWS, ["x-law"], [{"name": {"value": "x-law"}}]),
    ],
)
def test_what_a_new_answer_holds_so_far_is_in_the_report(
    question: QuestionData, typed: list[str], value: object
) -> None:
    one = interview(questionnaire([question]))

    outcome = say(one, *typed)

    assert outcome.changed
    assert answers_of(one) == {question["id"]: {"value": value}}


def test_a_changed_answer_is_kept_at_once_with_what_still_fits_of_the_earlier_one() -> None:
    before = {"value": {"status": "implemented", "law": "The law."}}
    one = interview(questionnaire([OFFENCE]), {"offence": before})

    say(one, "/goto offence", "partly", "1")

    assert answers_of(one)["offence"]["value"] == {
        "status": "partly-implemented",
        "partly": ["law-only"],
        "law": "The law.",
    }


def test_a_law_that_is_added_to_a_register_is_kept_at_once() -> None:
    laws = [{"name": {"value": "x-law"}, "year": {"value": "1999"}}]
    one = interview(questionnaire([LAWS]), {"laws": {"value": laws}})

    say(one, "/goto laws", "y-law", "2004")

    added = {"name": {"value": "y-law"}, "year": {"value": "2004"}}
    assert answers_of(one)["laws"]["value"] == [*laws, added]


def test_rows_of_a_later_day_are_kept_at_once_and_no_earlier_row_is_lost() -> None:
    begun = {"police": {"value": "trained"}, "doctors": {"value": "planned"}}
    one = interview(questionnaire([TRAINING]), {"training": {"value": begun}})

    assert asked(one) == "training/police"
    say(one, "")
    assert answers_of(one)["training"]["value"] == begun
    say(one, "1")

    assert answers_of(one)["training"]["value"] == {**begun, "judges": {"value": "trained"}}


def test_a_question_with_open_rows_is_asked_again() -> None:
    one = interview(questionnaire([TRAINING, PLAN]))

    say(one, "1", "/next", "y", "/next")
    assert one.at_end
    resumed = Interview(one.questionnaire, one.report)

    assert asked(resumed) == "training/police"
    assert [part.missing for part in one.progress()] == [[one.questionnaire.questions["training"]]]
