"""`checklist show`, as it is typed: in a pipe, and on a real terminal with a pager."""

import json
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from checklist.files.reader import read
from checklist.questionnaire.loading import load
from checklist.render.report.terminal import ReportView
from checklist.reports.check_structure import check_structure
from checklist.reports.seal import seal
from tests.acceptance.entries import LIGHTS, SMALL, TREATY, lines
from tests.support import tiny
from tests.support.effort import Work, assert_growth
from tests.support.folders import EXAMPLES, SMALL_FOLDER
from tests.support.hostile import largest_sound_report
from tests.support.running import Result, assert_kept, checklist_run

SCREENS = Path(__file__).parent / "screens"
EXAMPLE = EXAMPLES / "report-UGA.yaml"
REPORT = "report-DNK.yaml"
HOSTILE = "\x1b[2J\x1b]0;owned\x07\x1b]8;;https://example.org\x07\u202e[bold]:smile:\r\x9b31m"


def show(*arguments: str | Path, cwd: Path, **more: Any) -> Result:
    return checklist_run("show", *SMALL, *arguments, cwd=cwd, **more)


def written(folder: Path, answers: Mapping[str, Any], **head: Any) -> Path:
    """Write a report as JSON, in which any character can stand."""
    data = tiny.report(load(SMALL_FOLDER), answers, state="DNK").to_data()
    path = folder / "report.json"
    path.write_text(json.dumps({**data, **head}), encoding="utf-8")
    return path


def answered(folder: Path) -> Path:
    checklist_run("answer", *SMALL, "--state", "DNK", cwd=folder, stdin=lines(*TREATY, *LIGHTS))
    return folder / REPORT


# In a pipe


@pytest.mark.parametrize("code", ["AUT", "TUV", "UGA"])
def test_an_example_is_shown_as_a_whole(code: str, tmp_path: Path) -> None:
    done = checklist_run("show", EXAMPLES / f"report-{code}.yaml", cwd=tmp_path)

    assert (done.code, done.stderr) == (0, "")
    assert re.match(rf"State report: \w+ \({code}\)\nFinal report, revision 1, as", done.stdout)
    assert "\nSeal: it matches the content\n" in done.stdout
    assert len(re.findall(r"^Part \d+ of 11: ", done.stdout, re.MULTILINE)) == 11
    assert "validate" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "\x1b" not in done.stdout


def test_a_draft_that_was_just_answered_is_shown(folder: Path) -> None:
    answered(folder)

    done = show(REPORT, cwd=folder)

    assert (done.code, done.stderr) == (0, "")
    assert "Denmark (DNK)\nDraft, revision 1, as of " in done.stdout
    assert "\nRequired questions answered: 8 of 8\n" in done.stdout
    assert "\n    Law: The act names one keeper.\n" in done.stdout


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("deposit", ["1.3"]),
        ("Light-Tasks", ["2.3"]),
        ("r3", ["2.3", "2.5"]),
        ("3 (A)", ["2.5"]),
        ("treaty", [f"1.{n}" for n in range(1, 12)]),
    ],
)
def test_what_is_named_is_shown_alone(name: str, headings: list[str], folder: Path) -> None:
    answered(folder)

    done = show(REPORT, name, cwd=folder)

    assert (done.code, done.stderr) == (0, "")
    assert re.findall(r"^(\d+\.\d+) ", done.stdout, re.MULTILINE) == headings
    assert done.stdout.startswith("Denmark (DNK): draft, revision 1, as of ")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (
            "light-taks",
            "no question, part or recommendation `light-taks`; did you mean `light-tasks`?",
        ),
        ("99", "there is no part 99, the last one is 2; `checklist questions` lists all"),
        (HOSTILE[:8], "`‹U+001B›[2J‹U+001B›]0;`"),
    ],
)
def test_an_unknown_name_is_reported_with_the_nearest_one(
    name: str, says: str, folder: Path
) -> None:
    written(folder, {})

    done = show("report.json", name, cwd=folder)

    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.startswith("checklist: there is ")
    assert says in done.stderr


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("answers: [", "S005"),
        ("invoice: 7", "S101"),
        ("[]", "S013"),
        ('{"checklist_report": 1, "answers": {}}', "S101"),
        (None, "S001"),
    ],
)
def test_a_report_that_cannot_be_used_gets_findings_as_with_status(
    content: str | None, code: str, folder: Path
) -> None:
    if content is not None:
        (folder / "report.yaml").write_text(content, encoding="utf-8")

    done = show("report.yaml", cwd=folder)

    assert done == checklist_run("status", *SMALL, "report.yaml", cwd=folder)
    assert done.code == 1
    assert re.match(rf"report\.yaml:\d+:\d+: {code} error: ", done.stdout)


