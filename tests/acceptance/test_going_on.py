"""After /skip and Ctrl-C the interview goes on behind the last answer, and says what is open."""

import sys
from pathlib import Path

import pytest

from tests.acceptance.entries import SMALL

if sys.platform != "win32":
    from tests.support.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")


def test_it_goes_on_behind_the_last_answer_and_names_what_was_left_open(folder: Path) -> None:
    with Terminal("answer", *SMALL, "--plain", "--state", "DNK", cwd=folder) as terminal:
        terminal.enter("party", "2001", "/skip", "Seven lights.", "Norway")
        terminal.control("c")

        assert terminal.end() == 130

    with Terminal("answer", *SMALL, "--plain", cwd=folder) as terminal:
        screen = " ".join(terminal.wait_for_prompt().split())

    assert "Required and still open before this: 1.3. They are asked again at the end;" in screen
    assert "1.6, optional. How many ports does your State have?" in screen
