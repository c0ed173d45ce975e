"""The job as it is done: an official answers, makes the report final, an analyst checks it."""

import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from checklist.questionnaire.loading import shipped
from checklist.questionnaire.shipped_files import schema_folder
from tests.acceptance.entries import (
    ANSWERS,
    LIGHTS,
    SMALL,
    TREATY,
    Strategy,
    everything,
    last_options,
    lines,
    loaded,
    nothing_known,
    required_only,
    script,
    values,
)
from tests.support.folders import SMALL_FOLDER
from tests.support.running import PATIENCE, Result, checklist_run, environment
from tests.support.terminal import Terminal


def answer(folder: Path, *entries: str, options: tuple[str, ...] = ()) -> Result:
    return checklist_run("answer", *SMALL, *options, cwd=folder, stdin=lines(*entries))


@cache
def _whole_report() -> bytes:
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(SMALL_FOLDER, folder / "small")
        answer(folder, "Denmark", *TREATY, *LIGHTS)
        return (folder / "report-DNK.yaml").read_bytes()


def whole_report(folder: Path) -> Path:
    """Put the report there that a whole interview makes."""
    report = folder / "report-DNK.yaml"
    report.write_bytes(_whole_report())
    return report


def test_a_piped_interview_leaves_a_report_named_after_the_state(folder: Path) -> None:
    done = answer(folder, "Denmark", *TREATY, *LIGHTS)

    assert done.code == 0, done.stderr
    assert "Nothing required is missing. Next:\n  checklist finalize report-DNK.yaml" in done.stdout
    assert done.stderr == ""
    assert sorted(path.name for path in folder.iterdir()) == ["report-DNK.yaml", "small"]
    assert loaded(folder / "report-DNK.yaml")["state"] == "DNK"
    assert values(folder / "report-DNK.yaml") == ANSWERS


def test_validate_finds_nothing_in_what_an_interview_wrote(folder: Path) -> None:
    whole_report(folder)

    checked = checklist_run("validate", "--strict", *SMALL, "report-DNK.yaml", cwd=folder)

    assert (checked.code, checked.stdout) == (0, "")
    assert checked.stderr == "1 file, 0 with errors: 0 errors, 0 warnings, 0 notes\n"


@pytest.mark.thorough
def test_the_same_entries_typed_in_a_terminal_make_the_same_report(folder: Path) -> None:
    answer(folder, "Denmark", *TREATY, *LIGHTS)
    piped = (folder / "report-DNK.yaml").rename(folder / "piped.txt")

    with Terminal("answer", *SMALL, cwd=folder) as terminal:
        terminal.enter("Denmark", "1", *TREATY, *LIGHTS, "/quit")
        assert terminal.end() == 0

    own_id = re.compile(rb"(?m)^report_id: .*$")
    typed, from_file = (folder / "report-DNK.yaml").read_bytes(), piped.read_bytes()
    assert own_id.search(typed) != own_id.search(from_file)
    assert own_id.sub(b"", typed) == own_id.sub(b"", from_file)


@pytest.mark.parametrize(
    "strategy",
    [
        pytest.param(required_only, id="required-only", marks=pytest.mark.thorough),
        pytest.param(everything(), id="everything", marks=pytest.mark.thorough),
        pytest.param(nothing_known, id="nothing-known"),
    ],
)
def test_a_whole_interview_on_the_shipped_questions_can_become_final(
    strategy: Strategy, tmp_path: Path
) -> None:
    entries = script(shipped(), "AUT", strategy)

    done = checklist_run("answer", cwd=tmp_path, stdin=lines("Austria", *entries))
    final = checklist_run("finalize", "report-AUT.yaml", cwd=tmp_path)
    checked = checklist_run("validate", "report-AUT.yaml", cwd=tmp_path)

    assert done.code == 0, done.stderr
    assert "Nothing required is missing." in done.stdout
    fits = "do not fit together" not in done.stdout
    assert done.stdout.endswith(f"checklist {'finalize' if fits else 'answer'} report-AUT.yaml\n")
    assert final.code == 0, final.stdout
    assert checked.code == 0, checked.stdout
    assert ": S" not in checked.stdout
    assert_schema_agrees(tmp_path / "report-AUT.yaml")


