"""A workbook of tables: one sheet for each, with a frozen head and a filter.

Every text is written as a text, whatever it begins with, so the file has no formulas and no links.

A row is XML of Office Open XML (ECMA-376, part 1, section 18.3.1). XlsxWriter takes 12 µs for a
cell, which for many reports is most of the time. Here a part of a row is made once, and stands in
all rows that have it; only the number of the row differs.
"""

import re
import shutil
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from itertools import chain
from typing import Any, NamedTuple, Self

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.utility import xl_col_to_name

from checklist.errors import ChecklistError
from checklist.tables.contents import Row, Table
from checklist.tables.interface import KEPT
from checklist.tables.workbook_setup import LONG_AGO, OPTIONS, set_up_page
from checklist.text.sanitize import safe_text

MAX_CHARACTERS = 32_767
"""The most characters of a cell, in units of UTF-16."""

NUMBER = b"\x00"
"""Stands for the number of the row in a part of a row. No XML has this character."""

_SHORT = 40
"""The most characters of a cell that is kept."""
_UNSAFE = re.compile(r"[&<>\x00-\x08\x0b-\x1f]|_(?=x[0-9a-fA-F]{4}_)")
_SPACES = " \t\n"


class TooLongForCell(Exception):
    """A text is longer than what a cell holds."""


def part(row: Sequence[object], first: int) -> bytes:
    """Return some cells of a row, with `NUMBER` in place of the number of the row.

    Args:
        row: The values of the cells: `str`, `int` or `bool`. An empty text has no cell.
        first: The number of their first column, from 0.

    Raises:
        TooLongForCell: A text is too long.
    """
    return "".join([_cell_of(column, cell) for column, cell in enumerate(row, first)]).encode()


def whole_row(number: int, parts: Sequence[bytes]) -> bytes:
    """Return a row.

    Args:
        number: Its number, from 1.
        parts: Its parts, in the order of their columns.
    """
    return b"".join(chain((b'<row r="\x00">',), parts, (b"</row>",))).replace(
        NUMBER, b"%d" % number
    )


def is_too_long(cell: object) -> bool:
    """Whether a cell cannot hold a value."""
    return isinstance(cell, str) and _units(cell) > MAX_CHARACTERS


def _cell_of(column: int, cell: object) -> str:
    is_kept = not isinstance(cell, str) or len(cell) <= _SHORT
    return _kept(column, cell) if is_kept else _cell(column, cell)


def _cell(column: int, cell: object) -> str:
    if cell == "":
        return ""
    begin = f'<c r="{_letters(column)}\x00"'
    if isinstance(cell, bool):
        return f'{begin} t="b"><v>{cell:d}</v></c>'
    if not isinstance(cell, str):
        return f"{begin}><v>{cell}</v></c>"
    if is_too_long(cell):
        raise TooLongForCell
    # In a sheet, a text of its own is never a formula, whatever it begins with.
    space = ' xml:space="preserve"' if cell[0] in _SPACES or cell[-1] in _SPACES else ""
    return f'{begin} t="inlineStr"><is><t{space}>{_UNSAFE.sub(_escaped, cell)}</t></is></c>'


def _escaped(found: re.Match[str]) -> str:
    """Return a character as XML and spreadsheets write it: `&lt;`, and `_x000D_` for a control."""
    character = found[0]
    names = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
    return names.get(character) or f"_x{ord(character):04X}_"


