"""A Word file around a body: its styles, pages with their foot, properties, and direction."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache, partial
from operator import gt
from typing import Any

from checklist.files.archive import pack
from checklist.render.word_xml import (
    HIDDEN,
    TO_THE_RIGHT,
    attribute,
    escaped,
    field,
    paragraph,
    run,
    unescaped,
)
from checklist.text.languages import (
    between_marks,
    directed,
    is_from_left,
    is_right_to_left,
    main_language,
)
from checklist.text.messages import Message
from checklist.text.sanitize import safe_text

A4 = (11906, 16838)
"""Width and height of a sheet in twentieths of a point."""
MARGIN = 1134
"""2 cm in twentieths of a point."""
_POINT, _TWENTIETH = 12_700, 635
"""In English Metric Units, the measure of Word files."""
_LONG_AGO = datetime(2000, 1, 1)
_INK, _GREY = "1F3864", "595959"
_DOCUMENT, _RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
_CORE, _FOOT = "docProps/core.xml", "word/footer1.xml"
"""The members that differ from file to file."""
MOST_LINKS = 2_000
"""The most addresses that become links."""

LABEL, LINK, CODE = "Label", "Hyperlink", "Code"
GONE, NEW = "Gone", "New"
ASIDE, NOTICE, FACT, BLANK = "Aside", "Notice", "Fact", "Blank"
CELL, CELL_HEAD, CAPTION, QUOTE = "CellText", "CellHead", "Caption", "Quote"
BAR = "BarNumber"
CONTENTS, CONTENTS_HEAD = "TOC2", "TOCHeading"
"""The ids of the styles."""
_PAGE_OF = Message("Page {page} of {pages}")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFile:
    """What a Word file is apart from its body."""

    title: str
    language: str = "en"
    """The language of its texts, as a tag of BCP 47."""
    is_wide: bool = False
    """Whether its pages lie on their side."""
    margin: int = MARGIN
    """The space around the text of a page in twentieths of a point."""
    foot: str = ""
    """What stands at the foot of each page, next to its number; empty: no foot."""
    is_form: bool = False
    """Whether it is filled in and comes back."""

    @property
    def width(self) -> int:
        """The width between the margins in twentieths of a point."""
        return (max(A4) if self.is_wide else min(A4)) - 2 * self.margin

    @property
    def is_from_right(self) -> bool:
        """Whether the file is written from right to left."""
        return is_right_to_left(self.language)

    def content(self, body: Callable[["Links"], str]) -> bytes:
        """Return the file, the same bytes for the same body.

        Args:
            body: Returns the body as XML.
        """
        empty = _empty_file(replace(self, title="", foot="foot" if self.foot else ""))
        links = Links(empty[_RELATIONS])
        before, properties, behind = empty[_DOCUMENT].partition(b"<w:sectPr")  # of its one section
        members = {
            **empty,
            _DOCUMENT: before + self._directed(body(links)) + properties + behind,
            _RELATIONS: links.relations(),
            _CORE: self._properties(empty[_CORE]),
        }
        if self.foot:
            foot = self._directed(self._foot())
            members[_FOOT] = re.sub(b"<w:p>.*</w:p>", lambda _: foot, empty[_FOOT])
        return pack(members)

    def _directed(self, xml: str) -> bytes:
        directed = _body_from_right(xml, is_form=self.is_form) if self.is_from_right else xml
        return directed.encode()

    def _foot(self) -> str:
        fields = {"{page}": field("PAGE", "1"), "{pages}": field("NUMPAGES", "1")}
        pieces = re.split(r"(\{page\}|\{pages\})", "\t" + str(_PAGE_OF))
        numbers = "".join(fields.get(piece) or run(piece) for piece in pieces if piece)
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{self.width}"/></w:tabs>'
        return paragraph(run(safe_text(self.foot)) + numbers, "Footer", tab)

    def _properties(self, core: bytes) -> bytes:
        from docx.opc.coreprops import CoreProperties
        from docx.opc.oxml import serialize_part_xml
        from docx.oxml import parse_xml

        element: Any = parse_xml(core)
        properties = CoreProperties(element)
        properties.title, properties.language = safe_text(self.title)[:255], self.language
        properties.author = properties.comments = ""
        properties.created = properties.modified = _LONG_AGO
        content: bytes = serialize_part_xml(element)
        return content

    def _empty(self) -> Any:
        """Return the document of the library, with the styles and pages of this file."""
        import docx  # takes 150 ms to import, and few commands need it
        from docx.enum.section import WD_ORIENT
        from docx.shared import Twips

        document = docx.Document()
        _drop_leftovers(document.part.package)
        self._styles(document)
        section = document.sections[0]
        width, height = sorted(A4, reverse=self.is_wide)
        section.page_width, section.page_height = Twips(width), Twips(height)
        for side in ("left", "right", "top", "bottom"):
            setattr(section, f"{side}_margin", Twips(self.margin))
        if self.is_wide:
            section.orientation = WD_ORIENT.LANDSCAPE
        section.footer_distance = Twips(self.margin // 2)
        _set_sizes(document)
        if self.is_from_right:
            _set_from_right(document)
        return document

    def _styles(self, document: Any) -> None:
        styles = document.styles
        normal = styles["Normal"]
        normal.font.name, normal.font.size = "Arial", 10 * _POINT
        normal.paragraph_format.space_after = 5 * _POINT
        if self.is_form:
            normal.paragraph_format.line_spacing = 1.0  # that of the library is 1.15
        _language(normal, self.language)
        default = styles.element.find(f".//{{{_W}}}rPrDefault//{{{_W}}}lang")
        for name, value in _language_attributes(self.language).items():
            default.set(f"{{{_W}}}{name}", value)
            if name == "eastAsia":  # it decides which fonts the theme has for its characters
                fonts = document.settings.element.find(f"{{{_W}}}themeFontLang")
                fonts.set(f"{{{_W}}}{name}", value)
        for level, size in ((1, 18), (2, 14), (3, 10.5)):
            _heading(styles[f"Heading {level}"], size, before=(0, 16, 8)[level - 1])
        _heading(styles["TOC Heading"], 14, before=0 if self.is_form else 16)
        self._paragraph_styles(styles)
        _font(styles.add_style("Label", 2), bold=True)
        _font(styles.add_style("Hyperlink", 2), color="0B4F9E", underline=True)
        gone = styles.add_style("Gone", 2)
        _font(gone, color=_GREY)
        gone.font.strike = True
        _font(styles.add_style("New", 2), bold=True)
        code = styles.add_style("Code", 2)
        code.font.name, code.font.size = "Courier New", 9 * _POINT
        _language(code, "zxx")

    def _paragraph_styles(self, styles: Any) -> None:
        quote = styles["Quote"]
        _font(quote, color="000000", italic=False)
        quote.paragraph_format.left_indent = 170 * _TWENTIETH
        side = "right" if self.is_from_right else "left"
        _border(quote, side, "A6A6A6", 8)
        _font(_based(styles, "Aside", after=1 if self.is_form else 3), size=9, color=_GREY)
        notice = _based(styles, "Notice", after=6)
        _font(notice, bold=True)
        _border(notice, side, "C00000", 24)
        notice.paragraph_format.left_indent = 140 * _TWENTIETH
        fact = _based(styles, "Fact", after=2)
        fact.paragraph_format.left_indent = 284 * _TWENTIETH
        fact.paragraph_format.first_line_indent = -284 * _TWENTIETH
        blank = _based(styles, "Blank", after=0)
        blank.paragraph_format.space_before = 20 * _POINT
        blank.paragraph_format.tab_stops.add_tab_stop(9_000 * _TWENTIETH, 0, 3)
        caption = styles["Caption"]
        _font(caption, size=10, bold=True, color="000000")
        caption.paragraph_format.keep_with_next = True
        caption.paragraph_format.space_before = 6 * _POINT
        caption.paragraph_format.space_after = 3 * _POINT
        _font(
            _based(styles, "Cell Text", after=0 if self.is_form else 1),
            size=9.5 if self.is_form else 9,
        )
        _font(_based(styles, "Cell Head", after=1), size=9, bold=True)
        _font(_based(styles, "Bar Number", after=0), size=8)
        contents = _based(styles, "TOC 2", after=3)
        contents.name = "toc 2"  # as Word itself calls it
        contents.paragraph_format.tab_stops.add_tab_stop(self.width * _TWENTIETH, 2, 1)
        for name in ("List Bullet", "List Number"):
            styles[name].paragraph_format.space_after = 2 * _POINT
        _font(styles["Footer"], size=8, color=_GREY)
        styles["Footer"].paragraph_format.tab_stops.clear_all()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _drop_leftovers(package: Any) -> None:
    """Take away what a new document has of the one it is made from: its thumbnail, its program."""
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith(("/thumbnail", "/extended-properties")):
            del package.rels[name]


def _based(styles: Any, name: str, *, after: int) -> Any:
    """Return a new style for paragraphs, with the space after them in points."""
    style = styles.add_style(name, 1)
    style.base_style = styles["Normal"]
    style.quick_style = True
    style.paragraph_format.space_after = after * _POINT
    return style


def _font(
    style: Any,
    *,
    size: float = 0,
    bold: bool | None = None,
    italic: bool | None = None,
    color: str = "",
    underline: bool | None = None,
) -> None:
    from docx.shared import RGBColor

    font = style.font
    font.bold, font.italic, font.underline = bold, italic, underline
    if size:
        font.size = int(size * _POINT)
    if color:
        font.color.rgb = RGBColor.from_string(color)


def _heading(style: Any, size: float, *, before: int) -> None:
    _font(style, size=size, bold=True, color=_INK if size > 12 else "000000")
    style.font.name = "Arial"
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        style.element.rPr.rFonts.attrib.pop(f"{{{_W}}}{name}", None)
    style.paragraph_format.space_before = before * _POINT
    style.paragraph_format.space_after = 4 * _POINT
    style.paragraph_format.keep_with_next = True


def _border(style: Any, side: str, color: str, size: int) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    border = f'<w:{side} w:val="single" w:sz="{size}" w:space="6" w:color="{color}"/>'
    own = parse_xml(f"<w:pBdr {nsdecls('w')}>{border}</w:pBdr>")
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(own, *_AFTER_BORDERS)


_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")


def _language(style: Any, language: str) -> None:
    from docx.oxml import OxmlElement

    element = OxmlElement("w:lang")
    for name, value in _language_attributes(language).items():
        element.set(f"{{{_W}}}{name}", value)
    style.element.get_or_add_rPr().append(element)


def spoken_in(language: str) -> str:
    """Return the properties of a run in a language; nothing where it is empty."""
    if not language:
        return ""
    named = (f"w:{k}={attribute(v)}" for k, v in _language_attributes(language).items())
    direction = "<w:rtl/>" if is_right_to_left(language) else ""
    return f"{direction}<w:lang {' '.join(named)}/>"


def _language_attributes(language: str) -> dict[str, str]:
    is_eastern = main_language(language) in _EASTERN
    kinds = ["bidi"] * is_right_to_left(language) + ["eastAsia"] * is_eastern
    tag = _EASTERN.get(language.lower(), language)
    return {"val": tag, **dict.fromkeys(kinds, tag)}


_EASTERN = {"ja": "ja-JP", "ko": "ko-KR", "zh": "zh-CN"}
"""The tags that Word has for languages with characters of their own."""


class Links:
    """The addresses of the web that a file links to."""

    def __init__(self, relations: bytes) -> None:
        """Note what the document refers to already.

        Args:
            relations: The member that lists it.
        """
        self._relations = relations
        self._first = relations.count(b"<Relationship ") + 1
        self._known: dict[str, str] = {}

    def to(self, address: str, inside: str) -> str:
        """Return runs as a link to an address, for as many addresses as a file may have."""
        if address not in self._known:
            if len(self._known) >= MOST_LINKS:
                return inside
            self._known[address] = f"rId{self._first + len(self._known)}"
        return f'<w:hyperlink r:id="{self._known[address]}" w:history="1">{inside}</w:hyperlink>'

    def relations(self) -> bytes:
        """Return the member that lists what the document refers to."""
        end = b"</Relationships>"
        new = "".join(
            f'<Relationship Id="{name}" Type="{_HYPERLINK}" Target={attribute(address)} '
            'TargetMode="External"/>'
            for address, name in self._known.items()
        )
        return self._relations.replace(end, new.encode() + end)


@lru_cache(maxsize=8)
def _empty_file(file: WordFile) -> Mapping[str, bytes]:
    """Return the members of a file without a body, which are the same in all files of one kind.

    To build its styles takes longer than to write a letter.
    """
    document = file._empty()
    package = document.part.package
    document.core_properties  # noqa: B018 - it is made when it is asked for
    if file.foot:
        document.sections[0].footer.part  # noqa: B018 - as the properties
    members = {"_rels/.rels": package.rels.xml, "[Content_Types].xml": _types(package)}
    for part in package.parts:
        is_list = file.is_from_right and part.partname == "/word/fontTable.xml"
        members[part.partname.membername] = _fonts_with_other(part.blob) if is_list else part.blob
        if part.rels:
            members[part.partname.rels_uri.membername] = part.rels.xml
    return members


def _types(package: Any) -> bytes:
    """Return the member that says of which type each part is.

    The library writes it only into an archive that has the time of day, which `pack` leaves out.
    """
    types = "".join(
        f'<Override PartName="{part.partname}" ContentType="{part.content_type}"/>'
        for part in sorted(package.parts, key=lambda part: str(part.partname))
    )
    return (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="{_OF_RELATIONS}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
    ).encode()


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HYPERLINK = f"{_OFFICE}/hyperlink"
_TYPES = f"{_PACKAGE}/content-types"
_OF_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"


def widths(longest: Sequence[int], words: Sequence[int], total: int) -> list[int]:
    """Return the widths of columns that share a line: none breaks a word if that can be.

    What is left goes to the columns whose texts are longer than their words, if there are some.

    Args:
        longest: The characters of the longest text of each.
        words: The characters of the longest word of each.
        total: The width of all together in twentieths of a point.
    """
    words = [min(word, _MOST_WORD) for word in words]
    least = [word * _LETTER + _PADDING for word in words]
    if sum(least) > total:
        least = [total * width // sum(least) for width in least]
    wanted = [min(text, _MOST_WIDE) + 1 for text in longest]
    if any(map(gt, longest, words)):
        wanted = [
            more * (text > word) for more, text, word in zip(wanted, longest, words, strict=True)
        ]
    left = total - sum(least)
    shares = [width + left * text // sum(wanted) for width, text in zip(least, wanted, strict=True)]
    shares[-1] += total - sum(shares)
    return shares


_MOST_WIDE, _MOST_WORD = 60, 22
"""The most characters of a text and of a word that make a column wider."""
_LETTER, _PADDING = 105, 230
"""The width of a letter of a table, and of the space left and right of a cell."""


# From right to left: the styles say it once for all paragraphs. What Word asks for in each run, and
# in each table, is put into the finished body, so that nothing else that writes Word files knows of
# directions.

_FONT, _OTHER_FONT = "Tahoma", "Noto Sans Arabic"
"""A font with Arabic that Windows and macOS have, and what takes its place where it is missing.

