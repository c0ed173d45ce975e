"""The figures of a document in their order, with the numbers that they have in it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checklist.render.bars import Bars
from checklist.render.blocks import Block


class Figure(NamedTuple):
    """A figure of a document."""

    name: str
    """Its number in the document, such as `F1-2`, by which its file or sheet is named."""
    bars: Bars


def figures(blocks: Iterable[Block]) -> Iterator[Figure]:
    """Yield the figures that have something to draw."""
    drawn = (block for block in blocks if isinstance(block, Bars) and block.bars)
    for number, bars in enumerate(drawn, 1):
        yield Figure(bars.id or f"F{number}", bars)
