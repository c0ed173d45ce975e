"""Lays a screen out for a size, in the roomiest layout that fits it.

`frame` depends on its arguments only. Nothing is cut away without a way to see it: the list scrolls
and says how much more there is, the guidance opens with `?`, and a row at hand is whole.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from checklist.console.cells import cut, filled, shown, wrapped
from checklist.interview.fullscreen.list_lines import (
    SHOWS_ALL,
    ListLine,
    StyledLine,
    columns,
    flowed,
    folded_guidance,
    foot_of,
    item_lines,
    items_side_by_side,
    label_width,
    listed,
    mark_columns,
    rule,
    text_lines,
    told_apart,
    with_sign,
)
from checklist.interview.screen_model import WIDEST, Item, Model
from checklist.text.messages import semicolons, tr
from checklist.text.wrapping import width_of

_WIDEST_BAR, _NARROWEST_BAR = 22, 8


def head_lines(model: Model, width: int, *, cuts_place: bool = False) -> Iterator[StyledLine]:
    """Yield the State and the bar, and below them the set within a line.

    Nothing is cut, unless it has to be. Where room is short, the bar becomes narrower, then its
    figures stand alone, then they follow below the name of the State; the name of a set that is
    longer than the screen stands on lines of its own.

    Args:
        model: The screen.
        width: Its columns.
        cuts_place: Whether a longer name is cut instead.
    """
    yield from _progress(model, width)
    place, scope = _words(model.place), _words(model.scope)
    if cuts_place and width_of(place) > width - 2:
        number, gap, name = place.partition("  ")
        place = f"{number}{gap}{cut(name, width - 2 - width_of(number + gap))}"
    if not place and scope:
        place, scope = scope, ""
    if width_of(place) > width - 1:
        yield from ((("", f" {line}"),) for line in wrapped(place, width - 2))
        place, scope = scope, ""
    if scope and width_of(place) + width_of(scope) + 8 > width:
        yield (("", f" {scope}"),)
        scope = ""
    yield rule(place, width, scope)


def _words(text: str) -> str:
    return "  ".join(shown(words) for words in text.split("  "))


def _progress(model: Model, width: int) -> Iterator[StyledLine]:
    head = shown(model.head)
    if not model.required:
        yield from ((("bold", f" {line}"),) for line in wrapped(head, width - 2))
        return
    figures = tr("{done} of {required} required", model.done, model.required)
    room = width - 2 - width_of(head)
    bar = min(_WIDEST_BAR, room - 5 - width_of(figures))
    if bar >= _NARROWEST_BAR:
        full = model.done * bar // model.required
        signs = "█" * full + "░" * (bar - full)
        between = " " * (room - bar - 2 - width_of(figures))
        yield (("bold", f" {head}"), ("", between), ("accent", signs), ("", f"  {figures}"))
    elif room >= 3 + width_of(figures):
        between = " " * (room - width_of(figures))
        yield (("bold", f" {head}"), ("", between + figures))
    else:
        yield from ((("bold", f" {line}"),) for line in wrapped(head, width - 2))
        yield (("", f" {figures}"),)


_MARGIN = 6
"""Columns before the question, where its number stands."""
_LEAST_ANSWER = 15
"""The fewest columns for the answers of the rows behind a panel."""
_LEAST_ROOM = 3
"""The fewest lines of a list that scrolls."""
_LEAST_OPTIONS = 2
"""The fewest lines of the options of a row: one, and how many more there are."""
_AROUND_THE_LIST = 2
"""The blank lines before and behind the list."""
_AMPLE_ROOM = 10
"""The lines of a list that scrolls which are enough to show all else of a screen as a whole."""


@dataclass(frozen=True, slots=True)
class _Layout:
    rows: Literal["whole", "cut"] = "whole"
    options: Literal["listed", "columns", "flowed"] = "listed"
    is_roomy: bool = False
    """Whether a blank line stands between the head and the question."""
    is_tight: bool = False
    """Whether blank lines stand only where there is room left."""
    is_lean: bool = False
    """Whether remarks take one line, and digests none: `?` shows both."""
    folds_guidance: bool = False
    is_short: bool = False
    """Whether the details of a row take one line, and a panel has one hint."""
    cuts_place: bool = False
    """Whether the name of the part takes one line."""
    cuts_row: bool = False
    """Whether the row at hand takes one line, too."""
    most_options: int | None = None
    """The most lines of the options of a row, which `?` shows; None for all."""
    yields: bool = False
    """Whether guidance, details and hints make room for messages, which the next key takes away."""


_LEAN = _Layout("cut", "columns", is_tight=True, is_lean=True)
"""The layout of a list that has no room in any layout, but ample room to scroll."""
_SHORTEST = replace(_LEAN, options="flowed", folds_guidance=True, is_short=True)
"""The layout of a list that has little room to scroll."""
_PLACE_CUT = replace(_SHORTEST, cuts_place=True)
_ROW_CUT = replace(_PLACE_CUT, cuts_row=True)
_LAST = replace(_ROW_CUT, yields=True)
"""The layout while messages leave no room for the row at hand."""
_SHORTER = (_SHORTEST, _PLACE_CUT, _ROW_CUT, _LAST)
"""The layouts of a list that scrolls, the roomiest first."""
_LADDER = (
    _Layout(is_roomy=True),
    _Layout(),
    _Layout("cut"),
    _Layout("cut", "columns"),
    _Layout("cut", "columns", is_tight=True),
    _LEAN,
    replace(_LEAN, options="flowed"),
    replace(_LEAN, options="flowed", is_short=True),
    replace(_LEAN, is_tight=False, folds_guidance=True),
    replace(_LEAN, is_tight=False, options="flowed", folds_guidance=True),
    _SHORTEST,
)
"""The layouts, the roomiest first."""


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
    hides_guidance: bool
    """Whether guidance makes room for messages."""
    hides_options: bool
    """Whether there are more options of the row at hand than are in sight."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing has to be scrolled to."""
        return self.height_of_list <= self.room


