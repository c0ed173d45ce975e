"""The rest of a key whose bytes came so late that its first byte counted as Escape.

A slow connection can hold the bytes of an arrow apart: `ESC`, and later `[B`. That rest is no text.
"""

import re

_WITHIN = 0.6
"""Seconds in which the next byte of a key comes."""
_BEGUN = re.compile(r"\[[0-9;]*")
_WHOLE = re.compile(r"\[[0-9;]*[A-DFHZ~]")


class SplitKeys:
    """Tells the rest of a key behind Escape from what is typed."""

    def __init__(self) -> None:
        self._until = 0.0
        self._rest = ""

    def begin(self, now: float) -> None:
        """Note that Escape was pressed, or was the first byte of a key."""
        self._until, self._rest = now + _WITHIN, ""

    def take(self, character: str, now: float) -> tuple[str, bool]:
        """Take a character.

        Args:
            character: The character.
            now: The time in seconds, by a clock that never goes back.

        Returns:
            What is typed, and whether the character was the last one of a key, which is dropped.
        """
        rest = self._rest + character
        if now <= self._until and _WHOLE.fullmatch(rest):
            self._until, self._rest = 0.0, ""
            return "", True
        if now <= self._until and _BEGUN.fullmatch(rest):
            self._until, self._rest = now + _WITHIN, rest
            return "", False
        self._until, self._rest = 0.0, ""
        return rest, False

    def end(self) -> str:
        """Return what was taken for the beginning of a key, and was typed: another key follows."""
        rest, self._until, self._rest = self._rest, 0.0, ""
        return rest
