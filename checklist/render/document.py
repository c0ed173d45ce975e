"""A document to read: its blocks, and how formats lay them out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checklist.render.blocks import Block, Heading

WORDS = "words"
"""The name of a filter that has no values: it shows what has the words that are typed."""


class Filter(NamedTuple):
    """A choice on a page: it shows what has the chosen value, as headings and tables say it."""

    name: str
    label: str
    everything: str
    """The words for no choice; before words are typed: where they are looked for."""
    options: Sequence[tuple[str, str]]
    """The values, each with its words."""


@dataclass(frozen=True)
class Document:
    """A document whose first block is its title."""

    blocks: Sequence[Block]
    name: str = ""
    """What it is, for the styles of its page: `comparison`."""
    filters: Sequence[Filter] = ()
    """What can be chosen on its page."""
    has_contents: bool = False
    """Whether a list of its sections stands before the first of them in a Word file."""
    in_two_columns: bool = False
    """Whether what is below a heading of level 3 stands beside it."""
    is_wide: bool = False
    """Whether the pages of a Word file lie on their side."""

    @property
    def title(self) -> str:
        """The title."""
        return next(block.text for block in self.blocks if isinstance(block, Heading))
