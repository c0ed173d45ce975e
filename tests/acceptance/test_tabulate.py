"""`checklist tabulate`: what an analyst takes into a spreadsheet or statistics."""

import csv
import os
import shutil
import stat
from pathlib import Path

import pytest

from checklist.tables.registry import FORMATS
from tests.support.folders import EXAMPLES
from tests.support.running import ROOT, checklist_run
from tests.support.written_files import names


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLES, tmp_path / "reports"))


def test_the_tables_are_written_for_their_owner_alone(folder: Path) -> None:
    done = checklist_run("tabulate", "reports", "-o", "answers.csv", cwd=folder.parent)

    assert (done.code, done.stdout) == (0, "")
    assert done.stderr == "3 reports in the table, of 3 files; 0 files left out\n"
    tables = ("bridge", "codebook", "codes", "files", "questions", "recommendations", "reports")
    assert names(folder.parent) == [
        *(f"answers-{name}.csv" for name in tables),
        "answers.csv",
        "reports",
    ]
    if os.name != "nt":
        modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.parent.glob("*.csv")}
        assert modes == {0o600}


@pytest.mark.sampled
@pytest.mark.parametrize("ending", FORMATS)
def test_the_ending_of_the_name_says_the_format(ending: str, folder: Path) -> None:
    done = checklist_run("tabulate", "reports", "-o", f"a{ending.upper()}", cwd=folder.parent)

    assert (done.code, done.stdout) == (0, "")
    written = (folder.parent / f"a{ending.upper()}").read_bytes()
    assert written.startswith(
        {".csv": b"\xef\xbb\xbffile,", ".xlsx": b"PK", ".parquet": b"PAR1"}.get(ending, b"SQLite")
    )


def test_more_reports_than_a_sheet_holds_are_refused_before_any_is_read(folder: Path) -> None:
    many = folder / "many"
    many.mkdir()
    for number in range(10_000):
        (many / f"{number}.yaml").touch()  # none of which can be read as a report

    done = checklist_run("tabulate", "reports", "-o", "a.xlsx", cwd=folder.parent)

    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.startswith("checklist: 10,003 files are named, and .xlsx holds the answers")
    assert names(folder.parent) == ["reports"]


@pytest.mark.thorough
def test_without_the_library_of_a_format_it_is_told_how_to_get_it(folder: Path) -> None:
    (folder.parent / "absent").mkdir()
    (folder.parent / "absent" / "pyarrow.py").write_text("raise ImportError", "utf-8")
    path = os.pathsep.join((str(folder.parent / "absent"), str(ROOT)))
    words = ("tabulate", "reports", "-o")

    done = checklist_run(*words, "a.parquet", cwd=folder.parent, env={"PYTHONPATH": path})
    other = checklist_run(*words, "a.csv", cwd=folder.parent, env={"PYTHONPATH": path})

    assert (done.code, other.code) == (2, 0)
    assert done.stderr == (
        'checklist: a .parquet file needs pyarrow: pip install "tip-checklist[analysis]"\n'
    )


def test_a_file_that_cannot_be_used_is_named_and_the_others_are_in_the_table(folder: Path) -> None:
    (folder / "broken.yaml").write_text("state: NO\n", "utf-8")

    done = checklist_run("tabulate", "reports", "-o", "answers.csv", cwd=folder.parent)

    first, last = done.stderr.splitlines()
    assert done.code == 1
    assert first.startswith(f"{Path('reports', 'broken.yaml')}:1:1: S101 error: ")
    assert last == "3 reports in the table, of 4 files; 1 file left out"
    assert (folder.parent / "answers.csv").read_text("utf-8").count("reporting-authority") == 3