_Place = Literal["lead", "panel"] | int
"""A place where a blank line can stand: before the lead, the panel, or a block below."""


@dataclass(slots=True)
class _Parts:
    """The parts of a screen in one layout, each as its lines."""

    layout: _Layout
    top: list[StyledLine] = field(default_factory=list)
    lead: list[StyledLine] = field(default_factory=list)
    """The words of the step, where they stand before the list."""
    behind: list[ListLine] = field(default_factory=list)
    """The rows on which a panel has opened."""
    panel: list[StyledLine] = field(default_factory=list)
    """The beginning of the panel."""
    listed: list[ListLine] = field(default_factory=list)
    """The lines of the list."""
    below: list[list[StyledLine]] = field(default_factory=list)
    """Blocks: the details of the item at hand, its options, hints, messages."""
    places: list[_Place] = field(default_factory=list)
    """The places for blank lines, where they are needed most first."""
    blanks: int = 0
    """The number of these places that have a blank line."""
    behind_at: int | None = None
    at_hand: int | None = None
    left_out: frozenset[int] = frozenset()
    """The indices of the texts that are left out."""

    @property
    def height(self) -> int:
        """The lines of all but what scrolls."""
        below = sum(map(len, self.below))
        return len(self.top) + len(self.lead) + len(self.panel) + below + self.blanks

    @property
    def least_behind(self) -> int:
        """The least number of lines for the rows behind a panel."""
        least = _least(self.behind, self.behind_at)
        return min(least, 2) if self.layout.cuts_row and self.behind_at is None else least

    @property
    def least_listed(self) -> int:
        """The fewest lines for the list."""
        return _least(self.listed, self.at_hand)

    def fits(self, height: int) -> bool:
        """Whether the list fits as a whole."""
        left = height - self.height - self.least_behind - len(self.listed)
        if self.layout.is_roomy:
            return len(self.behind) <= left + self.least_behind  # rows first, then room
        return left >= 0

    def blank(self, place: _Place) -> list[StyledLine]:
        """Return the blank line at a place, if it has one."""
        return [()] if place in self.places[: self.blanks] else []

    def lines_below(self) -> list[StyledLine]:
        """Return the blocks below the list."""
        blocks = [[*self.blank(number), *block] for number, block in enumerate(self.below)]
        return [line for block in blocks for line in block]


