"""Lines that a terminal would break in the middle of a word: broken between words instead."""

import os
import re
from typing import Any

from checklist.text.wrapping import broken, width_of

_COMMAND = re.compile(" +checklist ")
"""A command that is to be copied stays on one line, which only the terminal breaks."""


class WrappedStream:
    """A text stream whose lines are broken between words, if it is a terminal.

    A word that is longer than a line, such as a path, stays whole.
    """

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write lines, each of them from its beginning."""
        self._stream.write(between_words(text, columns_of(self._stream)))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def columns_of(stream: Any) -> int:
    """Return the columns of the terminal of a stream; 0 where it is none."""
    try:
        return os.get_terminal_size(stream.fileno()).columns if stream.isatty() else 0
    except (OSError, ValueError):  # it is closed, or no terminal of this system
        return 0


def between_words(text: str, width: int) -> str:
    """Return a text whose long lines are broken between words; 0 for no width leaves it as it is.

    Further lines of a paragraph begin where its first line does.
    """
    if not width or width_of(text) <= width:
        return text
    return "\n".join(_wrapped(line, width) for line in text.split("\n"))


def _wrapped(line: str, width: int) -> str:
    if width_of(line) <= width or _COMMAND.match(line):
        return line
    later = " " * (len(line) - len(line.lstrip(" ")))
    return "\n".join(broken(line, width, later=later, breaks_words=False))
