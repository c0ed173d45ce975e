"""`checklist validate`: its exit codes, the codes that are selected, and the summary."""

import re
from pathlib import Path

import pytest

from tests.acceptance.entries import LIGHTS, TREATY
from tests.support.begun_reports import SMALL, report
from tests.support.running import checklist_run
from tests.support.starts import imported


def test_to_validate_one_report_imports_nothing_that_only_many_need(tmp_path: Path) -> None:
    modules = imported("validate", "nosuch.yaml", cwd=tmp_path)

    assert "checklist.checks.batch" in modules
    assert not modules & {
        "rich",
        "multiprocessing",
        "concurrent.futures",
        "checklist.checks.process_pool",
    }
    of_others = ("checklist.checks.rules.questionnaire_", "checklist.checks.rules.divisions")
    assert not {name for name in modules if name.startswith(of_others)}


def test_validate_exits_with_0_for_notes_and_1_for_errors(tmp_path: Path) -> None:
    path = report(tmp_path, "party")

    draft = checklist_run("validate", *SMALL, path.name, cwd=tmp_path)
    final = checklist_run("validate", "--final", *SMALL, path.name, cwd=tmp_path)

    assert (draft.code, final.code) == (0, 1)
    assert draft.stdout.count("R005 note: ") == 1
    assert "required questions are not answered" in draft.stdout
    assert "R005 error: 1.3 `deposit` is required" in final.stdout
    assert "1 file, 0 with errors: 0 errors, 0 warnings, " in draft.stderr


def test_strict_makes_a_warning_count(tmp_path: Path) -> None:
    path = report(tmp_path, "party", "2001", "2004-05")
    path.write_text(path.read_text("utf-8").replace('"2001"', '"1970"'), "utf-8")

    lenient = checklist_run("validate", *SMALL, path.name, cwd=tmp_path)
    strict = checklist_run("validate", "--strict", *SMALL, path.name, cwd=tmp_path)

    assert "R503 warning: " in lenient.stdout
    assert (lenient.code, strict.code) == (0, 1)
    assert lenient.stdout == strict.stdout


def test_final_makes_a_draft_an_error_and_judges_it_as_final(tmp_path: Path) -> None:
    path = report(tmp_path, *TREATY, *LIGHTS)

    draft = checklist_run("validate", *SMALL, path.name, cwd=tmp_path)
    refused = checklist_run("validate", "--final", *SMALL, path.name, cwd=tmp_path)
    checklist_run("finalize", *SMALL, path.name, cwd=tmp_path)
    final = checklist_run("validate", "--final", *SMALL, path.name, cwd=tmp_path)

    assert (draft.code, refused.code, final.code) == (0, 1, 0)
    assert re.fullmatch(
        r"report-DNK.yaml:\d+:9: S105 error: only final reports are accepted; this is a .+\n",
        refused.stdout,
    )


def test_select_and_ignore_change_what_is_printed_and_counted_and_the_exit_code(
    tmp_path: Path,
) -> None:
    path = report(tmp_path, "party", "2001", "2004-05")
    path.write_text(path.read_text("utf-8").replace('"2001"', '"1970"'), "utf-8")
    words = ("validate", "--strict", *SMALL, path.name)

    whole = checklist_run(*words, cwd=tmp_path)
    only = checklist_run(*words, "--select", "R503,R501", "--select", "S", cwd=tmp_path)
    without = checklist_run(*words, "--ignore", "r503", cwd=tmp_path)

    warning = next(line for line in whole.stdout.splitlines() if " R503 warning: " in line)
    assert (whole.code, only.code, without.code) == (1, 1, 0)
    assert only.stdout == f"{warning}\n"
    assert only.stderr == (
        "R503 check: 1 warning\n"
        "1 file, 0 with errors: 0 errors, 1 warning, 0 notes (only R503, R501, S)\n"
    )
    assert whole.stdout.replace(only.stdout, "") == without.stdout != ""
    assert without.stderr.endswith(" 1 note (without R503)\n")


def test_what_is_not_selected_does_not_count_among_the_hundred_findings_of_a_file(
    tmp_path: Path,
) -> None:
    path = report(tmp_path, "party")
    unknown = "".join(f"  question-{number}: {{value: 1}}\n" for number in range(150))
    path.write_text(path.read_text("utf-8") + unknown, "utf-8")

    done = checklist_run("validate", *SMALL, "--select", "R005", path.name, cwd=tmp_path)

    assert {line.split()[1] for line in done.stdout.splitlines()} == {"R005"}


def test_the_summary_counts_each_code_and_the_files_that_have_it(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("")
    (tmp_path / "c.yaml").write_text("invoice: 7\n")
    (tmp_path / "d.yaml").write_text("a: 1\na: 2\na: 3\n")

    several = checklist_run("validate", ".", cwd=tmp_path)
    one = checklist_run("validate", "d.yaml", cwd=tmp_path)

    assert several.stderr.splitlines() == [
        "S007 duplicate-key: 2 errors in 1 file",
        "S012 empty-file: 2 errors in 2 files",
        "S101 missing-key: 2 errors in 2 files",
        "4 files, 4 with errors: 6 errors, 0 warnings, 0 notes",
    ]
    assert one.stderr.splitlines() == [
        "S007 duplicate-key: 2 errors",
        "S101 missing-key: 1 error",
        "1 file, 1 with errors: 3 errors, 0 warnings, 0 notes",
    ]


@pytest.mark.sampled
@pytest.mark.parametrize("written", ["1.0", "1e3", "2"])
def test_a_version_without_quotation_marks_is_shown_as_it_was_typed(
    written: str, tmp_path: Path
) -> None:
    path = report(tmp_path)
    before = path.read_text("utf-8")
    text, number = re.subn(r"version: [^,}\n]+", f"version: {written}", before, count=1)
    path.write_text(text, "utf-8")

    done = checklist_run("validate", *SMALL, path, cwd=tmp_path)

    assert (number, done.code) == (1, 1)
    said = f"S103 error: the number {written} is not text; put quotation marks around it"
    assert said in done.stdout
