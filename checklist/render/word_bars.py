"""Bars in a Word file: a table without lines, in which the parts are shaded cells.

Word draws the cells itself, so that the bars are printed, translated and restyled as the rest is.
"""

from collections.abc import Iterator, Sequence

from checklist.render.bars import Bar, Bars, Part, lengths
from checklist.render.figures.shades import FILLS, INK, LINE, PAPER, PATTERNS, ink_on
from checklist.render.word_file import BAR, CELL, LABEL
from checklist.render.word_xml import SPACE, cell, kept_together, paragraph, row, run, styled, table
from checklist.text.sanitize import safe_text

_UNITS = 60
"""The columns of the grid that a bar is made of."""
_LEAST_WITH_NUMBER = 3
"""The least columns of a part in which its number has room."""
_NAME_SHARE, _NOTE_SHARE = 0.3, 0.12
"""The shares of the line that the names of bars, and their wholes, have."""
_THIN = '<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>'
_MIDDLE = '<w:vAlign w:val="center"/>'
_CENTRED = '<w:jc w:val="center"/>'
_BAR_HIGH, _GAP_HIGH = 340, 90
_KEYS_IN_ROW = 4


def bar_tables(bars: Bars, width: int) -> Iterator[str]:
    """Yield the legend, where there are several kinds of parts, and the bars.

    Args:
        bars: The bars.
        width: The width of the line in twentieths of a point.
    """
    if not bars.is_small:
        yield kept_together(f"{_legend(bars.kinds, width)}{SPACE}")
    unit = int(width * (1 - _NAME_SHARE - _NOTE_SHARE)) // _UNITS
    note = int(width * _NOTE_SHARE)
    columns = [width - note - unit * _UNITS, *[unit] * _UNITS, note]
    rows = []
    for begins, name, bar in bars.labelled:
        if begins:
            words = paragraph(styled(safe_text(begins), LABEL), CELL)
            rows.append(row([cell(words, sum(columns), span=len(columns))]))
        rows.append(_row(bar, name, columns))
        rows.append(row([_empty(sum(columns), span=len(columns))], high=_GAP_HIGH, is_exact=True))
    # All but the last two, a bar and its gap, stay on the page of the next one.
    rows[:-2] = map(kept_together, rows[:-2])
    yield table(rows, columns, caption=bars.title, has_head=False, has_lines=False)


def _row(bar: Bar, name: str, columns: Sequence[int]) -> str:
    unit = columns[1]
    cells = [cell(paragraph(run(safe_text(name)), CELL), columns[0], more=_MIDDLE)]
    parts = [part for part in bar.parts if part.count]
    rest = bar.of - sum(part.count for part in parts)
    spans = lengths([*(part.count for part in parts), max(rest, 0)], _UNITS)
    for part, span in zip(parts, spans, strict=False):
        if span:
            cells.append(_part(part, span, span * unit))
    if spans[-1]:
        cells.append(_empty(spans[-1] * unit, span=spans[-1]))
    note = safe_text(bar.note or str(bar.of))
    cells.append(cell(paragraph(run(note), CELL), columns[-1], more=_MIDDLE))
    return row(cells, high=_BAR_HIGH)


def _part(part: Part, span: int, width: int) -> str:
    has_room = span >= _LEAST_WITH_NUMBER + len(str(part.count)) - 1
    look = f'<w:color w:val="{ink_on(part.shade)}"/>'
    if part.shade in PATTERNS:
        look = f'<w:color w:val="{INK}"/><w:shd w:val="clear" w:color="auto" w:fill="{PAPER}"/>'
    inside = run(str(part.count), look) if has_room else ""
    own = paragraph(inside, BAR, _CENTRED)
    return _shaded(part, own, width, span=span, more=f"{_THIN}{_MIDDLE}")


def _shaded(part: Part, inside: str, width: int, *, span: int = 1, more: str = _THIN) -> str:
    """Return a cell with the shade or pattern of a part."""
    pattern = PATTERNS.get(part.shade)
    if pattern is None:
        return cell(inside, width, span=span, fill=FILLS[part.shade], more=more)
    return cell(inside, width, span=span, fill=PAPER, pattern=pattern.word, ink=LINE, more=more)


def _empty(width: int, *, span: int) -> str:
    return cell(paragraph("", BAR), width, span=span, more=_THIN)


def _legend(parts: Sequence[Part], width: int) -> str:
    """Return what the shades and patterns mean, several in a line."""
    key = 300
    words = width // _KEYS_IN_ROW - key
    columns = [key, words] * _KEYS_IN_ROW
    rows = []
    for first in range(0, len(parts), _KEYS_IN_ROW):
        cells = []
        for part in parts[first : first + _KEYS_IN_ROW]:
            cells.append(_shaded(part, paragraph("", BAR), key))
            cells.append(cell(paragraph(run(safe_text(part.label)), CELL), words))
        missing = len(columns) - len(cells)
        if missing:
            cells.append(_empty(sum(columns[-missing:]), span=missing))
        rows.append(row(cells))
        rows.append(row([_empty(width, span=len(columns))], high=_GAP_HIGH, is_exact=True))
    return table(rows, columns, caption="Legend", has_head=False, has_lines=False)
