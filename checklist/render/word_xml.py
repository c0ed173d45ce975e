"""The pieces of a Word file as text: runs, paragraphs, cells, rows and tables.

Foreign text is escaped here, once; characters that XML cannot have are spelled out.
"""

import re
from collections.abc import Iterable, Sequence

from checklist.text.paragraphs import flat
from checklist.text.sanitize import FORBIDDEN, character_name

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_IN_TEXT = str.maketrans(_ESCAPES)

HIDDEN = "<w:vanish/>"
"""The properties of a run that is neither shown nor printed."""
KEEP_NEXT = "<w:keepNext/>"
"""The property of a paragraph that stays on the page of the next one."""
TO_THE_RIGHT = '<w:jc w:val="right"/>'
"""The property of a paragraph that ends at the right."""


def run(text: str, properties: str = "") -> str:
    """Return a run. Line feeds become line breaks, and tabs stay tabs.

    Args:
        text: The text, which can be foreign.
        properties: Its properties as XML, in the order of Word's schema.
    """
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{look}{_content(text)}</w:r>"


def styled(text: str, style: str) -> str:
    """Return a run of a character style."""
    return run(text, styled_as(style))


def styled_as(style: str) -> str:
    """Return the properties of a run of a character style; nothing where it is empty."""
    return f'<w:rStyle w:val="{style}"/>' if style else ""


def _content(text: str) -> str:
    parts = []
    for number, line in enumerate(text.split("\n")):
        if number:
            parts.append("<w:br/>")
        for index, piece in enumerate(line.split("\t")):
            if index:
                parts.append("<w:tab/>")
            if piece:
                parts.append(f'<w:t xml:space="preserve">{escaped(piece)}</w:t>')
    return "".join(parts)


def escaped(text: str) -> str:
    """Return a text as XML has it."""
    text = FORBIDDEN.sub(lambda found: f"‹{character_name(found[0])}›", text)
    return text.translate(_IN_TEXT)


def unescaped(xml: str) -> str:
    """Return the text that is escaped."""
    for character in "<>&":  # the ampersand last
        xml = xml.replace(_ESCAPES[character], character)
    return xml


def attribute(text: str) -> str:
    """Return a foreign text as the value of an attribute, with its quotation marks."""
    value = FORBIDDEN.sub("", flat(text)).translate(_IN_TEXT)
    return '"' + value.replace('"', "&quot;") + '"'


def paragraph(runs: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph.

    Args:
        runs: Its runs as XML.
        style: The id of its style; empty for the usual one.
        properties: Its other properties as XML, in the order of Word's schema.
    """
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    own = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{own}{runs}</w:p>"


def cell(
    paragraphs: str,
    width: int,
    *,
    span: int = 1,
    fill: str = "",
    pattern: str = "clear",
    ink: str = "auto",
    more: str = "",
) -> str:
    """Return a cell of a table.

    Args:
        paragraphs: Its content, which ends with a paragraph.
        width: Its width in twentieths of a point.
        span: The columns that it takes.
        fill: The colour behind it, as six hexadecimal digits.
        pattern: The pattern on that colour, as Word calls it.
        ink: The colour of the pattern.
        more: Its other properties as XML, which Word's schema has after the colour.
    """
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    properties += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties += f'<w:shd w:val="{pattern}" w:color="{ink}" w:fill="{fill}"/>' if fill else ""
    return f"<w:tc><w:tcPr>{properties}{more}</w:tcPr>{paragraphs}</w:tc>"


def row(
    cells: Iterable[str],
    *,
    is_head: bool = False,
    can_split: bool = False,
    high: int = 0,
    is_exact: bool = False,
) -> str:
    """Return a row of a table.

    Args:
        cells: Its cells as XML.
        is_head: Whether it stands on each page, and a screen reader reads it as the head.
        can_split: Whether it can go on on the next page.
        high: Its least height in twentieths of a point; 0: that of its content.
        is_exact: Whether it is never higher.
    """
    properties = "" if can_split else "<w:cantSplit/>"
    rule = "exact" if is_exact else "atLeast"
    properties += f'<w:trHeight w:val="{high}" w:hRule="{rule}"/>' if high else ""
    properties += "<w:tblHeader/>" if is_head else ""
    own = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{own}{''.join(cells)}</w:tr>"


def table(
    rows: Iterable[str],
    widths: Sequence[int],
    *,
    caption: str = "",
    has_head: bool = True,
    has_lines: bool = True,
    ink: str = "",
    padding: tuple[int, int] = (45, 30),
) -> str:
    """Return a table.

    Args:
        rows: Its rows as XML.
        widths: The widths of its columns in twentieths of a point.
        caption: What it is, for a screen reader.
        has_head: Whether its first row is its head.
        has_lines: Whether there are lines around its cells.
        ink: The colour of the lines, as six hexadecimal digits; empty: black.
        padding: The space between lines and text above and below it, in twentieths of a point.
    """
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    named = f"<w:tblCaption w:val={attribute(caption)}/>" if caption else ""
    style = "TableGrid" if has_lines else "TableNormal"
    look = f'<w:tblLook w:val="04A0" w:firstRow="{int(has_head)}" w:firstColumn="0"/>'
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'{_lines(ink) if ink else ""}<w:tblLayout w:type="fixed"/>{_padded(*padding)}{look}{named}'
        "</w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _lines(ink: str) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = (f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{ink}"/>' for side in sides)
    return f"<w:tblBorders>{''.join(lines)}</w:tblBorders>"


def _padded(top: int, bottom: int) -> str:
    """Return the space within the lines around a cell."""
    sides = (("top", top), ("left", 100), ("bottom", bottom), ("right", 100))
    cells = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    return f"<w:tblCellMar>{cells}</w:tblCellMar>"


def bookmark(number: int, name: str, inside: str) -> str:
    """Return runs as the target of links.

    Args:
        number: Its number, another one for each.
        name: Its name: at most 40 letters, digits and underscores.
        inside: The runs as XML.
    """
    begin = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{begin}{inside}<w:bookmarkEnd w:id="{number}"/>'


def field(code: str, shown: str) -> str:
    """Return a field, such as the number of the page, with what it shows until it is updated."""
    return f'<w:fldSimple w:instr=" {code} ">{run(shown)}</w:fldSimple>'


_BEFORE_KEEP_NEXT = re.compile(r"<w:pPr>(?:<w:pStyle [^>]*/>)?+(?!<w:keepNext)")
"""Matches what stands before the property, in a paragraph that does not have it yet."""


def kept_together(xml: str) -> str:
    """Return paragraphs, or tables, that stay on the page of what follows them."""
    return _BEFORE_KEEP_NEXT.sub(rf"\g<0>{KEEP_NEXT}", xml)


SPACE = paragraph("", "", '<w:spacing w:after="0" w:line="120" w:lineRule="exact"/>')
"""What keeps two tables apart, which Word would join."""
