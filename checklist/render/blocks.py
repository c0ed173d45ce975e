"""The blocks of a document in any format: headings, paragraphs, lists, tables and a few others.

A document is made once, as blocks. Each format then has to know only these few classes: the
terminal is here, and `html.py` and `word.py` have the others.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self, TypeAlias

from checklist.answer_types.evidence import URL
from checklist.render.bars import ASCII, BLOCKS, Bars, drawn, signs_legend
from checklist.text.messages import Message, commas, labelled, semicolons, sentences, tr
from checklist.text.paragraphs import Line, Marked, first_words, flat
from checklist.text.sanitize import safe_text
from checklist.text.wrapping import width_of

IN_BACK_QUOTES = re.compile("(?<!`)`([^`]+)`(?!`)")
"""Matches a part of a text in single back quotes."""
_WEB_ADDRESS = re.compile(URL, re.IGNORECASE)


class Url(NamedTuple):
    """A web address that a page can show as a link."""

    address: str


def is_web_address(text: str) -> bool:
    """Whether a text can become a link: an http or https address as a whole, all of it visible.

    `javascript:` and others stay text.
    """
    return _WEB_ADDRESS.fullmatch(text) is not None and safe_text(text) == text


class Reference(NamedTuple):
    """A text that a page can link to a heading."""

    text: str
    name: str
    """The name of the heading."""


class WithCode(str):
    """A text whose parts in back quotes are code: names and commands, typed as they stand."""

    __slots__ = ()

    def parts(self) -> Iterator[tuple[str, bool]]:
        """Yield the parts of the text, and whether each is code. Other back quotes stay."""
        for index, part in enumerate(IN_BACK_QUOTES.split(self)):
            yield part, bool(index % 2)


class Changed(str):
    """A text that was changed, on one line: [-gone-] {+new+}.

    A backslash parts the characters of its words that look like these signs.
    """

    pieces: Sequence[tuple[str, str]]
    """Its pieces, each with `-` where it is gone, `+` where it is new, `:` where it is a label that
    stands before the others, and else nothing."""
    shown: Sequence[str]
    """The pieces with their signs, between which the text has a space."""
    in_short: Sequence[tuple[str, str]]
    """The pieces that stand in their place where a document would be too long."""

    @classmethod
    def of(
        cls, pieces: Iterable[tuple[str, str]], in_short: Sequence[tuple[str, str]] = ()
    ) -> Self:
        """Return the text of pieces, which a document that would be too long has in short."""
        listed = [*pieces]
        shown = [
            f"{_BEFORE[sign]}{_LIKE_A_SIGN.sub(_PARTED, piece)}{_BEHIND[sign]}"
            for piece, sign in listed
        ]
        text = cls(" ".join(shown))
        text.pieces, text.shown, text.in_short = listed, shown, in_short or listed
        return text

    def marked(self, begin: int) -> Iterator[Marked]:
        """Yield the styles of its pieces on a line of the terminal where it begins there."""
        for words, (_, sign) in zip(self.shown, self.pieces, strict=True):
            end = begin + len(words)
            if sign in _COLOURS:
                yield Marked(begin, end, _COLOURS[sign])
            begin = end + 1


_BEFORE, _BEHIND = (
    {"-": "[-", "+": "{+", ":": "", "": ""},
    {"-": "-]", "+": "+}", ":": "", "": ""},
)
_COLOURS = {"-": "red", "+": "green"}
_LIKE_A_SIGN = re.compile(r"(\[(?=-)|-(?=\])|\{(?=\+)|\+(?=\}))")
_PARTED = r"\1\\"


def as_code(foreign: str) -> str:
    """Return a name or command as a part of a text that is code."""
    return f"`{foreign.replace('`', '‹U+0060›')}`"


Text: TypeAlias = str | Url | Reference
Cell: TypeAlias = Text | int | Sequence[Text]
"""One cell of a table: a text, a number, or several texts below each other."""


@dataclass(frozen=True)
class Heading:
    """The heading of a section."""

    text: str
    level: int
    """1 for the title, 2 for a section, 3 for a part of it."""
    name: str = ""
    """The name by which the section can be selected and linked to."""
    mark: str = ""
    """The mark that stands in brackets before the text: `CONFIDENTIAL`."""
    chosen_by: Sequence[tuple[str, str]] = ()
    """By which filters of a page what stands below it is chosen: their names, each with its values
    here, between which there is a space. Any value of a filter that is not named shows it."""
    folded: str = ""
    """The words under which a page folds the parts of the section; empty: not folded."""

    @property
    def words(self) -> str:
        """The text with its mark."""
        return f"[{self.mark}] {self.text}" if self.mark else self.text


@dataclass(frozen=True)
class Paragraph:
    """A text of one or more paragraphs, separated by line feeds."""

    text: str
    is_aside: bool = False
    """Whether it is only a remark on the block before it."""
    is_note: bool = False
    """Whether it is the note of an answer, which a page opens on demand."""


@dataclass(frozen=True)
class Quote:
    """The words of somebody else: one or more paragraphs."""

    text: str
    language: str = ""
    """Their language, where it is not that of the document."""


@dataclass(frozen=True)
class Notice:
    """A warning that no reader may overlook."""

    text: str


@dataclass(frozen=True)
class Facts:
    """The facts about one thing: labels with their values."""

    facts: Sequence[tuple[str, Cell]]


@dataclass(frozen=True)
class Blanks:
    """Lines to be filled in by hand, on paper."""

    labels: Sequence[str]
    """The words before each line."""


@dataclass(frozen=True)
class Items:
    """A list."""

    items: Sequence[str]
    folded: str = ""
    """The words under which a page folds it; empty: not folded."""


@dataclass(frozen=True)
class Numbered:
    """A list whose items have numbers, from 1."""

    items: Sequence[str]


BOXES = "boxes"
"""The form of a table with one box to tick in each row: its first column needs the room."""
ENTRIES = "entries"
"""The form of a table with empty cells to write in."""


@dataclass(frozen=True)
class Table:
    """A table. The first column names the subject of each row."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    short: Sequence[str] = ()
    """The head in abbreviations, for tables with many columns of numbers."""
    form: str = ""
    """What is filled in by hand: `BOXES` or `ENTRIES`; empty for a table to read."""
    name: str = ""
    """The name by which a page finds it; empty where nothing looks for it."""
    is_annex: bool = False
    """Whether only some readers need it: folded on a page, and not on paper."""
    chosen_by: Sequence[tuple[str, str]] = ()
    """By which filters of a page it is chosen, as of a heading."""


