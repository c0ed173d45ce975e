"""Behind Esc a letter changes nothing: who cancels with Esc, and types on, loses nothing."""

from typing import Any

import pytest

from checklist.interview.screen_face.menu import AT_A_QUESTION, AT_A_ROW, AT_THE_END
from tests.interview.screen_face.test_face import CHOICE, STORY, answering
from tests.support.interview_questions import TRAINING
from tests.support.two_faces import line_of

__all__ = ["answering"]

ANSWERED = {"story": {"value": "Once.", "confidential": True}}
LETTERS = sorted({one.key for one in (*AT_A_QUESTION, *AT_A_ROW, *AT_THE_END)})


@pytest.mark.parametrize("letter", LETTERS)
def test_one_letter_changes_nothing(letter: str, answering: Any) -> None:
    official = answering(
        [STORY, CHOICE], "/goto story", "enter", "escape", letter, answers=ANSWERED
    )

    assert official.answers == ANSWERED


@pytest.mark.parametrize("text", ["criminal police", "relevant ministry", "quite", "Border", "7"])
def test_what_is_typed_on_stands_on_the_line(text: str, answering: Any) -> None:
    official = answering([STORY, CHOICE], "/goto story", "enter", "escape", *text, answers=ANSWERED)

    assert official.answers == ANSWERED
    assert line_of(official.face) == text
    assert "menu. Enter takes it" in "".join(official.screens)


def test_it_stands_behind_what_was_typed_before(answering: Any) -> None:
    official = answering([STORY], *"The ", "escape", *"criminal police", "enter")

    assert official.answers == {"story": {"value": "The criminal police"}}


def test_a_text_that_is_pasted_stands_on_the_line(answering: Any) -> None:
    official = answering([STORY], "escape", "A long story.", "enter")

    assert official.answers == {"story": {"value": "A long story."}}


def test_digits_answer_no_row_once_escape_has_closed_a_panel(answering: Any) -> None:
    row = ("1", "/row 1", "enter")
    official = answering([TRAINING], *row, "/row-note", "enter", "escape", *"21")

    assert len(official.answers["training"]["value"]) == 1
    assert line_of(official.face) == "21"


def test_the_letter_marks_its_line_and_enter_does_it(answering: Any) -> None:
    official = answering([STORY, CHOICE], "escape", "s", "enter")

    assert "kind" in official.interview.prompt().question.id
    marked = [line for line in official.screens[2].splitlines() if "►" in line]
    assert "s  leave it open" in marked[0]


def test_the_late_bytes_of_an_arrow_close_the_menu_again(answering: Any) -> None:
    official = answering(
        [STORY, CHOICE], "/goto story", "enter", "escape", "split-key", answers=ANSWERED
    )

    assert official.answers == ANSWERED
    assert line_of(official.face) == ""
    assert "What do you want to do?" not in official.screen


def test_each_letter_is_that_of_one_line() -> None:
    for choices in (AT_A_QUESTION, AT_A_ROW, AT_THE_END):
        keys = [one.key for one in choices]
        assert len(keys) == len({*keys})
