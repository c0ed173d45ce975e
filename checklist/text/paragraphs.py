"""Paragraphs of texts, before they are wrapped to the width of a terminal or page."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_END = re.compile(r"(?<=[.:?!])[ \t]*\n|\n[ \t]*\n")
"""The end of a paragraph: a line that ends a sentence, or a blank line."""


class Marked(NamedTuple):
    """A part of a text in a style of its own. The style adds no information to the text."""

    begin: int
    """The index of the part's first character."""
    end: int
    """The index after the part's last character."""
    style: str
    """The style in the terminal, such as `red`."""


class Line(NamedTuple):
    """One paragraph of a view."""

    text: str
    indent: int = 0
    """Columns before the text."""
    hanging: int = 0
    """More columns before its second and later lines."""
    is_heading: bool = False
    marked: Sequence[Marked] = ()
    """The parts with a style of their own, in their order."""


def paragraphs(prose: str | None) -> list[str]:
    """Return the paragraphs of a text, each on one line.

    The levels of a measure begin on lines of their own, and each can continue over several lines.
    """
    parts = (" ".join(part.split()) for part in _END.split(prose or ""))
    return [part for part in parts if part]


def one_line(text: str, width: int) -> str:
    """Return a text on one line of at most `width` characters; `…` stands for a part cut off."""
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: max(width - 2, 0)].rstrip(" ,;.") + " …"


def first_words(text: str, width: int) -> str:
    """Return a text on one line of at most `width` characters, cut between two words if it is long.

    A script without spaces is cut between two characters.
    """
    flat = " ".join(text.split())
    if len(flat) <= width:
        return flat
    kept = flat[: width - 1].rpartition(" ")[0] or flat[: width - 2]
    return f"{kept.rstrip(' ,;.')} …"


def capitalized(text: str) -> str:
    """Return a text with a capital letter at its beginning; the others stay as they are."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return a text with a full stop at its end, unless it ends as a sentence does."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."
