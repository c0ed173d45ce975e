"""What a document of several formats consists of: headings, paragraphs, lists and tables.

A view that is to be read in a terminal, as Markdown and as a page is made once of these. Each
format then needs to know these few only.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from checklist.prose import Line
from checklist.views import markup


class Url(NamedTuple):
    """A web address, which a page can make a link of."""

    address: str


Cell: TypeAlias = str | int | Url | Sequence[str]
"""One cell of a table: a text, a number, a web address, or several texts below each other."""


@dataclass(frozen=True)
class Heading:
    """The heading of a section."""

    text: str
    level: int
    """1 for the title, 2 for a section, 3 for a part of it."""
    name: str = ""
    """The name of a section, by which it can be chosen and linked to."""


@dataclass(frozen=True)
class Paragraph:
    """A text of one paragraph."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list."""

    items: Sequence[str]


@dataclass(frozen=True)
class Table:
    """A table. The first column is what its rows are about."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    short: Sequence[str] = ()
    """The head in a few letters each, where there are many columns of numbers."""


Block: TypeAlias = Heading | Paragraph | Items | Table


def sections(blocks: Iterable[Block], names: Sequence[str]) -> Iterator[Block]:
    """Yield the title, and of the sections those with one of these names; without names, all."""
    is_wanted = True
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            is_wanted = not names or block.name in names
        if is_wanted:
            yield block


# In a terminal


def as_lines(blocks: Iterable[Block], width: int) -> Iterator[Line]:
    """Yield a document as paragraphs for a terminal.

    Args:
        blocks: The document.
        width: The columns of a line. A table that does not fit is told row by row.
    """
    is_told = False
    for number, block in enumerate(blocks):
        match block:
            case Heading(text, level):
                if number:
                    yield Line("")
                yield Line(text, is_heading=level < 4)
            case Paragraph(text):
                yield Line(text)
            case Items(items):
                yield from (Line(f"- {one}", 2, 2) for one in items)
            case Table():
                lines = [*_aligned(block, width)]
                if not lines and not is_told:
                    is_told = True
                    yield Line("")
                    yield Line(_ROW_BY_ROW)
                yield Line("")
                yield Line(f"{block.caption}:", is_heading=True)
                yield from lines or _row_by_row(block)


_ROW_BY_ROW = (
    "Where a table is wider than the terminal, each of its rows is told by itself, without counts "
    "that are zero."
)


def _aligned(table: Table, width: int) -> Iterator[Line]:
    """Yield a table in columns, with its own head or the short one; nothing if it is too wide."""
    if not table.rows:
        yield Line("None", 2)
        return
    rows = [[plain(cell) for cell in row] for row in table.rows]
    are_numbers = [
        all(isinstance(cell, int) for cell in column) for column in zip(*table.rows, strict=True)
    ]
    for head, gap in ((table.head, "  "), (table.short, " ")):
        widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)] if head else []
        if not widths or sum(widths) + len(gap) * (len(widths) - 1) > width - 2:
            continue
        if head is table.short:
            told = (
                f"{short}: {word}" for short, word in zip(head, table.head, strict=True) if short
            )
            yield Line("; ".join(told), 2)
        for cells in [head, *rows]:
            aligned = (
                cell.rjust(columns) if right else cell.ljust(columns)
                for cell, columns, right in zip(cells, widths, are_numbers, strict=True)
            )
            yield Line(gap.join(aligned).rstrip(), 2)
        return


def _row_by_row(table: Table) -> Iterator[Line]:
    for row in table.rows:
        name, *cells = map(plain, row)
        told = zip(table.head[1:], cells, strict=True)
        # Of many counts, those that are zero tell nothing that the others do not.
        texts = [f"{name}: {cell}" for name, cell in told if cell not in ("", "0")]
        yield Line(f"{name}:" if texts else name, 2, 2)
        if texts:
            yield Line("; ".join(texts), 4, 2)


def plain(cell: Cell) -> str:
    """Return a cell as a text on one line."""
    match cell:
        case int():
            return str(cell)
        case str():
            return " ".join(cell.split())
        case Url(address):
            return address
        case _:
            return "; ".join(" ".join(one.split()) for one in cell)


# As Markdown


def as_markdown(blocks: Iterable[Block]) -> str:
    """Return a document as Markdown. Foreign text in it stays text."""
    return "\n".join(_markdown(blocks)).rstrip("\n") + "\n"


def _markdown(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(text, level):
                yield f"{'#' * level} {markup.text(text)}"
            case Paragraph(text):
                yield markup.text(text)
            case Items(items):
                yield from (f"- {markup.text(one)}" for one in items)
            case Table(caption, head, rows):
                yield f"**{markup.text(caption)}**"
                yield ""
                cells = [[markup.text(plain(cell)) for cell in row] for row in rows]
                yield from markup.table([markup.text(one) for one in head], cells)
                if not rows:
                    yield ""
                    yield "None."
        yield ""
