"""The last lines of a screen: what is typed, and the keys."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checklist.console.cells import width_of
from checklist.interview.screen_face.head import rule
from checklist.interview.screen_face.lines import StyledLine
from checklist.interview.screen_face.model import Key, Model
from checklist.interview.screen_face.typed_lines import typed_lines

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
        return f"{number} characters: {number - model.longest} too many"
    return (
        f"{number} of {model.longest} characters"
        if number
        else f"at most {model.longest} characters"
    )


def _key_line(keys: Sequence[Key], width: int) -> StyledLine:
    """Return the keys on one line, without those for which there is no room."""
    kept = [*keys]
    while kept and sum(width_of(f"{key.name} {key.effect}") + _GAP for key in kept) - _GAP > width:
        last = max(key.priority for key in kept)
        kept.remove(next(key for key in reversed(kept) if key.priority == last))
    return tuple(_styled(kept))


def _styled(keys: Sequence[Key]) -> Iterator[tuple[str, str]]:
    for number, key in enumerate(keys):
        yield "", " " * (_GAP if number else 1)
        yield "bold", key.name
        yield "", f" {key.effect}"
