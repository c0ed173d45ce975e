"""Reads the texts of a workbook's cells, within limits.

Only what a form needs is read: cells, comments, and the texts of drawings. Nothing is computed, no
link is followed. Libraries that read whole workbooks take minutes or gigabytes for a few hostile
kilobytes; here each element costs the same little.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from xml.parsers import expat

from checklist.files.archive import MAX_MEMBER, BadArchiveError, unpack
from checklist.forms.xlsx_layout import MOST_COLUMNS, MOST_ROWS
from checklist.forms.xml_parts import Parts, Relation

_OLD_OR_LOCKED = bytes.fromhex("d0cf11e0a1b11ae1")
"""The first bytes of `.xls`, and of any workbook that is locked with a password."""
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_ACTIVE = {
    "vbaProject.bin": "macros",
    "externalLinks/": "links to other workbooks",
    "embeddings/": "embedded objects",
    "activeX/": "controls",
}
"""The members that could do something, by a part of their names."""
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUTH = re.compile(r"(?i)\s*(TRUE|FALSE)\s*\(\s*\)\s*")
_LONGEST_DRAWN = 2_000
"""The most characters of the texts of one drawing that are shown."""
_MOST_MERGED, _MOST_COMMENTS = 100, 5_000
"""The most ranges of merged cells and comments of a sheet that are read."""
_LONGEST_NAME = 100
"""The most characters of a sheet's name, of which Excel takes 31."""
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
"""The numbers that can be days, as spreadsheets count them: from 1954 to 2119."""


@dataclass(frozen=True, slots=True)
class CellText:
    """The content of a cell as text."""

    text: str
    formula: str = ""
    """Its formula, if it has one."""
    as_day: str = ""
    """The day that its number can mean, in the form 2004-05-31."""


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
    is_cut: bool = False
    """Whether there are more cells and comments than are read."""

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell; an empty one where it has none."""
        cell = self.cells.get((row, column))
        return cell.text if cell else ""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook that was read."""

    sheets: Sequence[Sheet]
    active: Sequence[str] = ()
    """What in it could do something, in words: `macros`. None of it is run or followed."""


def read_workbook(content: bytes) -> Workbook:
    """Return the texts of a workbook.

    Raises:
        BadArchiveError: It is no workbook, is damaged or locked, or too large.
    """
    if content.startswith(_OLD_OR_LOCKED):
        message = (
            "it is locked with a password, or an old `.xls`: save it as `.xlsx`, without a password"
        )
        raise BadArchiveError("F002", message)
    members = unpack(content)
    if members.get("mimetype", b"").startswith(_OPEN_DOCUMENT):
        raise BadArchiveError("F002", "it is an OpenDocument file: save it as `.xlsx`")
    try:
        return _Reader(Parts(members)).workbook()
    except (expat.ExpatError, UnicodeError, ValueError) as error:
        raise BadArchiveError("F002", "it is damaged, or is not a workbook") from error


@dataclass(slots=True)
class _Reader:
    parts: Parts
    strings: list[str] = field(default_factory=list)
    is_1904: bool = False
    size: int = 0
    """The characters of all cells. Thousands of cells can have the same long text."""

    def workbook(self) -> Workbook:
        start = next(
            (one.target for one in self._inside("") if one.kind.endswith("/officeDocument")),
            "xl/workbook.xml",
        )
        if start not in self.parts:
            raise BadArchiveError("F002", "it is not a workbook")
        relations = self._inside(start)
        by_id = {one.id: one.target for one in relations}
        shared = [one.target for one in relations if one.kind.endswith("/sharedStrings")]
        for name in shared[:1]:
            self.strings = _shared_strings(self.parts, name)
        sheets = [
            self._sheet(name, by_id[relation])
            for name, relation in self._listed(start)
            if by_id.get(relation, "") in self.parts
        ]
        names = " ".join(self.parts.names)
        active = [words for part, words in _ACTIVE.items() if part in names]
        return Workbook(sheets, active)

    def _inside(self, member: str) -> list[Relation]:
        return [one for one in self.parts.relations(member) if not one.is_external]

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
        cells = _Cells(self.strings, is_1904=self.is_1904)
        self.parts.parse(member, cells.begin, cells.end, cells.data)
        self.size += cells.size
        if self.size > MAX_MEMBER:
            raise BadArchiveError("F003", "its texts are longer than those of any form")
        comments: list[tuple[str, str]] = []
        drawn: list[str] = []
        for one in self._inside(member):
            if one.kind.endswith("/comments"):
                comments += _comments(self.parts, one.target)
            elif one.kind.endswith("/drawing"):
                text = " ".join(_texts(self.parts, one.target))
                drawn += [text[:_LONGEST_DRAWN]] if text.strip() else []
        return Sheet(
            name=name,
            cells=cells.found,
            merged=cells.merged,
            comments=comments[:_MOST_COMMENTS],
            drawn=drawn,
            is_cut=cells.is_cut or len(comments) > _MOST_COMMENTS,
        )


