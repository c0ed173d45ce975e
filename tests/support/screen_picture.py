"""A screen of the interview, drawn as an SVG picture."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from checklist.text.wrapping import width_of

COLUMN, LINE, MARGIN = 8.4, 20, 18
"""The width of a character, the height of a line, and the margin, in pixels."""


class Ground(NamedTuple):
    """The colours of a terminal."""

    ground: str
    ink: str
    dim: str
    accent: str
    alarm: str

    @property
    def looks(self) -> Mapping[str, str]:
        """The styles of a screen; `at` is text on a bar of the colour of the ink."""
        return {
            "bold": 'font-weight="bold"',
            "dim": f'fill="{self.dim}"',
            "accent": f'fill="{self.accent}"',
            "at": f'font-weight="bold" fill="{self.ground}"',
            "alarm": f'font-weight="bold" fill="{self.alarm}"',
            "wrong": 'font-weight="bold"',
        }


DARK = Ground("#0d1117", "#e6edf3", "#7d8590", "#39c5cf", "#ff7b72")
LIGHT = Ground("#ffffff", "#1f2328", "#8c959f", "#1b7c83", "#cf222e")


def svg(
    lines: Sequence[Sequence[tuple[str, str]]], columns: int, *, title: str, ground: Ground = DARK
) -> str:
    """Return a screen as SVG: each part of a line stands where a terminal shows it.

    Args:
        lines: The lines, each as its parts: style and text.
        columns: The width of the screen.
        title: What a person hears who cannot see the picture.
        ground: The colours.
    """
    width, height = columns * COLUMN + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN
    parts = "\n".join(part for row, line in enumerate(lines) for part in _line(row, line, ground))
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height}" role="img">
<title>{escape(title)}</title>
<rect width="100%" height="100%" rx="8" fill="{ground.ground}"/>
<g font-family="ui-monospace, 'DejaVu Sans Mono', Consolas, Menlo, monospace" font-size="14" \
fill="{ground.ink}">
{parts}
</g>
</svg>
"""


def _line(row: int, line: Sequence[tuple[str, str]], ground: Ground) -> Iterator[str]:
    """Yield the parts of a line. Spaces at the ends of a part only move what follows."""
    at, top = 0, MARGIN + row * LINE
    for style, text in line:
        if style == "at":
            x, width = MARGIN + at * COLUMN, width_of(text) * COLUMN
            bar = f'width="{width:g}" height="{LINE}" fill="{ground.ink}"'
            yield f'<rect x="{x:g}" y="{top}" {bar}/>'
        if words := text.strip():
            x = MARGIN + (at + width_of(text) - width_of(text.lstrip())) * COLUMN
            looks = f" {ground.looks[style]}" if style in ground.looks else ""
            place = f'x="{x:g}" y="{top + 15}" textLength="{width_of(words) * COLUMN:g}"'
            yield f"<text {place}{looks}>{_kept(words)}</text>"
        at += width_of(text)


def _kept(words: str) -> str:
    """Return words with all their spaces, which SVG would make one."""
    return escape(words).replace("  ", " \N{NO-BREAK SPACE}")
