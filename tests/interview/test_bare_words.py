"""Words without a `/` are commands, except where a text is asked for."""

import pytest

from checklist.interview.user_commands import Action, Entry, bare_command
from tests.support.interview_questions import NAME, PLAN, REMARK, TRAINING, YES
from tests.support.tiny import QuestionData, answers_of, asked, interview, questionnaire, say

CHOICE: QuestionData = {
    "id": "choice",
    "type": "choice",
    "options": [
        {"code": "list", "label": "On a list"},
        {"code": "none", "label": "Sent back home"},
        {"code": "next-of-kin", "label": "Next of kin"},
    ],
}


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("back", Entry(Action.BACK)),
        ("Quit", Entry(Action.QUIT)),
        ("exit", Entry(Action.QUIT)),
        ("stop.", Entry(Action.QUIT)),
        ("next", Entry(Action.NEXT)),
        (" help ", Entry(Action.HELP)),
        ("list", Entry(Action.LIST)),
        ("list training", Entry(Action.LIST, "training")),
        ("goto 6.3", Entry(Action.GOTO, "6.3")),
        ("go to 10(b)", Entry(Action.GOTO, "10(b)")),
        ("find Police", Entry(Action.FIND, "Police")),
        ("backwards", None),
        ("skip", None),
        ("clear", None),
        ("decline", None),
        ("goto", None),
        ("", None),
    ],
)
def test_a_word_is_a_command_or_an_answer(typed: str, entry: Entry | None) -> None:
    assert bare_command(typed) == entry


def test_words_lead_through_an_interview() -> None:
    one = interview(questionnaire([PLAN, TRAINING]))

    say(one, "yes", "back")
    assert asked(one) == "plan/value"
    say(one, "next")
    assert asked(one) == "training/police"
    say(one, "goto 1.1")
    assert asked(one) == "plan/value"
    assert say(one, "quit").quit
    assert answers_of(one) == {"plan": YES}


def test_an_option_that_begins_with_the_word_comes_first() -> None:
    one = interview(questionnaire([PLAN, CHOICE]))

    say(one, "yes", "list")
    assert answers_of(one)["choice"] == {"value": "list"}
    say(one, "/goto choice", "next")
    assert answers_of(one)["choice"] == {"value": "next-of-kin"}


def test_an_option_that_only_has_the_word_within_does_not() -> None:
    one = interview(questionnaire([PLAN, CHOICE]))

    say(one, "yes", "back")

    assert asked(one) == "plan/value"


@pytest.mark.parametrize("question", [NAME, REMARK])
def test_in_a_text_the_word_is_the_text_and_the_command_is_named(question: QuestionData) -> None:
    one = interview(questionnaire([question, PLAN]))

    notices = say(one, "quit").notices

    assert answers_of(one)[question["id"]] == {"value": "quit"}
    assert notices == [
        "`quit` is kept as your text. For the command, type /quit; /back leads back to the text."
    ]


def test_at_the_end_words_are_commands_too() -> None:
    one = interview(questionnaire([PLAN]), {"plan": YES})

    assert say(one, "help").shown is Action.HELP
    assert say(one, "quit").quit
