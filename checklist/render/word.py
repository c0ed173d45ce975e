"""A document of blocks as a Word file (DOCX), with real headings, lists and table heads."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from checklist.files.archive import pack, unpack
from checklist.render.blocks import (
    Blanks,
    Block,
    Cell,
    Facts,
    Heading,
    Items,
    Notice,
    Numbered,
    Paragraph,
    Quote,
    Reference,
    Table,
    Url,
)
from checklist.text.sanitize import safe_text

_BLANK = "_" * 40
_A4 = (11906, 16838)
"""Width and height in twentieths of a point."""
_MARGIN = 1134
"""2 cm in twentieths of a point."""
_POINT, _TWENTIETH = 12_700, 635
"""In English Metric Units, the measure of Word files."""
_LONG_AGO = datetime(2000, 1, 1)


def as_docx(
    blocks: Iterable[Block], *, title: str, language: str = "en", is_wide: bool = False
) -> bytes:
    """Return a document as a Word file, the same bytes for the same document.

    Args:
        blocks: The document.
        title: Its title among the properties of the file.
        language: The language of its texts, as a tag of BCP 47.
        is_wide: Whether its pages lie on their side.
    """
    import docx  # takes 150 ms to import, and few commands need it

    document = docx.Document()
    _set_up(document, title, language, is_wide=is_wide)
    writer = _Writer(document)
    for block in blocks:
        writer.write(block)
    output = io.BytesIO()
    document.save(output)
    # Its members have the time of day, so they are packed again.
    return pack(unpack(output.getvalue()))


def _set_up(document: Any, title: str, language: str, *, is_wide: bool) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.language = safe_text(title), "", language
    properties.comments = ""
    properties.created = properties.modified = _LONG_AGO
    section = document.sections[0]
    width, height = sorted(_A4, reverse=is_wide)
    section.page_width, section.page_height = width * _TWENTIETH, height * _TWENTIETH
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", _MARGIN * _TWENTIETH)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", 10 * _POINT
    normal.paragraph_format.space_after = 5 * _POINT
    fonts = normal.element.get_or_add_rPr()
    _add(fonts, "w:lang", {"w:val": language})
    for level in (1, 2, 3):
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.size = "Arial", (18 - 3 * level) * _POINT
        style.font.color.rgb = None
        style.paragraph_format.space_before = 8 * _POINT
        for attribute in ("w:asciiTheme", "w:hAnsiTheme"):
            _remove(style.element.rPr.rFonts, attribute)


def _add(parent: Any, name: str, attributes: dict[str, str]) -> Any:
    """Add an element of Word's XML that the library has no method for."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key), value)
    parent.append(element)
    return element


def _remove(element: Any, attribute: str) -> None:
    from docx.oxml.ns import qn

    element.attrib.pop(qn(attribute), None)


class _Writer:
    """Writes blocks to a document of the library."""

    def __init__(self, document: Any) -> None:
        self.document = document

    def write(self, block: Block) -> None:
        """Write one block."""
        match block:
            case Heading():
                self.document.add_heading(safe_text(block.words), block.level)
            case Paragraph(text, is_aside):
                self._paragraphs(text, italic=is_aside)
            case Quote(text):
                self._paragraphs(text, style="Quote")
            case Notice(text):
                self._paragraphs(text, bold=True)
            case Facts(facts):
                for label, cell in facts:
                    paragraph = self.document.add_paragraph()
                    paragraph.paragraph_format.space_after = 2 * _POINT
                    paragraph.add_run(f"{safe_text(label)}: ").bold = True
                    paragraph.add_run(safe_text(_plain(cell), multiline=True))
            case Blanks(labels):
                for label in labels:
                    self.document.add_paragraph(f"{safe_text(label)}: {_BLANK}")
            case Items(items):
                self._list(items, "List Bullet")
            case Numbered(items):
                self._list(items, "List Number")
            case Table():
                self._table(block)

    def _paragraphs(
        self, text: str, *, style: str = "", italic: bool = False, bold: bool = False
    ) -> None:
        for part in safe_text(text, multiline=True).split("\n"):
            paragraph = self.document.add_paragraph(style=style or None)
            run = paragraph.add_run(part)
            run.italic, run.bold = italic or None, bold or None

    def _list(self, items: Sequence[str], style: str) -> None:
        for item in items:
            paragraph = self.document.add_paragraph(safe_text(item), style=style)
            paragraph.paragraph_format.space_after = 2 * _POINT

    def _table(self, table: Table) -> None:
        if table.caption:
            self.document.add_paragraph().add_run(safe_text(table.caption)).bold = True
        grid = self.document.add_table(rows=1, cols=len(table.head), style="Table Grid")
        for cell, text in zip(grid.rows[0].cells, table.head, strict=True):
            cell.paragraphs[0].add_run(safe_text(text)).bold = True
        # Repeated on each page, and read as the head by a screen reader.
        _add(grid.rows[0]._tr.get_or_add_trPr(), "w:tblHeader", {"w:val": "true"})
        for row in table.rows:
            cells = grid.add_row().cells
            for cell, content in zip(cells, row, strict=True):
                cell.paragraphs[0].add_run(safe_text(_plain(content), multiline=True))
        for row in grid.rows:
            _add(row._tr.get_or_add_trPr(), "w:cantSplit", {"w:val": "true"})


def _plain(cell: Cell) -> str:
    match cell:
        case Url(address):
            return address
        case Reference(text, _):
            return text
        case str() | int():
            return str(cell)
        case _:
            return "\n".join(map(_plain, cell))
