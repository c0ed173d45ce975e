"""Enter confirms only what was seen, and what was entered is confirmed in whole."""

import io
from collections.abc import Sequence
from typing import Any

import pytest
from rich.console import Console

from checklist.console.line_input import Completer
from checklist.console.page import Page
from checklist.interview.engine import Interview
from checklist.interview.line_face import LineFace
from tests.support.tiny import QuestionData, questionnaire, report, say

ROWS = [f"row-{number}" for number in range(1, 13)]
GRID: QuestionData = {
    "id": "grid",
    "type": "matrix",
    "options": [{"code": "done", "label": "Done in every region"}, {"code": "no", "label": "No"}],
    "items": [{"id": row, "label": f"The task of {row}"} for row in ROWS],
}
VALUE: dict[str, Any] = {row: {"value": "done"} for row in ROWS}
HEIGHT = 10


class Keyboard:
    """A person who presses Enter. It keeps what was on the screen at each time."""

    number = 0
    is_interactive = True

    def __init__(self, text: io.StringIO) -> None:
        self.text = text
        self.screens: list[str] = []

    def read(self, prompt: str, complete: Completer | None = None, *, is_text: bool = False) -> str:
        self.screens.append(self.text.getvalue())
        self.text.seek(0)
        self.text.truncate()
        return ""


def face() -> tuple[LineFace, Keyboard, io.StringIO]:
    text = io.StringIO()
    console = Console(file=text, width=60, height=HEIGHT, force_terminal=True, color_system=None)
    keyboard = Keyboard(text)
    return LineFace(Page(console), keyboard), keyboard, text


def rows_in(texts: Sequence[str]) -> list[str]:
    joined = "\n".join(texts)
    return [row for row in ROWS if f"The task of {row}: Done in every region" in joined]


def test_a_carried_answer_is_seen_in_whole_before_enter_can_confirm_it() -> None:
    carried = {"grid": {"value": VALUE, "carried": True}}
    interview = Interview(questionnaire([GRID]), report(questionnaire([GRID]), carried))
    line_face, keyboard, text = face()

    line_face.show_prompt(interview.prompt(), interview)

    assert rows_in([*keyboard.screens, text.getvalue()]) == ROWS
    assert len(keyboard.screens) >= 2  # Enter was pressed at pauses, and confirmed nothing
    assert all(screen.count("\n") <= HEIGHT for screen in keyboard.screens)
    assert interview.report.answers["grid"]["carried"]
    assert "Enter confirms the answer." in text.getvalue()


def test_what_was_entered_is_confirmed_in_whole() -> None:
    interview = Interview(questionnaire([GRID]), report(questionnaire([GRID])))
    line_face, _, text = face()

    line_face.show_answer(say(interview, "1*").answered)

    assert rows_in([text.getvalue()]) == ROWS
    assert "…" not in text.getvalue()


def test_several_numbers_in_a_grid_are_confirmed_row_by_row() -> None:
    interview = Interview(questionnaire([GRID]), report(questionnaire([GRID])))

    assert say(interview, "1,2").answered == [
        "The task of row-1: Done in every region",
        "The task of row-2: No",
    ]


@pytest.mark.parametrize("typed", ["1,2", "1 and 2", "1, and 2", "1 & 2", "1 AND 2"])
def test_several_numbers_in_a_choice_are_the_options(typed: str) -> None:
    choices: QuestionData = {**GRID, "type": "choices"}
    del choices["items"]
    interview = Interview(questionnaire([choices]), report(questionnaire([choices])))

    assert say(interview, "1 and a half").refused == (
        "`a half` is not one of the options. Type numbers from 1 to 2, such as 1, 2, or the "
        "start of an option."
    )
    assert say(interview, typed).answered == ["Done in every region", "No"]


def test_a_date_that_was_typed_in_another_form_is_shown_in_words() -> None:
    asked = questionnaire([{"id": "when", "type": "date"}, {"id": "then", "type": "date"}])
    interview = Interview(asked, report(asked))

    assert say(interview, "31.12.2023").answered == ["31 December 2023"]
    assert say(interview, "2024-01-01").answered == ()
    assert interview.report.answers["when"] == {"value": "2023-12-31"}
