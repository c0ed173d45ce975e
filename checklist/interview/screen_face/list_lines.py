"""The lines of one item of a list."""

from itertools import zip_longest

from checklist.console.cells import cut, filled, width_of, wrapped
from checklist.interview.screen_face.lines import StyledLine
from checklist.interview.screen_face.model import Item, Model

_START = 4
"""Columns before an item; the mark of the one at hand stands in them."""
_LEAST_LABEL = 36
"""Columns within which the labels of the rows of one question differ."""
_WIDEST_ANSWER = 30
_OPEN = "–"
_MARKS = {"": "", "chosen": "● ", "ticked": "[x] ", "unticked": "[ ] "}


def label_width(model: Model, width: int) -> int:
    """Return the columns of the labels of rows; 0 where no answers stand next to them."""
    if not model.has_answers:
        return 0
    wanted = max((width_of(item.label) for item in model.items), default=0)
    answers = max((width_of(item.text) for item in model.items), default=0)
    if wanted + 2 + answers <= width:
        return min(max(wanted, min(width // 2, _LEAST_LABEL)), width - 2 - answers)
    return min(wanted, max(_LEAST_LABEL, width - 2 - min(answers, _WIDEST_ANSWER)))


def item_lines(
    item: Item, width: int, *, labels: int, is_at: bool, is_cut: bool
) -> list[StyledLine]:
    """Return the lines of an item.

    Args:
        item: The item.
        width: The columns of the screen.
        labels: The columns of the label, where an answer stands next to it; else 0.
        is_at: Whether it is the item at hand.
        is_cut: Whether it is cut to one line.
    """
    number = f"{item.number:>2} " if item.number else ""
    before = _START if number or item.mark else _START + 2  # under the words of the question
    begin = (" " * (before - 2) + "► ") if is_at else " " * before
    start = f"{begin}{_MARKS[item.mark]}{number}{' ' * item.indent}"
    room = width - width_of(start) - 1
    if not labels:
        pieces = [cut(item.label, room)] if is_cut else wrapped(item.label, room, item.hanging)
        return [_line(start, text, "", item, width, is_at, not i) for i, text in enumerate(pieces)]
    beside = room - labels - 2
    answer = item.text or _OPEN
    if is_cut:
        left, right = [cut(item.label, labels)], [cut(answer, beside)]
    else:
        left, right = wrapped(item.label, labels), wrapped(answer, beside)
    return [
        _line(start, filled(one or "", labels + 2), other or "", item, width, is_at, not index)
        for index, (one, other) in enumerate(zip_longest(left, right))
    ]


def _line(
    start: str, text: str, answer: str, item: Item, width: int, is_at: bool, is_first: bool
) -> StyledLine:
    begin = start if is_first else " " * width_of(start)
    if is_at:
        return (("at", filled(begin + text + answer, width - 1)),)
    style = "good" if item.text else "dim"
    return ((item.style, begin + text), *(((style, answer),) if answer else ()))
