"""Lines of input: from a terminal, a file or a pipe."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from checklist.text.messages import Message, tr

_SEVERAL_LINES = Message("Several lines are one answer here. Press Enter to end it.")
_PASTE = 0.02
"""Seconds within which the lines of a pasted text follow each other."""

Completer = Callable[[str], Sequence[str]]
"""A function from the entry so far to the entries that begin with it."""


class LineInput(Protocol):
    """A source of lines."""

    @property
    def is_interactive(self) -> bool:
        """Whether a person types: a wrong entry is asked again. Otherwise it stops the run."""

    @property
    def number(self) -> int:
        """The number of lines read, for the messages of a run without a person."""

    def read(self, prompt: str, complete: Completer | None = None, *, is_text: bool = False) -> str:
        """Show the prompt and return one entry, which can have several lines when it was pasted.

        Args:
            prompt: The mark before the entry.
            complete: Returns the entries that begin like the one so far.
            is_text: Whether lines that come at once, as pasted ones do, are one entry.

        Raises:
            EOFError: There is no more input.
            KeyboardInterrupt: Ctrl-C.
        """


class PlainLineInput:
    """Lines of standard input: a pipe, a file, a dumb terminal, or a screen reader."""

    def __init__(self, *, is_interactive: bool) -> None:
        self.is_interactive = is_interactive
        self.number = 0

    def read(self, prompt: str, complete: Completer | None = None, *, is_text: bool = False) -> str:
        """Return the next line. On a terminal it can be edited as the terminal itself allows."""
        if self.is_interactive:
            line = input(prompt)
            if is_text and _more_is_there():
                line = "\n".join([line, *_pasted()]).rstrip("\n")
        else:
            sys.stdout.write(prompt + "\n")
            sys.stdout.flush()
            line = sys.stdin.readline()
            if not line:
                raise EOFError
            line = line.rstrip("\r\n")
        self.number += 1
        return line


def _pasted() -> Iterator[str]:
    """Yield the lines of a pasted text after its first one."""
    while _more_is_there():
        yield input()
    # The last line often has no line break, and arrives only with Enter. It must not become the
    # next answer.
    yield input(f"\n{tr(_SEVERAL_LINES)}\n")


def _more_is_there() -> bool:
    """Return whether another line waits already, sooner than a person can type one."""
    if sys.platform == "win32":
        import msvcrt

        time.sleep(_PASTE)
        return msvcrt.kbhit()
    import select

    return bool(select.select([sys.stdin.fileno()], [], [], _PASTE)[0])
