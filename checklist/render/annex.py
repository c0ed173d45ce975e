"""Blocks as a workbook: a sheet for each section, with its tables below each other."""

from collections.abc import Iterable, Sequence
from typing import Any

from checklist.render.blocks import Block, Cell, Heading, Section, Table, as_table, by_section
from checklist.render.word import text_of
from checklist.tables.workbook_setup import set_up_page, workbook_bytes
from checklist.text.sanitize import safe_text
from checklist.text.wrapping import broken

_FIRST, _OTHERS, _WORDS = 48, 12, 34
"""The widths of the columns, in characters: of the first, of counts, and of texts."""
_MOST_COLUMNS = 4
"""The most columns of a table in which a text has room."""
_LONGEST_NAME = 31
_ACROSS = 4
"""The columns behind the first one that a text goes across, so that it makes no sheet wider."""
_LINE_WIDTH, _LINE_HEIGHT = 90, 13.5
"""The characters of a line of such a text, and its height in points."""


def as_annex(blocks: Iterable[Block], title: str) -> bytes:
    """Return the workbook, the same bytes for the same blocks.

    Args:
        blocks: The document; the first is its title. Texts between its tables stand there, too.
        title: The title among the properties of the file.
    """
    head, *sections = by_section(blocks)
    return workbook_bytes(lambda book: _Book(book).write(head, sections), title)


class _Book:
    """The sheets of the workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        font = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        self._plain = book.add_format({**font, "text_wrap": True})
        self._bold = book.add_format({**font, "bold": True, "text_wrap": True})
        self._head = book.add_format({**font, "bold": True, "text_wrap": True, "bottom": 1})
        self._title = book.add_format({**font, "bold": True, "font_size": 12})
        self._link = book.add_format({**font, "font_color": "#1F5C99", "underline": 1})

    def write(self, title: Section, sections: Sequence[Section]) -> None:
        """Write the list of tables, then the sections."""
        contents = self._book.add_worksheet("Contents")
        contents.set_column(0, 0, 16)
        contents.set_column(1, 1, 100)
        row = self._texts(contents, 0, [title.heading, *title.blocks]) + 1
        for section in sections:
            name = section.heading.name[:_LONGEST_NAME]
            contents.write_string(row, 1, section.heading.text, self._bold)
            row += 1
            for block, line in self._section(name, section):
                place = f"internal:'{name}'!A{line + 1}"
                contents.write_url(row, 0, place, self._link, string=block.id or "Table")
                contents.write_string(row, 1, safe_text(block.caption), self._plain)
                row += 1
        set_up_page(contents)

    def _section(self, name: str, section: Section) -> Sequence[tuple[Table, int]]:
        """Write a sheet; return its tables, each with the row in which it begins."""
        sheet = self._book.add_worksheet(name)
        tables = [table for table in map(as_table, section.blocks) if isinstance(table, Table)]
        for place in range(max((len(table.head) for table in tables), default=1)):
            has_words = any(
                place < len(table.head) <= _MOST_COLUMNS and _is_text(table, place)
                for table in tables
            )
            sheet.set_column(place, place, _WORDS if has_words and place else _OTHERS)
        sheet.set_column(0, 0, _FIRST)
        row, begins = self._texts(sheet, 0, [section.heading]) + 1, []
        for block in map(as_table, section.blocks):
            if isinstance(block, Table):
                begins.append((block, row))
                row = self._table(sheet, row, block) + 1
            else:
                row = self._texts(sheet, row, [block])
        set_up_page(sheet)
        return begins

    def _table(self, sheet: Any, row: int, table: Table) -> int:
        self._across(sheet, row, table.title, self._bold)
        for place, text in enumerate(table.head):
            sheet.write_string(row + 1, place, safe_text(text), self._head)
        for cells in table.rows:
            for place, cell in enumerate(cells):
                self._write(sheet, row + 2, place, cell)
            row += 1
        return row + 2

    def _write(self, sheet: Any, row: int, place: int, cell: Cell) -> None:
        if isinstance(cell, int):
            sheet.write_number(row, place, cell, self._plain)
        else:
            text = safe_text(text_of(cell), multiline=True)
            sheet.write_string(row, place, text, self._plain)

    def _texts(self, sheet: Any, row: int, blocks: Iterable[Block]) -> int:
        for block in blocks:
            look = self._plain
            if isinstance(block, Heading):
                look = self._title if block.level < 3 else self._bold
            for text in _words(block):
                self._across(sheet, row, text, look)
                row += 1
        return row

    def _across(self, sheet: Any, row: int, text: str, look: Any) -> None:
        lines = broken(text, _LINE_WIDTH)
        sheet.merge_range(row, 0, row, _ACROSS, safe_text(text), look)
        if len(lines) > 1:
            sheet.set_row(row, len(lines) * _LINE_HEIGHT)


def _is_text(table: Table, place: int) -> bool:
    return any(not isinstance(row[place], int) for row in table.rows)


def _words(block: Block) -> Sequence[str]:
    """Return the lines of a block that is no table."""
    items = getattr(block, "items", None)
    return items if items is not None else getattr(block, "text", "").split("\n")
