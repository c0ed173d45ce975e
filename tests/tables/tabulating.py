"""Writes reports of a small questionnaire as tables, and reads tables of every format."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from checklist.analysis.rows import NOTHING_HIDDEN, Disclosure, Layout, ReportRows, report_rows
from checklist.files.writer import replacing_together
from checklist.models.report import Report
from checklist.tables import ending_of, format_of
from checklist.tables.contents import Contents
from checklist.validator import checked_report
from tests.support.tiny import questionnaire

OPTIONS = [{"code": "good", "label": "Good"}, {"code": "bad", "label": "Bad"}]
QUESTIONNAIRE = questionnaire(
    [
        {"id": "light", "type": "choice", "options": OPTIONS, "recommendations": ["1", "7"]},
        {"id": "why", "type": "text"},
        {"id": "kinds", "type": "choices", "options": OPTIONS},
        {"id": "number", "type": "integer", "minimum": -10},
        {
            "id": "grid",
            "type": "matrix",
            "options": OPTIONS,
            "recommendations": ["12"],
            "items": [
                {"id": "police", "label": "Police"},
                {"id": "judges", "label": "Judges", "recommendations": ["20"]},
            ],
        },
        {
            "id": "laws",
            "type": "table",
            "entry": "law",
            "columns": [
                {"id": "name", "label": "Name", "type": "text", "required": True},
                {"id": "kind", "label": "Kind", "type": "choice", "options": OPTIONS},
            ],
        },
    ]
)
TINY = Contents(Layout(QUESTIONNAIRE))

Cells = list[list[Any]]
"""The rows of a table with its head, each a list of cells."""


def rows_of(
    answers: Mapping[str, Any], shown: Disclosure = NOTHING_HIDDEN, *, file: str = "NOR.yaml"
) -> ReportRows:
    """Return a report with these answers as rows."""
    digest = QUESTIONNAIRE.digest
    report = Report("tiny", "1.0.0", digest, "NOR", "2026-06-30", "draft", 1, answers)
    checked, _ = checked_report(report.to_data(), QUESTIONNAIRE, file=file)
    return report_rows(checked, shown)


def write(output: Path, reports: Iterable[ReportRows], contents: Contents = TINY) -> None:
    """Write reports as tables."""
    made = format_of(ending_of(output), contents)
    with replacing_together(made.files(output)) as files, made.opened(files) as add:
        for one in reports:
            add(made.encoded(one))


def tabulated(output: Path, reports: Sequence[ReportRows]) -> dict[str, Cells]:
    """Write reports as tables, and return what a program reads from them, by table."""
    write(output, reports)
    return read(output)


def read(output: Path) -> dict[str, Cells]:
    """Return the tables in a file, or in the files beside it."""
    return {
        ".csv": lambda: _beside(output, read_csv),
    }[output.suffix]()


def _beside(output: Path, read_one: Any) -> dict[str, Cells]:
    names = [table.name for table in TINY.tables if table.name != "answers"]
    beside = {name: read_one(output.with_stem(f"{output.stem}-{name}")) for name in names}
    return {"answers": read_one(output), **beside}


def read_csv(path: Path) -> Cells:
    """Return the cells of a CSV file as texts."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))
