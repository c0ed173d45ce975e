"""Lines of a width: where texts of any script are broken, and how many columns they take.

A line of Chinese or Japanese can end after each character, but none begins with a full stop or a
closing bracket, and none ends with an opening one. U+00A0 is never broken at.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, wraps
from typing import TypeVar

Made = TypeVar("Made")

# Latin, Greek and Cyrillic letters, punctuation and arrows. They need no table.
_IN_ONE_COLUMN = re.compile("[ -~\xa0-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u2190-\u21ff]*")

_RANGES = (
    ("\u2e80", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\uff00", "\uffef"),
    ("\U00020000", "\U0003ffff"),
)
"""The first and the last of the characters between which no script has a space."""
_IDEOGRAPH = "\u4e00"
"""Stands for each of them in patterns: a class of all takes 2 ms to compile."""
_COLUMNS = (
    ("\u25b2", "\u25cf", 1),  # arrows, and marks of lists
    ("\u060c", "\u060c", 1),  # Arabic
    ("\u061b", "\u061b", 1),
    ("\u061d", "\u064a", 1),
    ("\u064b", "\u065f", 0),
    ("\u0660", "\u066f", 1),
    ("\u3000", "\u3029", 2),  # Chinese
    ("\u4e00", "\u9fff", 2),
    ("\uff01", "\uff60", 2),
)
"""The columns of the characters that texts of the tool have, so that no table is imported."""

_OPENING = r"(\[{«“‘（［｛《〈「『【〔"  # noqa: RUF001
_WIDE_CLOSING = "、。，：；？！％）］｝》〉」』】〕"  # noqa: RUF001
_CLOSING = rf",.:;?!%)\]}}»”’…،؛؟{_WIDE_CLOSING}"  # noqa: RUF001
# To compile patterns takes long, so these wait for a text that needs them.
_PART = (
    f"[{_OPENING}]*(?:[^{_IDEOGRAPH}{_WIDE_CLOSING}{_OPENING}]+|[{_IDEOGRAPH}{_WIDE_CLOSING}])?"
    f"[{_CLOSING}]*"
)
"""What is not broken: a character of such a script, or a word of another, with its punctuation."""
_LETTER = f"[{_OPENING}]*(?:[^\xa0](?:\xa0[^\xa0]?)*|\xa0+)?[{_CLOSING}]*"
"""What is not broken in a word that is longer than a line."""
_HYPHEN = r"(?<=[^\W\d_]-)(?=[^\W\d_])"
"""Where such a word is broken first."""
_SHORT, _MOST_KEPT = 200, 4096
"""The most characters of a text of which something is kept, and the most texts or characters."""


def kept_if_short(make: Callable[[str], Made]) -> Callable[[str], Made]:
    """Return a function that keeps what another one makes of a short text.

    The labels and hints of the tool are short and come again and again. The texts of strangers can
    be long, and would fill the memory.
    """
    kept = lru_cache(_MOST_KEPT)(make)

    @wraps(make)
    def made(text: str) -> Made:
        return kept(text) if len(text) <= _SHORT else make(text)

    return made


def is_ideograph(character: str) -> bool:
    """Whether a character is one of those between which no script has a space; "" is none."""
    return any(first <= character <= last for first, last in _RANGES)


def width_of(text: str) -> int:
    """Return the columns that a text takes: most letters take one, and some take two or none."""
    if text.isascii():
        return len(text)
    if len(text) == 1:
        return _width(text)
    if _IN_ONE_COLUMN.fullmatch(text):
        return len(text)
    return _columns(text)


@kept_if_short
def _columns(text: str) -> int:
    return sum(map(_width, text))


@lru_cache(_MOST_KEPT)
def _width(character: str) -> int:
    for first, last, columns in _COLUMNS:
        if first <= character <= last:
            return columns
    if _IN_ONE_COLUMN.fullmatch(character):
        return 1
    from wcwidth import wcwidth  # takes 20 ms to import

    return max(wcwidth(character), 0)


def is_plain(text: str) -> bool:
    """Whether each character takes one column, and lines end at spaces alone."""
    return text.isascii() or ("\xa0" not in text and bool(_IN_ONE_COLUMN.fullmatch(text)))


def longest_word(texts: Iterable[str]) -> int:
    """Return the columns of the longest word of texts; 0 where there is none."""
    words = (word for text in texts for word in text.replace("\n", " ").split(" "))
    return max((width_of(part) for word in words for part in _parts(word)), default=0)


def broken(
    line: str, width: int, first: str = "", later: str = "", *, breaks_words: bool = True
) -> list[str]:
    """Return a text without line breaks as lines of at most `width` columns.

    Args:
        line: The text.
        width: The columns of a line, with its beginning.
        first: What stands at the beginning of the first line: spaces.
        later: What stands at the beginning of each later line.
        breaks_words: Whether a word that is longer than a line is broken, at its hyphens or
            anywhere; else it is longer than its line.
    """
    pieces: list[str] = []
    so_far, is_empty = first, True
    used, indent = width_of(first), width_of(later)
    for word in line.split(" "):
        space = "" if is_empty else " "
        for part in _parts(word):
            columns, before, space = width_of(part), space, ""
            if used + len(before) + columns <= width:
                so_far, is_empty = so_far + before + part, False
                used += len(before) + columns
                continue
            if not is_empty:
                pieces.append(so_far.rstrip(" "))
                so_far, used = later, indent
            is_empty = not part
            if not breaks_words or used + columns <= width:
                so_far, used = so_far + part, used + columns
                continue
            for piece in re.split(_HYPHEN, part):
                is_long = indent + width_of(piece) > width
                for letter in re.findall(_LETTER, piece) if is_long else [piece]:
                    for shown in letter if width_of(letter) > width else (letter,):
                        if used + width_of(shown) > width and so_far.strip(" "):
                            pieces.append(so_far)
                            so_far, used = later, indent
                        so_far, used = so_far + shown, used + width_of(shown)
    pieces.append(so_far.rstrip(" "))
    return pieces


class _OneIdeograph(dict[int, str]):
    """A table for `str.translate` that puts one ideograph for all of them."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        is_one = is_ideograph(character) and character not in _OPENING + _WIDE_CLOSING
        shown = _IDEOGRAPH if is_one else character
        if len(self) < _MOST_KEPT:
            self[code] = shown
        return shown


_one_ideograph = _OneIdeograph()


def _parts(word: str) -> Sequence[str]:
    """Return the parts of a word between which a line can end; empty texts for an empty word."""
    is_whole = word.isascii() or (word.isalpha() and max(word) < _RANGES[0][0])
    if is_whole or _IN_ONE_COLUMN.fullmatch(word):
        return (word,)
    return _divided(word)


@kept_if_short
def _divided(word: str) -> Sequence[str]:
    same = word.translate(_one_ideograph) if max(word) >= _RANGES[0][0] else word
    found = (part.span() for part in re.finditer(_PART, same))
    return [word[begin:end] for begin, end in found if begin < end] or (word,)
