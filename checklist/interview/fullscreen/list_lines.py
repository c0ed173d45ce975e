"""The lines of the parts of a screen: items, options in three layouts, what is typed, the keys."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product, zip_longest
from posixpath import commonprefix
from typing import NamedTuple, TypeAlias

from checklist.answer_types.interface import ROW_COLUMNS
from checklist.console.cells import cut, filled, shown, wrapped
from checklist.interview.prompt_texts import PERIOD_LINE
from checklist.interview.screen_model import KEY_NAMES, Item, Key, Model
from checklist.text.languages import ENGLISH
from checklist.text.messages import Message, is_made_of, language, sentences, tr
from checklist.text.wrapping import width_of

StyledLine: TypeAlias = tuple[tuple[str, str], ...]
"""The parts of a line, each with its style, as `console.full_screen.STYLES` names them."""

_GAP = 3
"""Columns between two options, and between two keys."""


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


_START = 4
"""Columns before an item; the mark of the one at hand stands in them."""
_BEFORE_MARKS = 2
"""Columns before the marks of an item, which a second column does without."""
_ROW_NUMBER = r"^ *[0-9]+ +"
"""The number before the label of a row."""
_LEAST_LABEL = 24
"""The fewest columns for the labels of fields, which are few and not cut."""
_WIDEST_ANSWER = 30
_LONG_LIST = 9
"""The fewest items of a list that can stand in two columns."""
_MOST_LINES = 3
"""The most lines of an item in a column."""
SHOWS_ALL = Message("? shows all")
_FIXED_SPACE = "\N{NO-BREAK SPACE}"
_OPEN = "–"
_WRONG = "! "
_SENTENCE_END = re.compile(r"(?<=[.?!؟])[ \n]+(?=[^\s–—a-z\u0430-\u044f])|(?<=[。？！])")
"""The end of a sentence. A small letter or a dash follows an abbreviation, which ends none."""
_BARS = re.compile("([█░]+)")
_MARKS = {"": "", "chosen": "", "at": "", "ticked": "[x] ", "unticked": "[ ] "}


def mark_columns(items: Sequence[Item]) -> int:
    """Return the columns of the marks before the labels of items: `[ ] `."""
    return max((len(_MARKS[item.mark]) for item in items), default=0)


def label_width(model: Model, width: int) -> int:
    """Return the columns of the labels of rows; 0 where no answers stand next to them."""
    if not model.has_answers:
        return 0
    wanted = max((width_of(item.label) for item in model.items), default=0)
    if model.are_hits:
        return wanted
    options = max((width_of(option.label) for option in model.options), default=0)
    answers = max((width_of(item.text + item.sign) for item in model.items), default=0)
    answers = max(answers, min(options, _WIDEST_ANSWER))
    is_list = any(item.number for item in model.items)  # of entries, whose columns stand close
    if wanted + 2 + answers <= width and not is_list:
        return min(max(wanted, min(width // 2, ROW_COLUMNS)), width - 2 - answers)
    least = ROW_COLUMNS if model.options or model.behind else _LEAST_LABEL
    widest = width // 3 if model.are_questions else _WIDEST_ANSWER
    return min(wanted, max(least, width - 2 - min(answers, widest)))


def item_lines(
    item: Item,
    width: int,
    *,
    labels: int,
    is_at: bool,
    is_cut: bool,
    is_answer_cut: bool = False,
    digits: int = 1,
) -> list[StyledLine]:
    """Return the lines of an item.

    Args:
        item: The item.
        width: The columns of the screen.
        labels: The columns of the label, where an answer stands next to it; else 0.
        is_at: Whether it is the item at hand.
        is_cut: Whether it is cut to one line.
        is_answer_cut: Whether its answer is, because it is marked among the options, too.
        digits: The digits of the longest number of the list.
    """
    number = f"{item.number:>{digits}} " if item.number else ""
    before = _START + 2  # under the question's words
    if number and item.mark in {"", "chosen"}:
        before -= digits - 1
    signs = f"{'►' if is_at else ''}{'●' if item.mark == 'chosen' else ''}"
    begin = f"{signs:>{before - 1}} "
    start = f"{begin}{_MARKS[item.mark]}{number}{' ' * item.indent}"
    room = width - width_of(start) - 1
    if not labels:
        pieces = [cut(item.label, room)] if is_cut else wrapped(item.label, room, item.hanging)
        texts = [(text, "") for text in pieces]
        return _styled(item, start, texts, width=width, is_at=is_at)
    beside = room - labels - 2
    answer = item.text or _OPEN
    left = [cut(item.label, labels)] if is_cut else wrapped(item.label, labels, item.hanging)
    if is_cut or is_answer_cut:
        right = [cut(answer, beside - width_of(item.sign)) + item.sign]
    else:
        right = wrapped(answer + item.sign, beside)
    texts = [
        (filled(label, labels + 2), other)
        for label, other in zip_longest(left, right, fillvalue="")
    ]
    return _styled(item, start, texts, width=width, is_at=is_at)


def told_apart(labels: Sequence[str], width: int) -> Sequence[str]:
    """Return labels cut to a width so that no two of them read alike: in the middle, where need be.

    Of labels that would be cut to the same words, the words stay with which they begin to differ,
    or else their last words. A number before a label tells nothing about it.
    """
    words = [re.sub(_ROW_NUMBER, "", label) for label in labels]
    if words != [*labels]:
        numbers = [label.removesuffix(word) for label, word in zip(labels, words, strict=True)]
        short = told_apart(words, width - max(map(len, numbers)))
        return [*map(str.__add__, numbers, short)]
    short = [cut(label, width) for label in labels]
    if len({*short}) == len(short) or width < _LEAST_LABEL:
        return short
    for room, keeps_last in product((width // 2, width * 7 // 10), (False, True)):
        apart = [
            _cut_within(label, [*_alike(index, labels, short)], width, room, keeps_last=keeps_last)
            for index, label in enumerate(labels)
        ]
        if len({*apart}) == len({*labels}):
            return apart
    return short


def _alike(at: int, labels: Sequence[str], short: Sequence[str]) -> Iterator[str]:
    """Yield the other labels that are cut to the same words."""
    for index, label in enumerate(labels):
        if index != at and short[index] == short[at] and label != labels[at]:
            yield label


def _cut_within(
    label: str, alike: Sequence[str], width: int, room: int, *, keeps_last: bool
) -> str:
    """Return a label with what tells it from others that begin like it, behind its first words."""
    if not alike:
        return cut(label, width)
    same = max(len(commonprefix([label, other])) for other in alike)
    begin = label.rfind(" ", 0, same + 1) + 1  # 0 in a script without spaces
    end = label[begin or same :]
    while keeps_last and width_of(end) > width - room and " " in end:
        end = end.partition(" ")[2]
    room = max(room, width - 3 - width_of(end)) - 1
    first = shown(label[: len(label) - len(end)]).rstrip()
    while width_of(first) > room:
        first = first.rpartition(" ")[0] or first[:-1]
    return f"{first} … {cut(end, width - 3 - width_of(first))}"


class ListLine(NamedTuple):
    """One line of a list, with the indices of the texts and items on it."""

    items: tuple[int, ...]
    line: StyledLine


def text_lines(texts: Sequence[Item], width: int, *, is_lean: bool) -> Iterator[ListLine]:
    """Yield the lines of the texts above a list.

    Args:
        texts: The texts.
        width: The columns of the screen.
        is_lean: Whether remarks take one line, and digests and reminders are left out.
    """
    remarks = tuple(index for index, item in enumerate(texts) if item.is_remark)
    folds = is_lean and len(remarks) > 0
    if folds:
        first = texts[remarks[0]]
        room = width - _START - 3 - width_of(f"  {SHOWS_ALL}")
        folded = replace(first, label=f"{cut(first.label, room)}  {SHOWS_ALL}")
        for line in item_lines(folded, width, labels=0, is_at=False, is_cut=True):
            yield ListLine(remarks, line)
    for index, item in enumerate(texts):
        if (folds and item.is_remark) or (is_lean and (item.is_digest or item.yields)):
            continue
        for line in item_lines(item, width, labels=0, is_at=False, is_cut=item.is_digest):
            yield ListLine((index,), line)


def folded_guidance(guidance: Sequence[str], width: int, least: int, most: int) -> list[str]:
    """Return the first sentence of guidance, which decides, and those that its lines have room for.

    The period comes second. The last line says how the others open. No sentence is cut, unless
    the first one has more lines than there may be.

    Args:
        guidance: The paragraphs.
        width: The columns of a line.
        least: The lines that may be filled, even if the first sentence needs fewer.
        most: The most lines.
    """
    first, *others = [sentence for text in guidance for sentence in _SENTENCE_END.split(text)]
    ordered = [first, *sorted(others, key=lambda sentence: not is_made_of(sentence, PERIOD_LINE))]
    folded = _with_end(first, width)
    if len(folded) > most:
        end = f"  {SHOWS_ALL}"
        return [cut(first, width - width_of(end)) + end]
    height = min(max(len(folded), least), most)
    for number in range(2, len(ordered) + 1):
        longer = _with_end(sentences(ordered[:number]), width)
        if len(longer) > height:
            break
        folded = longer
    return folded


def items_side_by_side(
    items: Sequence[Item], width: int, at: int | None, digits: int = 1
) -> Sequence[ListLine]:
    """Return a long list in two columns, to be read from top to bottom; nothing if it does not fit.

    Args:
        items: The items.
        width: The columns of the screen.
        at: The index of the item at hand.
        digits: The digits of the longest number.
    """
    half = (width - 1 + _BEFORE_MARKS) // 2
    if len(items) < _LONG_LIST or half < ROW_COLUMNS:
        return []
    texts = [
        item_lines(item, half, labels=0, is_at=index == at, is_cut=False, digits=digits)
        for index, item in enumerate(items)
    ]
    if any(len(lines) > _MOST_LINES for lines in texts):
        return []
    height = -(-len(items) // 2)
    left, right = (
        [(index, line) for index in indices for line in texts[index]]
        for indices in (range(height), range(height, len(items)))
    )
    rows: list[ListLine] = []
    for first, other in zip_longest(left, right):
        indices = [place[0] for place in (first, other) if place is not None]
        line = () if first is None else first[1]
        used = width_of("".join(text for _, text in line))
        beside = () if other is None else (("", " " * (half - used)), *_without_margin(other[1]))
        rows.append(ListLine(tuple(indices), (*line, *beside)))
    return rows


def with_sign(lines: Sequence[StyledLine]) -> list[StyledLine]:
    """Return lines that begin with spaces, with the sign of what is wrong before their words."""
    (style, text), *rest = lines[0]
    words = text.lstrip(" ")
    before = len(text) - len(words) - len(_WRONG)
    first = (("", " " * before), ("alarm", _WRONG), (style, words), *rest)
    return [first, *lines[1:]]


def _without_margin(line: StyledLine) -> StyledLine:
    """Return a line without the columns before the marks of an item."""
    (style, text), *rest = line
    return ((style, text[_BEFORE_MARKS:]), *rest)


def _with_bars(style: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a text; a bar in it has the accent."""
    for part in _BARS.split(text):
        if part:
            yield ("accent" if _BARS.fullmatch(part) else style), part


