"""What all workbooks have in common: texts stay texts, and sheets can be printed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from checklist.text.languages import is_right_to_left
from checklist.text.messages import language as spoken_language

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
