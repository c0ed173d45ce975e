"""A report is divided among ministries at a terminal: by number, and seen after each change."""

import re
from pathlib import Path

import pytest

from checklist.ministries.division_file import read_division
from tests.support.folders import COAST_FOLDER
from tests.support.pages import flat
from tests.support.running import checklist_run
from tests.support.terminal import Terminal

REPORT = "report-NOR.yaml"
WITH = ("--questionnaire", str(COAST_FOLDER))


def test_questions_are_given_away_by_number_until_enter(tmp_path: Path) -> None:
    checklist_run("answer", "--state", "NOR", "--no-input", *WITH, cwd=tmp_path)

    with Terminal("ministries", "divide", REPORT, *WITH, cwd=tmp_path, rows=60) as terminal:
        terminal.wait_for("Enter alone saves")
        terminal.send("9.9 labour\r")
        terminal.wait_for("`9.9` is not a question or set.")
        terminal.send("police\r")
        terminal.wait_for("3.7 Are ships inspected at night?")
        terminal.send("3.1 d labour\r")
        terminal.wait_for("3.1 d goes to Ministry of labour. Saved in division-NOR.yaml.")
        terminal.send("3.1 d zzz\r")
        terminal.wait_for("`zzz` is not an authority")
        terminal.send("?\r")
        shown = terminal.wait_for("“8 labour” for a set")
        assert "Leads: questions that the ministry answers." in flat(shown)
        assert flat(shown).partition("“8 labour” for a set")[2].count("/quit stops.") < 2
        terminal.send("\r")
        terminal.wait_for("Saved in division-NOR.yaml.")
        assert terminal.end() == 0

    with Terminal("ministries", "divide", REPORT, *WITH, cwd=tmp_path, rows=60) as terminal:
        terminal.wait_for("Enter alone saves")
        terminal.send("/quit\r")
        terminal.wait_for("Nothing was changed; the division is in division-NOR.yaml.")
        assert terminal.end() == 0

    division = read_division(tmp_path / "division-NOR.yaml").division
    assert division.asks["training/volunteers"].lead == "labour"


@pytest.mark.parametrize("columns", [60, 80, 100])
def test_each_ministry_has_one_line_with_its_code_and_figures(columns: int, tmp_path: Path) -> None:
    checklist_run("answer", "--state", "NOR", "--no-input", cwd=tmp_path)

    with Terminal(
        *("ministries", "divide", REPORT), cwd=tmp_path, columns=columns, rows=34, screens=True
    ) as terminal:
        shown = terminal.wait_for("Enter take")
        terminal.press("8.1 labour", "enter", "1", "enter")
        after = terminal.screen_text()

    for code in ("own", "financial-intelligence", "coordinating-body", "local-authorities"):
        assert re.search(rf"^ +\S.* {code} +\d+ +\d+ +\d+$", shown, re.MULTILINE), code
    assert after.index("8.1 goes to Labour or labour inspection") < after.index("Ministry ")


def test_a_day_for_the_replies_is_not_saved_where_the_person_stops_and_it_is_said(
    tmp_path: Path,
) -> None:
    checklist_run("answer", "--state", "NOR", "--no-input", *WITH, cwd=tmp_path)
    checklist_run("ministries", "divide", REPORT, *WITH, cwd=tmp_path)
    path = tmp_path / "division-NOR.yaml"
    before = path.read_bytes()
    words = ("ministries", "divide", REPORT, "--due", "2030-03-01", *WITH)

    with Terminal(*words, cwd=tmp_path, rows=60) as terminal:
        terminal.wait_for("Enter alone saves")
        terminal.send("/quit\r")
        terminal.wait_for("The division was not saved.")
        assert terminal.end() == 0

    assert path.read_bytes() == before


def test_control_c_says_whether_the_division_is_saved_and_in_which_file(tmp_path: Path) -> None:
    checklist_run("answer", "--state", "NOR", "--no-input", *WITH, cwd=tmp_path)
    words = ("ministries", "divide", REPORT, *WITH)

    with Terminal(*words, cwd=tmp_path, rows=60) as terminal:
        terminal.wait_for("Enter alone saves")
        terminal.wait_for_prompt()
        terminal.control("c")
        terminal.wait_for("The division was not saved. Go on with:")
        assert terminal.end() == 130
    assert not (tmp_path / "division-NOR.yaml").exists()

    with Terminal(*words, cwd=tmp_path, rows=60) as terminal:
        terminal.wait_for("Enter alone saves")
        terminal.send("3.1 d labour\r")
        terminal.wait_for("Saved in division-NOR.yaml.")
        terminal.wait_for_prompt()
        terminal.control("c")
        shown = terminal.wait_for("Saved in division-NOR.yaml. Go on with:")
        assert "Saved in report-NOR.yaml" not in shown
        assert terminal.end() == 130


def test_a_change_is_taken_back_and_what_it_does_besides_is_asked_first(tmp_path: Path) -> None:
    checklist_run("answer", "--state", "NOR", "--no-input", *WITH, cwd=tmp_path)
    path = tmp_path / "division-NOR.yaml"

    with Terminal("ministries", "divide", REPORT, *WITH, cwd=tmp_path, rows=60) as terminal:
        terminal.wait_for("Enter alone saves")
        terminal.send("/undo\r")
        terminal.wait_for("There is no change to take back.")
        terminal.send("3.3 cabinet\r")
        shown = terminal.wait_for("3.3 cabinet: is this meant?")
        assert "(`cabinet`) is not asked yet, and gets a form of its own." in flat(shown)
        terminal.send("2\r")
        terminal.wait_for("Nothing was changed.")
        assert not path.exists()
        terminal.send("3 justice\r")
        shown = terminal.wait_for("3 justice: is this meant?")
        assert "these lead now go to others: Police (2), Ministry of labour (6)" in flat(shown)
        terminal.send("1\r")
        terminal.wait_for("Saved in division-NOR.yaml.")
        given = read_division(path).division
        terminal.send("/undo\r")
        terminal.wait_for("The last change is taken back.")
        terminal.send("police justice\r")
        terminal.wait_for("to Ministry of justice. Saved in division-NOR.yaml.")
        terminal.send("/quit\r")
        assert terminal.end() == 0

    assert given.asks["pay-rule"].lead == "justice"
    division = read_division(path).division
    assert division.asks["pay-rule"].lead == "labour"
    assert division.asks["inspections"].lead == "justice"
