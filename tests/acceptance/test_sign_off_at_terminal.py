"""A person at a terminal is asked what is to be decided before a report is final."""

from pathlib import Path
from typing import Any

import pytest

from checklist.files.reader import read
from tests.support.divided import COAST, REPORT
from tests.support.signing import never_sent, ready, run
from tests.support.terminal import Terminal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ready(tmp_path)
    return tmp_path


def report(folder: Path) -> Any:
    return read(folder / REPORT).data


def test_each_point_is_asked_in_turn_and_the_report_is_final(folder: Path) -> None:
    with Terminal("finalize", REPORT, *COAST, cwd=folder, rows=60) as terminal:
        for shown, typed in (
            ("2 Go on: make the report final", "2"),
            ("Cleared: From 2003. Now: From 2005.", "2"),
            ("Who said so?", "Ola Hansen"),
            ("Police (state: sent). Required questions without an answer: 1", "3"),
            ("1 The information is not collected", "1"),
            ("4.1 May this report be published?", "y"),
            ("4.2 May the help that your State wants be shown to donors?", ""),
            ("Who approves this report?", "A. Minister"),
            ("Of which office?", "28 November 2026"),
            ("`28 November 2026` is a number or a date: is this right as the office?", "2"),
            ("Of which office?", "Ministry of fishing"),
            ("On which day?", "2.3.2027"),
            ("2 March 2027 is still to come", "1.3.2027"),
            ("Approved by A. Minister, Ministry of fishing, on 1 March 2027: is this right?", "2"),
            ("Who approves this report? Type the name", "42"),
            ("`42` is a number or a date: is this right as the name?", "2"),
            ("Who approves this report? Type the name", "A. Minister"),
            ("Of which office?", "Ministry of justice"),
            ("On which day?", "1.3.2027"),
            ("Approved by A. Minister, Ministry of justice, on 1 March 2027: is this right?", ""),
            ("Type a number from 1 to 2.", "1"),
        ):
            terminal.wait_for(shown)
            terminal.send(f"{typed}\r")
        terminal.wait_for("Enter alone leaves.")
        terminal.send("4\r")
        assert terminal.end() == 0

    data = report(folder)
    assert data["approved"] == {
        "by": "A. Minister",
        "office": "Ministry of justice",
        "on": "2027-03-01",
    }
    assert [one["authority"] for one in data["cleared"]] == ["labour"]
    assert data["answers"]["publication"] == {"value": "publish"}
    assert "donors" not in data["answers"]
    police = data["answers"]["training"]["value"]["police-officers"]
    assert police == {"missing": "not-known", "reason": "not-collected", "confidential": True}


def test_ctrl_c_at_what_comes_next_does_not_name_the_command_that_is_done(folder: Path) -> None:
    decided = ("--answer", "publication=publish", "--keep", "labour", "--no-reply", "police")

    with Terminal(
        *("finalize", REPORT, *COAST, *decided, "--no-approval"), cwd=folder, rows=60
    ) as terminal:
        terminal.wait_for("2 Go on: make the report final")
        terminal.send("2\r")
        terminal.wait_for("Enter alone leaves it open.")
        terminal.send("\r")
        terminal.wait_for("Enter alone leaves.")
        terminal.send("\x03")

        assert terminal.end() == 130
        assert f"Go on with: checklist submit {REPORT}" in terminal.flat_text()
    assert report(folder)["status"] == "final"


@pytest.mark.sampled
@pytest.mark.parametrize("answers", [["2", "1"], ["2", ""], ["2", "3", "1"], ["2", "3", "2", ""]])
def test_to_ask_again_to_wait_or_to_decide_later_changes_nothing(
    answers: list[str], folder: Path
) -> None:
    before = (folder / REPORT).read_bytes()

    with Terminal("finalize", REPORT, *COAST, cwd=folder, rows=60) as terminal:
        prompts = [
            "2 Go on",
            "1 Stop here and ask the ministry again",
            "1 Stop here and wait",
            "May this report be published?",
        ]
        for shown, typed in zip(prompts, answers, strict=False):
            terminal.wait_for(shown)
            terminal.wait_for("Enter alone")
            terminal.send(f"{typed}\r")
        terminal.wait_for("Nothing was made final.")
        assert terminal.end() == 1

    assert (folder / REPORT).read_bytes() == before


