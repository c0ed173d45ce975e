"""A summary of many reports as a Word file."""

from collections.abc import Sequence

from checklist.render.blocks import Block, Heading
from checklist.render.paper import on_paper
from checklist.render.word import as_docx as as_word_file


def as_docx(
    blocks: Sequence[Block], *, with_annexes: bool = False, is_short: bool = False
) -> bytes:
    """Return the file of the blocks of a summary.

    Args:
        blocks: The summary, or some sections of it.
        with_annexes: Whether it has the tables, too, that only some readers need.
        is_short: Whether it is a short edition, which needs neither contents nor wide pages.
    """
    blocks = blocks if with_annexes else [*on_paper(blocks)]
    title = next((block.text for block in blocks if isinstance(block, Heading)), "")
    is_long = not is_short
    return as_word_file(blocks, title=title, foot=title, is_wide=is_long, has_contents=is_long)
