"""Reads the texts of a Word file, within limits: paragraphs, rows of tables, comments.

Tracked insertions and moves are taken as accepted, and what was deleted is left out. Nothing is
computed, and no link is followed. The libraries that read Word files pass over the texts of tracked
changes and content controls without a word.
"""

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

from checklist.files.archive import BadArchiveError
from checklist.forms.words import SYMBOL_FONTS, link_behind, symbol
from checklist.forms.xml_parts import Parts, open_parts
from checklist.text.messages import Texts, tr
from checklist.text.paragraphs import evenly_spaced

RECORD = "⟦part⟧"
"""What begins each paragraph of what the part carries."""
_ADDRESS = re.compile(r"⟦([^⟦⟧\s]+) ([a-z]+)(?: ([^⟦⟧\s]+))?⟧")
_ACTIVE = Texts(
    {
        "vbaProject.bin": "macros",
        "embeddings/": "embedded objects",
        "activeX/": "controls",
        "afchunk": "another document inside",
    }
)
"""The members that could do something, by a part of their names."""
MOST_ROWS = 20_000
"""The most rows, paragraphs and notes of all members together that are read."""
_MOST_LINKS = 64  # in each other
_MOST_SPANNED = 64
"""The most columns that a cell takes."""
_OFF = frozenset({"0", "false", "off", "none"})
_WHITE = frozenset({"", "auto", "ffffff"})
_LEFT_OUT = frozenset(
    {
        "del", "moveFrom", "Fallback", "rt", "sdtPr", "rPrChange", "pPrChange", "trPrChange",
        "tcPrChange", "tblPrChange", "tblPrExChange", "sectPrChange", "tblGridChange",
        "numberingChange", "tblPr", "sectPr",
    }
)  # fmt: skip
"""The elements whose content is not there any more, stands twice, or is no text."""
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\xad"}
_TICKED, _SHOWN = "☒", "shown"
"""A check box that is ticked; and what stands for a check box whose sign was read."""
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
_NOTES = ("/comments", "/footnotes", "/endnotes")


Address = tuple[str, str, str]
"""The key of a line, the column, and the code of an option; the last can be empty."""


def address_text(address: Address) -> str:
    """Return an address as it stands, hidden, in a cell."""
    return f"⟦{' '.join(filter(None, address))}⟧"


def address_in(text: str, bookmarks: Collection[str] = ()) -> tuple[Address | None, str]:
    """Return the address in the text of a cell, if there is one, and what is left of the text.

    It begins the text, or has its bookmark. Any other is somebody's text.

    Args:
        text: The text.
        bookmarks: The names of the bookmarks in the cell.
    """
    found = _ADDRESS.search(text)
    if found is None:
        return None, text
    address = found[1], found[2], found[3] or ""
    before, behind = text[: found.start()], text[found.end() :]
    is_own = not before.strip() or bookmark_name(address) in bookmarks
    return (address, before + behind) if is_own else (None, text)


def bookmark_name(address: Address) -> str:
    """Return the name of the bookmark that stands for an address, should its text get lost."""
    return f"_c{hashlib.sha256(address_text(address).encode()).hexdigest()[:24]}"


@dataclass(slots=True)
class WordCell:
    """A cell of a row."""

    text: str = ""
    """Its text without what was deleted."""
    is_marked: bool = False
    """Whether text in it, or the cell, is highlighted, shaded, bold or underlined."""
    kept: str = ""
    """Its text without what is struck out."""
    fill: str = ""
    """The colour behind it."""
    address: Address | None = None
    """The address that is hidden in it."""
    bookmarks: list[str] = field(default_factory=list)
    has_picture: bool = False
    span: int = 1
    """The columns that it takes."""


@dataclass(slots=True)
class WordRow:
    """A row of a table, or some cells of it."""

    table: int
    """The number of its table."""
    cells: list[WordCell] = field(default_factory=list)
    is_deleted: bool = False
    notes: list[str] = field(default_factory=list)
    """The ids of the comments and footnotes at it."""

    @property
    def has_picture(self) -> bool:
        """Whether there is a picture in it."""
        return any(cell.has_picture for cell in self.cells)


@dataclass(slots=True)
class WordParagraph:
    """A paragraph outside of tables."""

    text: str
    notes: list[str] = field(default_factory=list)
    has_picture: bool = False


