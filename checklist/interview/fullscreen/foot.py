"""The last lines of a screen: what is typed, and the keys."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checklist.console.cells import shown
from checklist.interview.fullscreen.list_lines import StyledLine
from checklist.interview.screen_model import KEY_NAMES, Key, Model
from checklist.text.languages import ENGLISH
from checklist.text.messages import language, tr
from checklist.text.wrapping import width_of


def rule(title: str, width: int, end: str = "") -> StyledLine:
    """Return a line across the screen with a title in it, which stands alone if it is long.

    Args:
        title: The title; without one, the line has none.
        width: The columns of the screen.
        end: The words at the end of the line.
    """
    if not title:
        left = width - 2 - (width_of(end) + 1 if end else 0)
        return (("dim", " " + "─" * left), ("", f" {end}" if end else ""))
    begin = "── " if width_of(title) + 3 <= width - 2 else ""
    rest = width - 3 - width_of(begin + title) - (width_of(end) + 1 if end else 0)
    line = f" {'─' * rest}" if rest > 0 else ""
    return (("dim", f" {begin}"), ("", title), ("dim", line), ("", f" {end}" if end else ""))


class TypedLines(NamedTuple):
    """What has been typed, as far as it has room."""

    lines: Sequence[str]
    column: int
    """The column of the cursor."""
    line: int
    """The line of the cursor."""
    is_cut_above: bool
    is_cut_below: bool


def typed_lines(text: str, at: int, width: int, most: int) -> TypedLines:
    """Return what has been typed as lines; if they are many, those around the cursor."""
    lines: list[str] = []
    place = (0, 0)
    begin = 0
    for line in text.split("\n"):
        for piece in _broken(line, width):
            if begin <= at <= begin + len(piece):
                visible = "".join(shown(character) or " " for character in piece[: at - begin])
                place = (width_of(visible), len(lines))
            lines.append("".join(shown(character) or " " for character in piece))
            begin += len(piece)
        begin += 1
    first = min(max(place[1] - most + 1, 0), max(len(lines) - most, 0))
    first = min(first, place[1])
    return TypedLines(
        lines=lines[first : first + most],
        column=place[0],
        line=place[1] - first,
        is_cut_above=first > 0,
        is_cut_below=first + most < len(lines),
    )


def _broken(line: str, width: int) -> list[str]:
    """Return a line that is typed in pieces that fit, broken behind spaces where there are any."""
    pieces: list[str] = []
    begin = used = 0
    behind_space = 0
    for index, character in enumerate(line):
        used += width_of(shown(character) or " ")
        if used > width:
            end = behind_space if behind_space > begin else index
            pieces.append(line[begin:end])
            begin = end
            used = width_of(
                "".join(shown(character) or " " for character in line[begin : index + 1])
            )
        if character == " ":
            behind_space = index + 1
    return [*pieces, line[begin:]]


_GAP = 3
"""Columns between two keys."""


@dataclass(frozen=True, slots=True)
class Foot:
    """The last lines of a screen."""

    typed: Sequence[StyledLine]
    """A line across the screen, and what is typed."""
    cursor: tuple[int, int] | None
    """Column and line of the cursor in them; None where nothing can be typed."""
    keys: Sequence[Key]
    width: int

    @property
    def height(self) -> int:
        """The number of lines."""
        return len(self.typed) + 1

    def lines(self, *, scrolls: bool) -> Sequence[StyledLine]:
        """Return the lines.

        Args:
            scrolls: Whether a part of the screen is out of sight.
        """
        keys = [key for key in self.keys if scrolls or not key.is_for_scrolling]
        return [*self.typed, _key_line(keys, self.width - 2)]


def foot_of(model: Model, width: int, height: int) -> Foot:
    """Return the last lines of a screen."""
    typed: list[StyledLine] = [rule("", width, _count(model))]
    cursor: tuple[int, int] | None = None
    if model.field is not None:
        most = max(height // 3, 1)
        seen = typed_lines(model.field.text, model.field.cursor, width - 4, most)
        style = "at" if model.field.is_selected else ""
        for number, text in enumerate(seen.lines):
            mark = " > " if not number else "   "
            if seen.is_cut_above and not number:
                mark = " ▲ "
            elif seen.is_cut_below and number == len(seen.lines) - 1:
                mark = " ▼ "
            typed.append((("accent", mark), (style, text)))
        cursor = (seen.column + 3, seen.line + 1)
    return Foot(typed, cursor, model.keys, width)


def _count(model: Model) -> str:
    """Return how many characters are typed, and how many are taken."""
    if not model.longest or model.field is None:
        return ""
    number = len(model.field.text)
    if number > model.longest:
        return tr("{number} characters: {number_2} too many", number, number - model.longest)
    return (
        tr("{number} of {longest} characters", number, model.longest)
        if number
        else tr("at most {longest} characters", model.longest)
    )


def _key_line(keys: Sequence[Key], width: int) -> StyledLine:
    """Return the keys on one line, without those for which there is no room.

    The words were chosen for English. In other languages, whose words are longer, arrows stand
    without their words before a key is left out, then `/` does, then all stand close together.
    """
    kept = [*keys]
    while kept:
        for shown_keys, gap in _shorter(kept) if language() != ENGLISH else ((kept, _GAP),):
            parts = [*_styled(shown_keys, gap)]
            if sum(width_of(text) for _, text in parts) - 1 <= width:
                return tuple(parts)
        last = max(key.priority for key in kept)
        kept.remove(next(key for key in reversed(kept) if key.priority == last))
    return ()


def _shorter(keys: Sequence[Key]) -> Iterator[tuple[Sequence[Key], int]]:
    """Yield keys, and the columns between them, each time with fewer words."""
    bare = [key._replace(effect="") if str(key.name)[0] in "↑←" else key for key in keys]
    barest = [key._replace(effect="") if key.name == "/" else key for key in bare]
    yield from ((keys, _GAP), (bare, _GAP), (barest, _GAP), (barest, _GAP - 1))


def _styled(keys: Sequence[Key], gap: int) -> Iterator[tuple[str, str]]:
    for number, key in enumerate(keys):
        yield "", " " * (gap if number else 1)
        yield "bold", KEY_NAMES.get(str(key.name), str(key.name))
        yield "", f" {key.effect}" if key.effect else ""
