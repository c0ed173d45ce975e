"""The numbers that a person types to choose from a list, and the letters of rows."""

from checklist.text.entries import plain_digits

_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТУХІЈЅасеорхукіјѕ", "ABEKMHOPCTYXIJSaceopxykijs")
"""The Latin letter for each Cyrillic one that looks the same; some small letters do not."""
_MOST_LETTERS = 2
"""The most letters of a row."""
BESIDE_LETTERS = frozenset(
    {"and", "row", "rows", "et", "ligne", "lignes", "y", "fila", "filas", "и", "строка", "строки"}
)
"""The words that can stand beside the letters of rows."""


def letter(index: int) -> str:
    """Return the letter of a row, from 0: `a` to `z`, then `aa`."""
    first, second = divmod(index, 26)
    return (chr(96 + first) if first else "") + chr(97 + second)


def row_letters(word: str) -> str:
    """Return the letters of a row that a person typed: small, and Latin where they look so.

    A Russian keyboard has the look-alikes only. A word of more than two letters names no row.
    """
    return (word.translate(_LOOK_ALIKES) if len(word) <= _MOST_LETTERS else word).lower()


def number_in_list(entry: str, length: int) -> int | None:
    """Return the number that is typed to choose from a list.

    Args:
        entry: The text that was typed, of any length, in digits of any script.
        length: The length of the list, whose first number is 1.

    Returns:
        The number; 0 for a number that is not in the list; None for a text that is no number.
    """
    typed = plain_digits(entry)
    if not (typed.isascii() and typed.isdigit()):
        return None
    digits = typed.lstrip("0")  # `int` refuses thousands of digits
    number = int(digits) if 0 < len(digits) <= len(str(length)) else 0
    return number if number <= length else 0
