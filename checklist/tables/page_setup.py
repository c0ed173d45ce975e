"""How a sheet of a workbook is printed."""

from typing import Any

_A4 = 9
"""The number of the size of paper in a workbook."""


def set_up_page(sheet: Any) -> None:
    """Let a sheet be printed on A4, across, with all its columns on one sheet of paper."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
