"""The comparison of reports as a Word file."""

from collections.abc import Iterable

from checklist.analysis.comparison.comparison import Comparison
from checklist.render.blocks import Block, Heading
from checklist.render.comparison.document import report_blocks, reports_blocks
from checklist.render.word import as_docx


def report_as_docx(comparison: Comparison) -> bytes:
    """Return the file on two reports of a State."""
    blocks = report_blocks(comparison.reports[0], comparison.publication)
    return _file(blocks, has_contents=False)


def reports_as_docx(comparison: Comparison) -> bytes:
    """Return the file on many States."""
    return _file(reports_blocks(comparison), has_contents=True)


def _file(blocks: Iterable[Block], *, has_contents: bool) -> bytes:
    listed = [*blocks]
    title = next(one.text for one in listed if isinstance(one, Heading))
    return as_docx(listed, title=title, foot=title, has_contents=has_contents, in_two_columns=True)