def test_reports_in_the_table_that_do_not_count_are_told(folder: Path) -> None:
    report = folder / "report-AUT.yaml"
    (folder / "copy.yaml").write_bytes(report.read_bytes())

    done = checklist_run("tabulate", "reports", "-o", "answers.csv", cwd=folder.parent)

    first, last = done.stderr.splitlines()
    assert first == "4 reports in the table, of 4 files; 0 files left out"
    assert last == (
        "2 reports in the table do not count as the report of a State, such as drafts and "
        "earlier revisions; the table of files says why"
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["reports"], "name the file to write with --output"),
        (["reports", "-o", "answers.xls"], "`answers.xls` does not say in which format to write"),
        (["reports", "-o", "answers"], "the name ends with .csv"),
        (["-o", "answers.csv"], "Missing argument 'PATH'"),
        (["reports", "-o", "none/answers.csv"], "could not be saved: the folder does not exist"),
        (["reports", "-o", "x.csv", "--questionnaire", "none"], "none"),
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


def test_without_a_usable_report_the_tables_of_before_stay_as_they_are(folder: Path) -> None:
    words = ("tabulate", "reports", "-o", "answers.csv")
    assert checklist_run(*words, cwd=folder.parent).code == 0
    before = {path.name: path.read_bytes() for path in folder.parent.glob("*.csv")}

    done = checklist_run("tabulate", "raports", "-o", "answers.csv", cwd=folder.parent)

    assert done.code == 1
    assert "nothing was tabulated: no file can be used" in done.stderr
    assert {path.name: path.read_bytes() for path in folder.parent.glob("*.csv")} == before


def test_the_table_of_files_says_which_report_of_a_State_counts(folder: Path) -> None:
    for words in (
        (
            "export",
            "--public",
            "reports/report-AUT.yaml",
            "--output",
            "reports/report-AUT.public.yaml",
        ),
        ("answer", "--from", "reports/report-UGA.yaml"),
    ):
        assert checklist_run(*words, cwd=folder.parent).code == 0
    (folder / "report-FJI.yaml").write_text("state: FJI\n", "utf-8")
    (folder / "again.yaml").write_bytes((folder / "report-TUV.yaml").read_bytes())

    done = checklist_run("tabulate", "reports", "-o", "a.csv", cwd=folder.parent)

    head, *rows = rows_of(folder.parent / "a-files.csv")
    assert done.code == 1
    assert head == ["file", "state", "counts", "why", "instead", "finding"]
    told = {Path(name).name: (counts, why) for name, _, counts, why, *_ in rows}
    assert told == {
        "again.yaml": ("False", "same-revision"),
        "report-AUT.public.yaml": ("False", "copy"),
        "report-AUT.yaml": ("True", ""),
        "report-FJI.yaml": ("False", "unusable"),
        "report-TUV.yaml": ("False", "same-revision"),
        "report-UGA-r2.yaml": ("False", "draft"),
        "report-UGA.yaml": ("True", ""),
    }
    by_name = {Path(name).name: (instead, found) for name, *_, instead, found in rows}
    assert by_name["report-AUT.public.yaml"][0] == "reports/report-AUT.yaml"
    assert by_name["report-FJI.yaml"][1].startswith("reports/report-FJI.yaml:1:1: S101 ")


def test_answers_that_do_not_fit_are_told(folder: Path) -> None:
    path = folder / "report-TUV-r2.yaml"
    assert checklist_run("answer", "--from", "report-TUV.yaml", cwd=folder).code == 0
    path.write_text(
        path.read_text("utf-8").replace("value: publish\n", "value: perhaps\n"), "utf-8"
    )

    done = checklist_run("tabulate", path, "-o", "a.csv", cwd=folder.parent)

    assert done.code == 0
    assert "answers that do not fit their questions: in 1 report; checklist validate" in done.stderr


@pytest.mark.parametrize("name", ["a.csv", "a-codebook.csv"])
def test_no_report_is_overwritten_whichever_file_would_do_it(name: str, folder: Path) -> None:
    shutil.move(folder / "report-AUT.yaml", folder / name)
    words = (folder / name, "-o", folder / "a.csv")

    done = checklist_run("tabulate", *words, cwd=folder.parent)

    assert (done.code, done.stdout) == (2, "")
    assert f"{name} is one of the files that are read" in done.stderr
    assert (folder / name).read_bytes() == (EXAMPLES / "report-AUT.yaml").read_bytes()
    assert names(folder) == sorted([name, "report-TUV.yaml", "report-UGA.yaml"])


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))
