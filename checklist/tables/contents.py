"""The contents of the tables of a questionnaire, in any format."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias, TypeVar

from checklist.analysis.rows.columns import (
    AnswerRow,
    BridgeRow,
    CodebookRow,
    CodeRow,
    Column,
    FileRow,
    QuestionRow,
    RecommendationRow,
    ReportRow,
    columns_of,
)
from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_rows import ReportRows
from checklist.tables.codebook import code_rows, codebook_rows

Row: TypeAlias = tuple[Any, ...]
"""The values of a row in the order of its table's columns: `str`, `int` or `bool`, never None."""

ANSWERS, REPORTS, FILES = "answers", "reports", "files"
"""The tables that reports fill; the table of files is filled when all reports are read."""


Value = TypeVar("Value")


class ByQuestion(dict[tuple[str, str], Value]):
    """Values for questions and rows by their ids, to be looked up for any answer."""

    def __missing__(self, key: tuple[str, str]) -> Value:
        """Return the value for the question: the row is the number of an entry of a table."""
        return self[key[0], ""]


class Table(NamedTuple):
    """A table, with the rows that do not depend on the reports."""

    name: str
    columns: Sequence[Column]
    key: Sequence[str]
    """The columns by which its rows differ."""
    rows: Sequence[Row] = ()


_OF_QUESTION = [name for name in QuestionRow._fields if name not in AnswerRow._fields]
"""The columns of the table of questions that the answers repeat, to be readable alone."""


def _answers() -> Table:
    by_name = {column.name: column for column in columns_of(QuestionRow)}
    columns = [
        *columns_of(ReportRow),
        *(by_name[name] for name in _OF_QUESTION),
        *columns_of(AnswerRow),
    ]
    return Table(ANSWERS, columns, ("file", "question", "row", "part", "item"))


@dataclass(frozen=True)
class Contents:
    """The tables of a questionnaire."""

    questionnaire_rows: QuestionnaireRows

    @cached_property
    def tables(self) -> Sequence[Table]:
        """All tables; the answers come first."""
        questionnaire_rows = self.questionnaire_rows
        answers = _answers()
        others = [
            Table(
                "questions",
                columns_of(QuestionRow),
                ("question", "row"),
                list(questionnaire_rows.questions.values()),
            ),
            Table(
                "codes",
                columns_of(CodeRow),
                ("question", "part", "code"),
                list(code_rows(questionnaire_rows.questionnaire)),
            ),
            Table(
                "recommendations",
                columns_of(RecommendationRow),
                ("recommendation",),
                questionnaire_rows.recommendations,
            ),
            Table("bridge", columns_of(BridgeRow), BridgeRow._fields, questionnaire_rows.bridge),
            Table(REPORTS, columns_of(ReportRow), ("file",)),
            Table(FILES, columns_of(FileRow), ("file",)),
        ]
        codebook = Table("codebook", columns_of(CodebookRow), ("table", "column", "code"))
        columns = {table.name: table.columns for table in [answers, *others, codebook]}
        authorities = questionnaire_rows.questionnaire.authorities
        return [answers, codebook._replace(rows=list(codebook_rows(columns, authorities))), *others]

    @cached_property
    def question_columns(self) -> ByQuestion[Row]:
        """The columns of a question or row that the answers repeat."""
        return ByQuestion(
            (key, tuple(getattr(row, name) for name in _OF_QUESTION))
            for key, row in self.questionnaire_rows.questions.items()
        )

    def answer_rows(self, rows: ReportRows) -> list[Row]:
        """Return the rows of a report in the table of answers."""
        report, question_columns = tuple(rows.report), self.question_columns
        return [
            report + question_columns[answer.question, answer.row] + answer
            for answer in rows.answers
        ]
