"""Texts measured in the columns that a terminal gives them: wrapped, cut, filled up."""

from prompt_toolkit.utils import get_cwidth

from checklist.text.sanitize import safe_text

_CUT = "…"
_NARROW = 16
"""Columns below which a text is cut anywhere, because its next letters tell it from others."""


def width_of(text: str) -> int:
    """Return the columns that a text takes."""
    return get_cwidth(text)


def shown(text: str) -> str:
    """Return a foreign text as it can be shown: on one line, safe for a terminal."""
    return " ".join(safe_text(text, multiline=True).split())


def cut(text: str, width: int) -> str:
    """Return a text on one line of at most `width` columns; `…` stands for a part cut off.

    It is cut between two words, unless that would take half of the width, or the width is small.
    """
    flat = shown(text)
    if get_cwidth(flat) <= width:
        return flat
    kept = ""
    room = width - 1
    for character in flat:
        room -= get_cwidth(character)
        if room < 0:
            break
        kept += character
    words = kept.rpartition(" ")[0].rstrip(" ,;.–")
    if width >= _NARROW and get_cwidth(words) > width // 2:
        return f"{words} {_CUT}"
    return f"{kept.rstrip(' ,;.')}{_CUT}" if width > 0 else ""


def filled(text: str, width: int) -> str:
    """Return a text with spaces behind it up to `width` columns."""
    return text + " " * max(width - get_cwidth(text), 0)


def wrapped(text: str, width: int, hanging: int = 0) -> list[str]:
    """Return a text as lines of at most `width` columns. Line breaks in it are kept.

    Args:
        text: A foreign text.
        width: The columns of a line.
        hanging: Columns of indentation from the second line on.
    """
    pieces: list[str] = []
    for line in safe_text(text, multiline=True).expandtabs(4).split("\n"):
        pieces += _pieces(line.rstrip(), width, hanging, is_first=not pieces)
    return pieces


def _pieces(line: str, width: int, hanging: int, *, is_first: bool) -> list[str]:
    """Return one line in pieces, broken between words where that is possible."""
    pieces: list[str] = []
    indent = " " * hanging
    so_far = "" if is_first else indent
    is_empty = True
    for word in line.split(" "):
        joined = so_far + word if is_empty else f"{so_far} {word}"
        if get_cwidth(joined) <= width:
            so_far, is_empty = joined, False
            continue
        if not is_empty:
            pieces.append(so_far.rstrip(" "))
            so_far = indent
        for character in word:  # a word that is longer than a line is broken anywhere
            if get_cwidth(so_far + character) > width and so_far.strip():
                pieces.append(so_far)
                so_far = indent
            so_far += character
        is_empty = not word
    pieces.append(so_far.rstrip(" "))
    return pieces
