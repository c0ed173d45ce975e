"""The interview goes on where it was left, and says what is open before that."""

import signal
import sys
from pathlib import Path

import pytest

from tests.acceptance.entries import SMALL
from tests.support.running import checklist_run

if sys.platform != "win32":
    from tests.support.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")


def test_it_goes_on_behind_the_last_answer_and_names_what_was_left_open(folder: Path) -> None:
    with Terminal("answer", *SMALL, "--plain", "--state", "DNK", cwd=folder) as terminal:
        terminal.enter("party", "2001", "/next", "Seven lights.", "Norway")
        terminal.control("c")

        assert terminal.end() == 130

    with Terminal("answer", *SMALL, "--plain", cwd=folder) as terminal:
        screen = " ".join(terminal.wait_for_prompt().split())

    assert "Required and still open before this: 1.3. They are asked again at the end;" in screen
    assert "1.6, optional. How many ports does your State have?" in screen


def on_screen(folder: Path, *words: str) -> "Terminal":
    return Terminal("answer", *SMALL, *words, cwd=folder, screens=True)


def test_the_state_is_asked_on_the_screen_that_stays_for_the_questions(folder: Path) -> None:
    with on_screen(folder) as terminal:
        terminal.wait_for("Which State reports?")
        assert terminal.is_full_screen
        assert "Denmark" in terminal.press("Denm")

        terminal.press("enter", "1", "enter")
        terminal.wait_for("Every answer is saved")

        assert terminal.is_full_screen
        assert (folder / "report-DNK.yaml").is_file()


def test_after_a_kill_it_goes_on_where_it_stood(folder: Path) -> None:
    checklist_run("answer", *SMALL, "--state", "DNK", cwd=folder, stdin="party\n2001\n")
    with on_screen(folder) as terminal:
        terminal.wait_for("1.3")
        terminal.settle()
        terminal.press("/goto 2.3", "enter", "/next", "enter")
        here = terminal.screen_text()
        terminal.signal(signal.SIGKILL)
        terminal.end()

    with on_screen(folder) as terminal:
        terminal.wait_for("/ commands")
        again = terminal.settle()

    assert " 2.5 " in here
    assert " 2.5 " in again
    assert "Required and still open before this: 1.3" in again
