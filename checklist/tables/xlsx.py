"""XLSX: a workbook with one sheet for each table.

Every text is written as a text, whatever it begins with, so the file has no formulas and no links.
"""

import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from io import BytesIO
from itertools import repeat
from pathlib import Path
from typing import IO, Any, NamedTuple, Self

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from checklist.analysis.rows.columns import AnswerRow, ReportRow
from checklist.analysis.rows.report_rows import ReportRows
from checklist.errors import ChecklistError
from checklist.files.writer import NewFile
from checklist.tables.contents import ANSWERS, REPORTS, ByQuestion, Row, Table
from checklist.tables.interface import Opened, TableFormat
from checklist.tables.kept_parts import KeptParts
from checklist.tables.sheet_rows import MAX_CHARACTERS, TooLongForCell, is_too_long, part, whole_row
from checklist.text.sanitize import safe_text

MAX_ROWS = 1_048_576
"""The most rows of a sheet, including the row with the names of the columns."""
_SIZE = re.compile(rb"<dimension [^>]*/>")
"""The size of a sheet. It need not be given, and is not known when the first rows are written."""
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


class XlsxReport(NamedTuple):
    """A report as parts of rows of the sheet of answers, equal parts made once."""

    row: ReportRow
    """Its row in the sheet of reports."""
    report: bytes
    """The first cells of all its rows."""
    questions: Sequence[bytes]
    """The cells on the question, one for each answer."""
    answers: Sequence[bytes]
    """The cells on the answer, one for each answer."""


class XlsxFormat(TableFormat[XlsxReport]):
    """Writes all tables to one workbook.

    XlsxWriter makes the workbook, but the rows of the answers, which nearly all of it consists of,
    are written by `sheet_rows`, into the file at once: in memory are a few reports.
    """

    @property
    def most_reports(self) -> int:
        """The most reports whose answers a sheet holds: each has a row for each question."""
        return (MAX_ROWS - 1) // len(self.contents.questionnaire_rows.questions)

    def encoded(self, rows: ReportRows) -> XlsxReport:
        """Return the rows of a report in parts, as XML."""
        questions, known, made = self._question_parts, self._kept.parts.get, self._kept.add
        try:
            return XlsxReport(
                rows.report,
                part(rows.report, 0),
                [questions[one.question, one.row] for one in rows.answers],
                [known(id(one)) or made(one) for one in rows.answers],
            )
        except TooLongForCell:
            raise self._too_long(rows) from None

    @cached_property
    def _question_parts(self) -> ByQuestion[bytes]:
        columns = self.contents.question_columns
        return ByQuestion((key, part(row, len(ReportRow._fields))) for key, row in columns.items())

    @cached_property
    def _kept(self) -> KeptParts:
        first = len(self.contents.tables[0].columns) - len(AnswerRow._fields)
        return KeptParts(lambda row: part(row, first))

    def _too_long(self, rows: ReportRows) -> ChecklistError:
        answers = self.contents.tables[0]
        cells = ((row, i) for row in self.contents.answer_rows(rows) for i in range(len(row)))
        return next(_too_long(answers, row, i) for row, i in cells if is_too_long(row[i]))

    @contextmanager
    def opened(self, files: Sequence[NewFile]) -> Iterator[Opened[XlsxReport]]:
        """Write the rows that are known already, then report after report."""
        (new,) = files
        tables = self.contents.tables
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            heads = BytesIO()
            with _Workbook(heads, [table._replace(rows=()) for table in tables], folder):
                pass
            rest = Path(folder, "rest.xlsx")
            with zipfile.ZipFile(new.file, "w", zipfile.ZIP_DEFLATED) as book:
                with (
                    _Workbook(str(rest), tables, folder) as workbook,
                    book.open(_ANSWERS_SHEET, "w", force_zip64=True) as sheet,
                ):
                    answers = _Answers(sheet, heads)

                    def add(one: XlsxReport) -> None:
                        answers.add(one)
                        workbook.sheets[REPORTS].add([one.row])

                    def add_rows(table: str, rows: Sequence[Row]) -> None:
                        workbook.sheets[table].add(rows)

                    yield Opened(add, add_rows)
                    workbook.sheets[ANSWERS].next = answers.next
                    workbook.close()
                    answers.finish(rest)
                with zipfile.ZipFile(rest) as made:
                    for name in made.namelist():
                        if name != _ANSWERS_SHEET:
                            book.writestr(name, made.read(name))


