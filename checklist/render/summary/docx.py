"""A summary of many reports as a Word file."""

from collections.abc import Sequence

from checklist.render.blocks import Block, Heading
from checklist.render.word import as_docx as as_word_file


def as_docx(blocks: Sequence[Block]) -> bytes:
    """Return the file of the blocks of a summary, on pages that lie on their side."""
    title = next((one.text for one in blocks if isinstance(one, Heading)), "")
    return as_word_file(blocks, title=title, foot=title, is_wide=True, has_contents=True)
