"""Documents, pages and workbooks in a language from right to left."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from checklist.render import html
from checklist.render.blocks import Block, Facts, Heading, Items, Notice, Paragraph, Quote, Table
from checklist.render.document import Document
from checklist.render.html import as_html
from checklist.render.word import as_docx
from checklist.text.languages import directed, with_marks
from checklist.text.messages import speaking
from tests.support.browser import Browser
from tests.support.pseudo import catalogue, in_arabic

PHYSICAL = re.compile(
    r"(?:margin|padding|border)-(?:left|right)"
    r"|(?<![\w-])(?:left|right):"
    r"|(?:text-align|float|clear|caption-side): *(?:left|right)"
    r"|@(?:top|bottom)-(?:left|right)"
)
"""What a style sheet says of a side of the screen, where it means the begin or end of a line."""
FOUR_SIDES = re.compile(
    r"(?:margin|padding|border-width|inset): *[\w.-]+ ([\w.-]+) [\w.-]+ ([\w.-]+)"
)
ARABIC = "ينص القانون رقم 40 لسنة 2003"
BLOCKS: list[Block] = [
    Heading("تقرير الدولة", 1),
    Notice("هذه مسودة."),
    Facts([("التقرير", "مسودة في 2026-11-30، ثم 23(a)"), ("Mail", "kari@example.org")]),
    Heading("الجزء 1", 2, "one"),
    Paragraph("اكتبوا <R&D> في NOR-labour.html."),
    Quote("An Act of 2003."),
    Quote(ARABIC),
    Items(["الشرطة", "العدل"]),
    Table("أعداد", ["الرمز", "العدد"], [["NOR", 1_234], ["أخرى", 5]]),
]
QUOTING: list[Block] = [
    Quote(block.text, "en") if isinstance(block, Quote) and block.text.isascii() else block
    for block in BLOCKS
]
"""The same, where it is known that somebody wrote English."""


@pytest.fixture
def arabic() -> Iterator[None]:
    with speaking("ar", catalogue(in_arabic, 6)):
        yield


@pytest.mark.parametrize("path", sorted(html.TEMPLATES.glob("*.css")), ids=lambda path: path.name)
def test_a_style_sheet_names_no_side_of_the_screen(path: Path) -> None:
    style = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)

    assert PHYSICAL.findall(style) == []
    assert [found for found in FOUR_SIDES.findall(style) if found[0] != found[1]] == []


@pytest.mark.parametrize(
    ("text", "from_left"),
    [
        ("مسودة في 2026-11-30، ثم", ["2026-11-30"]),
        ("يبدأ بـ https://. وافصلوا", ["https://"]),
        ("9، 23(a)", ["23(a)"]),
        ("الصف 8.1 a من 3", ["8.1 a"]),
        ("هاتف +47 22 24 90 90.", ["+47 22 24 90 90"]),
        ("الدولة (Norway) · 13 سؤالاً، 45%", ["Norway"]),
        ("An Act of 2003.", ["An Act of 2003."]),
        ("بالإنكليزية: Draft, not read; it decides.", ["Draft, not read; it decides"]),
        ("3.7 إلى 12", []),
        ("", []),
    ],
)
def test_what_runs_from_the_left_is_one_piece(text: str, from_left: list[str]) -> None:
    pieces = [*directed(text)]

    assert [piece for piece, is_left in pieces if is_left] == from_left
    assert "".join(piece for piece, _ in pieces) == text
    assert re.sub("[\u200e\u200f]", "", with_marks(text)) == text


def test_a_line_runs_from_the_right_whatever_it_begins_with() -> None:
    marked = "\u200f\u200eWord\u200f، ثم \u200e2026-11-30\u200f."
    assert with_marks("Word، ثم 2026-11-30.") == marked
    assert with_marks("checklist answer") == "checklist answer"
    address = "\u200f\u200ehttps://\u200e\u200f؛ ثم"
    assert with_marks("https://؛ ثم") == address, "the signs stay behind the letters"


def test_a_page_runs_in_the_direction_of_its_language() -> None:
    page = as_html(Document(QUOTING, "draft", language="ar"))

    assert '<html lang="ar" dir="rtl">' in page
    assert '<blockquote class="text" lang="en" dir="auto">' in page
    assert 'مسودة في <bdi dir="ltr">2026-11-30</bdi>، ثم <bdi dir="ltr">23(a)</bdi>' in page
    assert '&lt;<bdi dir="ltr">R&amp;D</bdi>&gt; في <bdi dir="ltr">NOR-labour.html</bdi>.' in page
    english = as_html(Document(BLOCKS, "draft", language="en"))
    assert '<html lang="en">' in english
    assert "<bdi" not in english and "dir=" not in english.partition("</style>")[2]


def test_a_page_has_the_language_that_is_spoken(arabic: None) -> None:
    assert '<html lang="ar" dir="rtl">' in as_html(Document(BLOCKS, "draft"))


def test_nothing_of_a_page_lies_beside_it(browser: Browser, tmp_path: Path) -> None:
    for language in ("ar", "en"):
        path = tmp_path / f"{language}.html"
        path.write_text(
            as_html(Document(BLOCKS, "draft", in_two_columns=True, language=language)), "utf-8"
        )
        for width in (360, 1280):
            with browser.shown(path, width=width) as shown:
                assert not shown.is_cut(), (language, width)
                first, second = shown.page.evaluate(
                    "[...document.querySelectorAll('thead th')].map((one) => one.offsetLeft)"
                )
                assert (first > second) is (language == "ar")


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if "xml" in name}


def test_the_sign_of_a_list_stands_on_the_right_beside_a_file() -> None:
    listed, alone = "report-NOR.yaml", "checklist answer"
    blocks: list[Block] = [Items([listed, "الشرطة"]), Paragraph(alone)]
    body = parts(as_docx(Document(blocks, title="t", language="ar")))["word/document.xml"]
    found = {
        re.sub("<.*?>|[\u200e\u200f]", "", one): one for one in re.findall("<w:p>.*?</w:p>", body)
    }

    assert 'w:bidi w:val="0"' not in found[listed]
    assert 'w:bidi w:val="0"' in found[alone]


def test_a_word_file_runs_from_the_right() -> None:
    file = parts(as_docx(Document(QUOTING, title="t", language="ar", foot="تقرير")))
    body, styles = file["word/document.xml"], file["word/styles.xml"]

    normal = re.search(r'<w:style [^>]*w:styleId="Normal">.*?</w:style>', styles, re.DOTALL)
    assert normal is not None
    assert "<w:bidi/>" in normal[0] and '<w:lang w:val="ar" w:bidi="ar"/>' in normal[0]
    assert re.search(r"<w:sectPr.*<w:bidi/><w:docGrid", re.sub(r">\s+<", "><", body), re.DOTALL)
    assert body.count("<w:tbl>") == body.count("<w:bidiVisual/>") > 0
    assert re.findall(r"<w:bCs[^>]*/>", styles) and styles.count("<w:b/>") == styles.count(
        "<w:bCs/>"
    )
    assert re.findall(r'<w:sz w:val="(\d+)"/>', styles) == re.findall(
        r'<w:szCs w:val="(\d+)"/>', styles
    )
    assert 'w:cs="Tahoma"' in normal[0] and "Noto Sans Arabic" in file["word/fontTable.xml"]
    assert '<w:pStyle w:val="CellText"/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t' in body
    assert "<w:rtl/>" in file["word/footer1.xml"]


def test_what_runs_from_the_left_in_a_word_file_is_a_run_of_its_own() -> None:
    body = parts(as_docx(Document(QUOTING, title="t", language="ar")))["word/document.xml"]

    assert re.search(r'<w:r><w:t xml:space="preserve">\u200e2026-11-30\u200f</w:t></w:r>', body)
    assert "\u200eR&amp;D\u200f" in body and "&amp;amp;" not in body
    quotes = re.findall(r'<w:p><w:pPr><w:pStyle w:val="Quote"/>(.*?)</w:p>', body)
    own = '<w:bidi w:val="0"/></w:pPr><w:r><w:rPr><w:lang w:val="en"/></w:rPr><w:t'
    assert quotes[0].startswith(own)
    assert quotes[1].startswith("</w:pPr><w:r><w:rPr><w:rtl/></w:rPr>")


def test_an_english_word_file_says_nothing_of_directions() -> None:
    file = parts(as_docx(Document(BLOCKS, title="t", language="en")))

    for name in ("word/document.xml", "word/styles.xml"):
        assert not re.search(r"w:rtl|w:bidi/|w:bidi |w:bidiVisual", file[name])


def test_a_word_file_has_the_language_that_is_spoken(arabic: None) -> None:
    assert "<w:bidiVisual/>" in parts(as_docx(Document(BLOCKS, title="t")))["word/document.xml"]
