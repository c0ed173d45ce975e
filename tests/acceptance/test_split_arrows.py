"""A slow line holds the bytes of an arrow apart: nothing is typed, answered or closed by them."""

import sys
import time
from pathlib import Path

import pytest

from tests.acceptance.entries import SMALL, TREATY, lines, loaded
from tests.support.running import checklist_run

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from tests.support.terminal import Terminal

REPORT = "report-DNK.yaml"


@pytest.mark.sampled
@pytest.mark.parametrize("seconds", [0.02, 0.06, 0.2, 0.5])
@pytest.mark.parametrize("parts", [("\x1b", "[B"), ("\x1b[", "B"), ("\x1b", "[", "B")])
def test_a_split_arrow_types_nothing_and_answers_nothing(
    parts: tuple[str, ...], seconds: float, folder: Path
) -> None:
    checklist_run("answer", *SMALL, "--state", "DNK", cwd=folder, stdin=lines(*TREATY))
    before = loaded(folder / REPORT)["answers"]

    with Terminal("answer", *SMALL, REPORT, cwd=folder, screens=True) as terminal:
        terminal.wait_for("/ commands")
        terminal.press("/goto treaty-status", "enter")
        terminal.wait_for("1.1")
        for _ in range(3):
            for part in parts:
                terminal.send(part)
                time.sleep(seconds)
        terminal.settle()
        shown = terminal.screen_text()
        terminal.control("c")
        terminal.end()

    assert " >\n" in shown
    assert "[B" not in shown
    assert loaded(folder / REPORT)["answers"] == before
