"""Keeps the texts that the line face writes on a page, so that they can be read on one screen."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from checklist.console.cells import wrapped
from checklist.interview.screen_face.model import Item
from checklist.text.paragraphs import Line, Marked, paragraphs

_STYLES = {"red": "wrong", "yellow": "warn", "green": "good", "cyan": "", "dim": ""}


def style_of(style: str) -> str:
    """Return the style of this face for one of the line face."""
    return _STYLES.get(style, style)


class Recorder:
    """Takes the place of a page, and shows nothing."""

    def __init__(self, width: int) -> None:
        self.width = width
        """The columns for which lists are cut."""
        self.height = sys.maxsize
        self.lines = 0
        self.items: list[Item] = []
        """The paragraphs that were written."""

    def say(
        self,
        text: str = "",
        style: str = "",
        *,
        indent: int = 0,
        hanging: int = 0,
        marked: Sequence[Marked] = (),
    ) -> None:
        """Keep a paragraph."""
        if text or self.items:
            self.items.append(
                Item(label=text, style=style_of(style), indent=indent, hanging=hanging)
            )

    def show(self, line: Line) -> None:
        """Keep a paragraph; a heading is bold."""
        style = "bold" if line.is_heading else ""
        self.say(line.text, style, indent=line.indent, hanging=line.hanging)

    def prose(self, text: str, style: str = "") -> None:
        """Keep the paragraphs of a text of a question set."""
        for paragraph in paragraphs(text):
            self.say(paragraph, style)

    def command(self, words: str) -> None:
        """Keep a command that is to be copied."""
        self.say(words, indent=2)

    def wrapped(self, text: str, *, indent: int = 0, hanging: int = 0) -> Sequence[str]:
        """Return a text as lines."""
        return wrapped(text, self.width - indent, hanging)

    @contextmanager
    def in_pieces(self, pause: Callable[[], None], last: int) -> Iterator[None]:
        """Pause nowhere: the screen scrolls."""
        yield
