"""The first sheet of a workbook: its sheets, then the themes with their questions.

Of each question it says how many of the reports that count have an answer to it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from checklist.analysis.rows.columns import AnswerRow, FileRow
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.tables.contents import Table
from checklist.tables.workbook_setup import set_up_page

NAME = "themes"
_ANSWERED, _PART = "answered", "part"
_HEAD = ("Theme", "Number", "Question", "Words", "Answered", "Reports that count", "Described in")
_WIDTHS = (34, 10, 28, 80, 11, 13, 22)
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
        for column, width in enumerate(_WIDTHS):
            self._sheet.set_column(column, column, width)
        set_up_page(self._sheet)

    def write(
        self,
        questionnaire: Questionnaire,
        tables: Mapping[str, Table],
        meanings: Mapping[str, str],
        answered: AnsweredQuestions,
        files: Iterable[FileRow],
    ) -> None:
        """Write the sheet.

        Args:
            questionnaire: The questionnaire whose questions are in the workbook.
            tables: The tables of the workbook by name, in the order of their sheets.
            meanings: What each of them is.
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
        for row, name in enumerate(tables, _SHEETS):
            self._sheet.write_url(row, 0, f"internal:'{name}'!A1", string=name)
            is_about = _CODEBOOK if name == "codebook" else meanings[name]
            self._sheet.write_string(row, 1, is_about.partition(". ")[0].removesuffix("."))
        head = _SHEETS + len(tables) + 1
        self._questions(head, questionnaire, _places(tables["questions"]), count, counts)

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
        for part in questionnaire.sets:
            for question in part.questions:
                row += 1
                is_first = question is part.questions[0]
                look = self._theme if is_first else self._top
                self._sheet.write_string(row, 0, part.title, look)
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


def _places(questions: Table) -> Mapping[str, int]:
    """Return the row of the sheet of questions in which each question begins, from 1."""
    at = [column.name for column in questions.columns].index("question")
    places: dict[str, int] = {}
    for number, row in enumerate(questions.rows, 2):
        places.setdefault(row[at], number)
    return places
