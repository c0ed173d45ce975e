"""The covering note, the mail and the reminder; and blocks as a Word file."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

from checklist.ministries.part import Part, PartMaker
from checklist.questionnaire.loading import shipped
from checklist.render.blocks import (
    Blanks,
    Block,
    Facts,
    Heading,
    Items,
    Notice,
    Numbered,
    Paragraph,
    Quote,
    Table,
    Url,
)
from checklist.render.document import Document
from checklist.render.ministries.covering_note import (
    ReminderContent,
    Sender,
    mail_text,
    note_blocks,
    reminder_text,
)
from checklist.render.word import as_docx
from tests.support.ministries import all_to, division, part_of
from tests.support.ministries import checked as checked_report

KARI = Sender(office="Ministry of justice", person="Kari", email="kari@example.org")


def labour(due: str = "2027-03-03") -> Part:
    return part_of({}, "labour", division().changed("labour", due=due))


def words(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


def test_the_note_says_what_is_asked_until_when_and_what_becomes_of_it() -> None:
    note = words(as_docx(Document([*note_blocks(labour(), KARI, "NOR-labour.xlsx")], title="Note")))

    for part in (
        "Questions to: Ministry of labour",
        "Asked of you: 6 questions, about 10 minutes",
        "On: People on the coast",
        "Until: 3 March 2027",
        "Send it back to: kari@example.org",
        "If you have a question: Kari, Ministry of justice, kari@example.org",
        "Leave open the questions that are not yours",
        "“Not known” is an answer",
        "Send no attachments",
        "“Do not publish”",
        "the report will say “not known”",
    ):
        assert part in note


@pytest.mark.thorough
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_note_has_one_page_even_for_all_questions_of_the_questionnaire(tmp_path: Path) -> None:
    questionnaire = shipped()
    maker = PartMaker(
        checked=checked_report({}, questionnaire), division=all_to("labour", questionnaire)
    )
    part = maker.part("labour", "b" * 32)
    path = tmp_path / "note.docx"
    path.write_bytes(as_docx(Document([*note_blocks(part, KARI, "NOR-labour.xlsx")], title="Note")))

    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)],
        check=True,
        capture_output=True,
    )  # fmt: skip

    pages = re.findall(rb"/Type\s*/Page\b", (tmp_path / "note.pdf").read_bytes())
    assert len(pages) == 1


def test_the_mail_names_what_comes_along() -> None:
    mail = mail_text(labour(), KARI, "NOR-labour.xlsx", "NOR-labour-note.docx")

    assert mail.startswith("Subject: Report of Norway: questions to Ministry of labour by 3 March")
    assert "NOR-labour.xlsx" in mail
    assert "NOR-labour-note.docx" in mail
    assert mail.endswith("Kari, Ministry of justice, kari@example.org\n")


def test_without_a_day_and_a_sender_the_mail_leaves_places_for_them() -> None:
    mail = mail_text(part_of({}), Sender(), "NOR-labour.xlsx", "note.docx")

    assert "(your name, office, address and telephone)" in mail
    assert " by " not in mail.splitlines()[0]


def test_the_reminder_lists_what_is_open() -> None:
    wanted = ReminderContent(["3.3 Which rule?"])
    text = reminder_text(labour(), KARI, wanted, [], sheets=[], has_answered=True)

    assert "We asked for it by 3 March 2027." in text
    assert "\n- 3.3 Which rule?\n" in text
    assert "We have your other answers. You need not write them again." in text


BLOCKS: list[Block] = [
    Heading("Title", 1),
    Heading("Part", 2),
    Paragraph("One.\nTwo."),
    Quote("Said."),
    Notice("Mind."),
    Facts([("State", "Norway"), ("Page", Url("https://example.org"))]),
    Items(["a", "b"]),
    Numbered(["c"]),
    Blanks(["Signed"]),
    Table("Numbers", ["A", "B"], [["1", 2], [["x", "y"], "z"]]),
]


def test_each_block_becomes_words_of_its_style() -> None:
    document = docx.Document(io.BytesIO(as_docx(Document(BLOCKS, title="Title", language="nb"))))

    styles = [
        (getattr(paragraph.style, "name", ""), paragraph.text) for paragraph in document.paragraphs
    ]
    assert styles[:4] == [
        ("Heading 1", "Title"),
        ("Heading 2", "Part"),
        ("Normal", "One."),
        ("Normal", "Two."),
    ]
    assert ("List Bullet", "a") in styles
    assert ("Fact", "1. c") in styles
    assert ("Fact", "Page: https://example.org") in styles
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["A", "B"],
        ["1", "2"],
        ["x\ny", "z"],
    ]


def xml_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("word/document.xml").decode()


def test_the_head_of_a_table_is_one_for_a_screen_reader_and_each_page() -> None:
    assert "<w:tblHeader" in xml_of(as_docx(Document(BLOCKS, title="Title")))


def test_the_same_document_has_the_same_bytes_and_no_time_or_name_in_it() -> None:
    made, other = as_docx(Document(BLOCKS, title="Title")), as_docx(Document(BLOCKS, title="Title"))

    assert made == other
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert b"python-docx" not in archive.read("docProps/core.xml")
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_control_characters_of_a_report_do_not_reach_the_document() -> None:
    hostile: Any = [Paragraph("a\x1b[2J\u202eb"), Table("", ["x"], [["\x07"]])]

    text = words(as_docx(Document(hostile, title="\x1b")))

    assert "\x1b" not in text
    assert "‹U+202E›" in text