_ANSWERS_SHEET = "xl/worksheets/sheet1.xml"
"""The sheet of the answers, the first of the workbook."""


class _Answers:
    """The sheet of answers as XML, which is written row by row."""

    def __init__(self, sheet: IO[bytes], heads: BytesIO) -> None:
        """Write the sheet up to the end of its first row.

        Args:
            sheet: Where it is written.
            heads: A workbook whose sheets have the names of the columns, and no other rows.
        """
        self.next = 1
        self._sheet = sheet
        begin, _ = self._around(heads)
        sheet.write(_SIZE.sub(b"", begin))

    def add(self, one: XlsxReport) -> None:
        """Write the rows of a report."""
        if self.next + len(one.answers) > MAX_ROWS:
            raise _too_many_rows(ANSWERS)
        rows = zip(repeat(one.report), one.questions, one.answers)
        first = self.next + 1
        self._sheet.write(b"".join([whole_row(n, parts) for n, parts in enumerate(rows, first)]))
        self.next += len(one.answers)

    def finish(self, workbook: Path) -> None:
        """Write the end of the sheet, as it is in a workbook with the same sheet and no rows."""
        _, end = self._around(workbook)
        self._sheet.write(end)

    @staticmethod
    def _around(workbook: Path | BytesIO) -> tuple[bytes, bytes]:
        """Return what stands in the sheet of answers before and behind the further rows."""
        with zipfile.ZipFile(workbook) as made:
            begin, mark, end = made.read(_ANSWERS_SHEET).partition(b"</sheetData>")
            return begin, mark + end


class _Workbook:
    """A workbook of XlsxWriter with a sheet for each table. It closes its files in any case."""

    def __init__(self, file: str | BytesIO, tables: Sequence[Table], folder: str) -> None:
        """Begin a workbook.

        Args:
            file: Where it is written.
            tables: The tables; the rows of the answers are not among theirs.
            folder: Where rows are kept until the sheets are put together.
        """
        self._workbook = xlsxwriter.Workbook(file, {**_OPTIONS, "tmpdir": folder})
        self.sheets = {table.name: _Sheet(self._workbook, table) for table in tables}
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, error: object, *_: object) -> None:
        if error is None:
            self.close()
        # A finished workbook has closed its sheets already; an unfinished one cannot.
        for sheet in self._workbook.worksheets():
            sheet._opt_close()

    def close(self) -> None:
        """Finish the workbook."""
        if self._is_closed:
            return
        self._is_closed = True
        for sheet in self.sheets.values():
            sheet.finish()
        try:
            self._workbook.close()
        except FileCreateError as error:  # its argument is the error of the system
            raise error.args[0] from None


class _Sheet:
    """A sheet of the workbook, which is written row by row."""

    def __init__(self, workbook: Any, table: Table) -> None:
        self._table = table
        self._sheet = workbook.add_worksheet(table.name)
        self.next = 1
        """The number of rows, with the row of the names."""
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
            if self.next == MAX_ROWS:
                raise _too_many_rows(self._table.name)
            for number, (write, cell) in enumerate(zip(self._write, row, strict=True)):
                if is_too_long(cell):
                    raise _too_long(self._table, row, number)
                if cell != "":
                    write(self.next, number, cell)
            self.next += 1

    def finish(self) -> None:
        """Put a filter over all rows, and switch off the warnings about codes of digits."""
        last = len(self._table.columns) - 1
        self._sheet.autofilter(0, 0, self.next - 1, last)
        self._sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _too_many_rows(table: str) -> ChecklistError:
    return ChecklistError(
        f"the table of {table} has more rows than a sheet of .xlsx holds ({MAX_ROWS:,}); "
        f"{_OTHERWISE}, or name fewer reports"
    )


def _too_long(table: Table, row: Row, number: int) -> ChecklistError:
    names = [column.name for column in table.columns]
    where = ", ".join(
        f"{name} {safe_text(str(row[names.index(name)]))}"
        for name in table.key
        if row[names.index(name)]
    )
    return ChecklistError(
        f"{where}: `{names[number]}` is longer than what a cell of .xlsx holds "
        f"({MAX_CHARACTERS:,} characters); {_OTHERWISE}"
    )


FORMAT = XlsxFormat