def frame(model: Model, width: int, height: int) -> Frame:
    """Return a screen as lines for a width and height."""
    room = min(width, WIDEST)
    foot = foot_of(model, room, height)
    height_above = height - foot.height
    parts = _fitting(model, room, height_above)
    left = height_above - parts.height - parts.least_behind
    behind = 0
    if parts.behind:
        behind = max(left + parts.least_behind - len(parts.listed), parts.least_behind)
    left -= behind - parts.least_behind
    rows, _, on_row = _window(parts.behind, behind, parts.behind_at, 0)
    lost = []
    if left < parts.least_listed:
        lost.append(tr("the list"))
    left = max(left, 0)
    is_free = parts.at_hand is None and model.scroll is None
    in_sight = model.chosen if is_free else parts.at_hand
    shown_lines, seen, cursor = _window(parts.listed, left, in_sight, model.scroll or 0)
    cursor = None if parts.at_hand is None else cursor
    spare = max(height_above - parts.height - len(rows) - len(shown_lines), 0)
    filled_in = min(spare, len(parts.places) - parts.blanks)
    parts.blanks += filled_in
    begin = [*parts.top, *parts.blank("lead"), *parts.lead]
    above = [*begin, *rows, *parts.blank("panel"), *parts.panel]
    gap = [()] * (spare - filled_in)
    bottom = foot.lines(scrolls=len(parts.listed) > left or len(parts.behind) > behind)
    lines = [*above, *shown_lines, *parts.lines_below(), *gap, *bottom]
    if len(lines) > height:
        lost.append(tr("the question"))
        lines = [*lines[: max(height - len(bottom), 0)], *lines[-len(bottom) :]][-height:]
    at = foot.cursor
    if at is not None and (cursor is None or (model.field is not None and model.field.text)):
        cursor = (at[0], height - len(bottom) + at[1])
    elif cursor is not None:
        cursor = (cursor[0], len(above) + cursor[1])
    elif on_row is not None and model.field is None:
        cursor = (on_row[0], len(begin) + on_row[1])
    if cursor is not None and not 0 <= cursor[1] < height:  # a window of a few lines
        cursor = None
    return Frame(
        lines=lines,
        cursor=cursor,
        lost=lost,
        seen=seen | parts.left_out,
        room=left,
        height_of_list=len(parts.listed),
        hides_guidance=parts.layout.yields and bool(model.messages and model.guidance),
        hides_options=parts.layout.most_options is not None,
    )


def _fitting(model: Model, width: int, height: int) -> _Parts:
    """Return the parts in the roomiest layout that fits; where none does, the list scrolls."""
    for layout in _LADDER[:2]:
        parts = _laid_out(model, layout, width)
        if parts.fits(height):
            return parts
    shortest = _laid_out(model, _SHORTEST, width)
    if shortest.fits(height):
        others = (_laid_out(model, layout, width) for layout in _LADDER[2:-1])
        return next((parts for parts in others if parts.fits(height)), shortest)
    parts = _laid_out(model, _LEAN, width)
    keeps_blanks = not (model.texts and model.items)
    for blanks in (parts.blanks, 0) if keeps_blanks else (0,):
        parts.blanks = blanks
        room = height - parts.height - parts.least_behind
        if room >= max(_AMPLE_ROOM, parts.least_listed):
            return parts
    for layout in _SHORTER:
        parts = _laid_out(model, layout, width)
        lacking = parts.height + parts.least_behind + parts.least_listed - height
        if lacking <= 0:
            return parts
    if not (model.options and model.items):
        return parts
    most = max(len([*_options(model.options, _LAST, width)]) - lacking, _LEAST_OPTIONS)
    return _laid_out(model, replace(_LAST, most_options=most), width)


