"""Every dialogue of the commands has the screens of the interview, and the same keys there."""

from pathlib import Path

import pytest

from tests.acceptance.entries import LIGHTS, SMALL, TREATY, lines
from tests.support.folders import COAST_FOLDER
from tests.support.running import checklist_run
from tests.support.terminal import Terminal

REPORT = "report-DNK.yaml"

OF_COAST = ("--questionnaire", str(COAST_FOLDER))

QUESTION = ("1–2 choose", "? explain", "/quit stop")
"""Keys that the foot of a question of a command names."""


def answered(folder: Path, *entries: str) -> None:
    words = ("answer", *SMALL, "--state", "DNK")
    checklist_run(*words, cwd=folder, stdin=lines(*entries))


@pytest.fixture
def incomplete(folder: Path) -> Path:
    """Return the folder of a draft in which required answers are missing."""
    answered(folder, *TREATY, *LIGHTS[:9])
    return folder


def ends(terminal: Terminal, code: int) -> str:
    """Wait for the end, and return what stands on the usual screen."""
    assert terminal.end() == code
    assert terminal.is_restored
    assert not terminal.is_full_screen
    return terminal.flat_text()


@pytest.mark.sampled
@pytest.mark.parametrize(("command", "code"), [("finalize", 1)])
def test_a_question_of_a_command_stands_on_a_screen_that_explains_and_stops(
    command: str, code: int, incomplete: Path
) -> None:
    with Terminal(command, *SMALL, REPORT, cwd=incomplete, screens=True) as terminal:
        shown = terminal.wait_for("1–2 choose")
        assert terminal.is_full_screen
        for words in QUESTION:
            assert words in " ".join(shown.split())
        assert "Type the number of what you choose" in terminal.press("?").replace("\n      ", " ")
        assert "Nothing is open here that Esc could close." in terminal.press("escape")
        assert "/quit" in terminal.press("/")
        terminal.press("quit")
        terminal.send("\r")

        said = ends(terminal, code)
    assert ("Nothing was made final." if command == "finalize" else "Answer with:") in said


def test_ctrl_c_says_how_to_go_on(incomplete: Path) -> None:
    with Terminal("finalize", *SMALL, REPORT, cwd=incomplete, screens=True) as terminal:
        terminal.wait_for("1–2 choose")
        terminal.control("c")

        said = ends(terminal, 130)
    assert f"Saved in {REPORT}. Go on with: checklist finalize {REPORT}" in said


def test_a_finalized_report_says_what_is_in_the_folder_to_send(folder: Path) -> None:
    answered(folder, *TREATY, *LIGHTS)

    with Terminal("finalize", *SMALL, REPORT, cwd=folder, screens=True) as terminal:
        terminal.wait_for("Who approves this report?")
        terminal.press("A. Minister", "enter")
        terminal.wait_for("Of which office?")
        terminal.press("Ministry", "enter")

        said = ends(terminal, 0)
    assert f"{REPORT} is final." in said
    assert "The folder to send is report-DNK-final: report-DNK.yaml, report-DNK.html" in said
    assert "by: A. Minister" in (folder / "report-DNK-final" / REPORT).read_text("utf-8")


def test_a_report_whose_answers_only_lack_evidence_is_said_to_have_no_mistake(folder: Path) -> None:
    answered(folder, *TREATY, *LIGHTS)
    path = folder / REPORT
    text = path.read_text("utf-8")
    start = text.index("      evidence:")
    path.write_text(text.replace(text[start : text.index("\n", text.index("url:", start)) + 1], ""))

    with Terminal("finalize", *SMALL, REPORT, cwd=folder, screens=True) as terminal:
        shown = " ".join(terminal.wait_for("1–2 choose").split())
        assert "can be made final. Nothing in it looks like a mistake." in shown
        assert "What may be added, and is not needed for a final report:" in shown
        assert "To be corrected" not in shown
        assert "1 Add it first" in shown


def test_the_status_of_a_report_is_paged_where_it_is_longer_than_the_terminal(
    folder: Path,
) -> None:
    answered(folder, *TREATY, *LIGHTS[:3])
    words = ("status", *SMALL, REPORT)

    with Terminal(*words, cwd=folder, rows=6, env={"PAGER": "head -n 2"}) as terminal:
        assert terminal.end() == 0
        assert "Denmark (DNK)" in terminal.flat_text()
        assert "Required questions answered" in terminal.flat_text()
        assert "missing:" not in terminal.flat_text()
    with Terminal(*words, cwd=folder, rows=60, env={"PAGER": "head -n 2"}) as terminal:
        assert terminal.end() == 0
        assert "missing:" in terminal.flat_text()
