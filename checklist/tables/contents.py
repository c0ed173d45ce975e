"""The contents of the tables of a questionnaire, in any format."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias, TypeVar

from checklist.analysis.rows.columns import (
    STANDINGS,
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
from checklist.analysis.rows.report_selection import WHY_NOT_COUNTED
from checklist.answer_types.answer import MISSING_LABELS, REASONS
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.questionnaire.standing import standing_by_code

KINDS: Mapping[type, str] = {str: "text", int: "whole number", bool: "true or false"}
"""The kinds of columns, in words."""

TABLES: Mapping[str, str] = {
    "": "Where there is nothing to say, the text is empty; no cell is absent. In a CSV file, a "
    "text that a spreadsheet could take for a formula has ' before it: one that begins, after any "
    "white space, with =, +, -, @, their wide forms, or ', and one that begins with a tab or a "
    "line break. Numbers are left as they are. To get the texts back, take one ' from each that "
    "begins with it. Read a CSV file with the comma as the only separator; with another one, "
    "nothing of this is promised. In SQLite, true is 1 and false is 0.",
    "answers": "What reports say: a row for each report and question, and for each row of a "
    "matrix, entry of a table and part of an answer. Every usable report is in it, drafts and all "
    "revisions too: before States are counted, choose those that count in the table of files. "
    "Numbers and dates stand in `code` as text.",
    "questions": "The questions and the rows of their matrices.",
    "recommendations": "The recommendations of the source document.",
    "reports": "The reports that are in the table of answers.",
    "files": "The files that were read, and which of them count: of each State one report.",
    "bridge": "Which answer serves which recommendation. Join it by `question` and `row` to count "
    "by recommendation. An answer that serves several is then in several rows: never add the "
    "recommendations up.",
    "codes": "The codes that an answer can have, with their words.",
    "codebook": "This table.",
}
"""The meaning of each table."""

_CODES: Mapping[str, Mapping[str, str]] = {
    "status": {"draft": "The report is not final.", "final": "The report is final and sealed."},
    "level": {
        "question": "The question as a whole.",
        "row": "A row of a matrix.",
        "part": "A code of several, a part of an answer, or a cell of a table.",
    },
    "standing": STANDINGS,
    "missing": MISSING_LABELS,
    "reason": {option.code: option.label for options in REASONS.values() for option in options},
    "why": WHY_NOT_COUNTED,
    "confidence": {"high": "Sure.", "medium": "Fairly sure.", "low": "Not sure."},
    "language": {"en": "English.", "und": "That of what the State wrote: see `written_in`."},
    "written_in": {
        **{"ar": "Arabic.", "en": "English.", "es": "Spanish.", "fr": "French.", "ru": "Russian."},
        **{"zh": "Chinese.", "mul": "Several.", "und": "Not known: the report does not say it."},
    },
}
"""The codes that can stand in a column, whatever the question."""
_WITH_CODES = frozenset({"answers", "files"})
"""The tables whose codes are listed; the answers also have the columns of `reports`."""


def codebook_rows(
    tables: Mapping[str, Sequence[Column]], authorities: Mapping[str, str]
) -> Iterator[CodebookRow]:
    """Yield the meanings of all tables together, then of each table, its columns and codes.

    Args:
        tables: The columns of each table.
        authorities: The labels of the authorities that the questionnaire names, by code.
    """
    codes = {**_CODES, "ministry": authorities}
    yield CodebookRow("", "", "", "", TABLES[""])
    for table, columns in tables.items():
        yield CodebookRow(table, "", "", "", TABLES[table])
        for column in columns:
            yield CodebookRow(table, column.name, "", KINDS[column.kind], column.meaning)
            if table in _WITH_CODES:
                for code, meaning in codes.get(column.name, {}).items():
                    yield CodebookRow(table, column.name, code, "", meaning)


def code_rows(questionnaire: Questionnaire) -> Iterator[CodeRow]:
    """Yield the codes that answers can have."""
    for question in questionnaire.questions.values():
        standing = standing_by_code(question, questionnaire.plan)
        for part, code, label in question.answer_type.codes_of_parts():
            counts_as = "" if part else standing.get(code, "")
            yield CodeRow(question.id, part, code, label, counts_as)


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