class _Cells:
    """The cells of a sheet, as they are parsed."""

    def __init__(self, strings: Sequence[str], *, is_1904: bool) -> None:
        self.strings, self.is_1904 = strings, is_1904
        self.found: dict[tuple[int, int], CellText] = {}
        self.merged: list[str] = []
        self.is_cut = False
        self.size = 0
        self._row, self._column = -1, -1
        self._kind = ""
        self._parts: dict[str, list[str]] = {}
        self._in = ""
        self._is_phonetic = False

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
        elif tag in {"v", "f", "t"}:
            self._in = tag
            self._parts.setdefault(tag, [])
        elif tag == "rPh":
            self._is_phonetic = True
        elif tag == "mergeCell" and len(self.merged) < _MOST_MERGED:
            self.merged.append(attributes.get("ref", "")[:_LONGEST_NAME])

    def data(self, text: str) -> None:
        """Take a text within an element."""
        if self._in and not self._is_phonetic:
            self._parts[self._in].append(text)

    def end(self, tag: str) -> None:
        """End an element."""
        if tag in {"v", "f", "t"}:
            self._in = ""
        elif tag == "rPh":
            self._is_phonetic = False
        elif tag == "c":
            self._keep()

    def _keep(self) -> None:
        if self._row >= MOST_ROWS or self._column >= MOST_COLUMNS:
            self.is_cut = self.is_cut or bool(self._parts)
            return
        value = "".join(self._parts.get("v", ()))
        formula = "".join(self._parts.get("f", ())) if "f" in self._parts else ""
        if "f" in self._parts and not formula:
            formula = "…"  # one that several cells share
        as_day = ""
        match self._kind:
            case "s":
                index = int(value) if value.isdecimal() else -1
                value = self.strings[index] if 0 <= index < len(self.strings) else ""
            case "inlineStr":
                value = _unescaped("".join(self._parts.get("t", ())))
            case "b":
                value = "yes" if value in {"1", "true"} else "no"
            case "n":
                value, as_day = _number(value, is_1904=self.is_1904)
            case _:
                value = _unescaped(value)
        truth = _TRUTH.fullmatch(formula)
        if truth:  # as LibreOffice writes a cell that is true or false
            value, formula = "yes" if truth[1].upper() == "TRUE" else "no", ""
        if value or formula:
            self.size += len(value) + len(formula)
            self.found[self._row, self._column] = CellText(value, formula, as_day)


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


def _shared_strings(parts: Parts, name: str) -> list[str]:
    strings: list[str] = []
    pieces: list[str] = []
    state = {"in": False, "phonetic": False}

    def begin(tag: str, attributes: dict[str, str]) -> None:
        if tag == "si":
            pieces.clear()
        elif tag == "t":
            state["in"] = not state["phonetic"]
        elif tag == "rPh":
            state["phonetic"] = True

    def end(tag: str) -> None:
        if tag == "t":
            state["in"] = False
        elif tag == "rPh":
            state["phonetic"] = False
        elif tag == "si":
            strings.append(_unescaped("".join(pieces)))

    def data(text: str) -> None:
        if state["in"]:
            pieces.append(text)

    parts.parse(name, begin, end, data)
    return strings


def _comments(parts: Parts, name: str) -> list[tuple[str, str]]:
    comments: list[tuple[str, list[str]]] = []
    state = {"in": False}

    def begin(tag: str, attributes: dict[str, str]) -> None:
        if tag == "comment":
            comments.append((attributes.get("ref", ""), []))
        state["in"] = tag == "t" and bool(comments)

    def end(tag: str) -> None:
        state["in"] = False

    def data(text: str) -> None:
        if state["in"]:
            comments[-1][1].append(text)

    parts.parse(name, begin, end, data)
    return [(place, _unescaped("".join(texts))) for place, texts in comments]


def _texts(parts: Parts, name: str) -> list[str]:
    """Return the texts of a drawing."""
    texts: list[str] = []
    state = {"in": False}

    def begin(tag: str, attributes: dict[str, str]) -> None:
        state["in"] = tag == "t"

    def end(tag: str) -> None:
        state["in"] = False

    def data(text: str) -> None:
        if state["in"]:
            texts.append(text)

    parts.parse(name, begin, end, data)
    return texts
