"""XLSX: a workbook with one sheet for each table.

Every text is written as a text, whatever it begins with, so the file has no formulas and no links.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from checklist.analysis.rows.report_rows import ReportRows
from checklist.errors import ChecklistError
from checklist.files.writer import NewFile
from checklist.tables.contents import ANSWERS, REPORTS, Row, Table
from checklist.tables.interface import Opened, TableFormat
from checklist.text.sanitize import safe_text

MAX_ROWS = 1_048_576
"""The most rows of a sheet, including the row with the names of the columns."""
MAX_CHARACTERS = 32_767
"""The most characters of a cell, in units of UTF-16."""
_OTHERWISE = "write .csv, .parquet or .sqlite instead"

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

_WIDTHS: Mapping[str, int] = {
    "file": 30,
    "state_name": 20,
    "question": 28,
    "question_words": 50,
    "row_words": 30,
    "code": 22,
    "text": 50,
    "note": 40,
    "meaning": 90,
    "summary": 90,
    "label": 60,
    "recommendations": 18,
    "set_title": 24,
}
"""Columns for which the usual width is too small, in characters."""
_USUAL_WIDTH = 14
_WRAPPED = frozenset({"meaning", "summary", "label"})
"""The columns with long texts for reading, which are wrapped; other cells show one line."""


class XlsxFormat(TableFormat[ReportRows]):
    """Writes all tables to one workbook."""

    def encoded(self, rows: ReportRows) -> ReportRows:
        """Return the same: a sheet can only be written row by row, by one process."""
        return rows

    @contextmanager
    def opened(self, files: Sequence[NewFile]) -> Iterator[Opened[ReportRows]]:
        """Write the rows that are known already, then report after report."""
        (new,) = files
        # Rows are kept in this folder, not in memory, until the sheets are put together.
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            workbook = xlsxwriter.Workbook(new.file, {**_OPTIONS, "tmpdir": folder})
            workbook.use_zip64()
            try:
                sheets = {table.name: _Sheet(workbook, table) for table in self.contents.tables}

                def add(one: ReportRows) -> None:
                    sheets[ANSWERS].add(self.contents.answer_rows(one))
                    sheets[REPORTS].add([one.report])

                def add_rows(table: str, rows: Sequence[Row]) -> None:
                    sheets[table].add(rows)

                yield Opened(add, add_rows)
                for sheet in sheets.values():
                    sheet.finish()
                workbook.close()
            except FileCreateError as error:  # its argument is the error of the system
                raise error.args[0] from None
            finally:
                # A finished workbook has closed its sheets already; an unfinished one cannot.
                for sheet in workbook.worksheets():
                    sheet._opt_close()


class _Sheet:
    """A sheet of the workbook, which is written row by row."""

    def __init__(self, workbook: Any, table: Table) -> None:
        self._table = table
        self._sheet = workbook.add_worksheet(table.name)
        self._next = 1
        self._write = [
            {str: self._sheet.write_string, bool: self._sheet.write_boolean}.get(
                column.kind, self._sheet.write_number
            )
            for column in table.columns
        ]
        bold = workbook.add_format({"bold": True})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        top = workbook.add_format({"valign": "top"})
        for number, column in enumerate(table.columns):
            width = _WIDTHS.get(column.name, _USUAL_WIDTH)
            look = wrapped if column.name in _WRAPPED else top
            self._sheet.set_column(number, number, width, look)
            self._sheet.write_string(0, number, column.name, bold)
        self._sheet.freeze_panes(1, 0)
        self.add(table.rows)

    def add(self, rows: Iterable[Row]) -> None:
        """Write more rows."""
        for row in rows:
            if self._next == MAX_ROWS:
                raise ChecklistError(
                    f"the table of {self._table.name} has more rows than a sheet of .xlsx holds "
                    f"({MAX_ROWS:,}); {_OTHERWISE}, or name fewer reports"
                )
            for number, (write, cell) in enumerate(zip(self._write, row, strict=True)):
                if isinstance(cell, str) and _units(cell) > MAX_CHARACTERS:
                    raise self._too_long(row, number)
                if cell != "":
                    write(self._next, number, cell)
            self._next += 1

    def finish(self) -> None:
        """Put a filter over all rows, and switch off the warnings about codes of digits."""
        last = len(self._table.columns) - 1
        self._sheet.autofilter(0, 0, self._next - 1, last)
        self._sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    def _too_long(self, row: Row, number: int) -> ChecklistError:
        names = [column.name for column in self._table.columns]
        where = ", ".join(
            f"{name} {safe_text(str(row[names.index(name)]))}"
            for name in self._table.key
            if row[names.index(name)]
        )
        return ChecklistError(
            f"{where}: `{names[number]}` is longer than what a cell of .xlsx holds "
            f"({MAX_CHARACTERS:,} characters); {_OTHERWISE}"
        )


def _units(text: str) -> int:
    """Return the length of a text in units of UTF-16, as spreadsheets count it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


FORMAT = XlsxFormat
