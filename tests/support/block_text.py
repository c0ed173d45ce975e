"""The words of a document, to be looked for in tests."""

from collections.abc import Iterable

from checklist.render.blocks import Block, Heading, as_lines

_WIDE = 100_000
"""The columns in which each paragraph, and each row of a table, has one line."""


def block_text(blocks: Iterable[Block]) -> str:
    """Return the blocks of a document with an empty line between them; a heading begins with #."""
    return "\n".join(map(_text, blocks))


def _text(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {block.words}\n"
    return "".join(f"{line.text}\n" for line in as_lines([block], _WIDE))