def _laid_out(model: Model, layout: _Layout, width: int) -> _Parts:
    space: list[StyledLine] = [()] if layout.is_roomy else []
    title = [*_title(model, width)]
    parts = _Parts(
        layout=layout,
        top=[
            *head_lines(model, width, cuts_place=layout.cuts_place),
            *space,
            *(with_sign(title) if model.is_wrong else title),
        ],
        behind_at=model.behind_at,
        at_hand=None if model.at is None else len(model.texts) + model.at,
    )
    is_text = model.field is None and bool(model.texts)  # it scrolls in any case
    is_tight = layout.is_tight and not is_text
    yields = layout.yields and bool(model.messages)
    parts.top += [] if yields else _guidance(model, layout, width)
    ask = _block(model.ask, "bold", width) if model.ask else []
    if model.behind:
        parts.behind += _rows_behind(model, width)
        parts.panel += [rule(cut(model.panel, width - 9), width), *ask]
        ask = []
    is_between = bool(model.texts) and not model.is_asked_below
    if not model.is_asked_below and not model.texts:
        parts.lead += ask
    parts.listed += text_lines(model.texts, width, is_lean=layout.is_lean)
    parts.left_out = frozenset(range(len(model.texts))) - _indices(parts.listed)
    if parts.listed and (model.items or is_between):
        blank: list[StyledLine] = [] if is_tight else [()]
        parts.listed += [ListLine((), line) for line in [*blank, *(ask if is_between else [])]]
    parts.listed += _items(model, layout, width)
    parts.below += [block for block in _below(model, layout, width) if block]
    if parts.below:
        parts.places.append(0)
    if parts.lead or parts.behind or parts.listed:
        parts.places.append("lead")
    parts.places += reversed(range(1, len(parts.below)))
    if parts.panel:
        parts.places.append("panel")
    parts.blanks = len(parts.places)
    if is_tight:  # whole guidance needs a line between it and the list, to be told from it
        parts.blanks = 0 if layout.is_short else min(parts.blanks, _AROUND_THE_LIST)
    return parts


def _below(model: Model, layout: _Layout, width: int) -> Iterator[list[StyledLine]]:
    """Yield the blocks below the list."""
    yields = layout.yields and bool(model.messages)
    if model.is_asked_below and model.ask and not model.behind:
        yield _block(model.ask, "bold", width)
    yield [] if yields else [*_details(model, layout, width)]
    if model.options:
        of_row = layout if model.items else _Layout()  # else they are what the screen is for
        lines = [*_options(model.options, of_row, width)]
        most = layout.most_options
        yield lines if most is None else _options_in_sight(model.options, width, most)
    # Next to rows and a panel the last layouts have room for the first hint only.
    is_first = layout.is_short and model.behind
    hinted = model.hints[:1] if is_first or layout.cuts_row else model.hints
    yield [line for hint in hinted if not yields for line in _block(hint, "", width)]
    yield [
        line
        for message in model.messages
        for line in _block(message.label, message.style, width, message.hanging)
    ]


def _rows_behind(model: Model, width: int) -> Iterator[ListLine]:
    """Yield the lines of the rows on which a panel has opened; the row at hand is whole."""
    room = width - _MARGIN - 1 - mark_columns(model.behind)
    labels = label_width(replace(model, items=model.behind, has_answers=True), room)
    labels = min(labels, room - 2 - _LEAST_ANSWER)
    short = told_apart([item.label for item in model.behind], labels)
    for index, whole in enumerate(model.behind):
        is_at = index == model.behind_at
        item = whole if is_at else replace(whole, label=short[index])
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
    if layout.options != "listed" and not (model.has_answers or model.shows_whole):
        side_by_side = items_side_by_side(model.items, width, model.at, digits)
        if side_by_side:
            for indices, line in side_by_side:
                yield ListLine(tuple(first + index for index in indices), line)
            return
    labels = label_width(model, width - _MARGIN - 1)
    can_be_cut = layout.rows == "cut" and model.has_answers and not model.shows_whole
    short = told_apart([item.label for item in model.items], labels) if can_be_cut else ()
    for index, whole in enumerate(model.items):
        is_at = index == model.at
        is_cut = can_be_cut and (layout.cuts_row or not is_at)
        item = replace(whole, label=short[index]) if is_cut else whole
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


