"""Writes reports of a small questionnaire as tables, and reads tables of every format."""

import csv
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet

from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_rows import NOTHING_HIDDEN, Disclosure, ReportRows, report_rows
from checklist.files.writer import replacing_together
from checklist.reports.report import Report
from checklist.tables.contents import Contents, Row
from checklist.tables.registry import ending_of, format_of
from checklist.tables.xlsx import NAME as THEMES
from tests.support.tiny import GRID, LAWS_BY_KIND, OPTIONS, questionnaire

QUESTIONNAIRE = questionnaire(
    [
        {"id": "light", "type": "choice", "options": OPTIONS, "recommendations": ["1", "7"]},
        {"id": "why", "type": "text"},
        {"id": "kinds", "type": "choices", "options": OPTIONS},
        {"id": "number", "type": "integer", "minimum": -10},
        GRID,
        LAWS_BY_KIND,
    ]
)
TINY = Contents(QuestionnaireRows(QUESTIONNAIRE))

Cells = list[list[Any]]
"""The rows of a table with its head, each a list of cells."""


def rows_of(
    answers: Mapping[str, Any], shown: Disclosure = NOTHING_HIDDEN, *, file: str = "NOR.yaml"
) -> ReportRows:
    """Return a report with these answers as rows."""
    digest = QUESTIONNAIRE.digest
    report = Report(
        questionnaire_id="tiny",
        questionnaire_version="1.0.0",
        questionnaire_digest=digest,
        state="NOR",
        as_of="2026-06-30",
        status="draft",
        revision=1,
        answers=answers,
    )
    return report_rows(report.to_data(), QuestionnaireRows(QUESTIONNAIRE), shown, file=file)


def write(output: Path, reports: Iterable[ReportRows], contents: Contents = TINY) -> None:
    """Write reports as tables."""
    made = format_of(ending_of(output), contents)
    with replacing_together(made.files(output)) as files, made.opened(files) as opened:
        for report in reports:
            opened.add(made.encoded(report))


def tabulated(output: Path, reports: Sequence[ReportRows]) -> dict[str, Cells]:
    """Write reports as tables, and return what a program reads from them, by table."""
    write(output, reports)
    return read(output)


def as_written(reports: Sequence[ReportRows], contents: Contents = TINY) -> dict[str, Cells]:
    """Return the tables that are to be read when these reports were written."""
    rows: dict[str, Sequence[Row]] = {
        "answers": [row for report in reports for row in contents.answer_rows(report)],
        "reports": [report.report for report in reports],
    }
    return {
        table.name: [
            [column.name for column in table.columns],
            *map(list, rows.get(table.name, table.rows)),
        ]
        for table in contents.tables
    }


def read(output: Path) -> dict[str, Cells]:
    """Return the tables in a file, or in the files next to it, as they are read."""
    match output.suffix:
        case ".csv":
            return _beside(output, read_csv)
        case ".parquet":
            return _beside(output, _read_parquet)
        case ".xlsx":
            return _read_xlsx(output)
        case _:
            return _read_sqlite(output)


def plain(tables: Mapping[str, Cells], ending: str) -> dict[str, Cells]:
    """Return tables in which each cell is what was written, whatever the format made of it.

    What a format does to cells is undone as the codebook says, and in no other way.
    """
    kinds = {table.name: [column.kind for column in table.columns] for table in TINY.tables}
    undo = _UNDO[ending]
    return {
        name: [rows[0]]
        + [
            [undo(cell, kind) for cell, kind in zip(row, kinds[name], strict=True)]
            for row in rows[1:]
        ]
        for name, rows in tables.items()
    }


def _of_csv(cell: str, kind: type) -> Any:
    if kind is bool:
        return {"True": True, "False": False}[cell]
    return kind(cell.removeprefix("'"))


def _of_xlsx(cell: Any, kind: type) -> Any:
    value = "" if cell is None else cell
    assert type(value) is kind
    # What looks like the standard's escape of a character is escaped; openpyxl leaves that to us.
    return value.replace("_x005F_", "_") if isinstance(value, str) else value


def _of_parquet(cell: Any, kind: type) -> Any:
    assert type(cell) is kind
    return cell


def _of_sqlite(cell: Any, kind: type) -> Any:
    assert type(cell) is (str if kind is str else int)
    return kind(cell)


_UNDO = {".csv": _of_csv, ".xlsx": _of_xlsx, ".parquet": _of_parquet, ".sqlite": _of_sqlite}


def _beside(output: Path, read_one: Callable[[Path], Cells]) -> dict[str, Cells]:
    names = [table.name for table in TINY.tables if table.name != "answers"]
    others = {name: read_one(output.with_stem(f"{output.stem}-{name}")) for name in names}
    return {"answers": read_one(output), **others}


def read_csv(path: Path) -> Cells:
    """Return the cells of a CSV file as texts."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


def _read_parquet(path: Path) -> Cells:
    table = pyarrow.parquet.read_table(path)
    return [table.column_names, *([*row.values()] for row in table.to_pylist())]


def _read_xlsx(path: Path) -> dict[str, Cells]:
    with closing(openpyxl.load_workbook(path)) as workbook:
        return {
            sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)]
            for sheet in workbook
            if sheet.title != THEMES
        }


def _read_sqlite(path: Path) -> dict[str, Cells]:
    with closing(sqlite3.connect(path)) as database:
        names = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        tables = {}
        for (name,) in names:
            found = database.execute(f"SELECT * FROM {name} ORDER BY rowid")
            tables[name] = [[column[0] for column in found.description], *map(list, found)]
        return tables
