"""A figure as a picture (SVG): with title and description, in shades that differ in grey.

The picture has no style sheet, no script and no font of its own. Texts are broken into lines by an
estimate of their width, so that none is cut off in any common font.
"""

from collections.abc import Iterator, Sequence
from html import escape

from wcwidth import wcswidth

from checklist.render.bars import Bar, Bars, Part
from checklist.render.figures.listed import Figure
from checklist.render.figures.shades import FILLS, INK, LINE, PAPER, PATTERNS, ink_on
from checklist.text.sanitize import safe_text

_WIDTH, _MARGIN = 960, 16
_NAMES, _NOTES, _GAP = 300, 110, 14
"""The widths of the columns of names and of wholes, and the space between columns."""
_FONT = 14
_CHARACTER = 8.4
"""The width of a character, with room to spare: most are narrower in most fonts."""
_LINE, _BAR, _BETWEEN = 18, 24, 10
_KEY = 14
_BEGIN = _MARGIN + _NAMES + _GAP
_LONG = _WIDTH - _BEGIN - _NOTES - _GAP - _MARGIN
"""The length of a bar."""


def as_svg(figure: Figure) -> str:
    """Return the picture."""
    picture = _Picture(figure)
    return picture.text()


class _Picture:
    """A picture that is drawn from top to bottom."""

    def __init__(self, figure: Figure) -> None:
        self._figure, self._bars = figure, figure.bars
        self._y = float(_MARGIN)
        self._parts: list[str] = []

    def text(self) -> str:
        title = f"{self._figure.name} {self._bars.caption}"
        self._lines(title, _MARGIN, _WIDTH - 2 * _MARGIN, is_bold=True)
        self._y += _BETWEEN
        if not self._bars.is_small:
            self._legend()
        for begins, name, bar in self._bars.labelled:
            if begins:
                self._lines(begins, _MARGIN, _WIDTH - 2 * _MARGIN, is_bold=True)
            self._bar(bar, name)
        height = round(self._y + _MARGIN)
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" '
                f'viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="title desc" '
                f'font-family="Arial, Helvetica, sans-serif" font-size="{_FONT}" fill="#{INK}">',
                f'<title id="title">{_shown(title)}</title>',
                f'<desc id="desc">{_shown(" ".join(described(self._bars)))}</desc>',
                *_patterns(self._bars),
                f'<rect width="{_WIDTH}" height="{height}" fill="#{PAPER}"/>',
                *self._parts,
                "</svg>\n",
            ]
        )

    def _lines(self, text: str, x: int, width: int, *, is_bold: bool = False) -> None:
        weight = ' font-weight="bold"' if is_bold else ""
        room = width / (_CHARACTER * (1.1 if is_bold else 1))
        for line in wrapped(safe_text(text), int(room)):
            self._y += _LINE
            self._parts.append(_text(line, x, self._y - 4, weight))

    def _legend(self) -> None:
        x, self._y = float(_MARGIN), self._y + _LINE
        for part in self._bars.kinds:
            wide = _KEY + 6 + _columns(safe_text(part.label)) * _CHARACTER + 12
            if x > _MARGIN and x + wide > _WIDTH - _MARGIN:
                x, self._y = float(_MARGIN), self._y + _LINE + 4
            self._parts.append(_rect(x, self._y - _KEY, _KEY, _KEY, part))
            self._parts.append(_text(safe_text(part.label), x + _KEY + 6, self._y - 2))
            x += wide
        self._y += _BETWEEN + 4

    def _bar(self, bar: Bar, name: str) -> None:
        names = wrapped(safe_text(name), int(_NAMES / _CHARACTER))
        notes = wrapped(safe_text(bar.note or str(bar.of)), int(_NOTES / _CHARACTER))
        high = max(_LINE * len(names), _LINE * len(notes), _BAR)
        middle = self._y + high / 2
        for lines, x in ((names, _MARGIN), (notes, _WIDTH - _MARGIN - _NOTES)):
            top = middle - _LINE * len(lines) / 2
            for number, line in enumerate(lines):
                self._parts.append(_text(line, x, top + _LINE * number + 13))
        self._parts += self._segments(bar, middle - _BAR / 2)
        self._y += high + _BETWEEN

    def _segments(self, bar: Bar, top: float) -> Iterator[str]:
        begin = 0
        yield _box(_BEGIN, top, _LONG, _BAR, f'"none" {_EDGE}')
        for part in bar.parts:
            if not part.count:
                continue
            x, long = _BEGIN + _LONG * begin / bar.of, _LONG * part.count / bar.of
            yield _rect(x, top, long, _BAR, part)
            if long > _CHARACTER * (len(str(part.count)) + 1):
                yield from _number(part, x + long / 2, top + _BAR / 2)
            begin += part.count


_EDGE = f'stroke="#{LINE}" stroke-width="0.75"'


def _number(part: Part, x: float, y: float) -> Iterator[str]:
    if part.shade in PATTERNS:
        wide = _CHARACTER * len(str(part.count)) + 2
        yield _box(x - wide / 2, y - 8, wide, 16, f'"#{PAPER}"')
    look = f' text-anchor="middle" font-size="12" fill="#{ink_on(part.shade)}"'
    yield _text(str(part.count), x, y + 4, look)


def _rect(x: float, y: float, wide: float, high: float, part: Part) -> str:
    fill = f"#{FILLS[part.shade]}" if part.shade in FILLS else f"url(#{part.shade})"
    return _box(x, y, wide, high, f'"{fill}" {_EDGE}')


def _box(x: float, y: float, wide: float, high: float, fill: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:g}" width="{wide:.1f}" height="{high:g}" fill={fill}/>'


def _text(line: str, x: float, y: float, look: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}"{look}>{_shown(line)}</text>'


def _patterns(bars: Bars) -> Iterator[str]:
    used = [part.shade for part in bars.kinds if part.shade in PATTERNS]
    for name in dict.fromkeys(used):
        yield (
            f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse">'
            f'<rect width="6" height="6" fill="#{PAPER}"/>'
            f'<path d="{PATTERNS[name].path}" stroke="#{LINE}" stroke-width="1.1" fill="none"/>'
            "</pattern>"
        )


def described(bars: Bars) -> Iterator[str]:
    """Yield the figures as sentences, for readers who do not see the picture."""
    for bar in bars.bars:
        if bars.is_small:
            yield f"{bar.name}: {bar.note or bar.of}."
            continue
        parts = "; ".join(f"{part.label} {part.count}" for part in bar.parts if part.count)
        yield f"{bar.name}: {parts or 0}; {bars.whole} {bar.of}."


def wrapped(text: str, columns: int) -> Sequence[str]:
    """Return a text as lines of at most so many columns; a longer word is broken."""
    lines, line = [], ""
    for word in text.split():
        for piece in _pieces(word, columns):
            longer = f"{line} {piece}".strip()
            if _columns(longer) > columns:
                lines.append(line)
                longer = piece
            line = longer
    return [*lines, line]


def _pieces(word: str, columns: int) -> Iterator[str]:
    piece = ""
    for character in word:
        if piece and _columns(piece + character) > columns:
            yield piece
            piece = ""
        piece += character
    yield piece


def _columns(text: str) -> int:
    return max(wcswidth(text), len(text))


def _shown(text: str) -> str:
    return escape(safe_text(text), quote=False)
