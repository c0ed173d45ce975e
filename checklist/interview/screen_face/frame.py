"""Lays a screen out for a size, in the roomiest layout that fits it.

`frame` depends on its arguments only. Nothing is cut away without a way to see it: the list scrolls
and says how much more there is, the guidance opens with `?`, and a row at hand is whole.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from checklist.console.cells import cut, filled, shown, width_of, wrapped
from checklist.interview.screen_face.lines import StyledLine, columns, flowed, listed
from checklist.interview.screen_face.list_lines import (
    item_lines,
    items_side_by_side,
    label_width,
)
from checklist.interview.screen_face.model import Item, Key, Model
from checklist.interview.screen_face.sizes import WIDEST
from checklist.interview.screen_face.typed_lines import typed_lines

_MARGIN = 6
"""Columns before the question, where its number stands."""
_WIDEST_BAR, _NARROWEST_BAR = 22, 8
_LEAST_ANSWER = 15
"""The fewest columns for the answers of the rows behind a panel."""
_LEAST_ROOM = 3
"""The fewest lines of a list that scrolls."""
_MOST_MESSAGE_LINES = 5


@dataclass(frozen=True, slots=True)
class _Layout:
    rows: Literal["whole", "cut"] = "whole"
    options: Literal["listed", "columns", "flowed"] = "listed"
    is_roomy: bool = False
    """Whether a blank line stands between the head and the question."""
    folds_guidance: bool = False
    is_tight: bool = False
    yields: bool = False
    """Whether guidance, details and hints make room for messages, which the next key takes away."""


class ListLine(NamedTuple):
    """One line of the list, with the indices of the texts and items on it."""

    items: tuple[int, ...]
    line: StyledLine


_LADDER = (
    _Layout(is_roomy=True),
    _Layout(),
    _Layout("cut"),
    _Layout("cut", "columns"),
    _Layout("cut", "columns", folds_guidance=True),
    _Layout("cut", "flowed", folds_guidance=True),
    _Layout("cut", "flowed", folds_guidance=True, is_tight=True),
)
"""The layouts, the roomiest first. In the last one the list scrolls."""
_LAST = replace(_LADDER[-1], yields=True)
"""The layout while messages leave no room for the row at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A screen as lines."""

    lines: Sequence[StyledLine]
    cursor: tuple[int, int] | None
    """Column and line of the cursor, from 0."""
    lost: Sequence[str]
    """What has no place, and no way to be seen."""
    seen: frozenset[int]
    """The indices of the texts and items, counted together, that are in sight as a whole."""
    room: int
    """The lines of the part that scrolls."""
    height_of_list: int
    """The lines that this part would need."""


@dataclass(slots=True)
class _Parts:
    """The parts of a screen in one layout, each as its lines."""

    top: list[StyledLine] = field(default_factory=list)
    behind: list[ListLine] = field(default_factory=list)
    """The rows on which a panel has opened."""
    panel: list[StyledLine] = field(default_factory=list)
    """The beginning of the panel."""
    listed: list[ListLine] = field(default_factory=list)
    """The lines of the list."""
    below: list[StyledLine] = field(default_factory=list)
    """The options for the item at hand, hints, messages."""


def frame(model: Model, width: int, height: int) -> Frame:
    """Return a screen as lines for a width and height."""
    room = min(width, WIDEST)
    at_hand = None if model.at is None else len(model.texts) + model.at
    bottom, at = _bottom(model, room, height)
    for layout in (*_LADDER, _LAST):
        parts = _laid_out(model, layout, room)
        used = len(parts.top) + len(parts.panel) + len(parts.below) + len(bottom)
        least_behind = _least(parts.behind, model.behind_at)
        left = height - used - least_behind
        if layout.is_roomy and len(parts.behind) > left + least_behind - len(parts.listed):
            continue  # rows first, then room
        if len(parts.listed) <= left or (layout.is_tight and left >= _least(parts.listed, at_hand)):
            break
    behind = max(left + least_behind - len(parts.listed), least_behind) if parts.behind else 0
    left -= behind - least_behind
    rows, _, on_row = _window(parts.behind, behind, model.behind_at, 0)
    lost = []
    if left < _least(parts.listed, at_hand):
        lost.append("the list")
        left = max(left, 0)
    shown_lines, seen, cursor = _window(parts.listed, max(left, 0), at_hand, model.scroll)
    gap = [()] * max(height - used - len(rows) - len(shown_lines), 0)
    above = [*parts.top, *rows, *parts.panel]
    lines = [*above, *shown_lines, *parts.below, *gap, *bottom]
    if len(lines) > height:
        lost.append("the question")
        lines = [*lines[: max(height - len(bottom), 0)], *lines[-len(bottom) :]][-height:]
    if at is not None and (cursor is None or (model.field is not None and model.field.text)):
        cursor = (at[0], height - len(bottom) + at[1])
    elif cursor is not None:
        cursor = (cursor[0], len(above) + cursor[1])
    elif on_row is not None and model.field is None:
        cursor = (on_row[0], len(parts.top) + on_row[1])
    if cursor is not None and not 0 <= cursor[1] < height:  # a window of a few lines
        cursor = None
    return Frame(
        lines=lines,
        cursor=cursor,
        lost=lost,
        seen=seen,
        room=max(left, 0),
        height_of_list=len(parts.listed),
    )


def _laid_out(model: Model, layout: _Layout, width: int) -> _Parts:
    space: list[StyledLine] = [()] if layout.is_roomy else []
    parts = _Parts(top=[*_head(model, width), *space, *_title(model, width)])
    is_text = model.field is None and bool(model.texts)  # it scrolls in any case
    blank: list[StyledLine] = [] if layout.is_tight and not is_text else [()]
    yields = layout.yields and bool(model.messages)
    parts.top += [] if yields else _guidance(model, layout, width)
    if model.behind or model.texts or model.items or (model.ask and not model.is_asked_below):
        parts.top += blank
    ask = _block(model.ask, "bold", width) if model.ask else []
    if model.behind:
        parts.behind += _rows_behind(model, width)
        parts.panel += [*blank, _rule(cut(model.panel, width - 9), width), *ask]
        ask = []
    is_between = bool(model.texts) and not model.is_asked_below
    if not model.is_asked_below and not model.texts:
        parts.top += ask
    parts.listed += _texts(model, layout, width)
    if parts.listed and (model.items or is_between):
        parts.listed += [ListLine((), line) for line in [*blank, *(ask if is_between else [])]]
    parts.listed += _items(model, layout, width)
    if ask and model.is_asked_below:
        parts.below += [*blank, *ask]
    parts.below += [] if yields else _details(model, layout, width)
    if model.options:
        of_row = layout if model.items else _Layout()  # else they are what the screen is for
        parts.below += [*blank, *_options(model.options, of_row, width)]
    # Next to rows and a panel the last layout has room for the first hint only.
    hinted = model.hints[:1] if layout.is_tight and model.behind else model.hints
    hints = [line for hint in hinted if not yields for line in _block(hint, "dim", width)]
    parts.below += [*(blank if hints else []), *hints]
    messages = [
        line
        for message in model.messages
        for line in _block(message.label, message.style, width, message.hanging)
    ]
    parts.below += [*(blank if messages else []), *messages]
    return parts


def _texts(model: Model, layout: _Layout, width: int) -> Iterator[ListLine]:
    for index, item in enumerate(model.texts):
        for line in item_lines(item, width, labels=0, is_at=False, is_cut=item.is_digest):
            yield ListLine((index,), line)


def _rows_behind(model: Model, width: int) -> Iterator[ListLine]:
    """Yield the lines of the rows on which a panel has opened; the row at hand is whole."""
    labels = label_width(replace(model, items=model.behind, has_answers=True), width - _MARGIN - 1)
    labels = min(labels, width - _MARGIN - 3 - _LEAST_ANSWER)
    for index, item in enumerate(model.behind):
        is_at = index == model.behind_at
        for line in item_lines(item, width, labels=labels, is_at=is_at, is_cut=not is_at):
            yield ListLine((index,), line)


def _least(lines: Sequence[ListLine], at: int | None) -> int:
    """Return the fewest lines for a list: the item at hand, and how many more there are."""
    at_hand = sum(at in line.items for line in lines)
    return min(at_hand + 1 if at_hand else _LEAST_ROOM, len(lines))


def _items(model: Model, layout: _Layout, width: int) -> Iterator[ListLine]:
    """Yield the lines of the options, rows or fields."""
    first = len(model.texts)
    digits = max((len(item.number) for item in model.items), default=1) or 1
    if layout.options != "listed" and not model.has_answers:
        side_by_side = items_side_by_side(model.items, width, model.at, digits)
        if side_by_side:
            for indices, line in side_by_side:
                yield ListLine(tuple(first + index for index in indices), line)
            return
    labels = label_width(model, width - _MARGIN - 1)
    for index, item in enumerate(model.items):
        is_at = index == model.at
        is_cut = layout.rows == "cut" and model.has_answers and not is_at
        is_answer_cut = is_at and bool(model.options) and layout.rows == "cut"
        for line in item_lines(
            item,
            width,
            labels=labels,
            is_at=is_at,
            is_cut=is_cut,
            is_answer_cut=is_answer_cut,
            digits=digits,
        ):
            yield ListLine((first + index,), line)


def _head(model: Model, width: int) -> Iterator[StyledLine]:
    """Yield the first lines: State and bar, and below them the set within a line.

    Nothing is cut. Where room is short, the bar becomes narrower, then its figures stand alone,
    then they follow below the name of the State; the name of a set that is longer than the screen
    stands on lines of its own.
    """
    head, figures = shown(model.head), f"{model.done} of {model.required}"
    room = width - 2 - width_of(head)
    bar = min(_WIDEST_BAR, room - 5 - width_of(figures))
    if not model.required:
        yield from ((("bold", f" {line}"),) for line in wrapped(head, width - 2))
    elif bar >= _NARROWEST_BAR:
        full = model.done * bar // model.required
        signs = "█" * full + "░" * (bar - full)
        between = " " * (room - bar - 2 - width_of(figures))
        yield (("bold", f" {head}"), ("", between), ("accent", signs), ("", f"  {figures}"))
    elif room >= 3 + width_of(figures):
        between = " " * (room - width_of(figures))
        yield (
            ("bold", f" {head}"),
            ("", between + figures),
        )
    else:
        yield from ((("bold", f" {line}"),) for line in wrapped(head, width - 2))
        yield (("", f" {figures}"),)
    place = "  ".join(shown(words) for words in model.place.split("  "))
    if width_of(place) <= width - 1:
        yield _rule(place, width)
    else:
        yield from ((("", f" {line}"),) for line in wrapped(place, width - 2))
        yield _rule("", width)


def _rule(title: str, width: int) -> StyledLine:
    """Return a line across the screen with a title in it, which stands alone if it is long."""
    if not title:
        return (("dim", " " + "─" * (width - 2)),)
    begin = "── " if width_of(title) + 3 <= width - 2 else ""
    rest = width - 3 - width_of(begin + title)
    return (("dim", f" {begin}"), ("", title), ("dim", f" {'─' * rest}" if rest > 0 else ""))


def _title(model: Model, width: int) -> Iterator[StyledLine]:
    """Yield the number of the question, its words, and whether it is required."""
    demand = f"  {model.demand}" if model.demand else ""
    room = width - _MARGIN - 1 - width_of(demand)
    number = filled(f" {model.number}", _MARGIN)
    for index, text in enumerate(wrapped(model.title, room)):
        if index:
            yield (("bold", " " * _MARGIN + text),)
        else:
            yield (("bold accent", number), ("bold", filled(text, room)), ("dim", demand))


def _guidance(model: Model, layout: _Layout, width: int) -> list[StyledLine]:
    """Return the paragraphs of guidance, or a line that says how they open."""
    whole = [line for text in model.guidance for line in _block(text, "", width)]
    if not layout.folds_guidance or len(whole) <= 1:
        return whole
    sign = "  ? shows all"
    room = width - _MARGIN - 1 - width_of(sign)
    words = cut(" ".join(model.guidance), room)
    return [(("", " " * _MARGIN + filled(words, room)), ("dim", sign))]


def _details(model: Model, layout: _Layout, width: int) -> Sequence[StyledLine]:
    """Return what else belongs to the row at hand; on one line, where room is short."""
    if layout.is_tight and model.details:
        words = cut("; ".join(model.details), width - _MARGIN - 1)
        return [(("good", " " * _MARGIN + words),)]
    lines = [line for text in model.details for line in _block(text, "good", width, 2)]
    return [(), *lines] if lines else []


def _options(options: Sequence[Item], layout: _Layout, width: int) -> Iterator[StyledLine]:
    room = width - _MARGIN
    lines = [*(listed if layout.options == "listed" else columns)(options, room)]
    if layout.options == "flowed":
        one_after_the_other = [*flowed(options, room)]
        worth = 1 if layout.is_tight else 2  # the lines for which the disorder is worth it
        if len(one_after_the_other) + worth <= len(lines):
            lines = one_after_the_other
    for line in lines:
        yield (("", " " * (_MARGIN - 2)), *line)


def _block(text: str, style: str, width: int, hanging: int = 0) -> list[StyledLine]:
    """Return a paragraph below the question."""
    return [
        ((style, " " * _MARGIN + line),) for line in wrapped(text, width - _MARGIN - 1, hanging)
    ]


def _bottom(
    model: Model, width: int, height: int
) -> tuple[list[StyledLine], tuple[int, int] | None]:
    """Return the lines for what is typed and for the keys, and the place of the cursor there."""
    lines: list[StyledLine] = [(("dim", " " + "─" * (width - 2)),)]
    cursor: tuple[int, int] | None = None
    if model.field is not None:
        most = max(height // 3, 1)
        typed, (column, line) = typed_lines(model.field.text, model.field.cursor, width - 4, most)
        style = "at" if model.field.is_selected else ""
        for index, text in enumerate(typed):
            lines.append((("accent", " > " if not index else "   "), (style, text)))
        cursor = (column + 3, line + 1)
    lines.append((("dim", " " + _key_line(model.keys, width - 2)),))
    return lines, cursor


def _key_line(keys: Sequence[Key], width: int) -> str:
    """Return the keys on one line, without those for which there is no room."""
    kept = [*keys]
    while kept:
        line = "   ".join(f"{key.name} {key.effect}" for key in kept)
        if width_of(line) <= width:
            return line
        last = max(key.priority for key in kept)
        kept.remove(next(key for key in reversed(kept) if key.priority == last))
    return ""


def _window(
    lines: Sequence[ListLine], room: int, at: int | None, scroll: int
) -> tuple[list[StyledLine], frozenset[int], tuple[int, int] | None]:
    """Return the lines of a list in sight, the items that are whole, and the cursor.

    Where not all lines have room, the first and last say how many items are out of sight.

    Args:
        lines: The lines of the whole list.
        room: The lines that have room.
        at: The index of the item at hand, which is in sight in any case; None where none is.
        scroll: The first line in sight where none is.
    """
    places = [number for number, line in enumerate(lines) if at in line.items]
    if len(lines) <= room:
        column = 0 if not places else _column(lines[places[0]].line)
        cursor = (column, places[0]) if places else None
        return [one.line for one in lines], _indices(lines), cursor
    start = scroll
    is_small = room < len(places) + 2  # one line says what is above and below
    if places:  # in the middle, and in any case whole
        start = max(places[0] - max((room - len(places)) // 2, 0 if is_small else 1), 0)
        start = max(start, places[-1] + 1 - (room - (1 if is_small else 2)))
        start = min(start, places[0])
    start = max(min(start, len(lines) - room + 1), 0)
    above = 1 if start and not is_small else 0
    end = start + room - above
    below = 1 if end < len(lines) or (is_small and start) else 0
    end = min(end - below, len(lines))
    inside = lines[start:end]
    before, after = _indices(lines[:start]), _indices(lines[end:])
    # An item that is longer than the window has been read when its end is in sight.
    lengths = Counter(index for line in lines for index in line.items)
    outside = after | {index for index in before if lengths[index] <= len(inside)}
    up, down = f"▲ {len(before)} more", f"▼ {len(after)} more"
    last = "   ".join([*([up] if start and not above else []), *([down] if after else [])])
    window: list[StyledLine] = [
        *([(("dim", " " * _MARGIN + up),)] if above else []),
        *(one.line for one in inside),
        *([(("dim", " " * _MARGIN + last),)] if below else []),
    ]
    cursor = None
    if places and start <= places[0] < end:
        cursor = (_column(lines[places[0]].line), places[0] - start + above)
    return window, _indices(inside) - outside, cursor


def _indices(lines: Sequence[ListLine]) -> frozenset[int]:
    return frozenset(index for line in lines for index in line.items)


def _column(line: StyledLine) -> int:
    """Return the column of the mark at what is at hand."""
    text = "".join(part for _, part in line)
    return width_of(text[: max(text.find("►"), 0)])
