"""Answering a report that is final: a numbered choice instead of a dead end."""

import sys
from pathlib import Path

import pytest

from tests.acceptance.entries import SMALL, values

if sys.platform != "win32":
    from tests.support.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

REPORT = "report-DNK.yaml"
ENTER = "Enter alone stops."


def test_the_choice_is_shown_and_enter_does_nothing(final: Path) -> None:
    before = final.read_bytes()

    with Terminal("answer", *SMALL, cwd=final.parent) as terminal:
        screen = terminal.wait_for(ENTER)
        terminal.send("\r")

        assert terminal.end() == 0
    for number, words in enumerate(("Read it", "Print it", "Correct it", "Begin", "Begin"), 1):
        assert f"  {number}  {words}" in screen
    assert final.read_bytes() == before


def test_its_next_revision_is_begun_and_gone_on_with(final: Path) -> None:
    revision = final.with_name("report-DNK-r2.yaml")

    for _ in range(2):
        with Terminal("answer", *SMALL, REPORT, cwd=final.parent) as terminal:
            terminal.wait_for(ENTER)
            terminal.send("3\r")
            terminal.wait_for_prompt()
            terminal.enter("/quit")

            assert terminal.end() == 0

    assert values(revision) == values(final)
    assert not final.with_name("report-DNK-r3.yaml").exists()


def test_a_new_cycle_begins_with_its_answers(final: Path) -> None:
    with Terminal("answer", *SMALL, REPORT, cwd=final.parent) as terminal:
        terminal.wait_for(ENTER)
        terminal.send("4\r")

        terminal.wait_for("Answer of the earlier report, not confirmed yet:")
    assert final.with_name("report-DNK-new.yaml").exists()


def test_it_is_printed(final: Path) -> None:
    with Terminal("answer", *SMALL, REPORT, cwd=final.parent) as terminal:
        terminal.wait_for(ENTER)
        terminal.send("2\r")

        assert terminal.end() == 0
    assert "<html" in final.with_suffix(".html").read_text("utf-8")


def test_the_report_of_another_state_is_begun(final: Path) -> None:
    with Terminal("answer", *SMALL, cwd=final.parent) as terminal:
        terminal.wait_for(ENTER)
        terminal.send("5\r")
        terminal.wait_for("Which State reports?")
        terminal.wait_for_prompt()
        terminal.enter("Norway", "1", "party")

    assert values(final.with_name("report-NOR.yaml")) == {"treaty-status": "party"}