@dataclass(slots=True)
class WordDocument:
    """A Word file that was read."""

    items: list[WordRow | WordParagraph] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    """The texts of comments and footnotes by their ids."""
    boxes: list[str] = field(default_factory=list)
    """The texts of text boxes."""
    edges: list[str] = field(default_factory=list)
    """The paragraphs of the heads and feet of pages."""
    active: Sequence[str] = ()
    """What in it could do something, in words: `macros`. None of it is run or followed."""
    is_cut: bool = False
    """Whether there are more rows, paragraphs or notes than are read."""
    count: int = 0
    """The number of rows, paragraphs and notes that were read."""

    def has_room(self) -> bool:
        """Count a row, paragraph or note, and return whether it is still read."""
        self.count += 1
        self.is_cut = self.is_cut or self.count > MOST_ROWS
        return not self.is_cut

    def carried(self) -> Mapping[str, str]:
        """Return what the file carries in hidden lines, by its names."""
        texts = [item.text for item in self.items if isinstance(item, WordParagraph)]
        lines = (line for text in texts for line in text.split("\n") if line.startswith(RECORD))
        named = (line.removeprefix(RECORD).partition("\t") for line in lines)
        return {name: text for name, _, text in named}


@lru_cache(maxsize=2)
def read_word(content: bytes) -> WordDocument:
    """Return the texts of a Word file, which nobody changes: who looks twice reads once.

    Raises:
        BadArchiveError: It is no Word file, is damaged or locked, or too large.
    """
    parts = open_parts(
        content,
        tr(
            "it is locked with a password, or an old `.doc`: save it as `.docx`, without a password"
        ),
        tr("it is an OpenDocument file: save it as `.docx`"),
    )
    try:
        return _document(parts)
    except (expat.ExpatError, UnicodeError, ValueError, IndexError) as error:
        raise BadArchiveError("F002", tr("it is damaged, or is not a Word file")) from error


def _document(parts: Parts) -> WordDocument:
    start = parts.start("word/document.xml")
    if start not in parts:
        raise BadArchiveError("F002", tr("it is not a Word file"))
    document, related = WordDocument(), parts.relations(start)
    links = {
        relation.id: relation.target for relation in related if relation.kind.endswith("/hyperlink")
    }
    body = _Body(document, links)
    parts.parse(start, body.begin, body.end, body.data)
    document.items = body.items
    active = parts.active(_ACTIVE)
    for relation in related:
        if relation.is_external:
            is_followed = not relation.kind.endswith("/hyperlink")
            active += [tr("links to other files")] * is_followed
        elif relation.kind.endswith(_NOTES):
            kind = relation.kind.rpartition("/")[2].removesuffix("s")
            for attributes, paragraphs in parts.texts(relation.target, kind):
                text = "\n".join(map("".join, paragraphs))
                if document.has_room() and text.strip():
                    document.notes[f"{kind} {_value(attributes, 'id')}"] = text
        elif relation.kind.endswith(("/header", "/footer")):
            edge = _Body(document)
            parts.parse(relation.target, edge.begin, edge.end, edge.data)
            document.edges += edge.texts()
    document.active = tuple(dict.fromkeys(active))
    return document


def _value(attributes: Mapping[str, str], name: str = "val") -> str:
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), "")


@dataclass(slots=True)
class _Paragraph:
    runs: list[tuple[str, bool, bool]] = field(default_factory=list)
    """The text of each run, whether it is marked, and whether it is struck out."""
    notes: list[str] = field(default_factory=list)
    has_picture: bool = False
    joins_next: bool = False
    """Whether its end was deleted."""
    is_boxed: bool = False

    @property
    def text(self) -> str:
        return "".join(text for text, _, _ in self.runs)


@dataclass(slots=True)
class _Cell:
    paragraphs: list[_Paragraph] = field(default_factory=list)
    fill: str = ""
    bookmarks: list[str] = field(default_factory=list)
    span: int = 1