def _units(text: str) -> int:
    """Return the length of a text in units of UTF-16, as spreadsheets count it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


_letters = lru_cache(xl_col_to_name)
# 1 and True are equal, but are not written alike.
_kept = lru_cache(KEPT, typed=True)(_cell)


MAX_ROWS = 1_048_576
"""The most rows of a sheet, including the row with the names of the columns."""


class Look(NamedTuple):
    """How the columns of a workbook look, by their names."""

    widths: Mapping[str, int]
    """Columns for which the usual width is too small, in characters."""
    wrapped: frozenset[str]
    """The columns with long texts for reading, which are wrapped; other cells show one line."""
    otherwise: str
    """What to do where a sheet cannot hold a table, as the end of a sentence."""


_USUAL_WIDTH = 14


class Workbook:
    """A workbook of XlsxWriter with a sheet for each table. It closes its files in any case."""

    def __init__(
        self,
        file: str | BytesIO,
        tables: Sequence[Table],
        folder: str,
        look: Look,
        *,
        before: Callable[[Any], Any] | None = None,
    ) -> None:
        """Begin a workbook.

        Args:
            file: Where it is written.
            tables: The tables, with the rows that are known already.
            folder: Where rows are kept until the sheets are put together.
            look: How its columns look.
            before: Makes other sheets of the workbook of XlsxWriter, which stand before these.
        """
        options = {**OPTIONS, "constant_memory": True, "tmpdir": folder}
        self._workbook = xlsxwriter.Workbook(file, options)
        # The same tables are the same bytes on another day.
        self._workbook.set_properties({"created": LONG_AGO})
        self.others: Any = None if before is None else before(self._workbook)
        """The other sheets, which stand before those of the tables."""
        self.sheets = {table.name: Sheet(self._workbook, table, look) for table in tables}
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


class Sheet:
    """A sheet of the workbook, which is written row by row."""

    def __init__(self, workbook: Any, table: Table, look: Look) -> None:
        self._table, self._look = table, look
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
            width = look.widths.get(column.name, _USUAL_WIDTH)
            format_ = wrapped if column.name in look.wrapped else top
            self._sheet.set_column(number, number, width, format_)
            self._sheet.write_string(0, number, column.name, bold)
        self._sheet.freeze_panes(1, 0)
        set_up_page(self._sheet)
        self._sheet.repeat_rows(0)
        self.add(table.rows)

    def add(self, rows: Iterable[Row]) -> None:
        """Write more rows."""
        for row in rows:
            if self.next == MAX_ROWS:
                raise too_many_rows(self._table.name, self._look.otherwise)
            for number, (write, cell) in enumerate(zip(self._write, row, strict=True)):
                if is_too_long(cell):
                    raise too_long(self._table, row, number, self._look.otherwise)
                if cell != "":
                    write(self.next, number, cell)
            self.next += 1

    def finish(self) -> None:
        """Put a filter over all rows, and switch off the warnings about codes of digits."""
        last = len(self._table.columns) - 1
        self._sheet.autofilter(0, 0, self.next - 1, last)
        self._sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def too_many_rows(table: str, otherwise: str) -> ChecklistError:
    """Return the error for a table with more rows than a sheet holds."""
    return ChecklistError(
        f"the table of {table} has more rows than a sheet of .xlsx holds ({MAX_ROWS:,}); "
        f"{otherwise}, or name fewer reports"
    )


def too_long(table: Table, row: Row, number: int, otherwise: str) -> ChecklistError:
    """Return the error for a text that is longer than what a cell holds.

    Args:
        table: The table.
        row: The row with the text.
        number: The number of its column, from 0.
        otherwise: What to do, as the end of a sentence.
    """
    names = [column.name for column in table.columns]
    where = ", ".join(
        f"{name} {safe_text(str(row[names.index(name)]))}"
        for name in table.key
        if row[names.index(name)]
    )
    return ChecklistError(
        f"{where}: `{names[number]}` is longer than what a cell of .xlsx holds "
        f"({MAX_CHARACTERS:,} characters); {otherwise}"
    )


def member(name: str) -> zipfile.ZipInfo:
    """Return a member of a workbook without the time of day."""
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def copy_members(made: zipfile.ZipFile, book: zipfile.ZipFile, without: str = "") -> None:
    """Copy the members of a workbook into another, piece by piece, without the time of day.

    Args:
        made: The workbook.
        book: The workbook into which they are copied.
        without: A member that is not copied.
    """
    for name in made.namelist():
        if name == without:
            continue
        with made.open(name) as source, book.open(member(name), "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target, 1 << 20)