@pytest.mark.sampled
@pytest.mark.parametrize("stop", ["\x04", "/back\r/quit\r"], ids=["end-of-input", "quit"])
@pytest.mark.parametrize("count", [2, 5, 6, 7, 8])
def test_where_the_input_ends_or_the_person_quits_nothing_is_decided(
    count: int, stop: str, folder: Path
) -> None:
    before = (folder / REPORT).read_bytes()
    asked = (
        ("2 Go on: make the report final", "2"),
        ("Since then", "2"),
        ("Who said so?", "Ola Hansen"),
        ("2 Answer “Not known:", "2"),
        ("4.1 May this report be published?", "1"),
        ("4.2 May the help that your State wants be shown to donors?", ""),
        ("Who approves this report?", "A. Minister"),
        ("Of which office?", "Ministry of justice"),
        ("On which day?", ""),
    )

    with Terminal("finalize", REPORT, *COAST, cwd=folder, rows=60) as terminal:
        for shown, typed in asked[:count]:
            terminal.wait_for(shown)
            terminal.send(f"{typed}\r")
        terminal.wait_for(asked[count][0])
        terminal.wait_for_prompt()  # Ctrl-D does nothing before it
        terminal.send(stop)
        terminal.wait_for("Nothing was made final.")
        assert terminal.end() == 1

    assert (folder / REPORT).read_bytes() == before


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("is_refused", "stop"),
    [
        (False, "1 Stop here and send it a form"),
        (True, "1 Stop here and give its questions to another ministry"),
    ],
)
def test_of_who_was_never_sent_a_form_or_refused_it_cannot_be_said_that_no_reply_came(
    is_refused: bool, stop: str, folder: Path
) -> None:
    if is_refused:
        run(folder, "ministries", "note", "police", "refused", REPORT)
    else:
        never_sent(folder)

    with Terminal("finalize", REPORT, *COAST, cwd=folder, rows=60) as terminal:
        for shown, typed in (
            ("2 Go on: make the report final", "2"),
            ("Since then", "3"),
            (stop, "1"),
        ):
            terminal.wait_for(shown)
            terminal.wait_for("Enter alone")
            terminal.send(f"{typed}\r")
        terminal.wait_for("Nothing was made final.")
        assert "2 Answer “Not known”; the reason is not published" in terminal.flat_text()
        assert "did not reply" not in terminal.flat_text()
        assert terminal.end() == 1


def test_who_refused_can_have_a_reason_in_words_that_is_not_published(folder: Path) -> None:
    run(folder, "ministries", "note", "police", "refused", REPORT)

    with Terminal("finalize", REPORT, *COAST, cwd=folder, rows=60) as terminal:
        for shown, typed in (
            ("2 Go on: make the report final", "2"),
            ("Since then", "3"),
            ("2 Answer “Not known”; the reason is not published", "2"),
            ("3 Another reason", "3"),
            ("Which reason?", "It may not answer."),
            ("4.1 May this report be published?", "1"),
            ("4.2 May the help", ""),
            ("Who approves this report?", ""),
        ):
            terminal.wait_for(shown)
            terminal.send(f"{typed}\r")
        terminal.wait_for("Enter alone leaves.")
        terminal.send("4\r")
        assert terminal.end() == 0

    assert "note: It may not answer." in (folder / REPORT).read_text("utf-8")


def test_enter_stops_at_once_where_the_report_may_have_mistakes(folder: Path) -> None:
    with Terminal("finalize", REPORT, *COAST, cwd=folder, rows=60) as terminal:
        terminal.wait_for("2 Go on: make the report final")
        terminal.send("\r")
        terminal.wait_for("Nothing was changed.")
        assert terminal.end() == 1
        assert "Correct it now" not in terminal.flat_text()
