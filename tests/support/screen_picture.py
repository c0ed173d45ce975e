"""A screen of the interview, drawn as an SVG picture."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from checklist.console.page import cell_len

COLUMN, LINE, MARGIN = 8.4, 20, 18
"""The width of a character, the height of a line, and the margin, in pixels."""

_LOOKS = {
    "bold": 'font-weight="bold"',
    "dim": 'fill="#7d8590"',
    "accent": 'fill="#39c5cf"',
    "at": 'font-weight="bold" fill="#0d1117"',
    "alarm": 'font-weight="bold" fill="#ff7b72"',
    "wrong": 'font-weight="bold"',
}
"""The styles of a screen on a dark ground; `at` is text on a bright bar."""


def svg(lines: Sequence[Sequence[tuple[str, str]]], columns: int, *, title: str) -> str:
    """Return a screen as SVG: each part of a line stands where a terminal shows it.

    Args:
        lines: The lines, each as its parts: style and text.
        columns: The width of the screen.
        title: What a person hears who cannot see the picture.
    """
    width, height = columns * COLUMN + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN
    parts = "\n".join(part for row, line in enumerate(lines) for part in _line(row, line))
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height}" role="img">
<title>{escape(title)}</title>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g font-family="ui-monospace, 'DejaVu Sans Mono', Consolas, Menlo, monospace" font-size="14" \
fill="#e6edf3">
{parts}
</g>
</svg>
"""


def _line(row: int, line: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield the parts of a line. Spaces at the ends of a part only move what follows."""
    at, top = 0, MARGIN + row * LINE
    for style, text in line:
        if style == "at":
            x, width = MARGIN + at * COLUMN, cell_len(text) * COLUMN
            yield f'<rect x="{x:g}" y="{top}" width="{width:g}" height="{LINE}" fill="#e6edf3"/>'
        if words := text.strip():
            x = MARGIN + (at + cell_len(text) - cell_len(text.lstrip())) * COLUMN
            looks = f" {_LOOKS[style]}" if style in _LOOKS else ""
            place = f'x="{x:g}" y="{top + 15}" textLength="{cell_len(words) * COLUMN:g}"'
            yield f"<text {place}{looks}>{_kept(words)}</text>"
        at += cell_len(text)


def _kept(words: str) -> str:
    """Return words with all their spaces, which SVG would make one."""
    return escape(words).replace("  ", " \N{NO-BREAK SPACE}")
