"""Lines of a width: where texts of any script are broken, and how many columns they take.

A line of Chinese or Japanese can end after each character, but none begins with a full stop or a
closing bracket, and none ends with an opening one. U+00A0 is never broken at.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

# Latin, Greek and Cyrillic letters, punctuation and arrows. They need no table.
_IN_ONE_COLUMN = re.compile("[ -~\xa0-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u2190-\u21ff]*")

_RANGES = (
    ("\u2e80", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\uff00", "\uffef"),
    ("\U00020000", "\U0003ffff"),
)
"""The first and the last of the characters between which no script has a space."""
_IDEOGRAPHS = "".join("-".join(ends) for ends in _RANGES)

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
_CLOSING = r",.:;?!%)\]}»”’…、。，．：；？！％）］｝》〉」』】〕،؛؟"  # noqa: RUF001
# To compile patterns takes long, so these wait for a text that needs them.
_PART = f"[{_OPENING}]*(?:[^{_IDEOGRAPHS}{_OPENING}]+|[{_IDEOGRAPHS}])?[{_CLOSING}]*"
"""What is not broken: a character of such a script, or a word of another, with its punctuation."""
_PART_OF_LETTERS = f"[{_OPENING}]*(?:[^{_OPENING}]+)?[{_CLOSING}]*"
"""The same in a word without such a character, sooner: those take 2 ms to compile."""
_LETTER = f"[{_OPENING}]*(?:[^\xa0](?:\xa0[^\xa0]?)*|\xa0+)?[{_CLOSING}]*"
"""What is not broken in a word that is longer than a line."""
_HYPHEN = r"(?<=[^\W\d_]-)(?=[^\W\d_])"
"""Where such a word is broken first."""


def is_ideograph(character: str) -> bool:
    """Whether a character is one of those between which no script has a space; "" is none."""
    # A pattern would take 2 ms to compile.
    return any(first <= character <= last for first, last in _RANGES)


def width_of(text: str) -> int:
    """Return the columns that a text takes: most letters take one, and some take two or none."""
    if text.isascii() or _IN_ONE_COLUMN.fullmatch(text):
        return len(text)
    return sum(map(_width, text))


@lru_cache(4096)
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
    for word in line.split(" "):
        space = "" if is_empty else " "
        for part in _parts(word):
            joined = so_far + space + part
            space = ""
            if width_of(joined) <= width:
                so_far, is_empty = joined, False
                continue
            if not is_empty:
                pieces.append(so_far.rstrip(" "))
                so_far = later
            is_empty = not part
            if not breaks_words or width_of(so_far + part) <= width:
                so_far += part
                continue
            for piece in re.split(_HYPHEN, part):
                letters = re.findall(_LETTER, piece) if width_of(later + piece) > width else [piece]
                for letter in letters:
                    for shown in letter if width_of(letter) > width else (letter,):
                        if width_of(so_far + shown) > width and so_far.strip(" "):
                            pieces.append(so_far)
                            so_far = later
                        so_far += shown
    pieces.append(so_far.rstrip(" "))
    return pieces


def _parts(word: str) -> Sequence[str]:
    """Return the parts of a word between which a line can end; empty texts for an empty word."""
    if word.isascii() or _IN_ONE_COLUMN.fullmatch(word):
        return (word,)
    pattern = _PART if max(word) >= _RANGES[0][0] else _PART_OF_LETTERS
    return [part for part in re.findall(pattern, word) if part] or (word,)
