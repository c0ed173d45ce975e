"""CSV (RFC 4180): a file a table, in UTF-8.

The files begin with a byte order mark. RFC 4180 does not ask for one, but without it Excel reads
every letter beyond ASCII as another one, and tells nobody; DuckDB, pandas, Polars and R's readr
know the mark and leave it out.

No cell can be run by a spreadsheet as a formula: `guarded` says how.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from checklist.analysis.columns import AnswerRow
from checklist.analysis.rows import ReportRows
from checklist.files.writer import NewFile
from checklist.tables.contents import ANSWERS, REPORTS, ByQuestion, Row
from checklist.tables.interface import TableFormat, a_file_a_table

MARK = b"\xef\xbb\xbf"

# The wide forms are what a spreadsheet set to Chinese or Japanese takes for the plain ones.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20']|[\t\r\n]")
_NUMBER = re.compile(r"-?[0-9]+")


def guarded(text: str) -> str:
    """Return a text with ' before it, where a spreadsheet could take it for a formula.

    One that begins with ' gets another, so that nothing is lost: who takes one ' from each text
    that begins with it has what was there before. A number stays a number.
    """
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


class CsvReport(NamedTuple):
    """A report as lines."""

    answers: bytes
    report: bytes


class CsvFormat(TableFormat[CsvReport]):
    """Writes each table to a file of its own."""

    def files(self, output: Path) -> Sequence[Path]:
        """Return a file a table."""
        return a_file_a_table(output, self.contents)

    def encoded(self, rows: ReportRows) -> CsvReport:
        """Return the lines of a report.

        Most of a line is the same for all answers of a report, or for a question in all reports.
        To write each of these parts once takes a third of the time.
        """
        (report,) = _lines([_guarded(rows.report)])
        head, of_questions = _beginning(report), self._of_questions
        lines = _lines(map(_guarded_answer, rows.answers))
        answers = [
            f"{head}{of_questions[one.question, one.row]}{line}"
            for one, line in zip(rows.answers, lines, strict=True)
        ]
        return CsvReport("".join(answers).encode(), report.encode())

    @cached_property
    def _of_questions(self) -> ByQuestion[str]:
        of_questions = self.contents.of_questions
        lines = _lines(map(_guarded, of_questions.values()))
        return ByQuestion(zip(of_questions, map(_beginning, lines), strict=True))

    @contextmanager
    def opened(self, files: Sequence[NewFile]) -> Iterator[Callable[[CsvReport], None]]:
        """Write what is known already, then a report after the other."""
        by_name = {}
        for table, (_, file) in zip(self.contents.tables, files, strict=True):
            head = [tuple(column.name for column in table.columns)]
            lines = _lines(map(_guarded, [*head, *table.rows]))
            file.write(MARK + "".join(lines).encode())
            by_name[table.name] = file
        answers, reports = by_name[ANSWERS], by_name[REPORTS]

        def add(one: CsvReport) -> None:
            answers.write(one.answers)
            reports.write(one.report)

        yield add


def _lines(rows: Iterable[Row]) -> list[str]:
    """Return rows as lines; a line can have line breaks within quotes."""
    lines: list[str] = []
    csv.writer(_Lines(lines.append)).writerows(rows)
    return lines


class _Lines(NamedTuple):
    """What `csv` takes for a file, to which it writes line by line."""

    write: Callable[[str], object]


def _beginning(line: str) -> str:
    """Return a line to which others are joined."""
    return line.removesuffix("\r\n") + ","


def _guarded(row: Row) -> Row:
    return tuple(guarded(cell) if isinstance(cell, str) else cell for cell in row)


def _guarded_answer(row: AnswerRow) -> Row:
    """Return the same as `_guarded`, faster: nearly no row has a cell that may need it."""
    for text in (row.text, row.note, row.code, row.ministry):
        if text and not text[0].isalnum():
            return _guarded(row)
    return row


FORMAT = CsvFormat
