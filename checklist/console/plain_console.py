"""Text for what is no terminal: a file, a pipe, a log. It needs no library that draws."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

_USUAL_WIDTH = 80


class PlainConsole:
    """Writes lines as they are, as rich does where it sees no terminal."""

    is_terminal = False
    height = sys.maxsize
    """The number of lines: there is no limit."""

    def __init__(self, file: TextIO | None = None, width: int | None = None) -> None:
        """Begin.

        Args:
            file: Where to write; None: standard output.
            width: The columns; None: those of the terminal of another stream, or the usual ones.
        """
        self._file = file
        self.width = width or _width()

    def print(self, text: str) -> None:
        """Write a text, which is made safe, and the end of its line."""
        output = self._file or sys.stdout
        output.write(f"{text}\n")
        output.flush()

    @contextmanager
    def capture(self) -> Iterator[io.StringIO]:
        """Write into a text within the block, which has all of it afterwards."""
        before, text = self._file, io.StringIO()
        self._file = text
        try:
            yield text
        finally:
            self._file = before


def is_terminal(file: TextIO) -> bool:
    """Whether rich may take a stream for a terminal, be it only because a variable says so."""
    return file.isatty() or any(name in os.environ for name in ("FORCE_COLOR", "TTY_COMPATIBLE"))


def _width() -> int:
    """Return the columns as rich finds them: the terminal's, unless COLUMNS says otherwise."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit():
        return int(columns)
    for descriptor in (0, 1, 2):
        try:
            return os.get_terminal_size(descriptor).columns or _USUAL_WIDTH
        except (OSError, ValueError):
            continue
    return _USUAL_WIDTH
