"""The interview on a real terminal: a pseudo-terminal, and the screen that a person sees.

What is kept of the screens stands in `screens/`, to be looked at.
"""

import io
import re
import signal
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
from rich.cells import cell_len

from checklist.files.lock import ReportLock
from checklist.questionnaire.loading import load, shipped
from tests.acceptance.entries import (
    LIGHTS,
    SMALL,
    TREATY,
    assert_nothing_is_left_behind,
    everything,
    lines,
    loaded,
    values,
    walk,
)
from tests.acceptance.kept import keep
from tests.support.folders import SMALL_FOLDER
from tests.support.leftovers import left_behind
from tests.support.running import COMMAND, checklist_run, environment

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from tests.support.terminal import Terminal

REPORT = "report-DNK.yaml"
PARAGRAPH = "The first parties met in a lighthouse.\nNobody took minutes.\n\nThe keeper did."


def interview(
    folder: Path,
    *options: str,
    columns: int = 80,
    unprivileged: bool = False,
) -> Terminal:
    return Terminal(
        "answer", *SMALL, *options, cwd=folder, columns=columns, unprivileged=unprivileged
    )


def answered(folder: Path, *entries: str) -> Path:
    """Have the entries answered before the test begins."""
    checklist_run("answer", *SMALL, "--state", "Denmark", cwd=folder, stdin=lines(*entries))
    return folder / REPORT


# What is shown


def test_the_beginning(folder: Path) -> None:
    with interview(folder) as terminal:
        keep(terminal.wait_for_prompt(), "state")
        keep(terminal.enter("Denmrk"), "state-not-known")
        keep(terminal.enter("Denmark"), "state-confirmed")
        keep(terminal.enter("1"), "first-question")


@pytest.mark.thorough
def test_the_beginning_on_a_narrow_terminal(folder: Path) -> None:
    with interview(folder, columns=60) as terminal:
        keep(terminal.enter("Denmark", "1"), "first-question-60")
        keep(terminal.enter("2", "", "", "", ""), "list-of-laws-60")


def test_an_entry_that_does_not_fit_is_asked_again(folder: Path) -> None:
    with interview(folder, "--state", "Denmark") as terminal:
        keep(terminal.enter("4", "member", "party", "last summer"), "wrong-entry")
        terminal.enter("2001")

    assert values(folder / REPORT) == {"treaty-status": "party", "signature": "2001"}


def test_help_explains_the_question_and_lists_the_commands(folder: Path) -> None:
    with interview(folder, "--state", "Denmark") as terminal:
        keep(terminal.enter("?"), "help")


def test_the_sets_and_their_questions_are_listed(folder: Path) -> None:
    answered(folder, *TREATY[:3])

    with interview(folder, REPORT) as terminal:
        keep(terminal.enter("/list", "/list treaty"), "list")


def test_a_table_shows_its_entries(folder: Path) -> None:
    answered(folder, *TREATY[:-1])

    with interview(folder, REPORT) as terminal:
        keep(terminal.enter("/goto laws", "Act on ports", "", "", ""), "table")
        terminal.enter("/unknown", "1", "", "", "")

    assert values(folder / REPORT)["laws"][1] == {
        "short-name": {"value": "ports-act"},
        "citation": {"value": "Act on ports"},
        "in-force": {"missing": "not-known", "reason": "not-collected"},
    }


def test_a_measure_is_asked_step_by_step(folder: Path) -> None:
    answered(folder, *TREATY, LIGHTS[0])

    with interview(folder, REPORT) as terminal:
        keep(terminal.enter("2"), "measure-partly")
        keep(terminal.enter("1,3", "The act names one keeper.", ""), "measure-evidence")


def test_a_matrix_shows_the_rows_that_are_answered(folder: Path) -> None:
    answered(folder, *TREATY, *LIGHTS[:6])

    with interview(folder, REPORT) as terminal:
        keep(terminal.enter("1"), "matrix")


def test_a_contact_is_asked_part_by_part(folder: Path) -> None:
    answered(folder, *TREATY[:7])

    with interview(folder, REPORT) as terminal:
        keep(terminal.enter("Coastal Administration", "", "", "nobody"), "contact")


