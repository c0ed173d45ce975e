"""The screen says how long a text can be, while it is typed and once it is refused."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from checklist.interview.engine import Interview
from checklist.interview.fullscreen.face import ScreenFace
from checklist.interview.loop import run
from checklist.interview.session import Session
from checklist.reports.report import Report
from tests.support.tiny import questionnaire
from tests.support.two_faces import Keys, SilentFace

ASKED = questionnaire(
    [
        {"id": "plan", "type": "text", "max_length": 4000},
        {"id": "title", "type": "text", "single_line": True, "max_length": 300},
        {"id": "end", "type": "text"},
    ]
)


class Desk:
    def __init__(self, folder: Path) -> None:
        begun = Report.begin(ASKED, "AUT", date(2026, 1, 1))
        self.path = Session.begin(folder / "report-AUT.yaml", ASKED, begun).path

    def presses(self, *keys: str, size: tuple[int, int] = (80, 24)) -> str:
        """Press keys, and then Ctrl-C. Returns the last screen."""
        named = {"enter", "delete-all", "bring-back", "backspace", "escape"}
        pressed = [(key, "") if key in named else ("paste", key) for key in keys]
        screen = Keys(iter(pressed), size)
        session = Session.resume(self.path, ASKED)
        interview = Interview(ASKED, session.report, session.unusable, in_any_order=True)
        with suppress(KeyboardInterrupt):
            run(interview, session, ScreenFace(screen, SilentFace(iter(()))))
        return screen.text()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


WORDS = "word " * 4_200  # 21,000 characters
LONG = "\n\n".join(["a paragraph " * 20] * 180)  # 43,000 characters and more


def test_the_limit_is_on_the_screen_before_and_while_one_types(desk: Desk) -> None:
    assert "at most 4000 characters" in desk.presses()
    assert "5 of 4000 characters" in desk.presses("A law")
    assert "of 4000 characters" not in desk.presses("delete-all", "/goto title")
    assert "21000 characters: 17000 too many" in desk.presses("delete-all", WORDS, size=(60, 20))


def test_the_limit_of_a_note_is_on_the_screen(desk: Desk) -> None:
    assert "at most 10000 characters" in desk.presses("/note", "enter")


def test_a_refused_text_is_thrown_away_by_a_key_that_the_screen_names(desk: Desk) -> None:
    refused = desk.presses(LONG, "enter")
    thrown = desk.presses(LONG, "enter", "delete-all")
    again = desk.presses(LONG, "enter", "delete-all", "bring-back")

    assert "at most 4000 are allowed" in refused
    assert "Ctrl-U throw away" in refused.splitlines()[-1]
    assert thrown.splitlines()[-2].strip() == ">"
    assert "Ctrl-Y brings it back" in thrown
    assert "too many" in again
