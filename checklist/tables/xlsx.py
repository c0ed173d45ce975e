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
from typing import IO, Any, NamedTuple

from checklist.analysis.rows.columns import AnswerRow, FileRow, ReportRow
from checklist.analysis.rows.report_rows import ReportRows
from checklist.errors import ChecklistError
from checklist.files.writer import NewFile
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.tables.contents import ANSWERS, FILES, REPORTS, TABLES, ByQuestion, Row, Table
from checklist.tables.interface import KeptParts, Opened, TableFormat
from checklist.tables.workbook import (
    MAX_ROWS,
    Look,
    TooLongForCell,
    Workbook,
    copy_members,
    is_too_long,
    member,
    part,
    too_long,
    too_many_rows,
    whole_row,
)
from checklist.tables.workbook_setup import set_up_page

NAME = "themes"
_ANSWERED, _PART = "answered", "part"
_HEAD = ("Theme", "Number", "Question", "Words", "Answered", "Reports that count", "Described in")
_THEMES_WIDTHS = (34, 10, 28, 80, 11, 13, 22)
_CODEBOOK = "What the sheets, their columns and their codes mean."
_SHEETS = 3
"""The row of the first sheet that is named."""


class AnsweredQuestions:
    """The questions that reports answer, each report as the bits of one number."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._bits = {i: 1 << place for place, i in enumerate(questionnaire.questions)}
        self._by_file: dict[str, int] = {}

    def of(self, answers: Iterable[AnswerRow]) -> int:
        """Return the questions that have a value, or a row with one, in the answers of a report."""
        found = {
            answer.question
            for answer in answers
            if answer.standing == _ANSWERED and answer.level != _PART
        }
        return sum(self._bits[question] for question in found)

    def add(self, file: str, answered: int) -> None:
        """Note the questions that a report answers."""
        self._by_file[file] = answered

    def counts(self, files: Iterable[FileRow]) -> tuple[int, Mapping[str, int]]:
        """Return how many reports count, and how many of them answer each question."""
        counting = (row.file for row in files if row.counts)
        counted = [self._by_file[file] for file in counting if file in self._by_file]
        return len(counted), {
            question: sum(1 for bits in counted if bits & bit)
            for question, bit in self._bits.items()
        }

    def __len__(self) -> int:
        """Return the number of reports."""
        return len(self._by_file)


class ThemesSheet:
    """The sheet, which is made first and written last."""

    def __init__(self, workbook: Any) -> None:
        self._sheet = workbook.add_worksheet(NAME)
        self._title = workbook.add_format({"bold": True, "font_size": 14})
        self._bold = workbook.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        self._theme = workbook.add_format({"bold": True, "valign": "top"})
        self._top = workbook.add_format({"valign": "top"})
        self._words = workbook.add_format({"text_wrap": True, "valign": "top"})
        for column, width in enumerate(_THEMES_WIDTHS):
            self._sheet.set_column(column, column, width)
        set_up_page(self._sheet)

    def write(
        self,
        questionnaire: Questionnaire,
        tables: Sequence[Table],
        answered: AnsweredQuestions,
        files: Iterable[FileRow],
    ) -> None:
        """Write the sheet.

        Args:
            questionnaire: The questionnaire whose questions are in the workbook.
            tables: The tables of the workbook, in the order of their sheets.
            answered: The questions that the reports answer.
            files: Which reports count.
        """
        count, counts = answered.counts(files)
        self._sheet.write_string(0, 0, questionnaire.head.title, self._title)
        self._sheet.write_string(
            1,
            0,
            f"Reports in this workbook: {len(answered)}. Reports that count, of each State one: "
            f"{count}.",
        )
        for row, name in enumerate((table.name for table in tables), _SHEETS):
            self._sheet.write_url(row, 0, f"internal:'{name}'!A1", string=name)
            is_about = _CODEBOOK if name == "codebook" else TABLES[name]
            self._sheet.write_string(row, 1, is_about.partition(". ")[0].removesuffix("."))
        head = _SHEETS + len(tables) + 1
        self._questions(head, questionnaire, _places(tables), count, counts)

    def _questions(
        self,
        head: int,
        questionnaire: Questionnaire,
        places: Mapping[str, int],
        count: int,
        counts: Mapping[str, int],
    ) -> None:
        """Write the themes, each with its questions, below the row of the heads."""
        for column, text in enumerate(_HEAD):
            self._sheet.write_string(head, column, text, self._bold)
        row = head
        for question_set in questionnaire.sets:
            for question in question_set.questions:
                row += 1
                is_first = question is question_set.questions[0]
                look = self._theme if is_first else self._top
                self._sheet.write_string(row, 0, question_set.title, look)
                self._sheet.write_string(row, 1, questionnaire.numbers[question.id], self._top)
                self._sheet.write_string(row, 2, question.id, self._top)
                self._sheet.write_string(row, 3, question.ask, self._words)
                self._sheet.write_number(row, 4, counts[question.id], self._top)
                self._sheet.write_number(row, 5, count, self._top)
                place = places[question.id]
                link = f"internal:'questions'!A{place}"
                self._sheet.write_url(row, 6, link, string=f"questions, row {place}")
        self._sheet.autofilter(head, 0, row, len(_HEAD) - 1)
        self._sheet.ignore_errors({"number_stored_as_text": f"B{head + 1}:B{row + 1}"})


def _places(tables: Iterable[Table]) -> Mapping[str, int]:
    """Return the row of the sheet of questions in which each question begins, from 1."""
    questions = next(table for table in tables if table.name == "questions")
    at = [column.name for column in questions.columns].index("question")
    places: dict[str, int] = {}
    for number, row in enumerate(questions.rows, 2):
        places.setdefault(row[at], number)
    return places


_SIZE = re.compile(rb"<dimension [^>]*/>")
"""The size of a sheet. It need not be given, and is not known when the first rows are written."""
_OTHERWISE = "write .csv, .parquet or .sqlite instead"

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
_LOOK = Look(_WIDTHS, frozenset({"meaning", "summary", "label"}), _OTHERWISE)


class XlsxReport(NamedTuple):
    """A report as parts of rows of the sheet of answers, equal parts made once."""

    row: ReportRow
    """Its row in the sheet of reports."""
    report: bytes
    """The first cells of all its rows."""
    answers: Sequence[bytes]
    """The cells on the question and the answer, for each answer."""
    answered: int
    """The questions that it answers, as `AnsweredQuestions` has them."""


class XlsxFormat(TableFormat[XlsxReport]):
    """Writes all tables to one workbook.

    XlsxWriter makes the workbook, but the rows of the answers, which nearly all of it consists of,
    are written by `whole_row`, into the file at once: in memory are a few reports.
    """

    @property
    def most_reports(self) -> int:
        """The most reports whose answers a sheet holds: each has a row for each question."""
        return (MAX_ROWS - 1) // len(self.contents.questionnaire_rows.questions)

    def encoded(self, rows: ReportRows) -> XlsxReport:
        """Return the rows of a report in parts, as XML."""
        try:
            return XlsxReport(
                rows.report,
                part(rows.report, 0),
                self._kept.of(rows.answers),
                self._answered.of(rows.answers),
            )
        except TooLongForCell:
            raise self._too_long(rows) from None

    @cached_property
    def _answered(self) -> AnsweredQuestions:
        return AnsweredQuestions(self.contents.questionnaire_rows.questionnaire)

    def _part(self, row: AnswerRow) -> bytes:
        return self._question_parts[row.question, row.row] + part(row, self._first_of_answer)

    @cached_property
    def _first_of_answer(self) -> int:
        """The number of the first column on the answer, from 0."""
        return len(self.contents.tables[0].columns) - len(AnswerRow._fields)

    @cached_property
    def _question_parts(self) -> ByQuestion[bytes]:
        columns = self.contents.question_columns
        return ByQuestion((key, part(row, len(ReportRow._fields))) for key, row in columns.items())

    @cached_property
    def _kept(self) -> KeptParts:
        return KeptParts(self._part)

    def _too_long(self, rows: ReportRows) -> ChecklistError:
        answers = self.contents.tables[0]
        cells = ((row, i) for row in self.contents.answer_rows(rows) for i in range(len(row)))
        return next(
            too_long(answers, row, i, _OTHERWISE) for row, i in cells if is_too_long(row[i])
        )

    @contextmanager
    def opened(self, files: Sequence[NewFile]) -> Iterator[Opened[XlsxReport]]:
        """Write the rows that are known already, then report after report."""
        (new,) = files
        tables = self.contents.tables
        questionnaire = self.contents.questionnaire_rows.questionnaire
        answered = AnsweredQuestions(questionnaire)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            heads = BytesIO()
            empty = [table._replace(rows=()) for table in tables]
            with Workbook(heads, empty, folder, _LOOK, before=ThemesSheet):
                pass
            rest = Path(folder, "rest.xlsx")
            with zipfile.ZipFile(new.file, "w", zipfile.ZIP_DEFLATED) as book:
                with (
                    Workbook(str(rest), tables, folder, _LOOK, before=ThemesSheet) as workbook,
                    book.open(member(_ANSWERS_SHEET), "w", force_zip64=True) as sheet,
                ):
                    answers = _Answers(sheet, heads)

                    def add(report: XlsxReport) -> None:
                        answers.add(report)
                        workbook.sheets[REPORTS].add([report.row])
                        answered.add(report.row.file, report.answered)

                    def add_rows(table: str, rows: Sequence[Row]) -> None:
                        workbook.sheets[table].add(rows)
                        if table == FILES:
                            counted = [FileRow(*row) for row in rows]
                            workbook.others.write(questionnaire, tables, answered, counted)

                    yield Opened(add, add_rows)
                    workbook.sheets[ANSWERS].next = answers.next
                    workbook.close()
                    answers.finish(rest)
                with zipfile.ZipFile(rest) as made:
                    copy_members(made, book, without=_ANSWERS_SHEET)


_ANSWERS_SHEET = "xl/worksheets/sheet2.xml"
"""The sheet of the answers, the first after that of the themes."""


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

    def add(self, report: XlsxReport) -> None:
        """Write the rows of a report."""
        if self.next + len(report.answers) > MAX_ROWS:
            raise too_many_rows(ANSWERS, _OTHERWISE)
        rows = zip(repeat(report.report), report.answers)
        first = self.next + 1
        self._sheet.write(b"".join([whole_row(n, parts) for n, parts in enumerate(rows, first)]))
        self.next += len(report.answers)

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


FORMAT = XlsxFormat
