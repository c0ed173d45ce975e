"""Commands for which no file is named: the report in the folder, a choice, or what can be done."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.acceptance.entries import SMALL, values
from tests.support.running import Result, checklist_run

REPORT = "report-DNK.yaml"


def run(folder: Path, command: str, *words: str, typed: str = "") -> Result:
    return checklist_run(command, *SMALL, *words, cwd=folder, stdin=typed)


@pytest.mark.parametrize("command", ["status", "show", "export"])
def test_the_only_report_is_taken_and_named(command: str, draft: Path) -> None:
    named, without = run(draft.parent, command, REPORT), run(draft.parent, command)

    assert (without.code, without.stdout) == (0, named.stdout)
    assert without.stderr.startswith(f"{REPORT} is the only report in this folder.\n")


def test_the_only_draft_is_taken_and_made_final(draft: Path) -> None:
    # A final report beside it is none that these commands take.
    shutil.copy(draft, draft.with_name("other.yaml"))
    run(draft.parent, "finalize", "other.yaml")

    final = run(draft.parent, "finalize")

    assert final.code == 0
    assert final.stderr.startswith(f"{REPORT} is the only draft in this folder.\n")
    assert f"{REPORT} is final." in final.stderr


def test_the_only_final_report_is_taken_for_publication(final: Path) -> None:
    done = run(final.parent, "export", "--public")

    assert done.code == 0
    assert done.stderr.startswith(f"{REPORT} is the only final report in this folder.\n")


@pytest.mark.parametrize("command", ["status", "show", "export", "finalize"])
def test_of_several_none_is_taken_without_a_person(command: str, draft: Path) -> None:
    shutil.copy(draft, draft.with_name("report-SWE.yaml"))
    before = draft.read_bytes()

    done = run(draft.parent, command)

    assert (done.code, done.stdout) == (2, "")
    assert "There are several " in done.stderr
    assert "  1  report-DNK.yaml (draft)\n  2  report-SWE.yaml (draft)\n" in done.stderr
    assert "Name one of them after the command." in done.stderr
    assert draft.read_bytes() == before


@pytest.mark.parametrize("command", ["status", "show", "export", "finalize"])
def test_without_any_report_it_is_said(command: str, folder: Path) -> None:
    done = run(folder, command)

    assert (done.code, done.stdout) == (2, "")
    assert "in this folder. Name one" in done.stderr


@pytest.mark.parametrize("command", ["finalize"])
def test_with_a_final_report_alone_it_is_said_what_can_be_done(command: str, final: Path) -> None:
    done = run(final.parent, command)

    assert done.code == 2
    assert f"{REPORT} is a final report, and can no longer be changed." in done.stderr
    assert f"checklist answer --from {REPORT}" in done.stderr


def test_with_a_draft_alone_it_is_said_how_it_becomes_final(draft: Path) -> None:
    done = run(draft.parent, "export", "--public")

    assert done.code == 2
    assert f"To make it final: checklist finalize {REPORT}" in done.stderr


def test_a_part_of_the_only_report_can_be_shown(draft: Path) -> None:
    named, without = (
        run(draft.parent, "show", REPORT, "treaty"),
        run(draft.parent, "show", "treaty"),
    )

    assert (without.code, without.stdout) == (0, named.stdout)
    assert without.stdout


def test_a_file_that_is_not_there_is_no_part_of_a_report(draft: Path) -> None:
    done = run(draft.parent, "show", "report-NOR.yaml")

    assert "report-NOR.yaml" in done.stdout
    assert "S001" in done.stdout


def test_a_report_that_is_broken_is_taken_so_that_it_says_why(folder: Path) -> None:
    (folder / REPORT).write_text("answers: [")

    done = run(folder, "status")

    assert done.code == 1
    assert done.stdout.startswith(f"{REPORT}:")


@pytest.mark.parametrize("command", ["status"])
def test_a_file_that_does_not_say_its_kind_is_called_neither_draft_nor_final(
    command: str, folder: Path
) -> None:
    (folder / REPORT).write_bytes(b"\xff garbage")

    done = run(folder, command)

    assert done.code in {1, 2}
    assert done.stderr.startswith(
        f"{REPORT} is used, although it is not clear whether it is a draft or final.\n"
    )


def test_a_file_that_does_not_say_its_kind_is_marked_in_a_list(draft: Path) -> None:
    (draft.parent / "report-SWE.yaml").write_bytes(b"\xff garbage")

    done = run(draft.parent, "status")

    assert "  2  report-SWE.yaml (not clear whether draft or final)\n" in done.stderr


def test_a_name_with_a_blank_is_quoted_in_what_can_be_done(draft: Path) -> None:
    draft.rename(draft.with_name("our report.yaml"))

    done = run(draft.parent, "export", "--public")

    assert "To make it final: checklist finalize 'our report.yaml'\n" in done.stderr


def test_reports_that_are_not_listed_are_counted(draft: Path) -> None:
    for number in range(1_020):
        os.link(draft, draft.with_name(f"other-{number}.yaml"))

    done = run(draft.parent, "status")

    assert "  and 1,001 more\n" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_link_to_a_name_that_is_too_long_ends_no_command_without_a_reason(final: Path) -> None:
    (final.parent / "report-AUT.yaml").symlink_to("x" * 300)

    shown = run(final.parent, "status")

    assert shown.code == 0


# The interview


def test_a_draft_that_was_kept_beside_a_final_report_says_so(final: Path) -> None:
    done = run(final.parent, "answer", "report-DNK.draft.yaml")

    told = " ".join(done.stdout.split())
    assert told.count("report-DNK.draft.yaml is the draft from which a final report was made.") == 2
    assert told.count("report-DNK.yaml is a final report, and can no longer be changed.") == 2
    assert "checklist answer --from report-DNK.yaml" in told
    assert "checklist finalize" not in told


@pytest.mark.sampled
@pytest.mark.parametrize(
    "name", ["report-DNK.draft.yaml", "report-DNK.2.draft.yaml", "other.draft.yaml"]
)
def test_a_draft_beside_another_draft_goes_on_as_usual(name: str, draft: Path) -> None:
    shutil.copy(draft, draft.with_name(name))

    done = run(draft.parent, "answer", name)

    assert "a final report" not in done.stdout
    assert "checklist finalize" in done.stdout


if sys.platform != "win32":
    from tests.support.terminal import Terminal

    def test_a_person_chooses_one_of_several_by_its_number(draft: Path, final: Path) -> None:
        shutil.copy(draft, draft.with_name("begun.yaml"))

        with Terminal("status", *SMALL, cwd=draft.parent) as terminal:
            terminal.wait_for("2 report-DNK.yaml")
            terminal.send("7\r")
            terminal.wait_for("Type a number from 1 to 2.")
            terminal.send("2\r")
            assert terminal.end() == 0
            assert "Denmark (DNK)" in terminal.flat_text()

    def test_a_person_can_choose_none(draft: Path) -> None:
        shutil.copy(draft, draft.with_name("begun.yaml"))

        with Terminal("finalize", *SMALL, cwd=draft.parent) as terminal:
            terminal.wait_for("Enter alone stops.")
            terminal.send("\r")
            assert terminal.end() == 2
            assert "no report was chosen" in terminal.flat_text()

    def test_answer_goes_on_with_the_only_draft(begun: Path) -> None:
        with Terminal("answer", *SMALL, cwd=begun.parent) as terminal:
            terminal.enter("The first parties met.")
            assert f"{REPORT} is the only draft in this folder." in terminal.flat_text()

        assert values(begun)["founding-story"] == "The first parties met."

    def test_answer_goes_on_with_the_draft_whose_number_is_typed(begun: Path) -> None:
        other = Path(shutil.copy(begun, begun.with_name("report-XYZ.yaml")))

        with Terminal("answer", *SMALL, cwd=begun.parent) as terminal:
            terminal.enter("3")
            assert "`3` is not a number from 1 to 2." in terminal.flat_text()
            terminal.enter("2", "The first parties met.")

        assert values(other)["founding-story"] == "The first parties met."
        assert "founding-story" not in values(begun)

    def test_beside_several_drafts_another_report_can_be_begun(begun: Path) -> None:
        shutil.copy(begun, begun.with_name("report-XYZ.yaml"))

        with Terminal("answer", *SMALL, cwd=begun.parent) as terminal:
            terminal.enter("Norway", "1", "party")

        assert values(begun.parent / "report-NOR.yaml") == {"treaty-status": "party"}
