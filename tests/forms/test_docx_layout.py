"""How a Word form is laid out: for a minister's desk, on few pages."""

import io
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from checklist.forms.docx_layout import head_width
from checklist.forms.registry import read_return
from checklist.ministries.division import Authority, Division, reference_of
from checklist.questionnaire.loading import shipped
from tests.support.ministries import REPORT_ID, form, written
from tests.support.word_forms import WordForm, add_run, paragraphs, put, words

SHIPPED = shipped()
IDS = list(SHIPPED.questions)


@cache
def sent(number: int) -> bytes:
    """Return a form with some questions, from all parts of the questionnaire."""
    names = [IDS[int(at * len(IDS) / number)] for at in range(number)]
    divided = Division(
        checklist_division=1,
        questionnaire=reference_of(SHIPPED),
        state="NOR",
        report_id=REPORT_ID,
        authorities={"labour": Authority()},
        asks=dict.fromkeys(names, "labour"),
    )
    return written(form({}, "labour", divided, SHIPPED), "docx")


def opened(number: int) -> Any:
    return docx.Document(io.BytesIO(sent(number)))


def texts(number: int) -> list[str]:
    """Return the texts of the paragraphs and of the first cells of tables, in their order."""
    found = []
    for one in opened(number).element.body:
        inside = one.find(f".//{qn('w:tc')}") if one.tag == qn("w:tbl") else one
        text = "".join(part.text or "" for part in inside.iter(qn("w:t")))
        found.append(re.sub("⟦[^⟧]*⟧", "", text))
    return found


def test_the_rows_of_a_question_are_one_table_whose_head_stands_on_each_page() -> None:
    one = WordForm(sent(117))
    rows: dict[str, list[Any]] = {}
    for key, column, _ in one.rows:
        question, is_row, _ = key.partition("/")
        if column == "note" and is_row and (question, "grid", "1") in one.grids:
            rows.setdefault(question, []).append(one.row(key, column).table)

    assert len(rows) > 30
    for tables in rows.values():
        assert len({id(table) for table in tables}) == 1
        first = tables[0].find(qn("w:tr"))
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None


def test_why_rows_have_no_answer_is_asked_once_below_them() -> None:
    xml = opened(117).element.xml
    grids = [key for key, _, _ in WordForm(sent(117)).grids]

    assert len(grids) > 30
    assert {xml.count(f"⟦{key} missing not-known⟧") for key in grids} == {1}
    assert not [key for key in grids if re.search(f"⟦{key}/[^ ]+ missing", xml)]


def test_long_options_stand_with_their_numbers_above_a_table_with_one_column_for_them() -> None:
    said = texts(117)
    at = next(n for n, text in enumerate(said) if text.startswith("3.6  "))
    heads = {
        words(cell): cell
        for table in opened(117).tables
        for cell in table.rows[0]._tr.tc_lst
        if words(table.rows[0]._tr.tc_lst[0]) in {"3.6", "8.4"}
    }

    options = next(text for text in said[at:] if text.startswith("Answers:"))
    assert "1\u00a0In place   2\u00a0In place in part   3\u00a0Not in place; planned" in options
    assert {"Answer", "Remark", "Do not publish"} <= heads.keys()
    assert {"In all or most training", "In some training", "In no training"} <= heads.keys()


def test_what_is_asked_stands_before_its_details_and_each_term_is_explained_once() -> None:
    said = texts(60)
    at = next(n for n, text in enumerate(said) if text.startswith("2.2  "))

    assert said[at + 1].startswith("Answer for the date of this report.")
    assert said[at + 2].startswith("Only a party to the Convention can be a party to the Protocol.")
    assert sum("UNODC: The United Nations Office" in text for text in said) == 1


def test_tables_of_entries_stand_below_their_question_and_the_signature_is_last() -> None:
    said = texts(117)
    figures = next(n for n, text in enumerate(said) if text.startswith("3.13  "))
    after = next(n for n, text in enumerate(said) if text.startswith("3.14  "))

    assert said.index("No.", figures) < after
    last = opened(117).tables[-1]
    assert words(last.rows[-1]._tr.tc_lst[0]) == "Signature and stamp:"


@pytest.mark.parametrize(("number", "has_contents"), [(5, False), (10, False), (20, True)])
def test_more_than_ten_questions_have_a_list_of_contents(number: int, has_contents: bool) -> None:
    said = texts(number)
    anchors = re.findall(r'w:anchor="(_Toc\d+)"', opened(number).element.xml)

    assert ("Contents" in said) is has_contents
    assert bool(anchors) is has_contents
    assert all(f'w:name="{anchor}"' in opened(number).element.xml for anchor in anchors)


def test_the_first_page_has_a_place_for_letterhead_and_reference_which_are_only_listed() -> None:
    one = WordForm(sent(5))
    place = one.row("#letterhead")
    assert one.document.tables[0]._tbl is place.table
    add_run(paragraphs(place.cells[0])[0], " Ministry of Labour")
    run = add_run(paragraphs(place.cells[0])[0], "")
    crest, picture = OxmlElement("w:drawing"), OxmlElement("a:blip")
    crest.append(picture)
    run.append(crest)
    put(one.row("#reference").cells[-1], "12/2026")

    read = read_return(one.saved(), "NOR-labour.docx", SHIPPED)

    assert [(text.text, text.place) for text in read.stray] == [
        ("Ministry of Labour", "Place for your letterhead"),
        ("12/2026", "Our reference:"),
    ]
    assert (dict(read.given), list(read.findings)) == ({}, [])


def test_the_page_numbers_that_word_adds_to_the_contents_are_no_remark() -> None:
    one = WordForm(sent(20))
    for paragraph in one.document.paragraphs:
        if paragraph.style is not None and paragraph.style.name == "toc 2":
            *_, last = paragraph._p.iter(qn("w:t"))
            last.text = "7"

    assert list(read_return(one.saved(), "NOR-labour.docx", SHIPPED).stray) == []


@pytest.mark.thorough
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_forty_seven_questions_are_at_most_fifteen_pages(tmp_path: Path) -> None:
    most = {"5": 3, "20": 7, "47": 14, "60": 17}
    files = {number: sent(int(number)) for number in most if number.isdecimal()}
    for name, content in files.items():
        (tmp_path / f"{name}.docx").write_bytes(content)
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path),
         *(str(tmp_path / f"{name}.docx") for name in files)],
        check=True,
        capture_output=True,
    )  # fmt: skip

    pages = {
        name: len(re.findall(rb"/Type\s*/Page\b", (tmp_path / f"{name}.pdf").read_bytes()))
        for name in files
    }

    assert all(0 < pages[name] <= most.get(name, 15) for name in files), pages


@pytest.mark.parametrize("head", ["Réponse", "Respuesta", "Не публиковать"])
def test_a_head_of_a_grid_has_room_for_its_longest_word(head: str) -> None:
    """A bold letter of eight points takes up to 100 twentieths, and a cell has two margins."""
    assert head_width(head) >= max(map(len, head.split())) * 100 + 2 * 100