@pytest.mark.thorough
def test_another_way_through_the_shipped_questions_ends_at_the_summary_too(tmp_path: Path) -> None:
    entries = script(shipped(), "AUT", last_options)

    done = checklist_run("answer", cwd=tmp_path, stdin=lines("Austria", *entries))
    checked = checklist_run("validate", "report-AUT.yaml", cwd=tmp_path)

    assert done.code == 0, done.stderr
    assert "Nothing required is missing." in done.stdout
    # The last options make a period of many years, and answers that contradict each other.
    lines_of_others = [line for line in checked.stdout.splitlines() if ": R5" not in line]
    assert [line.split()[1] for line in lines_of_others] == ["R028"]
    assert_schema_agrees(tmp_path / "report-AUT.yaml")


def assert_schema_agrees(report: Path) -> None:
    schema = schema_folder() / "state-report.ctoc-cop-2010-6.schema.json"
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--schemafile", schema, report],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_finalize_refuses_while_something_required_is_missing_and_lists_it(folder: Path) -> None:
    answer(folder, "Denmark", *TREATY, *LIGHTS[:9])
    before = (folder / "report-DNK.yaml").read_bytes()

    done = checklist_run("finalize", *SMALL, "report-DNK.yaml", cwd=folder)

    assert done.code == 1
    assert done.stdout.splitlines() == [
        "report-DNK.yaml cannot be made final yet.",
        "To be answered:",
        "  2.5 How far is there a signal for fog?",
        "  2.7 What stands in the way?",
    ]
    assert "Nothing was changed." in done.stderr
    assert (folder / "report-DNK.yaml").read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == ["report-DNK.yaml", "small"]


def test_finalize_seals_the_report_and_keeps_the_draft(folder: Path) -> None:
    report = whole_report(folder)
    draft = report.read_bytes()

    done = checklist_run("finalize", *SMALL, report.name, cwd=folder)

    assert done.code == 0, done.stdout
    assert "report-DNK.yaml is final. The draft is kept as report-DNK.draft.yaml." in done.stderr
    assert (folder / "report-DNK.draft.yaml").read_bytes() == draft
    final = loaded(report)
    assert final["status"] == "final"
    assert values(report) == ANSWERS
    checked = checklist_run("validate", *SMALL, ".", cwd=folder)
    # The folder `small` holds question sets, which are no reports; the draft is passed over.
    assert "report-DNK" not in checked.stdout


def test_a_final_report_of_which_a_byte_was_changed_is_reported_by_its_seal(folder: Path) -> None:
    report = whole_report(folder)
    checklist_run("finalize", *SMALL, report.name, cwd=folder)
    intact = checklist_run("validate", *SMALL, report.name, cwd=folder)
    text = report.read_text(encoding="utf-8")

    report.write_text(text.replace("Most lights are kept", "Some lights are kept"), "utf-8")
    changed = checklist_run("validate", *SMALL, report.name, cwd=folder)

    assert (intact.code, intact.stdout) == (0, "")
    assert changed.code == 1
    assert "R012 error: " in changed.stdout


def test_an_answer_off_path_is_left_out_of_the_final_report_and_named(folder: Path) -> None:
    report = whole_report(folder)

    answer(folder, "/goto treaty-status", "neither", options=("--state", "Denmark"))
    done = checklist_run("finalize", *SMALL, report.name, cwd=folder)

    assert done.code == 0, done.stdout
    assert (
        "Left out, because it is not asked now: 1.3 (When did your State deposit its" in done.stderr
    )
    assert "deposit" not in values(report)
    assert "deposit" in values(folder / "report-DNK.draft.yaml")


def test_an_answer_whose_question_is_no_more_is_left_out_of_the_final_report_and_named(
    folder: Path,
) -> None:
    report = whole_report(folder)
    with report.open("a", encoding="utf-8") as file:
        file.write("  bell-buoys: {value: 3}\n")

    done = checklist_run("finalize", *SMALL, report.name, cwd=folder)

    assert done.code == 0, done.stdout
    assert "Left out, because this question no longer exists: `bell-buoys`" in done.stderr
    assert "bell-buoys" not in values(report)


def test_a_final_report_is_not_changed_by_answer(folder: Path) -> None:
    whole_report(folder)
    checklist_run("finalize", *SMALL, "report-DNK.yaml", cwd=folder)
    before = (folder / "report-DNK.yaml").read_bytes()

    done = answer(folder, "/goto obstacles", "4", options=("--state", "DNK"))

    assert done.code == 1
    assert "report-DNK.yaml is a final report, and can no longer be changed" in done.stderr
    assert (folder / "report-DNK.yaml").read_bytes() == before


