"""CSV (RFC 4180): a file a table, in UTF-8.

The files begin with a byte order mark. RFC 4180 does not ask for one, but without it Excel reads
every letter beyond ASCII as another one, and tells nobody; DuckDB, pandas, Polars and R's readr
know the mark and leave it out.

No cell can be run by a spreadsheet as a formula: `guarded` says how.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from checklist.analysis.columns import AnswerRow
from checklist.analysis.rows import ReportRows
from checklist.files.writer import NewFile
from checklist.tables.contents import ANSWERS, REPORTS, ByQuestion, Row
from checklist.tables.interface import Opened, TableFormat, a_file_a_table

MARK, END = b"\xef\xbb\xbf", b"\r\n"

# The wide forms are what a spreadsheet set to Chinese or Japanese takes for the plain ones.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20']|[\t\r\n]")
_NUMBER = re.compile(r"-?[0-9]+")

# RFC 4180 asks for quotes where the first four are. The others separate cells for many programs.
_SEPARATING = re.compile(r'[",\n\r;\t]')

_KEPT = 16_384
"""Lines, and short cells, that are kept in memory: more than those of a long questionnaire."""
_SHORT = 40
"""Characters of a cell that may be kept."""


def guarded(text: str) -> str:
    """Return a text with ' before it, where a spreadsheet could take it for a formula.

    One that begins with ' gets another, so that nothing is lost: who takes one ' from each text
    that begins with it has what was there before. A number stays a number.
    """
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def lines(rows: Sequence[Row]) -> bytes:
    """Return rows as a file has them."""
    return b"".join([line(row).encode() + END for row in rows])


def line(row: Row) -> str:
    """Return a row as a line, without its end.

    The standard library looks at each character by itself, which takes thrice as long for texts.
    """
    return ",".join(
        [_cell(cell) if type(cell) is str and len(cell) > _SHORT else _short(cell) for cell in row]
    )


def _cell(cell: str | int | bool) -> str:
    if not isinstance(cell, str):
        return str(cell)
    if cell and not cell[0].isalnum():
        cell = guarded(cell)
    if _SEPARATING.search(cell):
        return '"' + cell.replace('"', '""') + '"'
    return cell


# Most are codes and ids, which are the same in many lines. `typed`, because 1 is equal to true.
_short = lru_cache(_KEPT, typed=True)(_cell)


class CsvReport(NamedTuple):
    """A report as lines."""

    report: bytes
    """Its line in the table of reports, without the end: each of its answers begins with it."""
    answers: Sequence[bytes]
    """What follows in the line of each answer.

    Most are the same objects in many reports. Of those, processes that send several reports at once
    send one.
    """


class CsvFormat(TableFormat[CsvReport]):
    """Writes each table to a file of its own."""

    def files(self, output: Path) -> Sequence[Path]:
        """Return a file a table."""
        return a_file_a_table(output, self.contents)

    def encoded(self, rows: ReportRows) -> CsvReport:
        """Return the lines of a report.

        Most of a line is the same for all answers of a report, for a question in all reports, or
        wherever a code was chosen. Each of these parts is made once, as the bytes that it is.
        """
        common, own = self._common, self._beyond_report
        answers = [common(one) if _is_common(one) else own(one) for one in rows.answers]
        return CsvReport(line(rows.report).encode(), answers)

    @cached_property
    def _common(self) -> Callable[[AnswerRow], bytes]:
        """The same as `_beyond_report`, from memory if it can."""
        return lru_cache(_KEPT)(self._beyond_report)

    def _beyond_report(self, row: AnswerRow) -> bytes:
        """Return the line of an answer without what is told of the report."""
        return self._of_questions[row.question, row.row] + line(row).encode() + END

    @cached_property
    def _of_questions(self) -> ByQuestion[bytes]:
        of_questions = self.contents.of_questions
        return ByQuestion((key, f",{line(row)},".encode()) for key, row in of_questions.items())

    @contextmanager
    def opened(self, files: Sequence[NewFile]) -> Iterator[Opened[CsvReport]]:
        """Write what is known already, then a report after the other."""
        by_name = {}
        for table, (_, file) in zip(self.contents.tables, files, strict=True):
            head = tuple(column.name for column in table.columns)
            file.write(MARK + lines([head, *table.rows]))
            by_name[table.name] = file
        answers, reports = by_name[ANSWERS], by_name[REPORTS]

        def add(one: CsvReport) -> None:
            answers.write(one.report + one.report.join(one.answers))
            reports.write(one.report + END)

        def add_rows(table: str, rows: Sequence[Row]) -> None:
            by_name[table].write(lines(rows))

        yield Opened(add, add_rows)


def _is_common(row: AnswerRow) -> bool:
    """Whether many reports have this row: all in it is said by the questionnaire."""
    is_written = row.note or row.ministry or (row.language != "en" and (row.code or row.text))
    return not is_written


FORMAT = CsvFormat
