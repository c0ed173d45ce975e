"""The interface of a table format.

A format works in two places. `encoded` runs in the process that read a report, which can be one of
several. `opened` runs in a single process, which writes report by report, so that no more than a
few are ever in memory.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from checklist.analysis.rows.answer_rows import KeptRow
from checklist.analysis.rows.columns import AnswerRow
from checklist.analysis.rows.report_rows import ReportRows
from checklist.files.writer import NewFile
from checklist.tables.contents import ANSWERS, Contents, Row
from checklist.text.sanitize import safe_text

KEPT = 16_384
"""The most parts that are kept: more than a long questionnaire has."""


class KeptParts:
    """Parts of lines, kept by the identity of rows that many reports share.

    A lookup by the content of a row would take half as long as making the part.
    """

    def __init__(self, make: Callable[[AnswerRow], bytes]) -> None:
        """Begin without any part.

        Args:
            make: Returns the part of a line on an answer.
        """
        self._parts: dict[int, bytes] = {}
        self._make = make
        self._rows: list[KeptRow] = []  # while a row is here, no other one has its identity

    def of(self, rows: Sequence[AnswerRow]) -> list[bytes]:
        """Return the part of a line on each of these rows."""
        known = self._parts.get
        return [known(id(row)) or self._made(row) for row in rows]

    def _made(self, row: AnswerRow) -> bytes:
        """Return the part of a line on a row, and keep it if the row may come again."""
        made = self._make(row)
        if isinstance(row, KeptRow):
            if len(self._rows) == KEPT:
                self._rows.clear()
                self._parts.clear()
            self._rows.append(row)
            self._parts[id(row)] = made
        return made


Encoded = TypeVar("Encoded")
"""A report in the form in which a format writes it. Can be sent between processes."""


class Opened(NamedTuple, Generic[Encoded]):
    """Tables that are being written."""

    add: Callable[[Encoded], None]
    """Adds a report."""
    add_rows: Callable[[str, Sequence[Row]], None]
    """Adds rows to the table of this name."""


class TableFormat(ABC, Generic[Encoded]):
    """A format in which the tables of a questionnaire are written to one file, or to several."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents

    def files(self, output: Path) -> Sequence[Path]:
        """Return the files that are written if the user names this file, which comes first."""
        return [output]

    @property
    def most_reports(self) -> int | None:
        """The most reports that a file can hold, if all are short; None: any number."""
        return None

    @abstractmethod
    def encoded(self, rows: ReportRows) -> Encoded:
        """Return a report in the form in which it is written."""

    @abstractmethod
    def opened(self, files: Sequence[NewFile]) -> AbstractContextManager[Opened[Encoded]]:
        """Begin the tables, yield what adds to them, and finish them at the end.

        Args:
            files: The files that `files` returned, in the same order, each of them empty.

        Raises:
            OSError, ChecklistError: The tables cannot be written.
        """


def one_file_per_table(output: Path, contents: Contents) -> Sequence[Path]:
    """Return a file for each table: `answers.csv` for the answers, `answers-bridge.csv`, …."""
    return [
        output if table.name == ANSWERS else output.with_stem(f"{output.stem}-{table.name}")
        for table in contents.tables
    ]


def table_file_name(name: str) -> str:
    """Return a file's name as it stands in a table, with invisible characters spelled out.

    Two names that differ stay different.
    """
    return safe_text(name.replace("‹U+", "‹U+2039›U+"))