def test_a_broken_answer_does_not_hide_the_others(folder: Path) -> None:
    written(folder, {"treaty-status": {"value": ["party"]}, "port-count": {"value": 3}})

    done = show("report.json", cwd=folder)

    assert (done.code, done.stderr) == (0, "")
    assert 'In the file: {"value": ["party"]}' in done.stdout
    assert "\n    3 ports\n" in done.stdout


def test_a_final_report_that_was_changed_is_shown_and_says_so(folder: Path) -> None:
    path = written(folder, {"treaty-status": {"value": "party"}}, status="final")
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**data, "revision": 2, "seal": seal(data)}), encoding="utf-8")

    done = show("report.json", cwd=folder)

    assert done.code == 0
    assert "\nSeal: it DOES NOT MATCH the content, which was changed afterwards\n" in done.stdout


# Foreign text

FREE = {"value": [{"short-name": {"value": "act", "note": "%"}, "%": {"value": "%"}}], "note": "%"}


@pytest.mark.sampled
@pytest.mark.parametrize("name", [[], ["laws"], ["treaty"]])
def test_no_value_key_or_name_harms_the_terminal(name: list[str], folder: Path) -> None:
    # The reader refuses controls as characters; it lets marks, and what looks like markup, through.
    evil = "[/bold]\u202e\u2066\u200b[red]:smile:\u2028‮"
    laws = json.loads(json.dumps(FREE).replace("%", evil))
    written(
        folder,
        {"laws": laws, evil: {"value": evil}, "founding-story": {"value": f"{evil}\n{evil}"}},
        state=evil,
    )

    done = show("report.json", *name, cwd=folder, env={"FORCE_COLOR": "1"})

    assert (done.code, done.stderr) == (0, "")
    assert "[/bold]‹U+202E›‹U+2066›‹U+200B›[red]:smile:" in " ".join(done.stdout.split())
    assert set(re.findall(r"\x1b[^m]*m", done.stdout)) <= {"\x1b[1m", "\x1b[0m"}
    assert not {"\u202e", "\u2066", "\u200b", "\u2028", "\r"} & set(done.stdout)


def test_a_control_character_is_a_finding(folder: Path) -> None:
    written(folder, {"laws": {"missing": "declined", "note": HOSTILE}})

    done = show("report.json", cwd=folder)

    assert done.code == 1
    assert "S004 error: " in done.stdout
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", done.stdout + done.stderr)


# Time


@pytest.mark.thorough
def test_the_time_to_show_a_report_grows_with_its_length(folder: Path) -> None:
    questionnaire = load(SMALL_FOLDER)

    def shown(number: int) -> Work:
        title = {"value": "An act on lights. " * 200, "note": "More of it. " * 50}
        laws = [{"short-name": {"value": f"act-{n}"}, "citation": title} for n in range(number)]
        data = json.loads(written(folder, {"laws": {"value": laws}}).read_text("utf-8"))
        checked, _ = check_structure(data, questionnaire)
        return lambda: [*ReportView(checked, 80).whole()]

    assert_growth(shown, 450)


@pytest.mark.thorough
def test_the_largest_report_that_is_read_is_shown(folder: Path) -> None:
    (folder / "report.yaml").write_bytes(largest_sound_report())

    done = show("report.yaml", cwd=folder)

    assert 1_900_000 < (folder / "report.yaml").stat().st_size < 2 * 1024 * 1024
    assert done.code == 0
    assert done.stdout.count("act-") >= 450


