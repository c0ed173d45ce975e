"""Lays a screen out for a size, in the roomiest layout that fits it.

`frame` depends on its arguments only. Nothing is cut away without a way to see it: the list scrolls
and says how much more there is, the guidance opens with `?`, and a row at hand is whole.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from checklist.console.cells import cut, filled, shown, wrapped
from checklist.interview.fullscreen.list_lines import (
    StyledLine,
    columns,
    flowed,
    folded_guidance,
    item_lines,
    items_side_by_side,
    label_width,
    listed,
    text_lines,
    with_sign,
)
from checklist.interview.screen_model import WIDEST, Item, Key, Model
from checklist.text.messages import semicolons, tr
from checklist.text.wrapping import width_of

_WIDEST_BAR, _NARROWEST_BAR = 22, 8


def head_lines(model: Model, width: int) -> Iterator[StyledLine]:
    """Yield the State and the bar, and below them the set within a line.

    Nothing is cut. Where room is short, the bar becomes narrower, then its figures stand alone,
    then they follow below the name of the State; the name of a set that is longer than the screen
    stands on lines of its own.
    """
    yield from _progress(model, width)
    place, scope = _words(model.place), _words(model.scope)
    if not place and scope:
        place, scope = scope, ""
    if width_of(place) > width - 1:
        yield from ((("", f" {line}"),) for line in wrapped(place, width - 2))
        place, scope = scope, ""
    if scope and width_of(place) + width_of(scope) + 8 > width:
        yield (("", f" {scope}"),)
        scope = ""
    yield rule(place, width, scope)


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
    """Return the keys on one line, without those for which there is no room."""
    kept = [*keys]
    while kept and sum(width_of(f"{key.name} {key.effect}") + _GAP for key in kept) - _GAP > width:
        last = max(key.priority for key in kept)
        kept.remove(next(key for key in reversed(kept) if key.priority == last))
    return tuple(_styled(kept))


def _styled(keys: Sequence[Key]) -> Iterator[tuple[str, str]]:
    for number, key in enumerate(keys):
        yield "", " " * (_GAP if number else 1)
        yield "bold", str(key.name)
        yield "", f" {key.effect}"


_MARGIN = 6
"""Columns before the question, where its number stands."""
_LEAST_ANSWER = 15
"""The fewest columns for the answers of the rows behind a panel."""
_LEAST_ROOM = 3
"""The fewest lines of a list that scrolls."""
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
    yields: bool = False
    """Whether guidance, details and hints make room for messages, which the next key takes away."""


class ListLine(NamedTuple):
    """One line of the list, with the indices of the texts and items on it."""

    items: tuple[int, ...]
    line: StyledLine


_LEAN = _Layout("cut", "columns", is_tight=True, is_lean=True)
"""The layout of a list that has no room in any layout, but ample room to scroll."""
_SHORTEST = replace(_LEAN, options="flowed", folds_guidance=True, is_short=True)
"""The layout of a list that has little room to scroll."""
_LAST = replace(_SHORTEST, yields=True)
"""The layout while messages leave no room for the row at hand."""
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
        return _least(self.behind, self.behind_at)

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
    if height - shortest.height - shortest.least_behind >= shortest.least_listed:
        return shortest
    return _laid_out(model, _LAST, width)


def _laid_out(model: Model, layout: _Layout, width: int) -> _Parts:
    space: list[StyledLine] = [()] if layout.is_roomy else []
    title = [*_title(model, width)]
    parts = _Parts(
        layout=layout,
        top=[*head_lines(model, width), *space, *(with_sign(title) if model.is_wrong else title)],
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
    texts = text_lines(model.texts, width, is_lean=layout.is_lean)
    parts.listed += [ListLine(indices, line) for indices, line in texts]
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
        yield [*_options(model.options, of_row, width)]
    # Next to rows and a panel the last layout has room for the first hint only.
    hinted = model.hints[:1] if layout.is_short and model.behind else model.hints
    yield [line for hint in hinted if not yields for line in _block(hint, "", width)]
    yield [
        line
        for message in model.messages
        for line in _block(message.label, message.style, width, message.hanging)
    ]


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
    if layout.options != "listed" and not (model.has_answers or model.shows_whole):
        side_by_side = items_side_by_side(model.items, width, model.at, digits)
        if side_by_side:
            for indices, line in side_by_side:
                yield ListLine(tuple(first + index for index in indices), line)
            return
    labels = label_width(model, width - _MARGIN - 1)
    for index, item in enumerate(model.items):
        is_at = index == model.at
        can_be_cut = layout.rows == "cut" and model.has_answers and not model.shows_whole
        is_cut = can_be_cut and not is_at
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