Programs put another in the place of Arial that has no Arabic, and then mix two fonts in a word.
"""

_RUN = re.compile(r"<w:r>(?:<w:rPr>(.*?)</w:rPr>)?+(.*?)</w:r>", re.DOTALL)
_PARAGRAPH = re.compile(r"<w:p>(?:<w:pPr>(.*?)</w:pPr>)?+(.*?)</w:p>", re.DOTALL)
_TEXT = re.compile(r"(<w:t [^>]*>)([^<]*)</w:t>")
_TWIN = re.compile(r'<w:(b|i|sz)( w:val="[^"]*")?/>')
_WITH_TWIN = r"\g<0><w:\1Cs\2/>"
_AFTER_DIRECTION = re.compile(r"(?=<w:(?:spacing|ind|jc|rPr)\b)|$")
_AFTER_SIDE = re.compile(r"(?=<w:rPr\b)|$")
_WORD_OR_CODE = re.compile(r"[^\W\d_]{2}|\d\([^\W\d_]")
"""What runs from the left as a whole: a word, or the number of a recommendation: `15(a)`."""
_OWN_WORDS = '<w:pStyle w:val="Quote"/>'
_LIST = '<w:pStyle w:val="ListBullet"/>'


def _body_from_right(xml: str, *, is_form: bool) -> str:
    """Return the body of a file from right to left.

    Tables begin on the right; digits stay below each other by their last one. A paragraph in
    Latin letters alone runs from the left, so that its marks stay where they are, but on the side
    of the others, unless it is somebody's own words.

    Args:
        xml: Paragraphs and tables, as `word_xml` writes them.
        is_form: Whether it comes back, filled in. What runs from the left stands between marks,
            for programs that look at texts alone, but not in the tables of a form.
    """
    xml = xml.replace(TO_THE_RIGHT, "").replace("<w:tblW ", "<w:bidiVisual/><w:tblW ")
    pieces = re.split("(<w:tbl>.*?</w:tbl>)", xml, flags=re.DOTALL) if is_form else [xml]
    runs = "".join(
        _RUN.sub(partial(_run, has_marks=number % 2 == 0), piece)
        for number, piece in enumerate(pieces)
    )
    return _PARAGRAPH.sub(_paragraph, runs)


def _run(found: re.Match[str], *, has_marks: bool) -> str:
    """Return a run; what runs from the left in it is a run of its own."""
    look, inside = found[1] or "", found[2]
    if HIDDEN in look or is_from_left(_text(inside)):
        return found[0]
    look_before, language, own = _TWIN.sub(_WITH_TWIN, look).partition("<w:lang ")
    begin = f"<w:r><w:rPr>{look_before}<w:rtl/>{language}{own}</w:rPr>"
    left = f"<w:r><w:rPr>{look}</w:rPr>" if look else "<w:r>"

    def in_pieces(text: re.Match[str]) -> str:
        parts = []
        for piece, is_left in directed(unescaped(text[2])):
            if is_left:
                shown = escaped(between_marks(piece) if has_marks else piece)
                parts.append(f"</w:r>{left}{text[1]}{shown}</w:t></w:r>{begin}")
            else:
                parts.append(f"{text[1]}{escaped(piece)}</w:t>")
        return "".join(parts)

    whole = f"{begin}{_TEXT.sub(in_pieces, inside)}</w:r>"
    return whole.replace(f"{begin}</w:r>", "") or whole


def _paragraph(found: re.Match[str]) -> str:
    properties, runs = found[1] or "", found[2]
    shown = "".join(inside for look, inside in _RUN.findall(runs) if HIDDEN not in look)
    words = _text(shown)
    if not is_from_left(words) or not _WORD_OR_CODE.search(words):
        return found[0]
    if _LIST in properties and words[-1].isalnum():  # such as a file: its sign stands on the right
        return found[0]
    if "<w:jc " not in properties and _OWN_WORDS not in properties:
        properties = _AFTER_SIDE.sub(TO_THE_RIGHT, properties, count=1)
    properties = _AFTER_DIRECTION.sub('<w:bidi w:val="0"/>', properties, count=1)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _text(runs: str) -> str:
    return unescaped("".join(text for _, text in _TEXT.findall(runs)))


def _set_sizes(document: Any) -> None:
    """Let letters from right to left be as large as all others in a new document of the library."""
    from docx.oxml.ns import qn

    for properties in document.styles.element.iter(qn("w:rPr")):
        _twin(properties, qn("w:sz"), qn("w:szCs"))


def _set_from_right(document: Any) -> None:
    """Let the styles and pages of a new document of the library run from right to left."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    styles = document.styles.element
    normal = document.styles["Normal"].element.get_or_add_pPr()
    normal.insert_element_before(OxmlElement("w:bidi"), "w:spacing", "w:ind", "w:jc", "w:rPr")
    for properties in styles.iter(qn("w:rPr")):
        for name in ("b", "i"):
            _twin(properties, qn(f"w:{name}"), qn(f"w:{name}Cs"))
        fonts = properties.find(qn("w:rFonts"))
        if fonts is not None:
            fonts.attrib.pop(qn("w:cstheme"), None)
            fonts.set(qn("w:cs"), _FONT)
    for section in document.sections:
        section._sectPr.find(qn("w:docGrid")).addprevious(OxmlElement("w:bidi"))
    document.settings.element.find(qn("w:themeFontLang")).set(qn("w:bidi"), "ar-SA")


def _twin(properties: Any, name: str, twin: str) -> None:
    """Say of letters from right to left what is said of all others."""
    own, other = properties.find(name), properties.find(twin)
    if other is not None:
        properties.remove(other)
    if own is not None:
        copied = own.makeelement(twin, dict(own.attrib))
        own.addnext(copied)


def _fonts_with_other(fonts: bytes) -> bytes:
    """Return the member with the fonts of a file, in which the font has another in its place."""
    own = (
        f'<w:font w:name="{_FONT}"><w:altName w:val="{_OTHER_FONT}"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )
    return fonts.replace(b"</w:fonts>", own.encode())