class _Body:
    """The body of a file, or the head or foot of its pages, as it is parsed."""

    def __init__(self, document: WordDocument, links: Mapping[str, str] | None = None) -> None:
        self.document, self.links = document, links or {}
        """The file, and the addresses of linked texts by the ids of their relations."""
        self.items: list[WordRow | WordParagraph] = []
        self.linked: list[tuple[str, int]] = []
        """The address of each open link, and how many runs its paragraph had before it."""
        self.instruction: list[str] | None = None
        """What the open field of a text is to do, such as to link it."""
        self.path: list[str] = []
        self.skipped = 0
        self.open: list[_Paragraph] = []
        self.rows: list[WordRow] = []
        self.cells: list[_Cell] = []
        self.tables: list[int] = []
        self.table_count = self.box_depth = 0
        self.is_text = self.is_marked = self.is_struck = self.is_of_symbols = False
        self.boxes: list[str] = []
        """For each open content control, what its check box shows; empty where it has none."""
        self.tick: dict[str, bool] = {}
        """Whether the check box of a form field that is open is ticked, and by default."""
        self.before: _Paragraph | None = None

    def texts(self) -> list[str]:
        """Return the texts of the paragraphs outside of tables, and of the cells of tables."""
        texts: list[str] = []
        for item in self.items:
            texts += (
                [cell.text for cell in item.cells] if isinstance(item, WordRow) else [item.text]
            )
        return texts

    # Elements

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        parent = self.path[-1] if self.path else ""
        self.path.append(tag)
        if self.skipped:
            self.skipped += 1
            if tag == "checked" and parent == "checkbox" and self.boxes:
                self.boxes[-1] = "☐" if _value(attributes).lower() in _OFF else _TICKED
            return
        if tag == "sdt":
            self.boxes.append("")
        if tag in _LEFT_OUT:
            self._deleted(tag, parent)
            self.skipped = 1
            return
        match tag:
            case "p":
                self.open.append(_Paragraph(is_boxed=self.box_depth > 0))
            case "r":
                self.is_marked = self.is_struck = self.is_of_symbols = False
            case "tbl":
                self.table_count += 1
                self.tables.append(self.table_count)
            case "tr" if self.tables:
                self.rows.append(WordRow(self.tables[-1]))
            case "tc" if self.rows:
                self.cells.append(_Cell())
            case "txbxContent":
                self.box_depth += 1
            case _:
                self._inner(tag, parent, attributes)

    def _deleted(self, tag: str, parent: str) -> None:
        """Note what an element says that stands for a deletion, apart from its content."""
        if tag not in {"del", "moveFrom"}:
            return
        if parent == "trPr" and self.rows:
            self.rows[-1].is_deleted = True
        elif parent == "rPr" and "pPr" in self.path[-4:] and self.open:
            self.open[-1].joins_next = True

    def _inner(self, tag: str, parent: str, attributes: dict[str, str]) -> None:
        if tag == "bookmarkStart" and self.cells:
            self.cells[-1].bookmarks.append(_value(attributes, "name"))
        elif tag == "gridSpan" and parent == "tcPr" and self.cells:
            self.cells[-1].span = min(int(_value(attributes)), _MOST_SPANNED)
        elif tag == "shd" and parent == "tcPr" and self.cells:
            self.cells[-1].fill = _value(attributes, "fill").lower()
        elif parent == "rPr" and "pPr" not in self.path[-4:]:
            self._look(tag, attributes)
        elif parent == "checkBox" and tag in {"default", "checked"}:
            self.tick[tag] = _value(attributes).lower() not in _OFF
        elif not self.open:
            return
        elif tag == "t":
            self.is_text = True
        elif tag == "hyperlink":
            self._link(self.links.get(_value(attributes, "id"), ""))
        elif tag == "fldChar":
            self._field(_value(attributes, "fldCharType"))
        elif tag == "instrText":
            self.instruction = [] if self.instruction is None else self.instruction
        elif tag in _CHARACTERS and parent == "r":
            self._add(_CHARACTERS[tag])
        elif tag == "sym":
            self._add(_symbol(attributes))
        elif tag in {"commentReference", "footnoteReference", "endnoteReference"}:
            kind = tag.removesuffix("Reference")
            self.open[-1].notes.append(f"{kind} {_value(attributes, 'id')}")
        elif tag in {"blip", "imagedata"}:
            self.open[-1].has_picture = True

    def _look(self, tag: str, attributes: dict[str, str]) -> None:
        value = _value(attributes).lower()
        if tag in {"strike", "dstrike"}:
            self.is_struck = self.is_struck or value not in _OFF
        elif tag == "highlight" or tag in {"b", "u"}:
            self.is_marked = self.is_marked or value not in _OFF
        elif tag == "shd":
            is_shaded = _value(attributes, "fill").lower() not in _WHITE
            self.is_marked = self.is_marked or is_shaded
        elif tag == "rFonts":
            names = [value.lower() for value in attributes.values()]
            self.is_of_symbols = any(name.startswith(SYMBOL_FONTS) for name in names)

    def _link(self, address: str) -> None:
        self.linked.append((address, len(self.open[-1].runs)))

    def _end_link(self) -> None:
        """Write the address of a linked text behind it, unless it is its text."""
        address, first = self.linked.pop()
        if not (address and self.open) or len(self.linked) > _MOST_LINKS:
            return
        behind = link_behind("".join(text for text, _, _ in self.open[-1].runs[first:]), address)
        if behind and self.document.has_room():
            self._add(behind)

    def _field(self, kind: str) -> None:
        """Note where the text of a field begins and ends that links it."""
        if kind == "begin":
            self._link("")
        elif kind == "separate" and self.linked:
            found = _HYPERLINK.match("".join(self.instruction or ()))
            self.linked[-1] = found[1] if found else "", len(self.open[-1].runs)
            self.instruction = None
        elif kind == "end" and self.linked:
            self._end_link()

    def data(self, text: str) -> None:
        """Take a text within an element."""
        if self.instruction is not None and self.path[-1] == "instrText":
            self.instruction.append(text)
        if self.is_text and not self.skipped:
            self._add(text)

    def _add(self, text: str) -> None:
        if self.boxes and self.boxes[-1]:  # it counts, whatever character shows it
            text = "" if self.boxes[-1] == _SHOWN else self.boxes[-1]
            self.boxes[-1] = _SHOWN
        elif self.is_of_symbols and len(text) == 1:
            text = symbol(f"{ord(text):02x}")
        if self.open:
            self.open[-1].runs.append((text, self.is_marked, self.is_struck))

    def end(self, tag: str) -> None:
        """End an element."""
        self.path.pop()
        if self.skipped:
            self.skipped -= 1
            return
        match tag:
            case "t":
                self.is_text = False
            case "hyperlink" if self.linked:
                self._end_link()
            case "sdt" if self.boxes:
                self.boxes.pop()
            case "checkBox":
                self._add(_TICKED if self.tick.get("checked", self.tick.get("default")) else "☐")
                self.tick = {}
            case "p" if self.open:
                self._paragraph(self.open.pop())
            case "tc" if self.cells and self.rows:
                self.rows[-1].cells.append(_cell(self.cells.pop(), self.rows[-1]))
            case "tr" if self.rows:
                self._row(self.rows.pop())
            case "tbl" if self.tables:
                self.tables.pop()
            case "txbxContent":
                self.box_depth -= 1

    def _paragraph(self, paragraph: _Paragraph) -> None:
        if paragraph.is_boxed:
            if paragraph.text.strip() and self.document.has_room():
                self.document.boxes.append(paragraph.text)
            return
        if self.cells:
            self.cells[-1].paragraphs.append(paragraph)
            return
        before, self.before = self.before, paragraph if paragraph.joins_next else None
        if before is not None:
            # What is long grows: many paragraphs can be joined.
            before.runs += paragraph.runs
            before.notes += paragraph.notes
            paragraph.runs, paragraph.notes = before.runs, before.notes
        if self.before is None:
            self._emit(WordParagraph(paragraph.text, paragraph.notes, paragraph.has_picture))

    def _row(self, row: WordRow) -> None:
        if self.cells and not any(
            cell.address for cell in row.cells
        ):  # a table in a cell: its text is the cell's
            texts = [evenly_spaced(cell.text) for cell in row.cells]
            text = " | ".join(texts) if any(texts) else ""
            self.cells[-1].paragraphs.append(_Paragraph([(text, False, False)], row.notes))
        else:
            self._emit(row)

    def _emit(self, item: WordRow | WordParagraph) -> None:
        if self.document.has_room():
            self.items.append(item)


