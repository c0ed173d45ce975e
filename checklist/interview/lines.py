"""Where the entries of an interview come from: a terminal, or lines of a file or pipe."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import Protocol

Completer = Callable[[str], Sequence[str]]
"""Entry so far → entries that begin like it."""


class Lines(Protocol):
    """A source of entries."""

    @property
    def is_interactive(self) -> bool:
        """Whether a person types: a wrong entry is asked again. Otherwise it stops the run."""

    @property
    def number(self) -> int:
        """How many lines were read, for the messages of a run without a person."""

    def read(self, prompt: str, complete: Completer | None = None) -> str:
        """Show the prompt and return one entry, which can have several lines when it was pasted.

        Raises:
            EOFError: There is no more input.
            KeyboardInterrupt: Ctrl-C.
        """


class PlainLines:
    """Lines of standard input: a pipe, a file, a dumb terminal, or a screen reader."""

    def __init__(self, *, is_interactive: bool) -> None:
        self._is_interactive = is_interactive
        self._number = 0

    @property
    def is_interactive(self) -> bool:
        """Whether a person types."""
        return self._is_interactive

    @property
    def number(self) -> int:
        """How many lines were read."""
        return self._number

    def read(self, prompt: str, complete: Completer | None = None) -> str:
        """Return the next line. On a terminal it can be edited as the terminal itself allows."""
        if self._is_interactive:
            line = input(prompt)
        else:
            sys.stdout.write(prompt + "\n")
            sys.stdout.flush()
            line = sys.stdin.readline()
            if not line:
                raise EOFError
            line = line.rstrip("\r\n")
        self._number += 1
        return line


def lines_for(*, plain: bool) -> Lines:
    """Return the source of entries that suits standard input."""
    if not sys.stdin.isatty():
        return PlainLines(is_interactive=False)
    cannot_edit = os.environ.get("TERM") == "dumb" or not sys.stdout.isatty()
    if plain or cannot_edit or os.environ.get("ACCESSIBLE"):
        return PlainLines(is_interactive=True)
    # Imported here: the library behind it takes longer to load than all the rest.
    from checklist.interview.edited_lines import EditedLines

    return EditedLines()
