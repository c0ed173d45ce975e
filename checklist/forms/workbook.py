"""Reads the texts of a workbook's cells, within limits.

Only what a form needs is read: cells, the addresses of their links, comments, and the texts of
drawings. Nothing is computed, no link is followed. Libraries that read whole workbooks take minutes
or gigabytes for a few hostile kilobytes; here each element costs the same little.
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, TypeVar
from xml.parsers import expat

from checklist.files.archive import MAX_MEMBER, BadArchiveError
from checklist.forms.words import SYMBOL_FONTS, link_behind, symbol
from checklist.forms.xml_parts import Parts, open_parts
from checklist.text.messages import Texts, tr

_ACTIVE = Texts(
    {
        "vbaProject.bin": "macros",
        "externalLinks/": "links to other workbooks",
        "embeddings/": "embedded objects",
        "activeX/": "controls",
    }
)
"""The members that could do something, by a part of their names."""
MOST_ROWS, MOST_COLUMNS = 6_000, 40
"""The most rows and columns of a sheet that are read."""
TINT, BAND, HEADING, CLOSED = "FFF9E5", "1F4E79", "D9E2EC", "EDEDED"
"""The colours of fields, of bands, of headings, and of cells in which nothing is filled in."""
COLOURS = frozenset({TINT, BAND, HEADING, CLOSED, "FFFFFF"})
"""The colours that cells of forms have: another one was given by somebody."""
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUTH = re.compile(r"(?i)\s*(TRUE|FALSE)\s*\(\s*\)\s*")
_LINK = re.compile(r'(?i)\s*HYPERLINK\s*\(\s*"([^"]+)"\s*(?:[,;]\s*"([^"]*)"\s*)?\)\s*')
"""A formula that only links a text."""
_LONGEST_DRAWN = 2_000
"""The most characters of the texts of one drawing that are shown."""
_DIGITS = 8
"""Fewer digits have the numbers of styles."""
_MOST_MERGED, _MOST_COMMENTS, _MOST_LINKS = 100, 5_000, 5_000
"""The most ranges of merged cells, comments and links of a sheet that are read."""
_LONGEST_NAME = 100
"""The most characters of a sheet's name, of which Excel takes 31."""
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
"""The numbers that can be days, as spreadsheets count them: from 1954 to 2119."""


def column_name(index: int) -> str:
    """Return the letters of a column by its index: `E` for 4."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell by its indices: `E14` for (13, 4)."""
    return f"{column_name(column)}{row + 1}"


class CellText(NamedTuple):
    """The content of a cell as text."""

    text: str
    formula: str = ""
    """Its formula, if it has one."""
    as_day: str = ""
    """The day that its number can mean, in the form 2004-05-31."""
    is_struck: bool = False
    """Whether a line is drawn through all of it."""


_One = TypeVar("_One")


class Font(NamedTuple):
    """What the look of a cell says."""

    is_struck: bool = False
    is_of_symbols: bool = False
    is_coloured: bool = False
    """Whether it has a colour that no form has."""


