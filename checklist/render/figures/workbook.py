"""A workbook with a native chart for each figure, next to its data.

A translator edits the texts of the sheet: the chart takes its words from there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from checklist.render.bars import Bars, BarSegment
from checklist.render.blocks import Block
from checklist.render.figures.shades import FILLS, INK, LINE, PAPER, PATTERNS, ink_on
from checklist.tables.workbook_setup import A4, set_up_page, workbook_bytes
from checklist.text.sanitize import safe_text
from checklist.text.wrapping import broken

_HEAD_ROW = 2
_ROW_HEIGHT, _AROUND, _WIDTH = 38, 150, 1_180
"""The height of a bar, that of title and legend, and the width of a chart, in pixels."""
_FIRST, _COUNT, _LABEL = 32, 10, 36
"""The widths of the columns: of the first, of a count, and of the words in the chart."""
_LINE_HEIGHT = 13.5
"""The height of a line of text, in points."""
_MOST_IN_LANDSCAPE = 12
"""The most bars whose table and chart fit on one sheet of paper that lies on its side."""
_LEAST_SHARE = 0.03
"""The least share of a bar in which a number has room."""


def figures(blocks: Iterable[Block]) -> Iterator[Bars]:
    """Yield the figures of a document that have something to draw, each with an id: `F1-2`."""
    drawn = (block for block in blocks if isinstance(block, Bars) and block.bars)
    for number, bars in enumerate(drawn, 1):
        yield replace(bars, id=bars.id or f"F{number}")


def as_workbook(figures: Sequence[Bars], title: str) -> bytes:
    """Return the workbook, the same bytes for the same figures.

    Args:
        figures: The figures, each of which has an id, and gets a sheet of this name.
        title: The title of the document that they are from.
    """
    return workbook_bytes(lambda book: _Book(book).write(figures, title), title)


class _Book:
    """The sheets of the workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        font = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        self._plain = book.add_format({**font, "text_wrap": True})
        self._bold = book.add_format({**font, "bold": True, "text_wrap": True, "bottom": 1})
        self._title = book.add_format({**font, "bold": True, "font_size": 12})

    def write(self, figures: Sequence[Bars], title: str) -> None:
        contents = self._book.add_worksheet("Figures")
        contents.set_column(0, 0, 10)
        contents.set_column(1, 1, 100)
        contents.write_string(0, 0, safe_text(title), self._title)
        for column, text in enumerate(("Figure", "What it shows")):
            contents.write_string(_HEAD_ROW, column, text, self._bold)
        for row, bars in enumerate(figures, _HEAD_ROW + 1):
            contents.write_string(row, 0, bars.id, self._plain)
            contents.write_string(row, 1, safe_text(bars.caption), self._plain)
            self._figure(bars)
        contents.freeze_panes(_HEAD_ROW + 1, 0)
        set_up_page(contents)

    def _figure(self, bars: Bars) -> None:
        sheet = self._book.add_worksheet(bars.id)
        sheet.write_string(0, 0, safe_text(bars.title), self._title)
        label = len(bars.head)
        sheet.set_column(0, label, _COUNT)
        sheet.set_column(0, 0, _FIRST)
        sheet.set_column(label, label, _LABEL)
        sheet.set_row(_HEAD_ROW, _height((text, _COUNT) for text in bars.head))
        for column, text in enumerate((*bars.head, "In the chart")):
            sheet.write_string(_HEAD_ROW, column, safe_text(text), self._bold)
        for row, (bar, cells) in enumerate(zip(bars.bars, bars.rows, strict=True), _HEAD_ROW + 1):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(row, column, safe_text(cell), self._plain)
                else:
                    sheet.write_number(row, column, cell, self._plain)
            name = safe_text(bar.name)
            words = f"{name}: {bar.note}" if bar.note else f"{name} (n = {bar.of})"
            sheet.write_string(row, label, words, self._plain)
            sheet.set_row(row, _height([(name, _FIRST), (words, _LABEL)]))
        sheet.insert_chart(_HEAD_ROW + len(bars.bars) + 3, 0, self._chart(bars, label))
        if len(bars.bars) <= _MOST_IN_LANDSCAPE:
            sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)

    def _chart(self, bars: Bars, label: int) -> Any:
        sheet = bars.id
        first, last = _HEAD_ROW + 1, _HEAD_ROW + len(bars.bars)
        # As in the document: a bar is its whole, and what is left over stays empty.
        subtype = "stacked" if bars.is_small else "percent_stacked"
        chart = self._book.add_chart({"type": "bar", "subtype": subtype})
        longest = max((bar.of for bar in bars.bars), default=0)
        for column, kind in enumerate(bars.kinds, 1):
            chart.add_series(
                {
                    "name": [sheet, _HEAD_ROW, column],
                    "categories": [sheet, first, label, last, label],
                    "values": [sheet, first, column, last, column],
                    "gap": 45,
                    "border": {"color": f"#{LINE}", "width": 0.75},
                    "data_labels": _labels(bars, kind),
                    **_fill(kind.shade),
                }
            )
        font = {"name": "Arial", "size": 10, "color": f"#{INK}", "bold": False}
        chart.set_title({"name": [sheet, 0, 0], "name_font": {**font, "size": 12, "bold": True}})
        chart.set_y_axis({"reverse": True, "num_font": font, "line": {"none": True}})
        most = longest or 1 if bars.is_small else 1
        chart.set_x_axis(
            {"visible": False, "major_gridlines": {"visible": False}, "min": 0, "max": most}
        )
        chart.set_legend({"none": True} if bars.is_small else {"position": "bottom", "font": font})
        chart.set_size({"width": _WIDTH, "height": _AROUND + _ROW_HEIGHT * len(bars.bars)})
        return chart


def _height(cells: Iterable[tuple[str, int]]) -> float:
    """Return the height of a row with texts in columns of these widths, in points.

    The file has the height of each row because LibreOffice places a chart before it breaks the
    texts above into lines: the chart would cover the last rows.
    """
    return _LINE_HEIGHT * max(len(broken(text, width - 1)) for text, width in cells)


def _labels(bars: Bars, kind: BarSegment) -> Mapping[str, Any]:
    """Return the numbers in the parts; those of very short parts stand in the table only."""
    has_room = (bar.count_of(kind.label) > bar.of * _LEAST_SHARE for bar in bars.bars)
    is_pattern = kind.shade in PATTERNS
    return {
        "value": True,
        "custom": [{} if fits else {"delete": True} for fits in has_room],
        "font": {"name": "Arial", "size": 9, "color": f"#{ink_on(kind.shade)}"},
        **({"fill": {"color": f"#{PAPER}"}} if is_pattern else {}),
    }


def _fill(shade: str) -> Mapping[str, Any]:
    pattern = PATTERNS.get(shade)
    if pattern is None:
        return {"fill": {"color": f"#{FILLS[shade]}"}}
    return {
        "pattern": {
            "pattern": pattern.workbook,
            "fg_color": f"#{LINE}",
            "bg_color": f"#{PAPER}",
        }
    }
