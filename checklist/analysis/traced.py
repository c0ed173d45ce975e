"""A count of a table with its sources: the answers in the reports that it is made of."""

from collections.abc import Sequence
from typing import NamedTuple

from checklist.analysis.rows.columns import ReportRow
from checklist.diagnostics import DocumentPath

IN_ALL, STATES = "In all", "States"
A_REPORT = "A report"
"""What a source says that is a report as a whole."""


class Source(NamedTuple):
    """What a count is made of: an answer, or the lack of one, in a report."""

    report: ReportRow
    question: str = ""
    """The id of the question; empty for the report as a whole."""
    row: str = ""
    """The id of the row of a matrix; empty elsewhere."""
    said: str = A_REPORT
    """What stands there, in words; of an answer that is not shown, that it is not."""
    where: DocumentPath = ()
    """The keys that lead to it in the file, where these are known; else empty."""


class Traced(NamedTuple):
    """A count of a table."""

    row: str
    """The words of its row."""
    column: str
    """The head of its column."""
    sources: Sequence[Source]
    """As many as the count says."""
