"""A workbook of lists: sheets with a title, a frozen head row, a filter, and rows of texts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from checklist.tables.workbook_setup import cell_font, set_up_page, workbook_bytes
from checklist.text.languages import with_marks
from checklist.text.messages import Message, tr
from checklist.text.sanitize import safe_text


class Column(NamedTuple):
    """A column of a sheet."""

    head: str | Message
    width: int
    """In characters."""
    choices: Sequence[str | Message] = ()
    """What a person can choose in an empty cell, beside whatever is typed."""
    is_day: bool = False
    """Whether a person writes a day in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet with one list."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str | int]]
    """The cells of each row, from the left; those that a row lacks are empty, to be filled in."""
    above: Sequence[str] = ()
    """The lines above the head row: the title first."""
    bold: frozenset[int] = frozenset()
    """The rows in bold, by their index."""


def as_workbook(sheets: Iterable[Sheet], title: str, foot: str = "") -> bytes:
    """Return the workbook, the same bytes for the same lists.

    Args:
        sheets: The sheets.
        title: The title in its properties.
        foot: What stands at the foot of each printed page, beside its number.
    """

    def write(book: Any) -> None:
        written = _Book(book, foot)
        for sheet in sheets:
            written.add(sheet)

    return workbook_bytes(write, title)


class _Book:
    """A workbook to which sheets are added."""

    def __init__(self, book: Any, foot: str) -> None:
        self._book, self._foot = book, safe_text(foot).replace("&", "&&")
        font = cell_font()
        wrapped = {**font, "valign": "top", "text_wrap": True}
        cell = {**wrapped, "border": 1, "border_color": "#A6A6A6"}
        self._plain = book.add_format(cell)
        self._bold = book.add_format({**cell, "bold": True})
        self._day = book.add_format({**cell, "num_format": "yyyy-mm-dd"})
        self._head = book.add_format({**cell, "bold": True, "bg_color": "#E9F1F7"})
        self._above = book.add_format(font)
        self._title = book.add_format({**font, "font_size": 12, "bold": True})

    def add(self, content: Sheet) -> None:
        sheet = self._book.add_worksheet(content.name)
        for row, line in enumerate(content.above):
            words = with_marks(safe_text(line))
            sheet.write_string(row, 0, words, self._above if row else self._title)
        head = len(content.above) + 1 if content.above else 0
        last = head + max(len(content.rows), 1)
        for number, column in enumerate(content.columns):
            sheet.set_column(number, number, column.width)
            sheet.write_string(head, number, str(column.head), self._head)
            if column.choices:
                chosen = {
                    "validate": "list",
                    "source": [*map(tr, column.choices)],
                    "show_error": False,
                }
                sheet.data_validation(head + 1, number, last, number, chosen)
        for row, cells in enumerate(content.rows):
            look = self._bold if row in content.bold else self._plain
            for number, column in enumerate(content.columns):
                cell = cells[number] if number < len(cells) else ""
                if isinstance(cell, int):
                    sheet.write_number(head + 1 + row, number, cell, look)
                elif cell:
                    text = "\n".join(map(with_marks, safe_text(cell, multiline=True).split("\n")))
                    sheet.write_string(head + 1 + row, number, text, look)
                else:
                    empty = self._day if column.is_day else look
                    sheet.write_blank(head + 1 + row, number, None, empty)
        sheet.freeze_panes(head + 1, 0)
        sheet.autofilter(head, 0, last, len(content.columns) - 1)
        sheet.repeat_rows(head)
        set_up_page(sheet)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer(f"&L{self._foot}&R&P / &N")
