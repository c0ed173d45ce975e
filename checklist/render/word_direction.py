"""A Word file from right to left: its body, and the styles by which Word lays it out.

The styles say it once for all paragraphs. What Word asks for in each run, and in each table, is
put into the finished body, so that nothing else that writes Word files knows of directions.
"""

import re
from functools import partial
from typing import Any

from checklist.render.word_xml import HIDDEN, TO_THE_RIGHT, escaped, unescaped
from checklist.text.languages import between_marks, directed, is_from_left

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


def body_from_right(xml: str, *, is_form: bool) -> str:
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


def set_sizes(document: Any) -> None:
    """Let letters from right to left be as large as all others in a new document of the library."""
    from docx.oxml.ns import qn

    for properties in document.styles.element.iter(qn("w:rPr")):
        _twin(properties, qn("w:sz"), qn("w:szCs"))


def set_from_right(document: Any) -> None:
    """Let the styles and pages of a new document of the library run from right to left."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    styles = document.styles.element
    normal = document.styles["Normal"].element.get_or_add_pPr()
    bidi = parse_xml(f"<w:bidi {nsdecls('w')}/>")
    normal.insert_element_before(bidi, "w:spacing", "w:ind", "w:jc", "w:rPr")
    for properties in styles.iter(qn("w:rPr")):
        for name in ("b", "i"):
            _twin(properties, qn(f"w:{name}"), qn(f"w:{name}Cs"))
        fonts = properties.find(qn("w:rFonts"))
        if fonts is not None:
            fonts.attrib.pop(qn("w:cstheme"), None)
            fonts.set(qn("w:cs"), _FONT)
    for section in document.sections:
        own = parse_xml(f"<w:bidi {nsdecls('w')}/>")
        section._sectPr.find(qn("w:docGrid")).addprevious(own)
    document.settings.element.find(qn("w:themeFontLang")).set(qn("w:bidi"), "ar-SA")


def _twin(properties: Any, name: str, twin: str) -> None:
    """Say of letters from right to left what is said of all others."""
    own, other = properties.find(name), properties.find(twin)
    if other is not None:
        properties.remove(other)
    if own is not None:
        copied = own.makeelement(twin, dict(own.attrib))
        own.addnext(copied)


def fonts_with_other(fonts: bytes) -> bytes:
    """Return the member with the fonts of a file, in which the font has another in its place."""
    own = (
        f'<w:font w:name="{_FONT}"><w:altName w:val="{_OTHER_FONT}"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )
    return fonts.replace(b"</w:fonts>", own.encode())
