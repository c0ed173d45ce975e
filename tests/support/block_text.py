"""The words of a document, to be looked for in tests."""

from collections.abc import Iterable

from checklist.render.blocks import Block, as_lines

_WIDE = 100_000
"""The columns in which each paragraph, and each row of a table, has one line."""


def block_text(blocks: Iterable[Block]) -> str:
    """Return the lines of a document as a terminal without end would show them."""
    return "".join(f"{line.text}\n" for line in as_lines(blocks, _WIDE))
