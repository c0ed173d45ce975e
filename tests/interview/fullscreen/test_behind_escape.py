"""Behind Esc no key acts otherwise: who cancels with Esc, and types on, loses nothing."""

import string
from typing import Any

import pytest

from tests.interview.fullscreen.test_face import CHOICE, STORY, answering
from tests.support.interview_questions import TRAINING
from tests.support.two_faces import line_of

__all__ = ["answering"]

ANSWERED = {"story": {"value": "Once.", "confidential": True}}


@pytest.mark.parametrize("letter", string.ascii_lowercase)
def test_one_letter_changes_nothing(letter: str, answering: Any) -> None:
    official = answering(
        [STORY, CHOICE], "/goto story", "enter", "escape", letter, answers=ANSWERED
    )

    assert official.answers == ANSWERED
    assert line_of(official.face) == letter


def test_esc_names_the_way_back_where_nothing_is_open(answering: Any) -> None:
    official = answering([STORY, CHOICE], "/goto story", "enter", "escape", answers=ANSWERED)

    assert "/back goes back one step" in official.screen
    assert line_of(official.face) == "Once."
    assert official.interview.prompt().question.id == "story"


@pytest.mark.parametrize("text", ["criminal police", "relevant ministry", "quite", "Border", "7"])
def test_what_is_typed_on_stands_on_the_line(text: str, answering: Any) -> None:
    official = answering([STORY, CHOICE], "/goto story", "enter", "escape", *text, answers=ANSWERED)

    assert official.answers == ANSWERED
    assert line_of(official.face) == text


@pytest.mark.parametrize(
    ("keys", "stands"),
    [
        ((), "The text"),
        (("left", "s"), "The texst"),
        (("backspace",), "The tex"),
        (("N",), "N"),
        (("/", "escape"), "The text"),
        (("/", "l", "i", "escape"), "The text"),
        (("/", "l", "backspace", "backspace"), "The text"),
        (("?", "escape"), "The text"),
        (("/", "enter", "escape"), "The text"),
        (("split-key",), "The text"),
        (("split-key", "s"), "The texts"),
        (("escape",), "The text"),
    ],
)
def test_esc_selects_what_is_typed_and_a_command_in_its_place_keeps_it(
    keys: tuple[str, ...], stands: str, answering: Any
) -> None:
    official = answering([STORY], *"The text", "escape", *keys)

    assert line_of(official.face) == stands
    assert official.answers == {}


def test_what_was_replaced_comes_back(answering: Any) -> None:
    screen = answering([STORY], *"Th", "escape", "N").screen
    assert " > N" in screen

    keys = (*"A long beginning", "escape", "N", "delete-all", "bring-back")
    assert "> N" in answering([STORY], *keys).screen  # the last text that was thrown away


def test_several_lines_that_are_selected_are_not_replaced(answering: Any) -> None:
    official = answering([STORY], *"One", "new-line", *"two", "escape", "s")

    assert line_of(official.face) == "One\ntwos"


def test_a_text_that_is_set_aside_is_there_when_one_comes_back(answering: Any) -> None:
    keys = (*"Half", "escape", "/next", "enter", "/goto story", "enter")

    assert " > Half" in answering([STORY, CHOICE], *keys).screen


def test_a_text_that_is_pasted_stands_on_the_line(answering: Any) -> None:
    official = answering([STORY], "escape", "A long story.", "enter")

    assert official.answers == {"story": {"value": "A long story."}}


def test_digits_answer_no_row_once_escape_has_closed_a_panel(answering: Any) -> None:
    row = ("1", "/goto row 1", "enter")
    official = answering([TRAINING], *row, "/note", "enter", "escape", *"21")

    assert len(official.answers["training"]["value"]) == 1
    assert line_of(official.face) == "21"


def test_the_late_bytes_of_an_arrow_open_the_list_again(answering: Any) -> None:
    keys = ("/goto story", "enter", *"/li", "escape", "split-key")
    official = answering([STORY, CHOICE], *keys, answers=ANSWERED)

    assert official.answers == ANSWERED
    assert line_of(official.face) == "/li"
    assert "Go to, or do" in official.screen
