"""Fits all columns of a table on a sheet of paper, which cannot be scrolled.

The widths are those of the styles in `templates/page.css`, for the narrower of the two common
sheets: A4, upright, has 180 mm between its margins. They are estimates with room to spare, as
nobody knows the fonts of a reader.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from checklist.render.blocks import Block, Cell, Table, plain

_MOST_COLUMNS = 8
"""The most columns that fit next to each other with level heads."""
_MOST_CHARACTERS = 100
"""The most digits of counts in a row, with spaces. The first column has 120 px of its own."""
_HEAD_CHARACTERS = 28
"""The characters in a line of an upright head."""
_LINE_WIDTH = 2
"""The width of a line of an upright head, in digits."""

_WORDS_WIDTH, _MOST_WORDS = 16, 60
"""The width of a column of words between counts, in digits, and the characters of its texts."""
_BRIEF = 6
"""The most characters of a text that needs no wide column."""
_UNBROKEN = 12
"""The most characters of a word that no line breaks: a date, the name of a file."""

_MOST_TOGETHER = 20
"""The most rows about one subject that have to stand on one sheet."""

NUMBER, WORDS, BRIEF = "number", "words", "brief"
"""The classes of the columns of a table of counts: counts, texts, and short texts such as years."""
LEVEL_HEADS = "level-heads"
"""The class of a table that fits on the sheet as it is."""
UPRIGHT_HEADS = "upright-heads"
"""The class of a table of many counts: its heads stand upright."""
ROW_BY_ROW = "row-by-row"
"""The class of a table that is too wide for the sheet: its rows become lists."""


def on_paper(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks that stand on paper: all without the annexes."""
    return (block for block in blocks if not (isinstance(block, Table) and block.is_annex))


def paper_class(table: Table) -> str:
    """Return the class that makes a table fit on a sheet."""
    if len(table.head) <= _MOST_COLUMNS:
        return LEVEL_HEADS
    columns = list(zip(table.head, *table.rows, strict=True))[1:]
    if sum(_width(head, cells) for head, *cells in columns) <= _MOST_CHARACTERS:
        return UPRIGHT_HEADS
    return ROW_BY_ROW


def row_groups(table: Table) -> Sequence[Sequence[Sequence[Cell]]]:
    """Return the rows of a table of counts in groups: those about one subject stay on one sheet.

    Other tables have one group, and so have those with too many rows about one subject.
    """
    if not all(isinstance(row[-1], int) for row in table.rows):
        return [table.rows]
    groups = [list(rows) for _, rows in groupby(table.rows, key=lambda row: plain(row[0]))]
    if len(groups) == len(table.rows) or max(map(len, groups)) > _MOST_TOGETHER:
        return [table.rows]
    return groups


def column_class(table: Table, place: int) -> str:
    """Return the class of a column; empty where there is no row."""
    cells = [row[place] for row in table.rows]
    if not cells:
        return ""
    if all(isinstance(cell, int) for cell in cells):
        return NUMBER
    return BRIEF if max(len(plain(cell)) for cell in cells) <= _BRIEF else WORDS


def is_unbroken(table: Table, place: int) -> bool:
    """Whether the cells of a column are dates or other short words, which no line may break."""
    texts = [plain(row[place]) for row in table.rows]
    return column_class(table, place) == WORDS and not any(
        " " in text or len(text) > _UNBROKEN for text in texts
    )


def _width(head: Cell, cells: Sequence[Cell]) -> int:
    """Return the width of a column with an upright head, in digits."""
    lines = -(-len(plain(head)) // _HEAD_CHARACTERS)
    longest = max((len(plain(cell)) for cell in cells), default=0)
    if longest > _BRIEF and not all(isinstance(cell, int) for cell in cells):
        return _WORDS_WIDTH if longest <= _MOST_WORDS else longest
    return max(longest, lines * _LINE_WIDTH) + 1