def test_why_an_answer_is_missing_is_asked(folder: Path) -> None:
    with interview(folder, "--state", "Denmark") as terminal:
        keep(terminal.enter("/unknown"), "not-known")
        terminal.enter("2")

    assert loaded(folder / REPORT)["answers"]["treaty-status"] == {
        "missing": "not-known",
        "reason": "ministry-did-not-reply",
    }


def test_going_back_shows_the_answer_and_enter_keeps_it(folder: Path) -> None:
    with interview(folder, "--state", "Denmark") as terminal:
        keep(terminal.enter("party", "2001-05-31", "/back"), "back")
        terminal.enter("", "2004")

    assert values(folder / REPORT) == {
        "treaty-status": "party",
        "signature": "2001-05-31",
        "deposit": "2004",
    }


def test_an_answer_that_changes_the_path_says_what_is_no_longer_asked(folder: Path) -> None:
    with interview(folder, "--state", "Denmark") as terminal:
        terminal.enter("party", "2001-05-31", "2004", "/goto treaty-status")
        keep(terminal.enter("neither"), "change-of-path")
        terminal.enter("/goto treaty-status")
        assert "Asked again, with the answer that was kept" in terminal.enter("party")

    assert values(folder / REPORT)["deposit"] == "2004"


def test_a_gate_that_is_closed_says_what_it_filled_in(folder: Path) -> None:
    answered(folder, *TREATY)

    with interview(folder, REPORT) as terminal:
        keep(terminal.enter("no"), "gate")


def test_a_note_and_confidentiality_stay_with_the_answer(folder: Path) -> None:
    with interview(folder, "--state", "Denmark") as terminal:
        keep(terminal.enter("/note Since the spring.", "party", "/back", "/confidential"), "note")

    assert loaded(folder / REPORT)["answers"]["treaty-status"] == {
        "value": "party",
        "note": "Since the spring.",
        "confidential": True,
    }


def test_quit_says_how_to_go_on_and_that_is_how(folder: Path) -> None:
    with interview(folder, "--state", "Denmark") as terminal:
        screen = terminal.enter("party", "2001-05-31", "/quit")
        assert terminal.end() == 0
        assert terminal.is_restored
    keep(screen, "quit")
    command = screen.splitlines()[-1].split()
    assert command[0] == "checklist"

    with Terminal(*command[1:], cwd=folder) as terminal:
        keep(terminal.wait_for_prompt(), "resumed")


def test_the_end_shows_the_progress_and_what_comes_next(folder: Path) -> None:
    answered(folder, *TREATY, *LIGHTS[:-1])

    with interview(folder, REPORT) as terminal:
        keep(terminal.enter("1"), "end")
        keep(terminal.enter("/quit"), "end-and-quit")
        assert terminal.end() == 0


def test_the_end_lists_what_was_skipped(folder: Path) -> None:
    answered(folder, *TREATY, *LIGHTS[:-2])

    with interview(folder, REPORT) as terminal:
        terminal.enter("/next", "1", "/next")
        keep(terminal.screen_text(), "end-with-something-missing")
        terminal.enter("/quit")
        assert "Go on with:" in terminal.screen_text()
        assert terminal.end() == 0


def test_status(folder: Path) -> None:
    answered(folder, *TREATY, *LIGHTS[:9])

    with Terminal("status", *SMALL, REPORT, cwd=folder) as terminal:
        assert terminal.end() == 0
        keep(terminal.screen_text(), "status")


@pytest.mark.thorough
def test_finalize_while_something_is_missing(folder: Path) -> None:
    answered(folder, *TREATY, *LIGHTS[:9])

    with Terminal("finalize", *SMALL, REPORT, cwd=folder) as terminal:
        terminal.wait_for("Enter alone stops. /quit stops. >")
        keep(terminal.screen_text(), "finalize-refused")
        terminal.send("2\r")

        assert terminal.end() == 1
        assert terminal.screen_text().endswith(
            "Nothing was changed. To correct or answer these questions:\n"
            f"  checklist answer {REPORT} --questionnaire small\n"
        )


