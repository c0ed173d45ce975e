"""Options in three layouts: one a line, in columns, one after the other."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TypeAlias

from checklist.console.cells import filled, wrapped
from checklist.interview.screen_face.model import Item
from checklist.text.wrapping import width_of

StyledLine: TypeAlias = tuple[tuple[str, str], ...]
"""The parts of a line, each with its style, as `console.full_screen.STYLES` names them."""

_GAP = 3
"""Columns between two options."""


def listed(options: Sequence[Item], width: int) -> Iterator[StyledLine]:
    """Yield the options one below the other."""
    number = max(width_of(option.number) for option in options)
    for option in options:
        start = _start(option, number)
        hanging = 0 if number else 2
        for index, text in enumerate(wrapped(option.label, width - width_of(start), hanging)):
            line = (start if not index else " " * width_of(start)) + text
            is_at = option.mark == "at"  # its bar goes across the screen, as in other lists
            yield ((_style(option), filled(line, width + 1) if is_at else line),)


def columns(options: Sequence[Item], width: int) -> Iterator[StyledLine]:
    """Yield the options in columns, to be read from top to bottom; listed where none fit."""
    number = max(width_of(option.number) for option in options)
    texts = [f"{_start(option, number)}{option.label}" for option in options]
    widest = max(map(width_of, texts)) + _GAP
    side_by_side = (width + _GAP) // widest
    if side_by_side < 2:
        yield from listed(options, width)
        return
    height = -(-len(texts) // side_by_side)
    stacks = [
        range(start, min(start + height, len(texts))) for start in range(0, len(texts), height)
    ]
    for row in zip_longest(*stacks):
        yield tuple(
            (_style(options[index]), filled(texts[index], widest if place < len(row) - 1 else 0))
            for place, index in enumerate(row)
            if index is not None
        )


def flowed(options: Sequence[Item], width: int) -> Iterator[StyledLine]:
    """Yield the options one after the other; one is broken only where it has no room on a line."""
    line: list[tuple[str, str]] = []
    used = 0
    for option in options:
        pieces = wrapped(f"{_start(option, width_of(option.number))}{option.label}", width, 4)
        for piece in pieces:
            if used and used + _GAP - 1 + width_of(piece) > width:
                yield tuple(line)
                line, used = [], 0
            text = f"{' ' * (_GAP - 1) if used else ''}{piece}"
            line.append((_style(option), text))
            used += width_of(text)
        if len(pieces) > 1:
            yield tuple(line)
            line, used = [], 0
    if line:
        yield tuple(line)


def _start(option: Item, digits: int) -> str:
    """Return the mark before an option, and its number, if it has one."""
    mark = _mark(option)
    return f"{mark}{option.number:>{digits}} " if digits else mark


def _mark(option: Item) -> str:
    return {"chosen": "● ", "at": "► "}.get(option.mark, "  ")


def _style(option: Item) -> str:
    return {"chosen": "bold", "at": "at"}.get(option.mark, option.style)