@pytest.mark.thorough
def test_of_a_report_that_is_too_long_no_more_is_read_than_of_any_other(folder: Path) -> None:
    def refused(length: int) -> Work:
        path = folder / f"{length}.json"
        written(folder, {"laws": {"missing": "declined", "note": "x" * length}}).rename(path)
        return lambda: read(path)

    done = show(written(folder, {"laws": {"note": "x" * 5_000_000}}), cwd=folder)

    assert done.code == 1
    assert "S002 error: " in done.stdout
    assert_growth(refused, 20_000_000, at_most=3)


# On a terminal

if sys.platform != "win32":
    from tests.support.terminal import Terminal

on_terminal = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("less") is None,
    reason="there is no pseudo-terminal, or no less",
)
NEXT = "space: next page, b: page before, /: find, q: end"


@pytest.mark.sampled
@on_terminal
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)])
def test_a_long_report_is_paged(columns: int, rows: int, tmp_path: Path) -> None:
    with Terminal("show", EXAMPLE, cwd=tmp_path, columns=columns, rows=rows) as terminal:
        assert_kept(terminal.wait_for(NEXT), SCREENS / f"show-{columns}.txt")
        terminal.send(" ")
        terminal.wait_for("1.3 When does the period that this report covers end?")
        terminal.send("/CONFIDENTIAL\r")
        terminal.wait_for("[CONFIDENTIAL] How would you describe these obstacles")
        assert_kept(terminal.wait_for(NEXT), SCREENS / f"show-confidential-{columns}.txt")
        terminal.send("q")

        assert terminal.end() == 0
        assert terminal.is_restored
    assert b"Traceback" not in terminal.output
    assert b"\x1b[1mState report: Uganda (UGA)\x1b[0m" in terminal.output


@on_terminal
def test_leaving_the_pager_at_once_is_silent(tmp_path: Path) -> None:
    with Terminal("show", EXAMPLE, cwd=tmp_path, env={"PAGER": "head -n 3"}) as terminal:
        assert terminal.end() == 0

        assert terminal.screen_text() == (
            "State report: Uganda (UGA)\n"
            "Final report, revision 1, as of 20 November 2026\n"
            "Questionnaire: ctoc-cop-2010-6, version 1.0.0\n"
        )


@on_terminal
def test_ctrl_c_ends_the_pager_only_if_it_wants_to(tmp_path: Path) -> None:
    (tmp_path / "pager").write_text(
        "trap 'echo stopped; exit 0' INT\necho ready\ncat > /dev/null\n"
        "while :; do sleep 0.1; done\n"
    )

    with Terminal("show", EXAMPLE, cwd=tmp_path, env={"PAGER": "sh pager"}) as terminal:
        terminal.wait_for("ready")
        terminal.control("c")
        terminal.wait_for("stopped")

        assert terminal.end() == 0
    assert b"Traceback" not in terminal.output


@on_terminal
def test_a_short_text_is_not_paged(folder: Path) -> None:
    answered(folder)

    with Terminal("show", *SMALL, REPORT, "deposit", cwd=folder) as terminal:
        assert terminal.end() == 0

        assert NEXT not in terminal.screen_text()
        assert b"\x1b[1m1.3 When did your State deposit" in terminal.output


@on_terminal
def test_without_colours_the_pager_gets_plain_text(tmp_path: Path) -> None:
    with Terminal("show", EXAMPLE, cwd=tmp_path, env={"NO_COLOR": "1", "PAGER": "tee x"}) as done:
        assert done.end() == 0
    with Terminal("show", EXAMPLE, cwd=tmp_path, env={"PAGER": "tee y"}) as done:
        assert done.end() == 0

    plain = checklist_run("show", EXAMPLE, cwd=tmp_path).stdout
    assert (tmp_path / "x").read_text("utf-8") == plain
    assert (tmp_path / "y").read_text("utf-8") == plain
