"""How far a long run is, as a line on standard error where that is a terminal."""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO, TypeVar

from checklist.text.messages import grouped, trn

Item = TypeVar("Item")

AFTER = 1.0
"""Seconds after which a run counts as long."""
_BETWEEN = 0.1
"""Seconds between two drawings of the bar."""


def with_progress(
    items: Iterable[Item], total: Callable[[], int], *, is_shown: Callable[[Item], bool]
) -> Iterator[Item]:
    """Yield the items, and show meanwhile the number of items so far.

    Args:
        items: The items, which take long to come.
        total: Counts how many there will be. Only called when it takes long.
        is_shown: Returns whether something is printed for an item, so that the line has to
            make room.
    """
    terminal = _terminal()
    if terminal is None:
        yield from items
        return
    bar = Bar(terminal, total)
    try:
        for item in items:
            if is_shown(item):
                bar.clear()
            yield item
            bar.advance()
    finally:
        bar.clear()


def _terminal() -> TextIO | None:
    """Return standard error, as the process got it, when a bar can be drawn there."""
    stream = sys.__stderr__
    is_dumb = os.environ.get("TERM", "") in {"", "dumb"} and os.name != "nt"
    return stream if stream is not None and stream.isatty() and not is_dumb else None


class Bar:
    """A line that can make room for others that are printed on the same terminal."""

    def __init__(
        self,
        terminal: TextIO,
        total: Callable[[], int],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin. Nothing is drawn for the first `AFTER` seconds.

        Args:
            terminal: The terminal on which it is drawn.
            total: Counts how many items there will be.
            clock: Returns the time in seconds.
        """
        self._terminal = terminal
        self._total = total
        self._clock = clock
        self._next = clock() + AFTER
        self._done = 0
        self._total_found = 0
        self._shown = ""

    def advance(self) -> None:
        """Count one more item."""
        self._done += 1
        if self._clock() >= self._next:
            self._draw()
            self._next = self._clock() + _BETWEEN

    def clear(self) -> None:
        """Remove the line from the screen until it is drawn again."""
        if self._shown:
            self._write(f"\r{' ' * len(self._shown)}\r")
            self._shown = ""

    def _draw(self) -> None:
        self._total_found = self._total_found or self._total()
        self._shown = trn(
            "{done} of {count} file",
            "{done} of {count} files",
            self._total_found,
            grouped(self._done),
        )
        self._write(f"\r{self._shown}")

    def _write(self, text: str) -> None:
        self._terminal.write(text)
        self._terminal.flush()