def test_status_shows_how_far_the_report_is_and_what_is_missing(folder: Path) -> None:
    answer(folder, "Denmark", *TREATY, *LIGHTS[:9])

    done = checklist_run("status", *SMALL, "report-DNK.yaml", cwd=folder)

    assert done.code == 0
    assert done.stdout.startswith("Denmark (DNK): draft, revision 1, as of ")
    assert "Required questions answered: 6 of 8" in done.stdout
    assert "The treaty: required 3 of 3, optional 8 of 8" in done.stdout
    assert "missing: 2.5 How far is there a signal for fog?" in done.stdout
    assert "missing: 2.7 What stands in the way?" in done.stdout


def test_a_line_that_does_not_fit_stops_the_run_and_keeps_the_answers_before_it(
    folder: Path,
) -> None:
    done = answer(folder, "Denmark", "party", "2001-05-31", "soon", "Norway")

    assert done.code == 1
    assert done.stderr.startswith("checklist: line 4: `soon` is not a date.")
    assert values(folder / "report-DNK.yaml") == {
        "treaty-status": "party",
        "signature": "2001-05-31",
    }


def test_a_state_that_is_not_one_stops_the_run_before_a_file_is_made(folder: Path) -> None:
    done = answer(folder, "Denmrk", "party")

    assert done.code == 1
    assert "line 1: `Denmrk` is not the name or code of a State." in done.stderr
    assert "Denmark (DNK)" in done.stderr
    assert "Nothing was begun." in done.stdout
    assert [path.name for path in folder.iterdir()] == ["small"]


def test_the_end_of_the_input_is_no_answer_and_the_words_to_go_on_with_do(folder: Path) -> None:
    done = answer(folder, "Denmark", "party", "2001-05-31")

    assert done.code == 0
    assert done.stderr == ""
    saved, command = done.stdout.splitlines()[-2:]
    assert saved == "Saved in report-DNK.yaml. Go on with:"
    assert list(values(folder / "report-DNK.yaml")) == ["treaty-status", "signature"]
    words = command.split()
    assert words[0] == "checklist"
    again = checklist_run(*words[1:], cwd=folder, stdin="2004\n")
    assert "Going on with report-DNK.yaml." in again.stdout
    assert values(folder / "report-DNK.yaml")["deposit"] == "2004"


def test_the_end_of_the_input_inside_a_matrix_keeps_the_rows_that_were_answered(
    folder: Path,
) -> None:
    done = answer(folder, "Denmark", *TREATY, *LIGHTS[:7])

    assert done.code == 0
    assert values(folder / "report-DNK.yaml")["light-tasks"] == {"repair": {"value": "implemented"}}


def test_a_whole_report_can_still_be_changed(folder: Path) -> None:
    report = whole_report(folder)

    done = answer(folder, "/goto obstacles", "3", options=("report-DNK.yaml",))

    assert done.code == 0
    assert "All questions have been asked." in done.stdout
    assert values(report) == {**ANSWERS, "obstacles": ["weather"]}


def test_a_line_too_many_stops_the_run(folder: Path) -> None:
    done = answer(folder, "Denmark", *TREATY, *LIGHTS, "one more")

    assert done.code == 1
    assert f"line {len((*TREATY, *LIGHTS)) + 2}: All questions have been asked." in done.stderr
    assert values(folder / "report-DNK.yaml") == ANSWERS


def test_an_existing_report_is_resumed_after_its_last_answer_and_never_overwritten(
    folder: Path,
) -> None:
    answer(folder, "Denmark", *TREATY)

    done = answer(folder, "Denmark", *LIGHTS)

    assert done.code == 0, done.stderr
    assert "Going on with report-DNK.yaml." in done.stdout
    assert values(folder / "report-DNK.yaml") == ANSWERS


@pytest.mark.parametrize("name", ["Denmark", "denmark", "DNK", "dnk", " Denmark "])
def test_the_state_can_be_given_by_its_name_or_code(name: str, folder: Path) -> None:
    done = answer(folder, "party", options=("--state", name))

    assert done.code == 0
    assert "Which State reports?" not in done.stdout
    assert loaded(folder / "report-DNK.yaml")["state"] == "DNK"


def test_a_wrong_state_is_refused_with_a_suggestion(folder: Path) -> None:
    done = answer(folder, options=("--state", "Danmark"))

    assert done.code == 2
    assert "`Danmark` is not the name or code of a State. Did you mean Denmark (DNK)" in done.stderr
    assert [path.name for path in folder.iterdir()] == ["small"]


