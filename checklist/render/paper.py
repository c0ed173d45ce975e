"""Fits all columns of a table on a sheet of paper, which cannot be scrolled.

The widths are those of the styles in `templates/page.css`, for the narrower of the two common
sheets: A4, upright, has 180 mm between its margins. They are estimates with room to spare, as
nobody knows the fonts of a reader.
"""

from collections.abc import Sequence

from checklist.render.blocks import Cell, Table, plain

_MOST_COLUMNS = 8
"""The most columns that fit next to each other with level heads."""
_MOST_CHARACTERS = 100
"""The most digits of counts in a row, with spaces. The first column has 120 px of its own."""
_HEAD_CHARACTERS = 44
"""The characters in a line of an upright head."""
_LINE_WIDTH = 2
"""The width of a line of an upright head, in digits."""

LEVEL_HEADS = "level-heads"
"""The class of a table that fits on the sheet as it is."""
UPRIGHT_HEADS = "upright-heads"
"""The class of a table of many counts: its heads stand upright."""
ROW_BY_ROW = "row-by-row"
"""The class of a table that is too wide for the sheet: its rows become lists."""


def paper_class(table: Table) -> str:
    """Return the class that makes a table fit on a sheet."""
    if len(table.head) <= _MOST_COLUMNS:
        return LEVEL_HEADS
    columns = list(zip(table.head, *table.rows, strict=True))[1:]
    if sum(_width(head, cells) for head, *cells in columns) <= _MOST_CHARACTERS:
        return UPRIGHT_HEADS
    return ROW_BY_ROW


def _width(head: Cell, cells: Sequence[Cell]) -> int:
    """Return the width of a column with an upright head, in digits."""
    lines = -(-len(plain(head)) // _HEAD_CHARACTERS)
    longest = max((len(plain(cell)) for cell in cells), default=0)
    return max(longest, lines * _LINE_WIDTH) + 1