def _title(model: Model, width: int) -> Iterator[StyledLine]:
    """Yield the number of the question, its words, and whether it is required."""
    demand = f"  {model.demand}" if model.demand else ""
    room = width - _MARGIN - 1 - width_of(demand)
    number = filled(f" {model.number}", _MARGIN)
    for index, text in enumerate(wrapped(model.title, room)):
        if index:
            yield (("bold", " " * _MARGIN + text),)
        else:
            yield (("bold", number + filled(text, room)), ("", demand))


def _guidance(model: Model, layout: _Layout, width: int) -> list[StyledLine]:
    """Return the paragraphs of guidance, or the sentences that decide: rows can scroll for them."""
    whole = [line for text in model.guidance for line in _block(text, "", width)]
    if not layout.folds_guidance or len(whole) <= 1:
        return whole
    least, most = 2 if model.has_answers else 1, 1 if layout.yields else len(whole)
    folded = folded_guidance(model.guidance, width - _MARGIN - 1, least, most)
    return (
        whole if len(folded) >= len(whole) else [(("", " " * _MARGIN + line),) for line in folded]
    )


def _details(model: Model, layout: _Layout, width: int) -> Sequence[StyledLine]:
    """Return what else belongs to the row at hand; on one line, where room is short."""
    if layout.is_short and model.details:
        words = cut(semicolons(model.details), width - _MARGIN - 1)
        return [(("good", " " * _MARGIN + words),)]
    return [line for text in model.details for line in _block(text, "good", width, 2)]


def _options(options: Sequence[Item], layout: _Layout, width: int) -> Iterator[StyledLine]:
    room = width - _MARGIN
    lines = [*(listed if layout.options == "listed" else columns)(options, room)]
    if layout.options == "flowed" and options[0].number:  # what can be done has no numbers
        one_after_the_other = [*flowed(options, room)]
        worth = 1 if layout.is_tight else 2  # the lines for which the disorder is worth it
        if len(one_after_the_other) + worth <= len(lines):
            lines = one_after_the_other
    for line in lines:
        yield (("", " " * (_MARGIN - 2)), *line)


def _options_in_sight(options: Sequence[Item], width: int, most: int) -> list[StyledLine]:
    """Return as many lines of options as there is room for, and how many more there are."""
    lines = [
        ListLine((index,), (("", " " * (_MARGIN - 2)), *line))
        for index, option in enumerate(options)
        for line in listed([option], width - _MARGIN)
    ]
    chosen = [index for index, option in enumerate(options) if option.mark == "chosen"]
    window, _, _ = _window(lines, most, chosen[0] if chosen else None, 0)
    return [*window[:-1], (*window[-1], ("", f"  {tr(SHOWS_ALL)}"))]


def _block(text: str, style: str, width: int, hanging: int = 0) -> list[StyledLine]:
    """Return a paragraph below the question."""
    lines: list[StyledLine] = [
        ((style, " " * _MARGIN + line),) for line in wrapped(text, width - _MARGIN - 1, hanging)
    ]
    return with_sign(lines) if style == "wrong" else lines


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
        return [line.line for line in lines], _indices(lines), cursor
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
    up, down = tr("▲ {before} more", len(before)), tr("▼ {after} more", len(after))
    last = "   ".join([*([up] if start and not above else []), *([down] if after else [])])
    window: list[StyledLine] = [
        *([(("", " " * _MARGIN + up),)] if above else []),
        *(listed_line.line for listed_line in inside),
        *([(("", " " * _MARGIN + last),)] if below else []),
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
