"""A document to read: its blocks, and how formats lay them out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from checklist.render.blocks import Block, Heading
from checklist.text.messages import tr

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
    """What it is, for the styles of its page, and for the line on each of its sheets: `draft`."""
    filters: Sequence[Filter] = ()
    """What can be chosen on its page."""
    title: str = ""
    """The title of a Word file, where it is not the words of the first heading."""
    foot: str = ""
    """What stands at the foot of each page of a Word file, next to its number; empty: no foot."""
    language: str = ""
    """The language of most of its words, as a tag of BCP 47; empty: the one that is spoken."""
    has_contents: bool = False
    """Whether a list of its sections stands before the first of them in a Word file."""
    in_two_columns: bool = False
    """Whether what is below a heading of level 3 stands beside it."""
    is_wide: bool = False
    """Whether the pages of a Word file lie on their side."""

    @property
    def heading(self) -> str:
        """The words of the first heading."""
        return next(block.text for block in self.blocks if isinstance(block, Heading))


def filtered_by_part(document: Document) -> Document:
    """Return a document whose page can be filtered by its sections, which are parts, and by words.

    Questions stand at the left, and their answers at the right.
    """
    blocks = [
        replace(block, chosen_by=[("theme", block.name)])
        if isinstance(block, Heading) and block.level == 2
        else block
        for block in document.blocks
    ]
    parts = [(x.name, x.text) for x in blocks if isinstance(x, Heading) and x.level == 2]
    filters = [
        Filter("theme", tr("Part"), tr("All parts"), parts),
        Filter(WORDS, tr("Words"), tr("In a question or its answer"), ()),
    ]
    return replace(document, blocks=blocks, filters=filters, in_two_columns=True)
