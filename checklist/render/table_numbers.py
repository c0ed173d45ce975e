"""The numbers of the tables of a document, for its manifest."""

from collections.abc import Iterable, Iterator

from checklist.analysis.issued.manifest import ManifestRow, ManifestTable
from checklist.render.blocks import Block, Table, counted_in, plain


def table_numbers(blocks: Iterable[Block]) -> Iterator[ManifestTable]:
    """Yield each table that has an id, with the numbers that stand in it."""
    for block in blocks:
        yield from (_numbers(table) for table in counted_in(block) if table.id)


def _numbers(table: Table) -> ManifestTable:
    """Return a table without the columns of words."""
    columns = [
        place
        for place, cells in enumerate(zip(*table.rows, strict=True))
        if all(isinstance(cell, int) for cell in cells)
    ]
    before = min(columns, default=0)
    return ManifestTable(
        id=table.id,
        caption=table.caption,
        columns=[table.head[place] for place in columns],
        rows=[
            ManifestRow(
                label=" / ".join(text for cell in row[:before] if (text := plain(cell))),
                counts=[cell for place in columns if isinstance(cell := row[place], int)],
            )
            for row in table.rows
            if columns
        ],
    )
