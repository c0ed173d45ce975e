"""A text of any length that is typed is kept, or the screen says that it is not."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from checklist.interview.engine import Interview
from checklist.interview.fullscreen.face import ScreenFace
from checklist.interview.loop import run
from checklist.interview.session import Session
from checklist.reports.report import NOT_ENTERED, Report
from tests.support.tiny import questionnaire
from tests.support.two_faces import Keys, SilentFace

ASKED = questionnaire(
    [
        {"id": "plan", "type": "text", "max_length": 4000},
        {"id": "title", "type": "text", "single_line": True, "max_length": 300},
        {"id": "end", "type": "text"},
    ]
)
PLAN = "1.1: what you typed is not in the report"


class Lines(SilentFace):
    """Lines that keep what is said on the usual screen, once the interview has left it."""

    def __init__(self) -> None:
        super().__init__(iter(()))
        self.said: list[str] = []

    def say(self, text: str = "", style: str = "", *, indent: int = 0, hanging: int = 0) -> None:
        self.said.append(text)


class Desk:
    def __init__(self, folder: Path) -> None:
        begun = Report.begin(ASKED, "AUT", date(2026, 1, 1))
        self.path = Session.begin(folder / "report-AUT.yaml", ASKED, begun).path
        self.lines = Lines()

    def presses(self, *keys: str, size: tuple[int, int] = (80, 24)) -> str:
        """Press keys, and then Ctrl-C. Returns the last screen."""
        named = {"enter", "delete-all", "bring-back", "backspace", "escape"}
        pressed = [(key, "") if key in named else ("paste", key) for key in keys]
        screen = Keys(iter(pressed), size)
        session = Session.resume(self.path, ASKED)
        interview = Interview(ASKED, session.present(), session.unusable, in_any_order=True)
        with suppress(KeyboardInterrupt):
            run(interview, session, ScreenFace(screen, self.lines))
        return screen.text()

    def kept(self) -> list[str]:
        """Return the texts in the file that are typed and not entered."""
        left = Session.resume(self.path, ASKED).report.internal.get(NOT_ENTERED, [])
        return [one.get("typed", "") for one in left]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


WORDS = "word " * 4_200  # 21,000 characters
PARAGRAPHS = "\n\n".join(["a paragraph " * 20] * 90)  # 21,000 characters and more
LONG = "\n\n".join(["a paragraph " * 20] * 180)  # 43,000 characters and more


@pytest.mark.sampled
@pytest.mark.parametrize("entered", [(), ("enter",)], ids=["typed", "refused"])
@pytest.mark.parametrize("text", [WORDS, PARAGRAPHS, LONG, "x" * 200_000])
def test_a_long_text_is_kept_for_next_time(text: str, entered: tuple[str, ...], desk: Desk) -> None:
    desk.presses(text, *entered)

    assert desk.kept() == [text]
    assert f"{PLAN} yet. It is kept for next time." in desk.lines.said
    desk.presses()
    assert desk.kept() == [text]


def test_a_long_line_that_was_refused_is_kept_too(desk: Desk) -> None:
    screen = desk.presses("/goto title", "enter", WORDS.strip(), "enter")

    assert "at most 300 are allowed" in screen
    assert desk.kept() == [WORDS.strip()]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x" * 200_001, "it has 200001 characters, and at most 200000 are kept."),
        ("one\x07two", "it has a character that cannot be kept (U+0007)."),
    ],
    ids=["too long", "a character"],
)
def test_the_screen_says_that_a_text_is_not_kept(text: str, reason: str, desk: Desk) -> None:
    desk.presses(text)

    assert desk.kept() == []
    assert f"{PLAN}, and is not kept: {reason}" in desk.lines.said


def test_the_file_can_be_read_whatever_is_kept(desk: Desk) -> None:
    signs = "\U0001f600" * 100_000
    leaving = ("escape", *"/skip", "enter")
    desk.presses(signs, *leaving, signs, *leaving, signs)

    assert desk.kept() == [signs]
    assert any("too much is kept already" in text for text in desk.lines.said)


def test_what_could_not_be_saved_is_said_to_be_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from checklist.errors import SaveError

    def full(*arguments: object) -> None:
        raise SaveError("the disk is full")

    monkeypatch.setattr(Session, "save", full)
    desk.presses("A text.")

    assert f"{PLAN}, and is not kept: the report could not be saved." in desk.lines.said


# A text that is too long


def test_the_limit_is_on_the_screen_before_and_while_one_types(desk: Desk) -> None:
    assert "at most 4000 characters" in desk.presses()
    assert "5 of 4000 characters" in desk.presses("A law")
    assert "of 4000 characters" not in desk.presses("delete-all", "/goto title")
    assert "21000 characters: 17000 too many" in desk.presses("delete-all", WORDS, size=(60, 20))


def test_the_limit_of_a_note_is_on_the_screen(desk: Desk) -> None:
    assert "at most 10000 characters" in desk.presses("/note", "enter")


def test_a_refused_text_is_thrown_away_by_a_key_that_the_screen_names(desk: Desk) -> None:
    refused = desk.presses(LONG, "enter")
    thrown = desk.presses("enter", "delete-all")
    again = desk.presses(LONG, "enter", "delete-all", "bring-back")

    assert "at most 4000 are allowed" in refused
    assert "Ctrl-U throw away" in refused.splitlines()[-1]
    assert thrown.splitlines()[-2].strip() == ">"
    assert "Ctrl-Y brings it back" in thrown
    assert "too many" in again
    assert desk.kept() == [LONG]
