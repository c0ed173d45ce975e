"""Documents as Word files: real headings, a list of sections, links, heads of tables, languages."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
import pytest

from checklist.files.reader import read
from checklist.questionnaire.loading import shipped
from checklist.render.bars import Bar, Bars, BarSegment
from checklist.render.blocks import (
    Block,
    Facts,
    Heading,
    Items,
    Paragraph,
    Quote,
    Reference,
    Table,
    Url,
)
from checklist.render.document import Document
from checklist.render.questionnaire.printed import printed_document
from checklist.render.report.document import report_document
from checklist.render.word import as_docx, column_widths
from checklist.reports.check_structure import check_structure
from checklist.reports.checked_report import CheckedReport
from checklist.text.quoted import Quoted
from tests.support.block_text import block_text
from tests.support.folders import EXAMPLES

SHIPPED = shipped()
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def example(code: str) -> tuple[CheckedReport, Any]:
    data: Any = read(EXAMPLES / f"report-{code}.yaml").data
    return check_structure(data, SHIPPED)[0], data


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def body(content: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def texts(content: bytes) -> str:
    """Return all texts of a file, each paragraph on a line."""
    return "\n".join(
        "".join(one.text or "\n" for one in paragraph.iter(f"{W}t", f"{W}br"))
        for paragraph in opened(content).element.body.iter(f"{W}p")
    )


def documents() -> Mapping[str, tuple[bytes, Sequence[Block]]]:
    found = {"questions": printed_document(SHIPPED)}
    for code in ("AUT", "UGA"):
        checked, _ = example(code)
        found[f"report-{code}"] = report_document(checked)
    return {name: (as_docx(document), document.blocks) for name, document in found.items()}


def markdown_words(blocks: Sequence[Block]) -> set[str]:
    plain = re.sub(r"\\(.)", r"\1", block_text(blocks))
    return {word for word in re.findall(r"\w+", plain) if not set(word) <= {"_"}}


@pytest.mark.thorough
def test_every_word_of_the_markdown_document_is_in_the_word_file() -> None:
    for name, (content, blocks) in documents().items():
        assert markdown_words(blocks) <= set(re.findall(r"\w+", texts(content))), name


@pytest.mark.thorough
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_every_word(tmp_path: Path) -> None:
    made = documents()
    for name, (content, _) in made.items():
        (tmp_path / f"{name}.docx").write_bytes(content)

    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path),
         *(str(tmp_path / f"{name}.docx") for name in made)],
        check=True,
        capture_output=True,
    )  # fmt: skip

    for name, (_, blocks) in made.items():
        pdf = tmp_path / f"{name}.pdf"
        done = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True)
        # A word that is longer than its line is broken.
        printed = re.sub(r"\s", "", done.stdout.decode())
        lost = {word for word in markdown_words(blocks) if word not in printed}
        assert {word for word in lost if len(word) < 25} == set(), name
        assert f"Page1of{done.stdout.count(bytes([12]))}" in printed


BLOCKS: list[Block] = [
    Heading("Title", 1),
    Paragraph("First."),
    Heading("One & <two>", 2, "one"),
    Heading("1.1 Asked?", 3, "question-asked", "CONFIDENTIAL"),
    Paragraph("asked", is_aside=True),
    Quote("Svaret."),
    Heading("1.2 And this?", 3, "question-this"),
    Items(["a", "b"]),
    Facts([("See", Reference("1.1", "question-asked")), ("At", Url("https://example.org/a"))]),
    Heading("1.3 These?", 3, "question-these"),
    Table("Answer to 1.3", ["", "Answer"], [["Row", "Yes"], ["Other", "No"]]),
    Heading("Two", 2, "two"),
    Paragraph("Last."),
]


def document(**options: Any) -> bytes:
    return as_docx(Document(BLOCKS, title="Title", **options))


def test_headings_are_headings_of_their_level_also_next_to_answers() -> None:
    paragraphs = opened(document(in_two_columns=True)).element.body.iter(f"{W}p")

    styles = [
        (one.style, "".join(t.text for t in one.iter(f"{W}t")))
        for one in paragraphs
        if (one.style or "").startswith("Heading")
    ]

    assert styles == [
        ("Heading1", "Title"),
        ("Heading2", "One & <two>"),
        ("Heading3", "[CONFIDENTIAL] 1.1 Asked?"),
        ("Heading3", "1.2 And this?"),
        ("Heading3", "1.3 These?"),
        ("Heading2", "Two"),
    ]


def test_a_question_stands_next_to_its_answer_and_a_table_has_the_whole_line() -> None:
    tables = opened(document(in_two_columns=True)).tables

    cells = [[cell.text for cell in row.cells] for row in tables[0].rows]
    assert cells == [
        ["Question", "Answer"],
        ["[CONFIDENTIAL] 1.1 Asked?\nasked", "Svaret."],
        ["1.2 And this?", "a\nb\nSee: 1.1\nAt: https://example.org/a"],
    ]
    assert [cell.text for cell in tables[1].rows[1].cells] == ["Row", "Yes"]


def test_the_list_of_sections_can_be_read_before_it_is_updated_and_leads_to_them() -> None:
    content = document(has_contents=True)
    xml = body(content)

    listed = [one.text for one in opened(content).paragraphs if one.style.name == "toc 2"]
    assert listed == ["One & <two>", "Two"]
    assert ' TOC \\o "2-2" \\h \\z ' in xml
    targets = re.findall(r'w:anchor="([^"]+)"', xml)
    assert set(targets) <= set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', xml))
    assert xml.count('w:fldCharType="begin"') == xml.count('w:fldCharType="end"') == 1


def test_each_table_has_a_head_that_is_repeated_and_words_for_a_screen_reader() -> None:
    for content in (document(in_two_columns=True), as_docx(report_document(example("UGA")[0]))):
        xml = body(content)
        tables = xml.count("<w:tbl>")
        assert tables
        assert xml.count("<w:tblHeader/>") == xml.count("<w:tblCaption ") == tables


def test_no_count_is_broken_below_an_upright_head_and_texts_have_the_room_that_is_left() -> None:
    codes = [f"Considered, and decided otherwise, {n}" for n in range(14)]
    table = Table(
        "T", ["Rec.", "Group", *codes], [["10(b)", "Western European States", *[1_938] * 14]]
    )

    columns = column_widths(table, 14_570, is_upright=True)

    assert sum(columns) == 14_570
    assert min(columns[2:]) >= 4 * 100 + 200, "four digits of 5 points, and the space around them"
    assert columns[1] > columns[0]


def test_a_short_table_and_bars_stay_on_one_page() -> None:
    short: list[Block] = [Heading("T", 1), Table("S", ["a", "b"], [["one", 1], ["two", 2]])]
    long: list[Block] = [Heading("T", 1), Table("L", ["a"], [[str(n)] for n in range(40)])]

    kept, loose = (body(as_docx(Document(one, title="T"))) for one in (short, long))

    rows = re.findall("<w:tr>.*?</w:tr>", kept)
    assert [row.count("<w:keepNext/>") for row in rows] == [2, 2, 0]
    assert "<w:keepNext/>" not in "".join(re.findall("<w:tr>.*?</w:tr>", loose)[1:])


def test_a_shade_in_a_legend_stays_with_its_words_also_where_a_line_begins() -> None:
    parts = [BarSegment("In place", 3, "s1"), BarSegment("Not in place", 1, "s4")]
    bars = Bars("Shown", "Theme", [Bar("Law", 4, parts)])

    content = as_docx(Document([Heading("T", 1), bars], title="T"))

    (line,) = (line for line in texts(content).splitlines() if "In\xa0place" in line)
    shade = "\N{FIGURE SPACE}" * 3  # LibreOffice draws it also where a line begins
    assert line == f"{shade}\xa0In\xa0place   {shade}\xa0Not\xa0in\xa0place"


def test_rows_share_the_words_with_which_they_begin_on_one_page() -> None:
    rows = [
        *([theme, str(year)] for theme in ("Law", "Help") for year in (2024, 2026)),
        ["Help", "x" * 1_300],
        ["", "1"],
        ["", "2"],
    ]
    many = [[theme, str(year)] for theme in ("Law", "Help") for year in range(20)]

    content = as_docx(Document([Heading("T", 1), Table("S", ["Theme", "Year"], rows)], title="T"))
    long = body(
        as_docx(Document([Heading("T", 1), Table("S", ["Theme", "Year"], many)], title="T"))
    )

    assert re.findall('vMerge w:val="([a-z]+)"', body(content)) == ["restart", "continue"] * 2
    assert texts(content).count("Law") == 1
    assert [row.cells[0].text for row in opened(content).tables[0].rows[1:]] == [
        row[0] for row in rows
    ]
    drawn = re.findall("<w:tr>.*?</w:tr>", long)
    assert len(drawn) == 41
    assert [n for n, row in enumerate(drawn) if "restart" in row] == [1, 15, 21, 35]
    assert [n for n, row in enumerate(drawn) if "<w:keepNext/>" not in row] == [14, 20, 34, 40]


def test_cycles_of_a_group_share_its_name_and_it_has_room() -> None:
    groups = ("African States", "Western European and other States")
    themes = ("Prevention, demand and labour exploitation", "Training")
    rows = [
        (theme, group, cycle, *(n,) * 12)
        for theme in themes
        for group in groups
        for n, cycle in enumerate(("2024", "2026"))
    ]
    table = Table("A", ("Theme", "Group", "Cycle", *(f"Code {n}" for n in range(12))), rows)

    content = as_docx(Document([Heading("A", 1), table], title="A", is_wide=True))

    widths = column_widths(table, 14_000, is_upright=True)
    (written,) = opened(content).tables
    merged = [re.findall('vMerge w:val="([a-z]+)"', row._tr.xml) for row in written.rows[1:]]
    # Of each theme four rows, of each group two.
    of_theme = [["restart"] * 2, ["continue"] * 2, ["continue", "restart"], ["continue"] * 2]
    assert merged == of_theme * 2
    assert widths[1] >= widths[0] * 0.9


def test_a_part_and_the_remarks_on_it_stay_with_its_first_question() -> None:
    table = Table("A", ("Q", "N"), [(f"Row {n}", n) for n in range(40)])
    begun: list[Block] = [Heading("T", 1), Heading("Part 1", 2), Paragraph("Answered.", True)]
    asked: list[Block] = [Heading("1.1 Which?", 3), Paragraph("Rec. 6", True), table]

    content = as_docx(Document([*begun, *asked], title="T", in_two_columns=True))

    kept = {one.text: "w:keepNext" in one._p.xml for one in opened(content).paragraphs}
    assert kept["Answered."]
    assert kept["Rec. 6"]


def test_a_column_whose_texts_fit_leaves_what_is_left_to_the_others() -> None:
    head = ("", "Recommendation", "Answer")
    table = Table("A", head, [("A long label of a row of the matrix " * 2, "54(a)", "In part, so")])

    label, recommendation, answer = column_widths(table, 9_600, is_upright=False)

    assert recommendation < 2_200
    assert label > 2 * answer


def test_words_before_a_table_stay_with_it() -> None:
    table = Table("A", ("Q", "N"), [(f"Row {n}", n) for n in range(40)])

    content = as_docx(
        Document([Heading("A", 1), Paragraph("One."), Paragraph("Two."), table], title="A")
    )

    kept = {one.text: "w:keepNext" in one._p.xml for one in opened(content).paragraphs}
    assert (kept["One."], kept["Two."]) == (False, True)


def test_rows_are_not_split_unless_they_are_long() -> None:
    long: list[Block] = [Heading("T", 1), Table("", ["a"], [["b"], ["c " * 900]])]

    assert body(as_docx(Document(long, title="T"))).count("<w:cantSplit/>") == 2


def test_links_lead_to_the_web_and_into_the_document() -> None:
    content = document()

    relations = body(content, "word/_rels/document.xml.rels")
    assert 'Target="https://example.org/a" TargetMode="External"' in relations
    assert "_Toc" in re.findall(r'w:anchor="([^"]+)"', body(content))[0]


@pytest.mark.thorough
def test_only_so_many_addresses_become_links_as_a_file_can_have() -> None:
    many: list[Block] = [Facts([("At", Url(f"https://example.org/{n}"))]) for n in range(2_100)]

    content = as_docx(Document([Heading("T", 1), *many], title="T"))

    assert body(content).count("<w:hyperlink ") == 2_000
    assert "https://example.org/2099" in texts(content)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", '<w:lang w:val="nb"/>'),
        ("ar", '<w:rtl/><w:lang w:val="ar" w:bidi="ar"/>'),
        ("zh", '<w:lang w:val="zh-CN" w:eastAsia="zh-CN"/>'),
        ("mul", '<w:lang w:val="mul"/>'),
    ],
)
def test_the_words_of_a_report_have_their_language(language: str, expected: str) -> None:
    lines = [Quoted.of(text, "Svaret.", language) for text in ("Note: Svaret.", "Svaret. (SECRET)")]
    table = Table("C", ["A", "B"], [["x", lines[0]], ["y", lines]])
    quote = Quote("Svaret.", language)

    found = body(as_docx(Document([Heading("T", 1), quote, Paragraph(lines[0]), table], title="T")))

    runs = re.findall(r"<w:rPr>([^/]*/>[^/]*/>|[^/]*/>)</w:rPr><w:t [^>]*>([^<]*)</w:t>", found)
    words = [text.strip("\u200f") for look, text in runs if look == expected]
    assert words == ["Svaret."] * 5
    assert found.count("<w:bidi/>") == (2 if language == "ar" else 0)


def test_characters_of_a_chinese_document_have_the_fonts_of_chinese() -> None:
    content = as_docx(Document([Heading("T", 1)], title="T", language="zh"))

    assert 'w:eastAsia="zh-CN"' in body(content, "word/settings.xml").partition("themeFontLang")[2]


def test_the_foot_says_what_it_is_and_the_page() -> None:
    foot = body(as_docx(report_document(example("UGA")[0])), "word/footer1.xml")

    assert "State report: Uganda (UGA) · Final report, revision 1, as of" in foot
    assert {" PAGE ", " NUMPAGES "} == set(re.findall('w:instr="([^"]+)"', foot))


def test_a_table_with_very_many_columns_becomes_a_list_of_its_rows() -> None:
    head = [f"column {n} with a long name" for n in range(60)]
    wide = Table("Wide", head, [[f"word{n}" for n in range(60)]])

    content = as_docx(Document([Heading("T", 1), wide], title="T"))

    assert opened(content).tables == []
    assert "column 59 with a long name: word59" in texts(content)


HOSTILE = "a\x00\x0b\x1b[2J\x7f\x9b\ufffe\uffff\ud800\u202e</w:t><script>&amp;\"'"


def test_characters_that_no_xml_can_have_do_no_harm_anywhere() -> None:
    hostile: Any = [
        Heading(HOSTILE, 1),
        Heading(HOSTILE, 2, HOSTILE, HOSTILE),
        Paragraph(HOSTILE),
        Quote(HOSTILE),
        Items([HOSTILE]),
        Facts([(HOSTILE, [HOSTILE, Url(HOSTILE), Url("javascript:alert(1)")])]),
        Facts([("", Reference(HOSTILE, HOSTILE))]),
        Table(HOSTILE, [HOSTILE], [[HOSTILE]]),
    ]

    content = as_docx(
        Document(hostile, title=HOSTILE, foot=HOSTILE, has_contents=True, in_two_columns=True)
    )

    shown = texts(content)
    assert shown.count("‹U+001B›") >= 10
    assert shown.count("</w:t><script>&amp;") >= 10
    assert "javascript" not in body(content, "word/_rels/document.xml.rels")
    assert body(document()) != ""


def test_the_same_report_has_the_same_bytes() -> None:
    assert as_docx(report_document(example("UGA")[0])) == as_docx(
        report_document(example("UGA")[0])
    )
