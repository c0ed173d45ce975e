"""`checklist tabulate`: what an analyst takes into a spreadsheet or statistics."""

import os
import shutil
import stat
from pathlib import Path

import pytest

from tests.support.running import checklist_run

EXAMPLES = Path(__file__).parents[1] / "fixtures" / "reports"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLES, tmp_path / "reports"))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_tables_are_written_for_their_owner_alone(folder: Path) -> None:
    done = checklist_run("tabulate", "reports", "-o", "answers.csv", cwd=folder.parent)

    assert (done.code, done.stdout) == (0, "")
    assert done.stderr == "3 reports in the table, of 3 files; 0 files left out\n"
    tables = ("bridge", "codebook", "codes", "questions", "recommendations", "reports")
    assert names(folder.parent) == [
        *(f"answers-{name}.csv" for name in tables),
        "answers.csv",
        "reports",
    ]
    if os.name != "nt":
        modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.parent.glob("*.csv")}
        assert modes == {0o600}


def test_a_file_that_cannot_be_used_is_named_and_the_others_are_in_the_table(folder: Path) -> None:
    (folder / "broken.yaml").write_text("state: NO\n", "utf-8")

    done = checklist_run("tabulate", "reports", "-o", "answers.csv", cwd=folder.parent)

    first, last = done.stderr.splitlines()
    assert done.code == 1
    assert first.startswith(f"{Path('reports', 'broken.yaml')}:1:1: S101 error: ")
    assert last == "3 reports in the table, of 4 files; 1 file left out"
    assert (folder.parent / "answers.csv").read_text("utf-8").count("reporting-authority") == 3


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["reports"], "name the file to write with --output"),
        (["reports", "-o", "answers.xls"], "`answers.xls` does not say how the tables are written"),
        (["reports", "-o", "answers"], "the name ends with .csv"),
        (["-o", "answers.csv"], "name a report, a folder, or a list with --files-from"),
        (["reports", "-o", "none/answers.csv"], "could not be saved: the folder does not exist"),
        (["reports", "-o", "x.csv", "--questionnaire", "none"], "none"),
        (["--files-from", "reports/report-AUT.yaml", "-o", "reports/report-AUT.yaml"], ".csv"),
    ],
)
def test_a_mistake_on_the_command_line_is_told(words: list[str], told: str, folder: Path) -> None:
    done = checklist_run("tabulate", *words, cwd=folder.parent)

    assert (done.code, done.stdout) == (2, "")
    assert told in done.stderr
    assert names(folder.parent) == ["reports"]


def test_no_file_is_not_an_empty_table(tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text("kept", "utf-8")

    done = checklist_run("tabulate", ".", "-o", "answers.csv", cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert done.stderr == "nothing was tabulated: no files were found\n"
    assert (tmp_path / "answers.csv").read_text("utf-8") == "kept"
    assert names(tmp_path) == ["answers.csv"]


@pytest.mark.parametrize("name", ["a.csv", "a-codebook.csv"])
def test_no_report_is_overwritten_whichever_file_would_do_it(name: str, folder: Path) -> None:
    shutil.move(folder / "report-AUT.yaml", folder / name)
    words = (folder / name, "-o", folder / "a.csv")

    done = checklist_run("tabulate", *words, cwd=folder.parent)

    assert (done.code, done.stdout) == (2, "")
    assert f"{name} is one of the files that are read" in done.stderr
    assert (folder / name).read_bytes() == (EXAMPLES / "report-AUT.yaml").read_bytes()
    assert names(folder) == sorted([name, "report-TUV.yaml", "report-UGA.yaml"])


@pytest.mark.parametrize("name", ["list.csv", "list-bridge.csv"])
def test_the_list_of_the_reports_is_not_overwritten(name: str, folder: Path) -> None:
    (folder / name).write_text("report-AUT.yaml\n", "utf-8")

    done = checklist_run("tabulate", "--files-from", name, "-o", "list.csv", cwd=folder)

    assert done.code == 2
    assert f"{name} is one of the files that are read" in done.stderr
    assert (folder / name).read_text("utf-8") == "report-AUT.yaml\n"