def figures_table(bars: Bars) -> Table:
    """Return the figures behind bars."""
    return Table(bars.caption, bars.head, bars.rows)


Block: TypeAlias = (
    Heading | Paragraph | Quote | Notice | Facts | Items | Numbered | Table | Blanks | Bars
)


def is_aside(block: Block) -> bool:
    """Whether a block is only a remark on the block before it."""
    return isinstance(block, Paragraph) and block.is_aside


class Section(NamedTuple):
    """The title or a section, with the blocks below it."""

    heading: Heading
    blocks: Sequence[Block]


def by_section(blocks: Iterable[Block]) -> Sequence[Section]:
    """Return the sections of a document that begins with its title, which is the first section."""
    parts: list[tuple[Heading, list[Block]]] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level < 3:
            parts.append((block, []))
        else:
            parts[-1][1].append(block)
    return [Section(heading, below) for heading, below in parts]


def by_heading(blocks: Iterable[Block]) -> Iterator[tuple[Heading | None, Sequence[Block]]]:
    """Yield each heading with the blocks below it."""
    heading: Heading | None = None
    below: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            if heading is not None or below:
                yield heading, below
            heading, below = block, []
        else:
            below.append(block)
    yield heading, below


def sections(blocks: Iterable[Block], names: Sequence[str]) -> Iterator[Block]:
    """Yield the title and the sections with these names; without names, all sections."""
    is_wanted = True
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            is_wanted = not names or block.name in names
        if is_wanted:
            yield block


# In a terminal


def as_lines(blocks: Iterable[Block], width: int, *, is_ascii: bool = False) -> Iterator[Line]:
    """Yield a document as paragraphs for a terminal.

    Args:
        blocks: The document.
        width: The columns of a line. A table that does not fit is shown row by row.
        is_ascii: Whether bars are drawn with signs of ASCII.
    """
    is_explained = False
    for number, block in enumerate(blocks):
        match block:
            case Heading():
                if number:
                    yield Line("")
                yield Line(block.words, is_heading=True)
            case Paragraph(text):
                yield _line(text)
            case Quote(text):
                yield Line(text, 2)
            case Notice(text):
                yield Line(sentences([tr("Note:"), text]), is_heading=True)
            case Facts(facts):
                yield from (line for fact in facts for line in _fact(*fact))
            case Blanks(labels):
                yield from (Line(labelled(label, BLANK)) for label in labels)
            case Items(items):
                yield from (_line(item, "- ", 2) for item in items)
            case Numbered(items):
                yield from (Line(f"{index}. {item}", 2, 3) for index, item in enumerate(items, 1))
            case Bars():
                yield Line("")
                yield Line(labelled(block.caption), is_heading=True)
                if block.about:
                    yield Line(block.about, 2)
                yield from _bars(block, width, ASCII if is_ascii else BLOCKS)
            case Table():
                lines = _aligned(block, width)
                if not lines and not is_explained:
                    is_explained = True
                    yield Line("")
                    yield Line(tr(_ROW_BY_ROW))
                yield Line("")
                yield Line(labelled(block.caption), is_heading=True)
                yield from lines or _row_by_row(block)


