"""What `ministries merge` asks about all answers of a form at once, and what it cannot read."""

from pathlib import Path
from typing import Any

import pytest

from checklist.commands.shared.conflict_questions import ConflictDialogue
from checklist.commands.shared.person import Person
from checklist.files.reader import read
from checklist.ministries.conflicts import open_conflicts
from checklist.ministries.log import read_log
from checklist.ministries.sides import Sides
from checklist.reports.report import Report
from tests.support.divided import FILLED, REPORT, RETURNS, divided, run, write_return
from tests.support.folders import COAST_FOLDER
from tests.support.ministries import COAST
from tests.support.terminal import Terminal
from tests.support.typed_person import TypedFace, typed


@pytest.fixture
def merged(tmp_path: Path) -> Report:
    """Return a draft into which two forms were merged that nobody noted as sent."""
    divided(tmp_path)
    (tmp_path / "division-NOR.yaml").unlink()
    run(tmp_path, "ministries", "divide", REPORT)
    for authority, answers in FILLED.items():
        write_return(tmp_path, authority, answers)
    done = run(tmp_path, "ministries", "merge", REPORT, *RETURNS)
    assert done.code == 1, done.stdout + done.stderr
    assert "or about all at once" in " ".join(done.stdout.split())
    data = read(tmp_path / REPORT).data
    assert isinstance(data, dict)
    return Report.from_data(data)


def asked(report: Report, by: str, *entries: str) -> tuple[Report, list[Any]]:
    """Answer the question about all answers of a form, and stop at the first conflict."""
    dialogue = ConflictDialogue(report, Sides(COAST))
    dialogue.ask([by], typed(*entries, "/quit"))
    return dialogue.report, [(one.at, content) for one, content in dialogue.decisions]


def test_all_that_only_one_authority_wants_is_taken_at_once(merged: Report) -> None:
    before = len(open_conflicts(merged))

    after, decided = asked(merged, "labour", "a")

    assert len(decided) == 2
    assert len(open_conflicts(after)) == before - len(decided)
    assert after.answers["pay-rule"]["value"] == "law"
    # Both wanted other channels, so that a person decides.
    assert "channels" in {one.at for one in open_conflicts(after)}


def test_without_yes_each_answer_is_asked_about(merged: Report) -> None:
    before = len(open_conflicts(merged))

    after, decided = asked(merged, "labour", "")

    assert decided == []
    face = TypedFace([""] * before)
    ConflictDialogue(after, Sides(COAST)).ask([], Person(face))
    assert len(face.asked) == before


def test_what_is_neither_a_nor_enter_is_asked_again(merged: Report) -> None:
    _, decided = asked(merged, "labour", "y", "a")

    assert len(decided) == 2


def test_who_stops_at_the_first_question_is_asked_no_other(tmp_path: Path) -> None:
    """Two forms that nobody noted as sent have a question each before the conflicts."""
    divided(tmp_path)
    (tmp_path / "division-NOR.yaml").unlink()
    run(tmp_path, "ministries", "divide", REPORT)
    for authority, answers in FILLED.items():
        write_return(tmp_path, authority, answers)
    words = ("ministries", "merge", REPORT, *RETURNS, "--questionnaire", COAST_FOLDER)

    with Terminal(*map(str, words), cwd=tmp_path, rows=40) as terminal:
        terminal.wait_for("Answers in the form that differ from what stands")
        terminal.send("/quit\r")
        assert terminal.end() == 1

    data = read(tmp_path / REPORT).data
    assert isinstance(data, dict)
    assert open_conflicts(Report.from_data(data))


def test_what_was_decided_before_ctrl_c_is_kept(tmp_path: Path) -> None:
    divided(tmp_path)
    (tmp_path / "division-NOR.yaml").unlink()
    run(tmp_path, "ministries", "divide", REPORT)
    write_return(tmp_path, "labour", FILLED["labour"])
    words = ("ministries", "merge", REPORT, "labour.html", "--questionnaire", COAST_FOLDER)

    with Terminal(*map(str, words), cwd=tmp_path, rows=40) as terminal:
        terminal.wait_for("Answers in the form that differ from what stands")
        terminal.send("\r")
        terminal.wait_for("Conflict 1 of ")
        terminal.send("2\r")
        terminal.wait_for("Conflict 2 of ")
        terminal.control("c")
        assert terminal.end() == 130
        said = " ".join(terminal.screen_text().split())

    data = read(tmp_path / REPORT).data
    assert isinstance(data, dict)
    left = open_conflicts(Report.from_data(data))
    assert f"Merged into {REPORT}." in said
    assert f"{len(left)} conflict" in said
    (decision,) = [one for one in read_log(tmp_path / "log-NOR.jsonl") if one.did == "decide"]
    assert left
    assert decision.data["unit"] not in {one.at for one in left}


def test_a_form_that_cannot_be_read_is_named_with_the_reason(tmp_path: Path) -> None:
    divided(tmp_path)
    (tmp_path / "folder.yaml").mkdir()

    for name, reason in (("gone.yaml", "there is no such file"), ("folder.yaml", "it is a folder")):
        done = run(tmp_path, "ministries", "merge", REPORT, name)

        assert done.code == 2
        assert f"{name}: cannot be read: {reason}" in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("e.xlsx", b"", "e.xlsx: the file is empty"),
        ("e.docx", b"", "e.docx: the file is empty"),
        ("l.docx", b"root:x:0:0", "l.docx: it is damaged, or is not of this format"),
        ("l.xlsx", b"root:x:0:0", "l.xlsx: it is damaged, or is not of this format"),
        ("e.pdf", b"%PDF-1.7", "`e.pdf` is of no format that is read"),
    ],
)
def test_a_file_that_is_no_form_is_not_told_that_its_format_is_read(
    name: str, content: bytes, reason: str, tmp_path: Path
) -> None:
    report = divided(tmp_path)
    before = report.read_bytes()
    (tmp_path / name).write_bytes(content)

    done = run(tmp_path, "ministries", "merge", REPORT, name)

    assert done.code == 1
    assert reason in done.stdout
    assert report.read_bytes() == before
