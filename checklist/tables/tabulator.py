"""Reads report files and encodes them as a table format writes them."""

from functools import cache
from typing import Any, NamedTuple, Self

from checklist.analysis.groups import Grouping
from checklist.analysis.rows.columns import INVALID, PART, FileRow
from checklist.analysis.rows.report_reader import LeftOut, ReportReader, questionnaire_rows_of
from checklist.analysis.rows.report_rows import ReportRows
from checklist.analysis.rows.report_selection import ReportSelection
from checklist.checks.batch import ReportSource
from checklist.reports.revisions import ReportIdentity
from checklist.tables.contents import Contents
from checklist.tables.interface import TableFormat, table_file_name
from checklist.tables.registry import format_of


@cache
def tables(ending: str, questionnaire: str | None) -> TableFormat[Any]:
    """Return the format of an ending for a questionnaire.

    Processes that fork after the first call have it already.
    """
    return format_of(ending, Contents(questionnaire_rows_of(questionnaire)))


class Tabulated(NamedTuple):
    """A report in the form in which it is written."""

    encoded: Any
    listed: "Listed"


class Listed(NamedTuple):
    """The part of a written report that decides which report of its State counts."""

    identity: ReportIdentity
    """The part of the head that other reports have to fit."""
    has_invalid: bool
    """Whether some of its answers, or rows, do not fit their questions."""


class Tabulator(NamedTuple):
    """Reads reports for tables, one by one. Can be sent to other processes."""

    reader: ReportReader
    ending: str
    """The ending of the format."""
    grouping: Grouping | None = None
    """The groups for the column of the State's group."""

    def for_many(self) -> Self:
        """Return the same with a reader that is ready for many."""
        return self._replace(reader=self.reader.for_many())

    def read(self, source: ReportSource) -> Tabulated | LeftOut:
        """Return a report as it is written, or the reason why it is left out."""
        rows = self.rows(source)
        if isinstance(rows, LeftOut):
            return rows
        invalid = any(row.standing == INVALID and row.level != PART for row in rows.answers)
        encoded = tables(self.ending, self.reader.questionnaire).encoded(rows)
        return Tabulated(encoded, Listed(rows.identity, invalid))

    def rows(self, source: ReportSource) -> ReportRows | LeftOut:
        """Return a report as rows, in which every text can stand in every format."""
        read = self.reader.read(source)
        if isinstance(read, LeftOut):
            return read._replace(file=table_file_name(read.file))
        rows = read.made()
        file = table_file_name(rows.report.file)
        group = "" if self.grouping is None else self.grouping.of(rows.report).label
        return rows._replace(
            report=rows.report._replace(file=file, group=group),
            identity=rows.identity._replace(file=file),
        )

    def lost(self, source: ReportSource) -> LeftOut:
        """Return the result for a report whose reading ended the process."""
        return self.reader.lost(source)


def file_rows(selection: ReportSelection[Listed]) -> list[FileRow]:
    """Return the rows on the files that count, and on the others with the reasons."""
    counted = [
        FileRow(
            file=listed.identity.file,
            state=listed.identity.state,
            counts=True,
            why="",
            instead="",
            finding="",
        )
        for listed in selection.counted
    ]
    others = [
        FileRow(
            file=left_out.file,
            state=left_out.state,
            counts=False,
            why=left_out.why,
            instead=left_out.instead,
            finding=left_out.first,
        )
        for left_out in selection.not_counted
    ]
    return sorted([*counted, *others])