def test_a_report_of_another_state_is_not_taken_for_that_of_the_option(folder: Path) -> None:
    answer(folder, "Denmark", "party")

    done = answer(folder, "neither", options=("--state", "Norway", "report-DNK.yaml"))

    assert done.code == 2
    assert "report-DNK.yaml is the report of Denmark (DNK)" in done.stderr
    assert values(folder / "report-DNK.yaml") == {"treaty-status": "party"}


def test_the_report_can_be_any_file_and_then_the_state_is_asked(folder: Path) -> None:
    (folder / "drafts").mkdir()

    done = answer(folder, "Denmark", "party", options=("drafts/ours.yaml",))

    assert done.code == 0
    assert "Saved in drafts/ours.yaml." in done.stdout
    assert loaded(folder / "drafts" / "ours.yaml")["state"] == "DNK"


def test_the_name_of_the_report_says_the_state_only_when_there_is_such_a_state(
    folder: Path,
) -> None:
    known = answer(folder, "party", options=("report-DNK.yaml",))
    unknown = answer(folder, "Denmark", "party", options=("report-old.yaml",))

    assert (known.code, unknown.code) == (0, 0)
    assert loaded(folder / "report-DNK.yaml")["state"] == "DNK"
    assert loaded(folder / "report-old.yaml")["state"] == "DNK"


def test_a_folder_that_does_not_exist_is_said_before_anything_is_asked(folder: Path) -> None:
    done = answer(folder, "Denmark", options=("nowhere/report-DNK.yaml",))

    assert done.code == 2
    assert "the folder does not exist" in done.stderr
    assert "status under the treaty" not in done.stdout


def test_the_questionnaire_can_be_a_shipped_ones_id(folder: Path) -> None:
    name = shipped().head.id

    done = checklist_run("answer", "--questionnaire", name, cwd=folder, stdin="Denmark\n")

    assert done.code == 0
    assert loaded(folder / "report-DNK.yaml")["questionnaire"]["id"] == name


@pytest.mark.parametrize("wrong", ["smal", ".", "small/questionnaire.yaml"])
def test_a_questionnaire_that_is_none_is_refused_and_no_report_made(
    wrong: str, folder: Path
) -> None:
    done = checklist_run("answer", "--questionnaire", wrong, cwd=folder, stdin="Denmark\n")

    assert done.code == 2
    assert "questionnaire" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in folder.iterdir()] == ["small"]


def test_a_report_on_another_questionnaire_is_refused_and_left_as_it_is(folder: Path) -> None:
    answer(folder, "Denmark", "party")
    before = (folder / "report-DNK.yaml").read_bytes()

    done = checklist_run("answer", "report-DNK.yaml", cwd=folder, stdin="x\n")

    assert done.code == 1
    assert "report-DNK.yaml answers the questionnaire `small`, not `ctoc-cop" in done.stderr
    assert (folder / "report-DNK.yaml").read_bytes() == before


def test_a_broken_report_is_refused_with_its_findings_and_left_as_it_is(folder: Path) -> None:
    report = folder / "report-DNK.yaml"
    report.write_text("checklist_report: 1\nstate: DNK\nstate: NOR\n")

    done = answer(folder, "party", options=("report-DNK.yaml",))

    assert done.code == 1
    assert "report-DNK.yaml:3:1: S007 error: " in done.stdout
    assert "report-DNK.yaml cannot be used until this is corrected" in done.stderr
    assert report.read_text() == "checklist_report: 1\nstate: DNK\nstate: NOR\n"


def test_comments_and_the_order_of_an_edited_report_are_kept(folder: Path) -> None:
    answer(folder, "Denmark", "party", "2001-05-31")
    report = folder / "report-DNK.yaml"
    text = report.read_text(encoding="utf-8")
    report.write_text(text.replace("  signature:", "  # Asked at the archive.\n  signature:"))

    answer(folder, "2004", options=("report-DNK.yaml",))

    assert "  # Asked at the archive.\n  signature:\n" in report.read_text(encoding="utf-8")
    assert values(report)["deposit"] == "2004"


def test_what_was_chosen_is_in_the_words_to_go_on_with(folder: Path) -> None:
    chosen = ("--part", "lights")

    done = checklist_run("answer", *SMALL, *chosen, "--plain", cwd=folder, stdin="Denmark\n")

    assert done.code == 0, done.stderr
    assert done.stdout.rstrip().endswith(
        "checklist answer report-DNK.yaml --questionnaire small --part lights --plain"
    )