def _styled(
    item: Item, start: str, texts: Sequence[tuple[str, str]], *, width: int, is_at: bool
) -> list[StyledLine]:
    """Return the lines of an item with their styles.

    Args:
        item: The item.
        start: What stands before its first line; below it are spaces.
        texts: The label and the answer of each line.
        width: The columns of the screen.
        is_at: Whether it is the item at hand.
    """
    below = " " * width_of(start)
    lines: list[StyledLine] = []
    for index, (label, answer) in enumerate(texts):
        begin = below if index else start
        if is_at:
            lines.append((("at", filled(begin + label + answer, width - 1)),))
            continue
        style = "good" if item.text else "dim"
        words = _with_bars(item.style, begin + label)
        lines.append((*words, *(((style, answer),) if answer else ())))
    return with_sign(lines) if item.style == "wrong" and not is_at else lines


def _with_end(text: str, width: int) -> list[str]:
    """Return guidance as lines, behind which stands how the rest opens: on one of the lines."""
    end = tr(SHOWS_ALL).replace(" ", _FIXED_SPACE)
    return [line.replace(_FIXED_SPACE, " ") for line in wrapped(f"{text}  {end}", width)]


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
    if number:
        return tr("{number} of {longest} characters", number, model.longest)
    return tr("at most {longest} characters", model.longest)


def _key_line(keys: Sequence[Key], width: int) -> StyledLine:
    """Return the keys on one line, without those for which there is no room.

    The words were chosen for English. In other languages, whose words are longer, arrows stand
    without their words before a key is left out, then `/` does, then all stand close together.
    """
    kept = [*keys]
    while kept:
        for shown_keys, gap in _shorter(kept) if language() != ENGLISH else ((kept, _GAP),):
            parts = [*_key_texts(shown_keys, gap)]
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


def _key_texts(keys: Sequence[Key], gap: int) -> Iterator[tuple[str, str]]:
    for number, key in enumerate(keys):
        yield "", " " * (gap if number else 1)
        yield "bold", KEY_NAMES.get(str(key.name), str(key.name))
        yield "", f" {key.effect}" if key.effect else ""