@pytest.mark.thorough
def test_finalize_leads_to_what_is_to_be_corrected(folder: Path) -> None:
    answered(folder, *TREATY, *LIGHTS[:9])

    with Terminal("finalize", *SMALL, REPORT, cwd=folder) as terminal:
        terminal.wait_for("Enter alone stops.")
        terminal.send("1\r")

        terminal.wait_for("2.5, required.")


def test_finalize(folder: Path) -> None:
    answered(folder, *TREATY, *LIGHTS)

    with Terminal("finalize", *SMALL, REPORT, cwd=folder, rows=60) as terminal:
        terminal.wait_for("Who approves this report?")
        terminal.send("\r")
        assert terminal.end() == 0
        screen = terminal.flat_text()
        assert "report-DNK.yaml is final. The draft is kept as report-DNK.draft.yaml." in screen
        assert "The folder to send is report-DNK-final: " in screen
        assert "The report does not say who approved it." in screen


# How it can end


def test_ctrl_c_and_ctrl_d_end_with_everything_saved(folder: Path) -> None:
    for key, code in (("c", 130), ("d", 0)):
        with interview(folder, "--state", "Denmark") as terminal:
            terminal.enter("/goto treaty-status", "party")
            terminal.control(key)

            assert terminal.end() == code
            assert terminal.is_restored
            assert "Go on with:" in terminal.screen_text()
        assert values(folder / REPORT) == {"treaty-status": "party"}
        assert_nothing_is_left_behind(folder)


def test_ctrl_c_before_the_state_is_named_leaves_no_file(folder: Path) -> None:
    with interview(folder) as terminal:
        terminal.wait_for_prompt()
        terminal.control("c")

        assert terminal.end() == 130
        assert "Nothing was begun." in terminal.screen_text()
    assert [path.name for path in folder.iterdir()] == ["small"]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT"])
def test_a_signal_ends_with_everything_saved_and_the_terminal_restored(
    name: str, folder: Path
) -> None:
    number = signal.Signals[name]
    with interview(folder, "--state", "Denmark") as terminal:
        terminal.enter("party", "2001-05-31")
        terminal.send("half an ans")
        terminal.wait_for("half an ans")

        terminal.signal(number)

        assert terminal.end() == 128 + number
        assert terminal.is_restored
        # After a hang-up nobody is there to read it.
        assert ("Go on with:" in terminal.screen_text()) is (name != "SIGHUP")
        assert "Traceback" not in terminal.screen_text()
    assert list(values(folder / REPORT)) == ["treaty-status", "signature"]
    assert_nothing_is_left_behind(folder)


def test_the_window_can_be_closed(folder: Path) -> None:
    with interview(folder, "--state", "Denmark") as terminal:
        terminal.enter("party", "2001-05-31")

        assert terminal.hang_up() == 128 + signal.SIGHUP
    assert list(values(folder / REPORT)) == ["treaty-status", "signature"]
    assert_nothing_is_left_behind(folder)


@pytest.mark.thorough
def test_a_signal_while_the_input_is_a_pipe_ends_with_everything_saved(folder: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "answer", *SMALL, "--state", "Denmark"],
        cwd=folder,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write(b"party\n")
        process.stdin.flush()
        read_prompts(process.stdout, 2)

        process.terminate()

        assert process.wait(60) == 128 + signal.SIGTERM
        assert process.stderr.read() == b""
    assert values(folder / REPORT) == {"treaty-status": "party"}