_PLAIN = Font()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: what stands in its cells, by the indices of row and column."""

    name: str
    cells: Mapping[tuple[int, int], CellText]
    merged: Sequence[str] = ()
    """The ranges of merged cells, each as `B4:C5`."""
    comments: Sequence[tuple[str, str]] = ()
    """The cell and text of each comment."""
    drawn: Sequence[str] = ()
    """The texts of text boxes."""
    coloured: Set[tuple[int, int]] = frozenset()
    """The empty cells that have a colour which no form has."""
    is_cut: bool = False
    """Whether there are more cells and comments than are read."""

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell; an empty one where it has none."""
        cell = self.cells.get((row, column))
        return cell.text if cell else ""

    def place(self, row: int, column: int) -> str:
        """Return the name of a cell, with that of the sheet: `Form!E14`."""
        return f"{self.name}!{cell_name(row, column)}"


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook that was read."""

    sheets: Sequence[Sheet]
    active: Sequence[str] = ()
    """What in it could do something, in words: `macros`. None of it is run or followed."""


@lru_cache(maxsize=2)
def read_workbook(content: bytes) -> Workbook:
    """Return the texts of a workbook, which nobody changes: who looks twice reads once.

    Raises:
        BadArchiveError: It is no workbook, is damaged or locked, or too large.
    """
    parts = open_parts(
        content,
        tr(
            "it is locked with a password, or an old `.xls`: save it as `.xlsx`, without a password"
        ),
        tr("it is an OpenDocument file: save it as `.xlsx`"),
    )
    try:
        return _Reader(parts).workbook()
    except (expat.ExpatError, UnicodeError, ValueError) as error:
        raise BadArchiveError("F002", tr("it is damaged, or is not a workbook")) from error


@dataclass(slots=True)
class _Reader:
    parts: Parts
    strings: Sequence[CellText] = ()
    fonts: Mapping[str, Font] = field(default_factory=dict)
    """The font of each style of cells, by its number."""
    is_1904: bool = False
    size: int = 0
    """The characters of all cells. Thousands of cells can have the same long text."""

    def workbook(self) -> Workbook:
        start = self.parts.start("xl/workbook.xml")
        if start not in self.parts:
            raise BadArchiveError("F002", tr("it is not a workbook"))
        relations = [one for one in self.parts.relations(start) if not one.is_external]
        by_id = {relation.id: relation.target for relation in relations}
        for relation in relations:
            if relation.kind.endswith("/sharedStrings"):
                self.strings = self.strings or _shared_strings(self.parts, relation.target)
            elif relation.kind.endswith("/styles"):
                fonts = _fonts(self.parts, relation.target)
                self.fonts = self.fonts or {str(number): font for number, font in enumerate(fonts)}
        sheets = [
            self._sheet(name, by_id[relation])
            for name, relation in self._listed(start)
            if by_id.get(relation, "") in self.parts
        ]
        return Workbook(sheets, self.parts.active(_ACTIVE))

    def _listed(self, member: str) -> list[tuple[str, str]]:
        """Return the names of the sheets, each with the id of its relation."""
        listed: list[tuple[str, str]] = []

        def begin(tag: str, attributes: dict[str, str]) -> None:
            if tag == "sheet":
                relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
                listed.append((attributes.get("name", "")[:_LONGEST_NAME], relation))
            elif tag == "workbookPr":
                self.is_1904 = attributes.get("date1904") in {"1", "true"}

        self.parts.parse(member, begin)
        return listed

    def _sheet(self, name: str, member: str) -> Sheet:
        cells = _Cells(self.strings, self.fonts, is_1904=self.is_1904)
        self.parts.parse(member, cells.begin, cells.end, cells.data)
        related = self.parts.relations(member)
        cells.add_links(
            {
                relation.id: relation.target
                for relation in related
                if relation.kind.endswith("/hyperlink")
            }
        )
        self.size += cells.size
        if self.size > MAX_MEMBER:
            raise BadArchiveError("F003", tr("its texts are longer than those of any form"))
        comments: list[tuple[str, str]] = []
        drawn: list[str] = []
        for relation in related:
            if relation.is_external:
                continue
            if relation.kind.endswith("/comments"):
                for attributes, said in self.parts.texts(relation.target, "comment"):
                    text = _unescaped("".join(chain(*said)))
                    comments.append((attributes.get("ref", ""), text))
            elif relation.kind.endswith("/drawing"):
                every = self.parts.texts(relation.target, "wsDr")
                text = " ".join(chain(*(chain(*said) for _, said in every)))
                drawn += [text[:_LONGEST_DRAWN]] if text.strip() else []
        return Sheet(
            name=name,
            cells=cells.found,
            merged=cells.merged,
            comments=comments[:_MOST_COMMENTS],
            drawn=drawn,
            coloured=cells.coloured,
            is_cut=cells.is_cut or len(comments) > _MOST_COMMENTS,
        )


class _RichText:
    """A text in runs, as it is parsed: without how it is pronounced, and what is struck out."""

    def __init__(self) -> None:
        self.whole: list[str] = []
        self.kept: list[str] = []
        self.is_text = self.is_phonetic = self.is_struck = False

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        if tag == "t":
            self.is_text = not self.is_phonetic
        elif tag == "rPh":
            self.is_phonetic = True
        elif tag in {"r", "strike"}:
            self.is_struck = tag == "strike" and _is_on(attributes)

    def data(self, text: str) -> None:
        """Take a text within an element."""
        if self.is_text:
            self.whole.append(text)
            self.kept += [] if self.is_struck else [text]

    def end(self, tag: str) -> None:
        """End an element."""
        if tag == "t":
            self.is_text = False
        elif tag == "rPh":
            self.is_phonetic = False
        elif tag == "r":
            self.is_struck = False

    def taken(self) -> CellText:
        """Return the text, and begin anew. One that is struck out as a whole is kept as such."""
        whole, kept = "".join(self.whole), "".join(self.kept)
        self.whole, self.kept = [], []
        is_struck = bool(whole.strip()) and not kept.strip()
        return CellText(_unescaped(whole if is_struck else kept), is_struck=is_struck)


class _Cells:
    """The cells of a sheet, as they are parsed."""

    def __init__(
        self, strings: Sequence[CellText], fonts: Mapping[str, Font], *, is_1904: bool
    ) -> None:
        self.strings, self.fonts, self.is_1904 = strings, fonts, is_1904
        self._font = _PLAIN
        self.found: dict[tuple[int, int], CellText] = {}
        self.coloured: set[tuple[int, int]] = set()
        self.merged: list[str] = []
        self.links: dict[tuple[int, int], str] = {}
        """The ids of the relations of links, by their cells: of a range, by its first one."""
        self.is_cut = False
        self.size = 0
        self._row, self._column = -1, -1
        self._kind = ""
        self._parts: dict[str, list[str]] = {}
        self._in = ""
        self._rich = _RichText()

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        if tag == "row":
            number = attributes.get("r", "")
            self._row = int(number) - 1 if number.isdecimal() else self._row + 1
            self._column = -1
        elif tag == "c":
            place = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = _column(place[1]) if place else self._column + 1
            self._row = int(place[2]) - 1 if place else self._row
            self._kind, self._parts = attributes.get("t", "n"), {}
            self._font = self.fonts.get(attributes.get("s", ""), _PLAIN)
            if self._rich.whole:
                self._rich.taken()
        elif tag in {"v", "f"}:
            self._in = tag
            self._parts.setdefault(tag, [])
        elif tag == "mergeCell" and len(self.merged) < _MOST_MERGED:
            self.merged.append(attributes.get("ref", "")[:_LONGEST_NAME])
        elif tag == "hyperlink":
            self._linked(attributes)
        else:
            self._rich.begin(tag, attributes)

    def _linked(self, attributes: Mapping[str, str]) -> None:
        place = _REFERENCE.match(attributes.get("ref", ""))
        relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
        self.is_cut = self.is_cut or len(self.links) >= _MOST_LINKS
        if place and not self.is_cut:
            self.links[int(place[2]) - 1, _column(place[1])] = relation

    def add_links(self, addresses: Mapping[str, str]) -> None:
        """Write the addresses of linked cells behind their texts.

        Args:
            addresses: The addresses by the ids of their relations.
        """
        for at, relation in self.links.items():
            cell, address = self.found.get(at), addresses.get(relation, "")
            if cell is not None and not cell.formula:
                behind = link_behind(cell.text, address)
                self.size += len(behind)
                self.found[at] = cell._replace(text=f"{cell.text}{behind}")

    def data(self, text: str) -> None:
        """Take a text within an element."""
        if self._in:
            self._parts[self._in].append(text)
        else:
            self._rich.data(text)

    def end(self, tag: str) -> None:
        """End an element."""
        if tag in {"v", "f"}:
            self._in = ""
        elif tag == "c":
            self._keep()
        else:
            self._rich.end(tag)

    def _keep(self) -> None:
        if self._row >= MOST_ROWS or self._column >= MOST_COLUMNS:
            self.is_cut = self.is_cut or bool(self._parts or self._rich.whole)
            return
        value = "".join(self._parts.get("v", ()))
        formula = "".join(self._parts.get("f", ())) if "f" in self._parts else ""
        if "f" in self._parts and not formula:
            formula = "…"  # one that several cells share
        as_day, is_struck = "", self._font.is_struck
        match self._kind:
            case "s":
                index = int(value) if value.isdecimal() else -1
                shared = self.strings[index] if 0 <= index < len(self.strings) else CellText("")
                value, is_struck = shared.text, is_struck or shared.is_struck
            case "inlineStr":
                rich = self._rich.taken()
                value, is_struck = rich.text, is_struck or rich.is_struck
            case "b":
                value = "yes" if value in {"1", "true"} else "no"
            case "n":
                value, as_day = _number(value, is_1904=self.is_1904)
            case _:
                value = _unescaped(value)
        if formula:
            truth, link = _TRUTH.fullmatch(formula), _LINK.fullmatch(formula)
            if truth:  # as LibreOffice writes a cell that is true or false
                value, formula = "yes" if truth[1].upper() == "TRUE" else "no", ""
            elif link:
                value, formula = value or link[2] or link[1], ""
                value += link_behind(value, link[1])
        if self._font.is_of_symbols and len(value) == 1:
            value = symbol(f"{ord(value):02x}")
        if value or formula:
            self.size += len(value) + len(formula)
            self.found[self._row, self._column] = CellText(value, formula, as_day, is_struck)
        elif self._font.is_coloured:
            self.coloured.add((self._row, self._column))


def _number(value: str, *, is_1904: bool) -> tuple[str, str]:
    """Return a number as it is typed, and the day that it can mean."""
    try:
        number = float(value)
        whole = int(number)
    except (ValueError, OverflowError):
        return value, ""
    if number != whole:
        return value, ""
    day = ""
    if _FIRST_SERIAL <= whole <= _LAST_SERIAL:
        first = date(1904, 1, 1) if is_1904 else date(1899, 12, 30)
        day = (first + timedelta(days=whole)).isoformat()
    return str(whole), day


def _column(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def _unescaped(text: str) -> str:
    """Return a text without the escapes that stand for characters XML cannot have."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _fonts(parts: Parts, member: str) -> Sequence[Font]:
    """Return the font of each style of cells, from the member that has the styles."""
    fonts: list[Font] = []
    styles: list[Font] = []
    coloured: list[bool] = []
    inside: list[str] = []

    def begin(tag: str, attributes: dict[str, str]) -> None:
        inside.append(tag)
        if inside[-2:] == ["fonts", "font"]:
            fonts.append(Font())
        elif inside[-3:-1] == ["fonts", "font"] and tag == "strike":
            fonts[-1] = fonts[-1]._replace(is_struck=_is_on(attributes))
        elif inside[-3:-1] == ["fonts", "font"] and tag == "name":
            is_of_symbols = attributes.get("val", "").lower().startswith(SYMBOL_FONTS)
            fonts[-1] = fonts[-1]._replace(is_of_symbols=is_of_symbols)
        elif inside[-2:] == ["fills", "fill"]:
            coloured.append(False)
        elif inside[-4:-1] == ["fills", "fill", "patternFill"] and tag == "fgColor":
            coloured[-1] = attributes.get("rgb", "")[-6:].upper() not in COLOURS
        elif inside[-2:] == ["cellXfs", "xf"]:
            number, fill = (attributes.get(name, "") for name in ("fontId", "fillId"))
            font = _at(fonts, number, _PLAIN)
            styles.append(font._replace(is_coloured=_at(coloured, fill, False)))

    def end(tag: str) -> None:
        inside.pop()

    parts.parse(member, begin, end)
    return styles


def _at(found: Sequence[_One], number: str, otherwise: _One) -> _One:
    """Return what has a number in a list, if there is such a number."""
    is_known = number.isdecimal() and len(number) < _DIGITS and int(number) < len(found)
    return found[int(number)] if is_known else otherwise


def _is_on(attributes: Mapping[str, str]) -> bool:
    return attributes.get("val", "1") not in {"0", "false"}


def _shared_strings(parts: Parts, name: str) -> Sequence[CellText]:
    """Return the texts that cells share."""
    strings: list[CellText] = []
    rich = _RichText()

    def end(tag: str) -> None:
        rich.end(tag)
        if tag == "si":
            strings.append(rich.taken())

    parts.parse(name, rich.begin, end, rich.data)
    return strings
