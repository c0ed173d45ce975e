"""A present text stands on the line, selected: it is kept, replaced or edited."""

from typing import Any

import pytest

from tests.interview.fullscreen.test_face import STORY, Official, answering
from tests.support.interview_questions import OFFICE, PLAN
from tests.support.two_faces import line_of

__all__ = ["answering"]

SHORT = {**STORY, "single_line": True}
OFFICIAL = {"office": {"value": {"office": "Ministry", "person": "Anna", "email": "a@b.example"}}}


def at_story(answering: Any, *keys: str, text: str = "The cost", question: Any = STORY) -> Official:
    answers = {"story": {"value": text}, "plan": {"value": "yes"}}
    official: Official = answering([question, PLAN], "/goto story", "enter", *keys, answers=answers)
    return official


@pytest.mark.parametrize("question", [STORY, SHORT])
@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ((), "The cost"),
        (("A",), "A"),
        (("left", "s"), "The costs"),
        (("left", "left", "s"), "The coss" + "t"),
        (("backspace",), "The cos"),
        (("home", "O"), "OThe cost"),
        (("/", "escape"), "The cost"),
        (("?", "escape"), "The cost"),
        (("delete-all", "N"), "N"),
        (("delete-all",), "The cost"),
    ],
)
def test_enter_takes_what_stands_on_the_line(
    keys: tuple[str, ...], text: str, question: Any, answering: Any
) -> None:
    official = at_story(answering, *keys, "enter", question=question)

    assert official.answers["story"] == {"value": text}
    assert official.interview.at_end


def test_the_text_is_selected_and_shown_once(answering: Any) -> None:
    official = at_story(answering)

    assert official.screen.count("The cost") == 1
    assert line_of(official.face) == "The cost"
    assert "Enter keep" in official.screen
    assert "8 of 20000 characters" in official.screen


def test_several_lines_are_replaced_only_after_ctrl_u(answering: Any) -> None:
    text = "One\ntwo"
    assert at_story(answering, "!", "enter", text=text).answers["story"]["value"] == "One\ntwo!"

    replaced = at_story(answering, "delete-all", "N", "enter", text=text)
    assert replaced.answers["story"]["value"] == "N"


def test_a_text_that_only_stands_there_is_not_kept_as_unentered(answering: Any) -> None:
    official = at_story(answering, "left", "escape", "/goto plan", "enter")

    assert "not_entered" not in official.session.path.read_text(encoding="utf-8")


def test_a_held_enter_does_not_take_a_text_that_was_not_seen(answering: Any) -> None:
    assert at_story(answering, *["enter"] * 5).answers["story"] == {"value": "The cost"}


@pytest.mark.parametrize(
    ("keys", "field", "text"),
    [
        (("left", " ", "2", "enter"), "office", "Ministry 2"),
        (("down", "left", "a", "enter"), "person", "Annaa"),
        (("down", "B", "o", "down"), "person", "Bo"),
        (("down", "down", "down", "left", "s", "enter"), "email", "a@b.examples"),
    ],
)
def test_fields_of_a_form_are_edited_too(
    keys: tuple[str, ...], field: str, text: str, answering: Any
) -> None:
    official = answering([OFFICE, PLAN], "/goto office", "enter", *keys, answers=OFFICIAL)

    assert official.answers["office"]["value"] == {**OFFICIAL["office"]["value"], field: text}


def test_ctrl_d_ends_where_only_the_present_text_stands(answering: Any) -> None:
    with pytest.raises(EOFError):
        at_story(answering, "end-of-input")

    assert line_of(at_story(answering, "N", "home", "end-of-input").face) == ""
