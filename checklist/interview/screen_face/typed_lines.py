"""The lines of what is being typed, and the place of the cursor in them."""

from collections.abc import Sequence
from typing import NamedTuple

from checklist.console.cells import shown, width_of


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
                visible = "".join(shown(one) or " " for one in piece[: at - begin])
                place = (width_of(visible), len(lines))
            lines.append("".join(shown(one) or " " for one in piece))
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
            used = width_of("".join(shown(one) or " " for one in line[begin : index + 1]))
        if character == " ":
            behind_space = index + 1
    return [*pieces, line[begin:]]
