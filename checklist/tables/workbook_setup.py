"""What all workbooks have in common: texts stay texts, and sheets can be printed."""

import io
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from checklist.text.languages import is_right_to_left
from checklist.text.messages import language as spoken_language
from checklist.text.sanitize import safe_text

OPTIONS: Mapping[str, object] = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""The options of XlsxWriter with which texts stay texts."""
A4 = 9
"""The number of the size of paper in a workbook."""
LONG_AGO = datetime(2000, 1, 1)
"""The day of each workbook, so that the same content is the same bytes."""
_LONGEST_TITLE = 255


def workbook_bytes(write: Callable[[Any], object], title: str) -> bytes:
    """Return a workbook that is made in memory, the same bytes for the same content.

    Args:
        write: Writes the sheets to a workbook of XlsxWriter.
        title: The title in its properties.
    """
    import xlsxwriter  # few commands need it

    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {**OPTIONS, "in_memory": True}) as book:
        book.set_properties({"created": LONG_AGO, "title": safe_text(title)[:_LONGEST_TITLE]})
        write(book)
    return output.getvalue()


def cell_font(language: str = "", *, is_own: bool = True) -> dict[str, Any]:
    """Return the font of cells in a language, and their reading order where it is from the right.

    Programs put another font in the place of Arial that has no Arabic, and lose signs.

    Args:
        language: The language; empty: the one that is spoken.
        is_own: Whether all of the text is the program's; what people write runs as its first letter
            says.
    """
    if not is_right_to_left(language or spoken_language()):
        return {"font_name": "Arial", "font_size": 10}
    order = {"reading_order": _FROM_RIGHT} if is_own else {}
    return {"font_name": "Tahoma", "font_size": 10, **order}


_FROM_RIGHT = 2
"""The reading order of a cell whose text runs from right to left."""


def set_up_page(sheet: Any, language: str = "") -> None:
    """Let a sheet be printed on A4, across, with all its columns on one sheet of paper.

    Args:
        sheet: The sheet. It begins on the right in a language that does.
        language: The language of most of its words; empty: the one that is spoken.
    """
    if is_right_to_left(language or spoken_language()):
        sheet.right_to_left()
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