def _fact(label: str, cell: Cell) -> Iterator[Line]:
    """Yield a fact; what stands in several paragraphs stands below its label."""
    several = [line for line in cell.split("\n") if line.strip()] if isinstance(cell, str) else []
    if len(several) < 2:
        yield Line(f"{labelled(label)} {plain(cell)}", 0, 2)
    else:
        yield Line(labelled(label))
        yield from (Line(plain(one), 2) for one in several)


def _line(text: str, begin: str = "", indent: int = 0) -> Line:
    marked = [*text.marked(len(begin))] if isinstance(text, Changed) else ()
    return Line(f"{begin}{text}", indent, indent, marked=marked)


def _bars(block: Bars, width: int, signs: Mapping[str, str]) -> Iterator[Line]:
    """Yield a line for each bar: its name, the bar, and its whole."""
    if not block.bars:
        yield Line(tr("None"), 2)
        return
    if not block.is_small:
        yield from (Line(sign, 2, 2) for sign in signs_legend(block, signs))
    notes = [bar.note or str(bar.of) for bar in block.bars]
    names = [first_words(safe_text(name), width // 2) for _, name, _ in block.labelled]
    name_width, note_width = max(map(width_of, names)), max(map(len, notes))
    room = min(max(width - name_width - note_width - 6, 8), 40)
    for name, note, (begins, _, bar) in zip(names, notes, block.labelled, strict=True):
        if begins:
            yield Line(safe_text(begins), 2)
        cells = [
            _padded(name, name_width, to_the_right=False),
            drawn(bar, room, signs, is_small=block.is_small),
        ]
        yield Line("  ".join([*cells, note.rjust(note_width)]), 2)


BLANK = "_" * 30
"""A line to be filled in by hand, where nothing can be drawn."""

_ROW_BY_ROW = Message(
    "Where a table is wider than the terminal, each of its rows is shown by itself, "
    "without counts that are zero."
)


def _aligned(table: Table, width: int) -> Sequence[Line]:
    """Return a table in columns, with its own head or the short one; nothing if it is too wide."""
    if not table.rows:
        return [Line(tr("None"), 2)]
    return _columns(table.head, table.rows, "  ", width) or _shortened(table, width)


def _shortened(table: Table, width: int) -> Sequence[Line]:
    """Return a table of many counts with its short head, without the counts that are all zero."""
    if not table.short:
        return []
    columns = zip(table.short, table.head, zip(*table.rows, strict=True), strict=True)
    kept = [
        (short, head, cells) for short, head, cells in columns if any(cell != 0 for cell in cells)
    ]
    rows = list(zip(*(cells for *_, cells in kept), strict=True))
    lines = _columns([short for short, *_ in kept], rows, " ", width)
    if not lines:
        return []
    legend = [labelled(short, head) for short, head, _ in kept if short not in {"", head}]
    if zero := [head for head in table.head if head not in {shown for _, shown, _ in kept}]:
        legend.append(tr("0 in all rows: {zero}", commas(zero)))
    return [Line(semicolons(legend), 2), *lines]


def _columns(
    head: Sequence[str], rows: Sequence[Sequence[Cell]], gap: str, width: int
) -> Sequence[Line]:
    """Return a table in columns, numbers to the right; nothing if it is too wide."""
    are_numbers = [
        all(isinstance(cell, int) for cell in column_cells)
        for column_cells in zip(*rows, strict=True)
    ]
    # Invisible characters are spelled out before they are measured, as the terminal shows them.
    texts = [[safe_text(plain(cell)) for cell in row] for row in (head, *rows)]
    widths = [max(map(width_of, column)) for column in zip(*texts, strict=True)]
    if sum(widths) + len(gap) * (len(widths) - 1) > width - 2:
        return []
    return [
        Line(
            gap.join(
                _padded(cell, columns, to_the_right=right)
                for cell, columns, right in zip(cells, widths, are_numbers, strict=True)
            ).rstrip(),
            2,
        )
        for cells in texts
    ]


def _padded(text: str, columns: int, *, to_the_right: bool) -> str:
    """Return a text with spaces. Some characters take two columns, such as 人, and some none."""
    spaces = " " * (columns - width_of(text))
    return spaces + text if to_the_right else text + spaces


def _row_by_row(table: Table) -> Iterator[Line]:
    for row in table.rows:
        name, *cells = map(plain, row)
        pairs = zip(table.head[1:], cells, strict=True)
        # Counts that are zero are left out: every count that is not shown is zero.
        texts = [labelled(name, cell) for name, cell in pairs if cell not in ("", "0")]
        yield Line(labelled(name) if texts else name, 2, 2)
        if len(row) == 2 and isinstance(row[1], list):
            yield from (Line(plain(cell), 4, 2) for cell in row[1])
        elif texts:
            yield Line(semicolons(texts), 4, 2)


def plain(cell: Cell) -> str:
    """Return a cell as a text on one line."""
    match cell:
        case int():
            return str(cell)
        case str():
            return flat(cell)
        case Url(address):
            return address
        case Reference(text, _):
            return plain(text)
        case _:
            return semicolons(map(plain, cell)).replace("?; ", "? ")
