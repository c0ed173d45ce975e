"""Every dialogue of the commands has the screens of the interview, and the same keys there."""

from pathlib import Path

import pytest

from tests.acceptance.entries import LIGHTS, SMALL, TREATY, lines
from tests.support.divided import COAST, RETURNS, divided, write_return
from tests.support.divided import REPORT as NORWAY
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


def test_what_is_still_wrong_after_a_correction_is_said_at_once(folder: Path) -> None:
    answered(folder, *TREATY, *LIGHTS)
    draft = folder / REPORT
    text = draft.read_text("utf-8").replace("value: horn", "value: whistle")
    draft.write_text(text.replace('value: "2004"', 'value: "1999"'), "utf-8")  # before it signed

    with Terminal("answer", *SMALL, REPORT, cwd=folder, screens=True) as terminal:
        terminal.wait_for("Correct 1.3")
        terminal.press("3", "enter")
        terminal.wait_for("`whistle` is not among the options.")
        terminal.press("enter")
        shown = " ".join(terminal.wait_for("1 answer still needs correction.").split())
        assert "2.6 What does the signal sound like? 1 Correct now 2 Leave for later" in shown
        terminal.press("1", "enter")
        terminal.wait_for("To correct, 1 of 1")
        terminal.press("1", "enter")

        said = ends(terminal, 1)
    assert "Still to correct: 1.3 When did your State deposit its instrument? Go on" in said


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


def test_a_division_is_changed_on_a_screen_and_each_change_is_saved(tmp_path: Path) -> None:
    checklist_run("answer", "--state", "NOR", *OF_COAST, cwd=tmp_path)
    division = tmp_path / "division-NOR.yaml"

    with Terminal("ministries", "divide", *OF_COAST, cwd=tmp_path, screens=True) as terminal:
        terminal.wait_for("Which ministry answers what?")
        terminal.press("?")
        assert "“8 labour” for a set" in terminal.flat_text()
        terminal.press("9.9 labour", "enter")
        terminal.wait_for("`9.9` is not a question or set.")
        terminal.press("3.1 d labour", "enter")
        assert division.exists()
        terminal.press("police", "enter")
        assert "Police answers:" in terminal.screen_text()
        terminal.press("enter")
        terminal.press("/quit")
        terminal.send("\r")

        assert "Saved in division-NOR.yaml." in ends(terminal, 0)


def test_a_proposal_that_is_left_is_not_saved(tmp_path: Path) -> None:
    checklist_run("answer", "--state", "NOR", *OF_COAST, cwd=tmp_path)

    with Terminal("ministries", "divide", *OF_COAST, cwd=tmp_path, screens=True) as terminal:
        terminal.wait_for("Which ministry answers what?")
        terminal.press("quit")
        terminal.send("\r")

        assert "The division was not saved." in ends(terminal, 0)
    assert not (tmp_path / "division-NOR.yaml").exists()


def test_conflicts_are_asked_on_screens_and_stopping_once_is_enough(tmp_path: Path) -> None:
    divided(tmp_path)
    write_return(tmp_path, "labour", {"channels:": "channels: {value: [television]}"})
    write_return(tmp_path, "police", {"channels:": "channels: {value: [posters]}"})
    words = ("ministries", "merge", NORWAY, *RETURNS, *COAST)
    assert checklist_run(*words, cwd=tmp_path).code == 1

    with Terminal("answer", NORWAY, *COAST, cwd=tmp_path, screens=True) as terminal:
        assert "Conflict 1 of" in terminal.wait_for("choose")
        assert terminal.is_full_screen
        terminal.press("/quit")
        terminal.send("\r")

        assert f"checklist fix {NORWAY}" in ends(terminal, 1)

    with Terminal("answer", NORWAY, *COAST, cwd=tmp_path, screens=True) as terminal:
        terminal.wait_for("Conflict 1 of")
        terminal.press("1", "enter")
        assert "Answer now" in terminal.wait_for("choose")
        terminal.press("/quit")
        terminal.send("\r")

        terminal.end()
        assert terminal.flat_text().count("comes on a screen of its own") == 1


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