def _cell(cell: _Cell, row: WordRow) -> WordCell:
    """Return a cell; its notes go to its row."""
    runs: list[tuple[str, bool, bool]] = []
    for index, one in enumerate(cell.paragraphs):
        runs += one.runs
        if index < len(cell.paragraphs) - 1 and not one.joins_next:
            runs.append(("\n", False, False))
        row.notes += one.notes
    address, text = address_in("".join(text for text, _, _ in runs), cell.bookmarks)
    kept = "".join(text for text, _, is_struck in runs if not is_struck)
    return WordCell(
        text=text,
        is_marked=any(marked and text.strip() and "⟦" not in text for text, marked, _ in runs),
        kept=address_in(kept, cell.bookmarks)[1] if address else kept,
        fill=cell.fill,
        address=address,
        bookmarks=cell.bookmarks,
        has_picture=any(paragraph.has_picture for paragraph in cell.paragraphs),
        span=cell.span,
    )


def _symbol(attributes: Mapping[str, str]) -> str:
    """Return a character of a font of symbols: an empty box, or else a mark."""
    font, code = _value(attributes, "font").lower(), _value(attributes, "char").lower()
    if font.startswith(SYMBOL_FONTS):
        return symbol(code)
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return "✓"
    return character if character.isprintable() else "✓"
