"""`checklist compare`, as it is typed."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from checklist.questionnaire.loading import load
from checklist.reports.report import DRAFT, Report
from checklist.states import STATES
from tests.acceptance.entries import SMALL
from tests.support import tiny
from tests.support.cycles import reports_of_cycles, write_cycles
from tests.support.folders import SMALL_FOLDER, TEMPORARY
from tests.support.later_reports import EARLIER, LATER
from tests.support.made_reports import made_report
from tests.support.pages import flat
from tests.support.running import Result, checklist_run

UGANDA = "report-UGA.yaml"
EACH = "--section", "left-out,changes"
OLD_WORDS, NEW_WORDS = "The old secret.", "The new secret."


def compare(*arguments: str | Path, cwd: Path, **more: Any) -> Result:
    return checklist_run("compare", *arguments, cwd=cwd, **more)


def written(path: Path, answers: Mapping[str, Any], **head: Any) -> Path:
    """Write a little report of Denmark: a final one, if nothing else is said."""
    path.parent.mkdir(exist_ok=True)
    data = {**tiny.report(load(SMALL_FOLDER), answers, state="DNK").to_data(), **head}
    if head.get("status") != DRAFT:
        data = Report.from_data(data).sealed().to_data()
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_two_reports_of_a_state_are_compared(tmp_path: Path) -> None:
    done = compare(EARLIER / UGANDA, LATER / UGANDA, cwd=tmp_path)

    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.startswith("What changed: Uganda (UGA)\nOld: final report, revision 1")
    assert "\n  - Partly implemented → Implemented\n" in done.stdout
    assert "\n  - Practice: A psychologist visits [-the-] {+each provincial+} team" in done.stdout
    assert "worse" not in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("old", "new", "piped"),
    [("-", LATER / UGANDA, EARLIER / UGANDA), (EARLIER / UGANDA, "-", LATER / UGANDA)],
)
def test_one_of_the_two_can_be_standard_input(
    old: str | Path, new: str | Path, piped: Path, tmp_path: Path
) -> None:
    done = compare(old, new, cwd=tmp_path, stdin=piped.read_text(encoding="utf-8"))

    assert (done.code, done.stderr) == (0, "")
    of_files = compare(EARLIER / UGANDA, LATER / UGANDA, cwd=tmp_path)
    assert done.stdout.split() == of_files.stdout.replace(str(piped), "-").split()


def test_both_cannot_be_standard_input(tmp_path: Path) -> None:
    done = compare("-", "-", cwd=tmp_path, stdin="a: 1\n")

    assert (done.code, done.stdout) == (2, "")
    assert "standard input is either the earlier report or the later one" in done.stderr


def test_a_report_that_did_not_change_is_no_error_either(tmp_path: Path) -> None:
    done = compare(EARLIER / UGANDA, EARLIER / UGANDA, cwd=tmp_path)

    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.endswith("\nChanged: 0 of 117 questions.\n")


def test_two_folders_are_compared_state_by_state(tmp_path: Path) -> None:
    first = compare(EARLIER, LATER, cwd=tmp_path)
    done = compare(EARLIER, LATER, "--format", "html", cwd=tmp_path)

    assert (first.code, done.code) == (0, 0)
    assert first.stderr == done.stderr == "2 States compared; 0 files not counted\n"
    assert "States that report more or fewer measures" in flat(first.stdout)
    assert "Austria (AUT): only in OLD (revision 1)" in first.stdout
    assert "Tuvalu (TUV)" not in first.stdout
    assert done.stdout.index("Tuvalu (TUV)") < done.stdout.index("Uganda (UGA)")


def test_a_folder_can_be_compared_with_a_report(tmp_path: Path) -> None:
    done = compare(EARLIER, LATER / UGANDA, "--format", "json", cwd=tmp_path)

    document = json.loads(done.stdout)
    assert done.code == 0
    assert [one["state"] for one in document["reports"]] == ["UGA"]
    assert [one["state"] for one in document["alone"]] == ["AUT", "TUV"]


def test_reports_of_different_states_cannot_be_compared(tmp_path: Path) -> None:
    done = compare(EARLIER / UGANDA, EARLIER / "report-AUT.yaml", cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.startswith("checklist: ")
    assert "is a report of Uganda (UGA) and " in done.stderr
    assert done.stderr.endswith("one of Austria (AUT): compare two of one State\n")


@pytest.mark.parametrize("order", [1, -1])
def test_a_report_that_cannot_be_used_is_reported_with_its_line(order: int, tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("checklist_report: 1\nstate: [\n", encoding="utf-8")
    paths = [str(EARLIER / UGANDA), "broken.yaml"][::order]

    done = compare(*paths, cwd=tmp_path)

    assert done.code == 1
    assert done.stdout.startswith("broken.yaml:3:1: S005 error: ")
    assert "1 file, 1 with errors" in done.stderr


def test_of_two_broken_reports_both_are_reported(tmp_path: Path) -> None:
    done = compare("a.yaml", "b.yaml", cwd=tmp_path)

    assert done.code == 1
    assert [line[:16] for line in done.stdout.splitlines()] == [
        "a.yaml:1:1: S001",
        "b.yaml:1:1: S001",
    ]


def test_a_broken_report_in_a_folder_hides_no_other(tmp_path: Path) -> None:
    written(tmp_path / "old" / "dnk.json", {"port-count": {"value": 3}})
    written(tmp_path / "new" / "dnk.json", {"port-count": {"value": 4}})
    (tmp_path / "new" / "broken.json").write_text('{"a": 1,\n "a": 2}', encoding="utf-8")

    done = compare(*SMALL, "old", "new", cwd=with_small(tmp_path))

    assert done.code == 1
    assert done.stderr == "1 State compared; 1 file not counted\n"
    told = "broken.json` (NEW): cannot be used: new/broken.json:1:1: S101 this is not a State"
    assert told in " ".join(done.stdout.split())


def test_a_revision_that_is_given_twice_is_an_error(tmp_path: Path) -> None:
    for name in ("old/a.json", "old/b.json", "new/a.json"):
        written(tmp_path / name, {})

    done = compare(*SMALL, "old", "new", cwd=with_small(tmp_path))

    assert done.code == 1
    assert done.stderr == "0 States compared; 2 files not counted\n"
    told = "`old/a.json` (OLD): this revision of this State is here more than once; keep one"
    assert told in " ".join(done.stdout.split())


def test_a_changed_report_is_not_compared_and_the_finding_names_its_line(tmp_path: Path) -> None:
    sealed = written(tmp_path / "old" / "dnk.json", {"port-count": {"value": 3}})
    changed = json.loads(sealed.read_text("utf-8"))
    changed["answers"]["port-count"]["value"] = 4
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "dnk.json").write_text(json.dumps(changed, indent=1), encoding="utf-8")
    folder = with_small(tmp_path)

    two = compare(*SMALL, "old/dnk.json", "new/dnk.json", cwd=folder)
    folders = compare(*SMALL, "old", "new", "--format", "json", cwd=folder)

    assert two.code == folders.code == 1
    assert two.stdout.startswith(
        "new/dnk.json:12:10: R012 error: the seal does not match the content"
    )
    assert two.stderr.endswith("\nnothing was compared\n")
    (one,) = json.loads(folders.stdout)["not_counted"]
    assert (one["side"], one["why"], one["state"]) == ("new", "unusable", "DNK")
    assert [(found["code"], found["line"]) for found in one["findings"]] == [("R012", 12)]


def test_a_report_of_no_known_state_is_not_compared(tmp_path: Path) -> None:
    written(tmp_path / "old.json", {}, state="XXX")
    written(tmp_path / "new.json", {}, state="XXX")

    done = compare(*SMALL, "old.json", "new.json", cwd=with_small(tmp_path))

    assert done.code == 1
    assert [line.split()[1] for line in done.stdout.splitlines()] == ["R003", "R003"]


@pytest.mark.sampled
@pytest.mark.parametrize("format_name", ["text", "json", "html"])
def test_what_a_copy_withholds_is_no_change(format_name: str, tmp_path: Path) -> None:
    original = EARLIER / UGANDA
    made = checklist_run(
        "export", "--public", original, "--output", "UGA.public.yaml", cwd=tmp_path
    )

    done = compare(original, "UGA.public.yaml", "--format", format_name, cwd=tmp_path)

    assert made.code == done.code == 0
    if format_name == "json":
        assert json.loads(done.stdout)["reports"][0]["changed"] == 0
    else:
        assert "Changed: 0 of " in done.stdout
    assert "Yes → No" not in done.stdout


def with_small(folder: Path) -> Path:
    """Put the small questionnaire into a folder."""
    (folder / "small").symlink_to(SMALL_FOLDER)
    return folder


@pytest.mark.sampled
@pytest.mark.parametrize("paths", [(EARLIER, "nope"), ("nope", EARLIER)])
def test_a_side_that_does_not_exist_is_said_before_any_count(
    paths: tuple[Path | str, Path | str], tmp_path: Path
) -> None:
    done = compare(*paths, cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert done.stderr == "checklist: there is no file or folder `nope`\n"


def test_a_folder_without_reports_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    done = compare("empty", EARLIER, cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert done.stderr == "checklist: there are no reports in empty\n"


# Where it is written


@pytest.mark.sampled
@pytest.mark.parametrize("format_name", ["text", "json", "html"])
def test_what_is_written_to_a_file_is_what_a_pipe_gets(format_name: str, tmp_path: Path) -> None:
    shown = ("--format", format_name, EARLIER, LATER)

    # The lines of a text are as long as there is room for.
    piped = compare(*shown, cwd=tmp_path, env={"COLUMNS": "100"})
    done = compare(*shown, "-o", "out", cwd=tmp_path)

    assert (piped.code, done.code, done.stdout) == (0, 0, "")
    assert (tmp_path / "out").read_text("utf-8").split() == piped.stdout.split()


def test_the_ending_of_the_file_says_the_format(tmp_path: Path) -> None:
    done = compare(EARLIER, LATER, "-o", "out.html", cwd=tmp_path)
    refused = compare(EARLIER, LATER, "-o", "out.pdf", cwd=tmp_path)

    assert done.code == 0
    assert (tmp_path / "out.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert (refused.code, refused.stdout) == (2, "")
    assert "`out.pdf` does not say in which format to write" in refused.stderr
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_new_file_can_be_read_by_its_owner_alone(tmp_path: Path) -> None:
    done = compare(EARLIER, LATER, "--output", "out.txt", cwd=tmp_path)

    assert done.code == 0
    assert (tmp_path / "out.txt").stat().st_mode & 0o777 == 0o600


def test_a_report_is_not_overwritten_with_its_comparison(tmp_path: Path) -> None:
    report = written(tmp_path / "report.json", {})
    content = report.read_bytes()

    done = compare(*SMALL, report, "report.json", "-o", "report.json", cwd=with_small(tmp_path))

    assert done.code == 2
    assert done.stderr == "checklist: --output: report.json is one of the files that are read\n"
    assert report.read_bytes() == content


@pytest.mark.sampled
@pytest.mark.parametrize("output", [".", "nowhere/out.txt"])
def test_an_output_that_cannot_be_written_is_said(output: str, tmp_path: Path) -> None:
    done = compare(EARLIER / UGANDA, LATER / UGANDA, "-o", output, cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert "could not be saved" in done.stderr


# Many


@pytest.mark.thorough
def test_files_of_other_cycles_are_no_loss(tmp_path: Path) -> None:
    """Six States report in up to three cycles; two of these are compared."""
    write_cycles(tmp_path / "all", reports_of_cycles())
    words = ("all", "all", "--cycle", "2024", "--cycle", "2026")

    done = compare(*words, cwd=tmp_path)
    document = json.loads(compare(*words, "--format", "json", cwd=tmp_path).stdout)

    assert done.code == 0
    assert done.stderr == "3 States compared; 0 files not counted; 3 files of other cycles\n"
    assert "Files of other cycles, which are not compared: 3" in done.stdout
    assert document["not_counted"] == []
    assert [Path(one).name for one in document["other_cycles"]] == [
        "AUT-2022.yaml",
        "KEN-2022.yaml",
        "UGA-2022.yaml",
    ]


@pytest.mark.parametrize("number_of", [8, pytest.param(193, marks=pytest.mark.thorough)])
def test_many_states_are_compared(number_of: int, tmp_path: Path) -> None:
    """Each with 15 answers that are others."""
    made = [made_report(seed) for seed in range(12)]
    for number, state in enumerate(STATES[:number_of]):
        data = {**made[number % 12], "state": state.code}
        later = {**data, "answers": {**data["answers"], **some(made[(number + 1) % 12])}}
        for folder, held in (("old", data), ("new", later)):
            (tmp_path / folder).mkdir(exist_ok=True)
            text = json.dumps(Report.from_data(held).sealed().to_data())
            (tmp_path / folder / f"{state.code}.json").write_text(text, "utf-8")

    done = compare("old", "new", "--format", "json", cwd=tmp_path)

    summary = json.loads(done.stdout)["summary"]
    assert done.code == 0
    assert summary["states"] == number_of
    assert summary["answers"] > number_of * 10


def some(report: Mapping[str, Any]) -> Mapping[str, Any]:
    names = [*report["answers"]][::9]
    return {name: report["answers"][name] for name in names}


def test_two_reports_in_the_wrong_order_are_compared_and_it_is_said(tmp_path: Path) -> None:
    reports = TEMPORARY
    names = ("reports/report-UGA.yaml", "later-reports/report-UGA.yaml")

    right = checklist_run("compare", *names, cwd=reports)
    wrong = checklist_run("compare", *reversed(names), cwd=reports)

    assert (right.code, wrong.code) == (0, 0)
    assert right.stderr == ""
    assert wrong.stderr.startswith("later-reports/report-UGA.yaml is the later report: revision ")
