"""Text on a terminal: safe, wrapped to its width, nothing drawn over.

No colour carries a meaning alone, so that a screen reader, a log and an old console show the same.
"""

import io
import os
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, TextIO

from checklist.text.paragraphs import Line, Marked, paragraphs
from checklist.text.sanitize import safe_text
from checklist.text.wrapping import broken, is_plain, width_of

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

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


def _rich_console(*, plain: bool) -> "Console":
    """Return standard output as rich draws it; `plain` is without colour and bold letters."""
    from rich.console import Console

    class Output(Console):
        def on_broken_pipe(self) -> None:
            """Raise the error again: rich would exit with 1, as if there were errors."""
            raise  # the error that the caller handles

    return Output(
        highlight=False, markup=False, emoji=False, color_system=None if plain else "auto"
    )


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


_WIDEST = 100
"""Columns beyond which lines are hard to read."""

_SHORT = 400
"""The most characters of a text whose lines are kept: more than the words of most questions."""


class Page:
    """Writes paragraphs to a console."""

    def __init__(self, console: "Console | PlainConsole") -> None:
        self._console = console
        self.lines = 0
        """The number of lines written."""
        self.pause: Callable[[], None] | None = None
        """A function that waits until a screen is read; None where nothing waits."""
        self._unread = 0

    @classmethod
    def of_output(cls, *, plain: bool = False) -> "Page":
        """Return the page of standard output. `plain` is without colour and bold letters.

        The environment variables NO_COLOR and ACCESSIBLE have the same effect.
        """
        if not is_terminal(sys.stdout):
            return cls(PlainConsole())
        # With NO_COLOR, rich would keep bold letters.
        plain = plain or any(map(os.environ.get, ("NO_COLOR", "ACCESSIBLE")))
        return cls(_rich_console(plain=plain))

    @classmethod
    def text(cls, lines: Callable[[int], Iterable[Line]]) -> str:
        """Return the paragraphs that `lines` makes for the width of a file, as its text."""
        page = cls(PlainConsole(width=_WIDEST))
        return "".join(
            f"{piece}\n"
            for line in lines(_WIDEST)
            for piece in (
                [_code(line)]
                if line.is_code
                else page.wrapped(
                    line.text, indent=line.indent, hanging=line.hanging, width=_WIDEST
                )
            )
        )

    @property
    def width(self) -> int:
        """The columns that are used: those of the terminal, and not too many."""
        return max(20, min(self._console.width, _WIDEST))

    @property
    def height(self) -> int:
        """The number of lines of the terminal; without a terminal there is no limit."""
        return self._console.height if self._console.is_terminal else sys.maxsize

    def say(
        self,
        text: str = "",
        style: str = "",
        *,
        indent: int = 0,
        hanging: int = 0,
        marked: Sequence[Marked] = (),
    ) -> None:
        """Show a text, wrapped; `hanging` more columns of indentation from its second line on."""
        pieces = self.wrapped(text, indent=indent, hanging=hanging)
        if self.pause is not None:
            self._unread += len(pieces)
            if self._unread > self.height - 2:
                self._unread = len(pieces)
                pause, self.pause = self.pause, None
                pause()
                self.pause = pause
        self._print("\n".join(pieces), style, text, marked)
        self.lines += len(pieces)

    def command(self, words: str) -> None:
        """Show a command that is to be copied: on one line, which only the terminal breaks."""
        self.show(Line(words, 2, is_code=True))

    def show(self, line: Line) -> None:
        """Show a paragraph; a heading is bold."""
        if line.is_code:
            code = _code(line)
            self._print(code)
            self.lines += max(1, -(-width_of(code) // self.width))
            return
        style = "bold" if line.is_heading else ""
        self.say(line.text, style, indent=line.indent, hanging=line.hanging, marked=line.marked)

    @contextmanager
    def in_pieces(self, pause: Callable[[], None], last: int) -> Iterator[None]:
        """Pause after each screenful of text within the block.

        Args:
            pause: Waits until the screen is read.
            last: The lines that will be shown at once afterwards.
        """
        self.pause, self._unread = pause, 0
        try:
            yield
            if self._unread and self._unread + last > self.height:
                pause()
        finally:
            self.pause = None

    def rendered(self, lines: Iterable[Line]) -> str:
        """Return paragraphs as `show` would write them, styles included."""
        with self.captured() as text:
            for line in lines:
                self.show(line)
        return text[0]

    @contextmanager
    def captured(self) -> Iterator[list[str]]:
        """Keep what is said within the block; the list then has it, styles included."""
        text: list[str] = []
        with self._console.capture() as capture:
            yield text
        text.append(capture.getvalue() if isinstance(capture, io.StringIO) else capture.get())

    def _print(
        self, wrapped: str, style: str = "", text: str = "", marked: Sequence[Marked] = ()
    ) -> None:
        """Write lines that are safe; `marked` are parts of the text that was wrapped into them."""
        if isinstance(self._console, PlainConsole):
            self._console.print(wrapped)
            return
        from rich.text import Text

        shown = Text(wrapped, style=style)
        _style(shown, text, marked)
        self._console.print(shown, soft_wrap=True)

    def prose(self, text: str, style: str = "") -> None:
        """Show the paragraphs of a text of a question set."""
        for paragraph in paragraphs(text):
            self.say(paragraph, style)

    def wrapped(
        self, text: str, *, indent: int = 0, hanging: int = 0, width: int | None = None
    ) -> Sequence[str]:
        """Return a text as the lines that `say` shows, or as those of another width."""
        wrap = _kept_lines if len(text) <= _SHORT else _lines
        return wrap(text, indent, hanging, width or self.width)


def _code(line: Line) -> str:
    """Return a line of code as it is shown."""
    return " " * line.indent + safe_text(line.text) if line.text else ""


def _lines(text: str, indent: int, hanging: int, width: int) -> Sequence[str]:
    """Return a text as lines of a width."""
    pieces: list[str] = []
    for line in safe_text(text, multiline=True).expandtabs(4).split("\n"):
        first, later = " " * indent, " " * (indent + hanging)
        if not is_plain(line):
            pieces += broken(line, width, first, later)
        elif indent + len(line) <= width:
            pieces.append((first + line).rstrip(" "))
        else:
            pieces += textwrap.wrap(
                line, width, initial_indent=first, subsequent_indent=later, break_on_hyphens=False
            ) or [""]
    return tuple(pieces)


_kept_lines = lru_cache(1024)(_lines)
"""The same for short texts, which are often shown again: the words of a question, for each State.

So many texts take 4 MiB at most.
"""


def _style(shown: "Text", text: str, marked: Sequence[Marked]) -> None:
    """Style the marked parts of a text at their positions in the wrapped text.

    Wrapping changes nothing but white space, so the other characters are counted.
    """
    if not marked:
        return
    places = [index for index, character in enumerate(shown.plain) if not character.isspace()]
    begin = 0
    at = 0
    for part in marked:
        first = begin + _visible(text[at : part.begin])
        begin = first + _visible(text[part.begin : part.end])
        at = part.end
        if begin > first:
            shown.stylize(part.style, places[first], places[begin - 1] + 1)


def _visible(text: str) -> int:
    """Return the number of characters of a text, made safe, that are no white space."""
    return sum(not character.isspace() for character in safe_text(text, multiline=True))