@pytest.mark.thorough
def test_a_killed_session_loses_nothing_that_was_confirmed(folder: Path) -> None:
    entries = (*TREATY, *LIGHTS)
    for confirmed in (0, 2, 13, 23, 29):
        (folder / REPORT).unlink(missing_ok=True)
        whole = answered_after(confirmed, entries)
        with subprocess.Popen(
            [*COMMAND, "answer", *SMALL, "--state", "Denmark"],
            cwd=folder,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as process:
            assert process.stdin and process.stdout
            process.stdin.write(lines(*entries).encode())
            process.stdin.flush()
            read_prompts(process.stdout, confirmed + 1)

            process.kill()

            process.wait(60)
        kept = values(folder / REPORT)
        assert list(kept)[: len(whole)] == whole


@pytest.mark.thorough
def test_after_a_kill_the_next_start_resumes_and_clears_up(folder: Path) -> None:
    with interview(folder, "--state", "Denmark") as terminal:
        terminal.enter("party", "2001-05-31")
        terminal.signal(signal.SIGKILL)
        assert terminal.end() == -signal.SIGKILL
    left_behind(folder / REPORT)
    assert (folder / f".{REPORT}.lock").exists()

    with interview(folder, REPORT) as terminal:
        assert "When did your State deposit its instrument?" in terminal.wait_for_prompt()
        terminal.enter("2004", "/quit")
        assert terminal.end() == 0

    assert list(values(folder / REPORT)) == ["treaty-status", "signature", "deposit"]
    assert_nothing_is_left_behind(folder)


def read_prompts(output: io.BufferedReader | object, number: int) -> None:
    """Read until so many prompts were shown: each but the last confirms an entry."""
    assert isinstance(output, io.BufferedReader)
    for _ in islice((line for line in iter(output.readline, b"") if line == b"> \n"), number):
        pass


def answered_after(number: int, entries: tuple[str, ...]) -> list[str]:
    """Return the questions that so many entries answer in whole."""
    sent = iter(entries[:number])
    steps = walk(load(SMALL_FOLDER), "DNK", lambda prompt: next(sent, "/quit"))
    asked = [prompt.question.id for prompt, _ in islice(steps, number + 1)]
    return list(dict.fromkeys(name for name in asked if name != asked[-1]))


# Two at once, and other programs


@pytest.mark.thorough
def test_the_second_session_is_reported_who_has_the_report(folder: Path) -> None:
    with interview(folder, "--state", "Denmark") as terminal:
        terminal.enter("party")

        second = checklist_run("answer", *SMALL, REPORT, cwd=folder, stdin="2001\n")
        final = checklist_run("finalize", *SMALL, REPORT, cwd=folder)

        assert second.code == final.code == 2
        assert second.stdout == final.stdout == ""
        assert second.stderr == final.stderr
        assert second.stderr.startswith(
            f"checklist: {REPORT} is open in another session (process {terminal.pid} of user "
            "official on host "
        )
        terminal.enter("2001-05-31", "/quit")
        assert terminal.end() == 0
    assert values(folder / REPORT) == {"treaty-status": "party", "signature": "2001-05-31"}


@pytest.mark.thorough
def test_status_and_validate_work_while_the_report_is_open(folder: Path) -> None:
    with interview(folder, "--state", "Denmark") as terminal:
        terminal.enter("party")

        assert checklist_run("status", *SMALL, REPORT, cwd=folder).code == 0
        assert checklist_run("validate", *SMALL, REPORT, cwd=folder).code == 0


@pytest.mark.thorough
def test_what_an_editor_changed_meanwhile_is_kept_with_the_new_answer(folder: Path) -> None:
    report = folder / REPORT
    with interview(folder, "--state", "Denmark") as terminal:
        terminal.enter("party")
        text = report.read_text(encoding="utf-8")
        report.write_text(
            text.replace("value: party", "value: signatory  # as the ministry says")
            + "  port-count:\n    value: 3\n"
        )

        keep(terminal.enter("2001-05-31"), "changed-by-another-program")
        terminal.enter("/quit")
        assert terminal.end() == 0

    assert values(report) == {"treaty-status": "signatory", "signature": "2001-05-31"} | {
        "port-count": 3
    }
    assert "# as the ministry says" in report.read_text(encoding="utf-8")


@pytest.mark.thorough
@pytest.mark.parametrize("content", ["{{{", "", None], ids=["broken", "emptied", "removed"])
def test_a_report_that_became_unusable_is_left_alone_and_the_answers_saved_elsewhere(
    content: str | None, folder: Path
) -> None:
    report = folder / REPORT
    with interview(folder, "--state", "Denmark") as terminal:
        terminal.enter("party", "2001-05-31")
        if content is None:
            report.unlink()
        else:
            report.write_text(content)

        screen = terminal.enter("2004")
        assert "Your answers are kept in memory." in terminal.flat_text()
        if content == "{{{":
            keep(screen, "save-elsewhere")
        assert "Not saved:" in terminal.enter("")
        terminal.enter("rescued.yaml", "The keeper did.", "/quit")
        assert "Saved in rescued.yaml. Go on with:" in terminal.screen_text()
        assert terminal.end() == 0

    assert list(values(folder / "rescued.yaml")) == [
        "treaty-status",
        "signature",
        "deposit",
        "founding-story",
    ]
    assert (report.read_text() if report.exists() else None) == content


@pytest.mark.thorough
def test_no_other_report_is_overwritten_when_saving_elsewhere(folder: Path) -> None:
    (folder / "other.yaml").write_text("precious")
    with interview(folder, "--state", "Denmark") as terminal:
        terminal.enter("party")
        (folder / REPORT).write_text("{{{")

        terminal.enter("2001", "other.yaml")
        assert "it exists already and is not overwritten" in terminal.flat_text()
        terminal.enter("nowhere/rescued.yaml")
        assert "the folder does not exist" in terminal.flat_text()
        terminal.enter("rescued.yaml")
        assert "Saved in rescued.yaml." in terminal.screen_text()

    assert (folder / "other.yaml").read_text() == "precious"


@pytest.mark.thorough
def test_ctrl_c_after_saving_elsewhere_names_the_file_that_has_the_answers(folder: Path) -> None:
    with interview(folder, "--state", "Denmark") as terminal:
        terminal.enter("party")
        (folder / REPORT).write_text("{{{")
        terminal.enter("2001", "rescued.yaml")
        terminal.control("c")

        assert terminal.end() == 130
        assert "Saved in rescued.yaml. Go on with:" in terminal.screen_text()


@pytest.mark.thorough
@pytest.mark.parametrize(("keys", "code"), [("\x03", 130), ("/quit\r", 2)])
@pytest.mark.parametrize("named", [[], ["held.yaml"]])
def test_who_stops_while_nothing_can_be_saved_is_reported_so(
    named: list[str], keys: str, code: int, folder: Path
) -> None:
    held = ReportLock(folder / "held.yaml")
    with held, interview(folder, "--state", "Denmark") as terminal:
        terminal.enter("party")
        (folder / REPORT).write_text("{{{")
        terminal.enter("2001", *named)
        terminal.send(keys)

        assert terminal.end() == code
        assert "Saved in" not in terminal.screen_text()
        assert (
            f"The last answer is not saved. The report is {REPORT}. Go on with:"
            in terminal.flat_text()
        )


# Folders that cannot be written


def test_a_read_only_folder_is_said_before_the_first_question(folder: Path) -> None:
    folder.chmod(0o555)

    done = checklist_run(
        "answer", *SMALL, "--state", "Denmark", cwd=folder, stdin="party\n", unprivileged=True
    )

    assert done.code == 2
    assert done.stderr == (
        f"checklist: {REPORT} cannot be locked: you are not permitted to write there\n"
    )
    assert "status under the treaty" not in done.stdout


def test_a_folder_that_becomes_read_only_loses_no_answer(folder: Path) -> None:
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    elsewhere.chmod(0o777)
    with interview(folder, "--state", "Denmark", unprivileged=True) as terminal:
        terminal.enter("party")
        before = (folder / REPORT).read_bytes()
        folder.chmod(0o555)

        terminal.enter("2001-05-31")
        assert "you are not permitted to write there" in terminal.flat_text()
        terminal.enter("elsewhere/report.yaml", "2004", "/quit")
        assert terminal.end() == 0

    assert (folder / REPORT).read_bytes() == before
    assert list(values(elsewhere / "report.yaml")) == ["treaty-status", "signature", "deposit"]


# What can be typed and pasted


def test_a_paragraph_that_is_pasted_stays_one_answer(folder: Path) -> None:
    answered(folder, *TREATY[:3])
    with interview(folder, REPORT) as terminal:
        assert "With which State" not in terminal.paste(PARAGRAPH)
        keep(terminal.confirm(), "pasted")

    assert values(folder / REPORT)["founding-story"] == PARAGRAPH


def test_a_paragraph_that_is_pasted_where_one_line_is_wanted_is_refused(folder: Path) -> None:
    with interview(folder, "--state", "Denmark") as terminal:
        terminal.paste("party\n2001-05-31\n2004")
        assert "Type one line here." in terminal.confirm()

    assert values(folder / REPORT) == {}


@pytest.mark.thorough
def test_an_escape_character_that_is_pasted_is_refused_with_the_reason(folder: Path) -> None:
    answered(folder, *TREATY[:3])
    with interview(folder, REPORT) as terminal:
        terminal.paste("Red \x1b[31mtext")
        keep(terminal.confirm(), "pasted-escape")

    assert "founding-story" not in values(folder / REPORT)


@pytest.mark.thorough
def test_a_line_that_ends_with_a_backslash_goes_on(folder: Path) -> None:
    answered(folder, *TREATY[:3])
    with interview(folder, REPORT) as terminal:
        terminal.enter("First line,\\", "second line.")

    assert values(folder / REPORT)["founding-story"] == "First line,\nsecond line."


def test_the_names_of_states_are_completed(folder: Path) -> None:
    with interview(folder) as terminal:
        terminal.wait_for_prompt()
        terminal.send("Denm\t")
        terminal.wait_for("> Denmark")
        terminal.send("\r")
        terminal.wait_for("Denmark (DNK): is this right?")
        terminal.send("1\r")
        assert "State: Denmark (DNK)" in terminal.wait_for("status under the treaty")


# Where escape sequences are not wanted


def test_terminals_that_cannot_edit_lines_get_plain_lines(folder: Path) -> None:
    with Terminal(
        "answer", *SMALL, "--state", "Denmark", cwd=folder, env={"TERM": "dumb"}
    ) as terminal:
        terminal.enter("member", "party", "/quit")

        assert terminal.end() == 0
        assert b"\x1b" not in terminal.output
    assert values(folder / REPORT) == {"treaty-status": "party"}


@pytest.mark.thorough
def test_no_color_gives_no_colour(folder: Path) -> None:
    colour = re.compile(rb"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]")
    for env, expected in (({}, True), ({"NO_COLOR": "1"}, False)):
        with Terminal("answer", *SMALL, "--state", "Denmark", cwd=folder, env=env) as terminal:
            terminal.enter("/goto treaty-status", "member", "/quit")

            assert terminal.end() == 0
            assert (colour.search(terminal.output) is not None) is expected


# Lines in a window


@pytest.mark.thorough
def test_no_line_is_wider_than_the_terminal(tmp_path: Path) -> None:
    entries = [
        entry
        for prompt, typed in walk(shipped(), "AUT", everything())
        for entry in (("?", typed) if prompt.is_first else (typed,))
    ]

    done = checklist_run(
        "answer", cwd=tmp_path, stdin=lines("Austria", "/list", *entries), env={"COLUMNS": "60"}
    )
    status = checklist_run("status", "report-AUT.yaml", cwd=tmp_path, env={"COLUMNS": "60"})

    assert (done.code, status.code) == (0, 0), done.stderr
    too_wide = [line for line in (done.stdout + status.stdout).splitlines() if len(line) > 60]
    assert too_wide == []


@pytest.mark.thorough
def test_wide_characters_are_counted_as_two_columns(folder: Path) -> None:
    report = answered(folder, *TREATY[:3])
    chinese = "第一批缔约国在灯塔里开会没有人做记录" * 3
    answered(folder, chinese)

    done = checklist_run(
        "answer", *SMALL, REPORT, cwd=folder, stdin="/goto founding-story\n", env={"COLUMNS": "60"}
    )

    assert values(report)["founding-story"] == chinese
    too_wide = [line for line in done.stdout.splitlines() if cell_len(line) > 60]
    assert too_wide == []
