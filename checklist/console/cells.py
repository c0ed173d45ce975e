"""Texts measured in the columns that a terminal gives them: wrapped, cut, filled up."""

from checklist.text.paragraphs import STOPS, flat
from checklist.text.sanitize import safe_text
from checklist.text.wrapping import broken, width_of

_CUT = "…"
_NARROW = 16
"""Columns below which a text is cut anywhere, because its next letters tell it from others."""


def shown(text: str) -> str:
    """Return a foreign text as it can be shown: on one line, safe for a terminal."""
    return flat(safe_text(text, multiline=True))


def cut(text: str, width: int) -> str:
    """Return a text on one line of at most `width` columns; `…` stands for a part cut off.

    It is cut between two words, unless that would take half of the width, or the width is small.
    """
    flat = shown(text)
    if width_of(flat) <= width:
        return flat
    kept = ""
    room = width - 1
    for character in flat:
        room -= width_of(character)
        if room < 0:
            break
        kept += character
    words = kept.rpartition(" ")[0].rstrip(f"{STOPS}–")
    if width >= _NARROW and width_of(words) > width // 2:
        return f"{words} {_CUT}"
    return f"{kept.rstrip(STOPS)}{_CUT}" if width > 0 else ""


def filled(text: str, width: int) -> str:
    """Return a text with spaces behind it up to `width` columns."""
    return text + " " * max(width - width_of(text), 0)


def wrapped(text: str, width: int, hanging: int = 0) -> list[str]:
    """Return a text as lines of at most `width` columns. Line breaks in it are kept.

    Args:
        text: A foreign text.
        width: The columns of a line.
        hanging: Columns of indentation from the second line on.
    """
    pieces: list[str] = []
    later = " " * hanging
    for line in safe_text(text, multiline=True).expandtabs(4).split("\n"):
        pieces += broken(line.rstrip(), width, later if pieces else "", later)
    return pieces
