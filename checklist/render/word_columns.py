"""The widths of the columns of a table in a Word file, which does not find them by itself."""

from collections.abc import Sequence

from checklist.render.blocks import BOXES, ENTRIES, Cell, Reference, Table, Text, Url, plain
from checklist.render.paper import BRIEF, NUMBER, WORDS, column_class
from checklist.render.word_file import widths

_UPRIGHT_WIDTH, _TEXT_WIDTH, _BRIEF_WIDTH, _FIRST_WIDTH = 500, 1_300, 750, 1_800
"""The least widths of columns below upright heads: of counts, texts and years, and the first."""
_LEAST_UPRIGHT, _MOST_UPRIGHT, _UPRIGHT_LETTER = 1_500, 2_600, 105
"""The least and the greatest height of a row of upright heads, and that of a letter in it."""
_AROUND, _UPRIGHT_LINE = 230, 220
"""The space around a count or an upright head, and the width of a line of such a head."""
_LETTERS, _FIRST_LETTERS = 32, 22
"""The most letters of a text that make its column wider, next to counts; of the first column."""
_SUBJECT_SHARE = 0.34
"""The share of the line that a subject has, next to several lines about it."""
_BOXES_SHARE = 0.62
"""The share of the line that boxes to tick have, next to what they are about."""


def column_widths(block: Table, width: int, *, is_upright: bool) -> Sequence[int]:
    """Return the widths of the columns of a table."""
    count = len(block.head) - 1
    columns = list(zip(block.head, *block.rows, strict=True))
    if is_upright:
        least = [_upright_width(block, place) for place in range(1, count + 1)]
        room = min(width - _FIRST_WIDTH, sum(least))
        narrow = [share * room // sum(least) for share in least]
        return _with_room_for_texts(block, [width - sum(narrow), *narrow])
    if block.form == BOXES and count:
        box = int(width * _BOXES_SHARE) // count
        return [width - count * box, *[box] * count]
    if count == 1 and any(isinstance(row[1], list | tuple) for row in block.rows):
        first = int(width * _SUBJECT_SHARE)
        return [first, width - first]
    texts = [[head, *map(text_of, cells)] for head, *cells in columns]
    longest = [max(map(len, column)) for column in texts]
    # The head is bold, so its words are wider.
    words = [_longest_word([f"{head.replace(' ', '_ ')}_", *cells]) for head, *cells in texts]
    if block.form == ENTRIES:
        longest = words = [10] * len(texts)
    return widths(longest, words, width)


def _with_room_for_texts(block: Table, sizes: list[int]) -> list[int]:
    """Return widths of columns, in which texts have the room that the first column leaves."""
    first, *others = (
        min(longest, _LETTERS if place else _FIRST_LETTERS) * _UPRIGHT_LETTER + _AROUND
        for place in range(len(sizes))
        for longest in [max(len(plain(row[place])) for row in block.rows)]
    )
    for place, wanted in enumerate(others, 1):
        if column_class(block, place) == WORDS:
            more = max(min(wanted - sizes[place], sizes[0] - first), 0)
            sizes[place] += more
            sizes[0] -= more
    return sizes


def _upright_width(block: Table, place: int) -> int:
    """Return the width of a column below an upright head, in which no count is broken."""
    kind = column_class(block, place)
    if kind != NUMBER:
        return _BRIEF_WIDTH if kind == BRIEF else _TEXT_WIDTH
    digits = max(len(plain(row[place])) for row in block.rows)
    lines = -(-len(block.head[place]) * _UPRIGHT_LETTER // (_MOST_UPRIGHT - _AROUND))
    return _AROUND + max(_UPRIGHT_WIDTH - _AROUND, digits * _UPRIGHT_LETTER, lines * _UPRIGHT_LINE)


def upright_height(block: Table) -> int:
    """Return the height of a row of upright heads, in which none is cut off."""
    counts = (head for n, head in enumerate(block.head) if n and column_class(block, n) == NUMBER)
    longest = max(map(len, counts), default=0)
    return min(max(_LEAST_UPRIGHT, longest * _UPRIGHT_LETTER + _AROUND), _MOST_UPRIGHT)


def _longest_word(texts: Sequence[str]) -> int:
    return max(map(len, " ".join(texts).split()))


def text_of(content: Cell | Text) -> str:
    """Return a cell as a text, its parts below each other."""
    match content:
        case int() | str():
            return str(content)
        case Url(address):
            return address
        case Reference(text, _):
            return text
        case _:
            return "\n".join(map(text_of, content))
