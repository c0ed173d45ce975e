"""A real spreadsheet, LibreOffice, opens the workbook and shows what was written."""

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.running import PATIENCE
from tests.tables.tabulating import as_written, rows_of, write

OFFICE = shutil.which("soffice")

# UTF-8, commas, as shown, each sheet to a file of its own.
SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def converted(workbook: Path, folder: Path) -> None:
    """Have the spreadsheet open a workbook and write its sheets as CSV."""
    if OFFICE is None:
        pytest.skip("there is no LibreOffice here")
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            OFFICE,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            SHEETS,
            "--outdir",
            str(folder),
            str(workbook),
        ],
        capture_output=True,
        timeout=PATIENCE,
        check=True,
    )


def shown(cell: object) -> str:
    return str(cell).upper() if isinstance(cell, bool) else str(cell)


@pytest.mark.thorough
def test_a_spreadsheet_shows_every_cell_as_it_was_written_and_runs_none(tmp_path: Path) -> None:
    texts = ["=1+1", "+1", "-1", "@SUM(1)", "'x", "007", "1e5", "http://example.org", "_x0041_"]
    reports = [
        rows_of({"why": {"value": text, "note": text}, "number": {"value": -3}}, file=f"{n}.yaml")
        for n, text in enumerate([*texts, 'two\nlines, "quoted"', "Ünï 𝄞"])
    ]
    write(tmp_path / "a.xlsx", reports)

    converted(tmp_path / "a.xlsx", tmp_path)

    for name, (head, *rows) in as_written(reports).items():
        with (tmp_path / f"a-{name}.csv").open(encoding="utf-8", newline="") as file:
            assert [*csv.reader(file)] == [head, *([*map(shown, row)] for row in rows)]
