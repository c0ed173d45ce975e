"""What a merge and a receipt say of forms that came back: whole words, short lines."""

import copy
import io
import zipfile
from pathlib import Path

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.support.sent_forms import SentForm
from tests.support.word_forms import WordForm, add_run, cells, paragraphs


def test_words_and_label_are_told_apart(tmp_path: Path) -> None:
    sent = SentForm(tmp_path / "report", "docx")
    form = WordForm(sent.form())
    form.mark("pay-rule", "law")
    for code, text in (("law", "since 2003"), ("none", "never")):
        add_run(paragraphs(cells(form.row("pay-rule", code=code))[1])[0], text)
    add_run(paragraphs(cells(form.row("pay-rule", "confidential"))[1])[0], "until May 2027!")

    done = sent.merge(form.saved())

    assert "3.3: beside the fields, not in the report: since 2003\n" in done.stdout
    assert "3.3: beside the fields, not in the report: never\n" in done.stdout
    assert "3.3, do not publish: taken as “Do not publish”: until May 2027!\n" in done.stdout


def test_line_breaks_in_what_cannot_be_read_are_spaces(tmp_path: Path) -> None:
    sent = SentForm(tmp_path / "report", "html")

    done = sent.merge({("pay-date", "answer"): "in May\nor June"})

    assert "`in May or June`" in done.stdout
    assert "U+000A" not in done.stdout


def test_a_pasted_table_leaves_words_and_no_tabs(tmp_path: Path) -> None:
    sent = SentForm(tmp_path / "report", "docx")
    form = WordForm(sent.form())
    inner = OxmlElement("w:tbl")
    cell = OxmlElement("w:tc")
    cell.append(OxmlElement("w:p"))
    row = OxmlElement("w:tr")
    for text in ("2020", "a wage"):
        one = copy.deepcopy(cell)
        add_run(one.find(qn("w:p")), text)
        row.append(one)
    empty = OxmlElement("w:tr")
    empty.extend([copy.deepcopy(cell), copy.deepcopy(cell)])
    inner.extend([empty, row, copy.deepcopy(empty)])
    field = cells(form.row("pay-details"))[-1]
    field.insert(1, inner)

    sent.merge(form.saved())

    assert sent.answers["pay-details"]["value"] == "2020 | a wage"


def test_a_word_form_has_no_thumbnail_and_names_no_other_program(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(SentForm(tmp_path / "report", "docx").form())) as archive:
        names = archive.namelist()
        words = b"".join(map(archive.read, names))

    assert not [name for name in names if "thumbnail" in name or name.endswith("app.xml")]
    assert b"Macintosh" not in words


def test_what_a_contact_lacks_is_said_in_words(tmp_path: Path) -> None:
    sent = SentForm(tmp_path / "report", "html")

    done = sent.merge({("contact-point/person", "answer"): "Kari Lie"})

    assert "“Name of the office and its ministry” is empty" in done.stdout
