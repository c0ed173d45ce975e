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

from checklist.analysis.rows.report_rows import ReportRows
from checklist.files.writer import NewFile
from checklist.tables.contents import ANSWERS, Contents, Row
from checklist.text.sanitize import safe_text

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
