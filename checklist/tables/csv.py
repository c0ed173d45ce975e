"""CSV (RFC 4180): one file for each table, in UTF-8.

The files begin with a byte order mark. RFC 4180 does not ask for one, but without it Excel
misreads every letter beyond ASCII, without a warning; DuckDB, pandas, Polars and R's readr
know the mark and leave it out.

No cell can be run by a spreadsheet as a formula: `guarded` says how.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from checklist.analysis.rows.columns import AnswerRow
from checklist.analysis.rows.report_rows import ReportRows
from checklist.files.writer import NewFile, steady_writer
from checklist.tables.contents import ANSWERS, REPORTS, Row
from checklist.tables.interface import KEPT, KeptParts, Opened, TableFormat, one_file_per_table

MARK, END = b"\xef\xbb\xbf", b"\r\n"

# A spreadsheet set to Chinese or Japanese treats the wide forms like the plain characters.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20']|[\t\r\n]")
_NUMBER = re.compile(r"-?[0-9]+")

_CODE, _MISSING, _MINISTRY = map(AnswerRow._fields.index, ("code", "missing", "ministry"))
"""The columns at which a line is cut: `code` and `text` stand between the first two, and the
State's own words begin at the last."""

_SHORT = 40
"""The most characters of a cell that is kept."""


def guarded(text: str) -> str:
    """Return a text with ' before it, where a spreadsheet could take it for a formula.

    A text that begins with ' gets a second one, so that nothing is lost: to restore the texts,
    remove one ' from the beginning of each text that has it. A number stays a number.
    """
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def lines(rows: Sequence[Row]) -> bytes:
    """Return rows as the bytes of a file."""
    return b"".join([line(row).encode() + END for row in rows])


def line(row: Row) -> str:
    """Return a row as a line without its end.

    The csv module of the standard library takes three times as long for texts.
    """
    return ",".join([_text(cell) if type(cell) is str else str(cell) for cell in row])


def _text(text: str) -> str:
    return _cell(text) if len(text) > _SHORT else _short(text)


def _cell(text: str) -> str:
    if not text:
        return text
    if not text[0].isalnum():
        text = guarded(text)
    if _has_separator(text):
        return '"' + text.replace('"', '""') + '"'
    return text


def _has_separator(text: str) -> bool:
    """Whether a cell must stand in quotes.

    RFC 4180 requires quotes around the first four characters. Many programs take the others for
    separators of cells. The tests are written out because a loop takes several times as long.
    """
    return "," in text or '"' in text or "\n" in text or "\r" in text or ";" in text or "\t" in text


# Most cells are codes and ids, which many lines repeat.
_short, _codes = lru_cache(KEPT)(_cell), lru_cache(KEPT)(line)


def _columns_from_code_on(row: AnswerRow) -> str:
    """Return the columns of an answer from its code on, as the end of a line."""
    if row.language == "en":
        said = _codes(row[_CODE:_MISSING])
    else:
        said = f"{_cell(row.code)},{_cell(row.text)}"  # few answers share it
    metadata = _codes(row[_MISSING:_MINISTRY])
    languages = f"{row.language},{row.written_in}"
    return f"{said},{metadata},{_text(row.ministry)},{_cell(row.note)},{languages}\r\n"


class CsvReport(NamedTuple):
    """A report as parts of lines.

    Most parts are the same objects in many reports. A process that sends several reports at once
    sends such an object once.
    """

    report: bytes
    """The line of the report in its table, without the end. Lines of answers begin with it."""
    answers: Sequence[bytes]
    """The rest of each line of an answer, with its end."""


class CsvFormat(TableFormat[CsvReport]):
    """Writes each table to a file of its own."""

    def files(self, output: Path) -> Sequence[Path]:
        """Return one file for each table."""
        return one_file_per_table(output, self.contents)

    def encoded(self, rows: ReportRows) -> CsvReport:
        """Return the lines of a report in parts, as bytes; equal parts are made once."""
        return CsvReport(line(rows.report).encode(), self._kept.of(rows.answers))

    def _part(self, row: AnswerRow) -> bytes:
        return f"{self._beginning(row[:_CODE])},{_columns_from_code_on(row)}".encode()

    @cached_property
    def _beginning(self) -> Callable[[Row], str]:
        """Returns the columns of an answer before its code; many answers have the same ones."""
        question_columns = self.contents.question_columns

        @lru_cache(KEPT)
        def beginning(place: Row) -> str:
            question, row, *_ = place
            return f",{line(question_columns[question, row])},{line(place)}"

        return beginning

    @cached_property
    def _kept(self) -> KeptParts:
        return KeptParts(self._part)

    @contextmanager
    def opened(self, files: Sequence[NewFile]) -> Iterator[Opened[CsvReport]]:
        """Write the rows that are known already, then report after report."""
        by_name = {}
        for table, (_, file) in zip(self.contents.tables, files, strict=True):
            head = tuple(column.name for column in table.columns)
            file.write(MARK + lines([head, *table.rows]))
            by_name[table.name] = file
        add_answers, reports = steady_writer(by_name[ANSWERS]), by_name[REPORTS]

        def add(rows: CsvReport) -> None:
            add_answers(rows.report.join((b"", *rows.answers)))
            reports.write(rows.report + END)

        def add_rows(table: str, rows: Sequence[Row]) -> None:
            by_name[table].write(lines(rows))

        yield Opened(add, add_rows)


FORMAT = CsvFormat
