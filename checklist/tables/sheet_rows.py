"""Rows of a sheet of a workbook as the XML of Office Open XML (ECMA-376, part 1, section 18.3.1).

XlsxWriter takes 12 µs for a cell, which for many reports is most of the time. Here a part of a row
is made once, and stands in all rows that have it; only the number of the row differs.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from xlsxwriter.utility import xl_col_to_name

from checklist.tables.kept_parts import KEPT

MAX_CHARACTERS = 32_767
"""The most characters of a cell, in units of UTF-16."""

NUMBER = b"\x00"
"""Stands for the number of the row in a part of a row. No XML has this character."""

_SHORT = 40
"""The most characters of a cell that is kept."""
_UNSAFE = re.compile(r"[&<>\x00-\x08\x0b-\x1f]|_(?=x[0-9a-fA-F]{4}_)")
_SPACES = " \t\n"


class TooLongForCell(Exception):
    """A text is longer than what a cell holds."""


def part(row: Sequence[object], first: int) -> bytes:
    """Return some cells of a row, with `NUMBER` in place of the number of the row.

    Args:
        row: The values of the cells: `str`, `int` or `bool`. An empty text has no cell.
        first: The number of their first column, from 0.

    Raises:
        TooLongForCell: A text is too long.
    """
    return "".join([_cell_of(column, cell) for column, cell in enumerate(row, first)]).encode()


def whole_row(number: int, parts: Sequence[bytes]) -> bytes:
    """Return a row.

    Args:
        number: Its number, from 1.
        parts: Its parts, in the order of their columns.
    """
    return b"".join(chain((b'<row r="\x00">',), parts, (b"</row>",))).replace(
        NUMBER, b"%d" % number
    )


def is_too_long(cell: object) -> bool:
    """Whether a cell cannot hold a value."""
    return isinstance(cell, str) and _units(cell) > MAX_CHARACTERS


def _cell_of(column: int, cell: object) -> str:
    is_kept = not isinstance(cell, str) or len(cell) <= _SHORT
    return _kept(column, cell) if is_kept else _cell(column, cell)


def _cell(column: int, cell: object) -> str:
    if cell == "":
        return ""
    begin = f'<c r="{_letters(column)}\x00"'
    if isinstance(cell, bool):
        return f'{begin} t="b"><v>{cell:d}</v></c>'
    if not isinstance(cell, str):
        return f"{begin}><v>{cell}</v></c>"
    if is_too_long(cell):
        raise TooLongForCell
    # In a sheet, a text of its own is never a formula, whatever it begins with.
    space = ' xml:space="preserve"' if cell[0] in _SPACES or cell[-1] in _SPACES else ""
    return f'{begin} t="inlineStr"><is><t{space}>{_UNSAFE.sub(_escaped, cell)}</t></is></c>'


def _escaped(found: re.Match[str]) -> str:
    """Return a character as XML and spreadsheets write it: `&lt;`, and `_x000D_` for a control."""
    character = found[0]
    names = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
    return names.get(character) or f"_x{ord(character):04X}_"


def _units(text: str) -> int:
    """Return the length of a text in units of UTF-16, as spreadsheets count it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


_letters = lru_cache(xl_col_to_name)
# 1 and True are equal, but are not written alike.
_kept = lru_cache(KEPT, typed=True)(_cell)
