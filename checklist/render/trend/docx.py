"""A trend over cycles as a Word file."""

from collections.abc import Iterable

from checklist.render.blocks import Block
from checklist.render.paper import on_paper
from checklist.render.summary.docx import as_docx as as_word_file


def as_docx(blocks: Iterable[Block]) -> bytes:
    """Return the file of the blocks of a trend, laid out as that of a summary."""
    return as_word_file([*on_paper(blocks)])
