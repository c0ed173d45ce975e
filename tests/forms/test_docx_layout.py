"""How a Word form is laid out: for a minister's desk, on few pages."""

import io
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from checklist.forms.docx_layout import head_width
from checklist.forms.registry import read_return
from checklist.ministries.division import Assignment, Authority, Division, reference_of
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
        asks={name: Assignment(lead="labour") for name in names},
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

    assert said[at + 1].startswith("You lead. Answer for the date of this report.")
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


def test_who_leads_stands_first_and_bold_below_the_question() -> None:
    divided = Division(
        checklist_division=1,
        questionnaire=reference_of(SHIPPED),
        state="NOR",
        report_id=REPORT_ID,
        authorities={"labour": Authority(), "police": Authority()},
        asks={
            "coordinating-body": Assignment(lead="police", also=["labour"]),
            "monitoring": Assignment(lead="labour", also=["police"]),
            "research": Assignment(lead="own", also=["labour"]),
        },
    )
    document = docx.Document(io.BytesIO(written(form({}, "labour", divided, SHIPPED), "docx")))
    said = [paragraph for paragraph in document.paragraphs if paragraph.text]

    roles = {
        "3.3  ": "You contribute; Police leads.",
        "3.8  ": "You lead.",
        "3.9  ": "You contribute; the authority that writes the report leads.",
    }
    for number, role in roles.items():
        at = next(n for n, one in enumerate(said) if one.text.startswith(number))
        first, second = said[at + 1].runs
        assert first.text.startswith(role)
        assert (first.bold, second.bold) == (True, None)


def test_a_table_of_which_columns_are_asked_says_who_leads_and_has_a_remark_and_a_mark() -> None:
    figures = "yearly-figures"
    divided = Division(
        checklist_division=1,
        questionnaire=reference_of(SHIPPED),
        state="NOR",
        report_id=REPORT_ID,
        authorities={"police": Authority(), "courts": Authority(), "justice": Authority()},
        asks={
            figures: Assignment(lead="police"),
            f"{figures}/convictions": Assignment(lead="courts"),
            f"{figures}/victims": Assignment(lead="police", also=["courts"]),
            "legal-help": Assignment(lead="justice"),
        },
    )
    one = WordForm(written(form({}, "courts", divided, SHIPPED), "docx"))
    (role,) = [
        paragraph.runs[0].text
        for paragraph in one.document.paragraphs
        if paragraph.text.startswith("You lead")
    ]
    assert role == ("You lead “Convictions”. You contribute; Police leads “Victims identified”. ")
    one.mark(figures, "none")
    one.write("By court year.", figures, "note")
    one.mark(figures, column="confidential")

    read = read_return(one.saved(), "NOR-courts.docx", SHIPPED)

    beside = {f"{figures}/note": "By court year.", f"{figures}/confidential": True}
    assert dict(read.given) == {figures: [], **beside}
    assert (list(read.stray), list(read.findings)) == ([], [])


@pytest.mark.parametrize("rows", [("judges",), ("police-officers", "judges", "prosecutors")])
def test_the_rows_in_which_one_can_differ_are_rows_of_the_form(rows: tuple[str, ...]) -> None:
    divided = Division(
        checklist_division=1,
        questionnaire=reference_of(SHIPPED),
        state="NOR",
        report_id=REPORT_ID,
        authorities={"police": Authority(), "labour": Authority()},
        asks={f"professions/{row}": Assignment(lead="police", also=["labour"]) for row in rows},
    )
    one = WordForm(written(form({}, "labour", divided, SHIPPED), "docx"))
    text = "\n".join(words(tc) for tc in one.document.element.body.iter(qn("w:tc")))
    letters = re.findall(r"^([a-z])[A-Z]", text, re.MULTILINE)

    named = re.findall(r"or the rows \(([a-z]), ([a-z])\)", text)
    assert len(named) == (len(rows) > 1)
    assert {letter for pair in named for letter in pair} <= {*letters}


LED = """
    yearly-figures/prosecutions yearly-figures/convictions offence law-change
    convention-offences convention-tools convention-context definition-points concepts-unclear
    legislation-obstacles legislation-step legislation-step-date legislation-assistance
    legislation-priority prostitution-information non-punishment non-punishment-clarity
    non-punishment-sources secondary-victimization assistance/legal assistance/information
    assistance/views assistance/child-representation compensation compensation-source
    protection/privacy investigation-efforts/prosecutions case-phases/prosecution
    cross-border/confiscation cross-border/extradition cross-border/mutual-legal-assistance
    cooperation-basis central-authorities professions/prosecutors professions/judges
    special-training/prosecutors special-training/judges special-training/court-staff
"""
BESIDE = """
    adherence-assistance coordination-levels/investigation yearly-figures protection
    witness-guidance investigation-means investigation-efforts case-phases joint-action
    cross-border joint-help regional-cooperation regional-information investigation-obstacles
    investigation-step investigation-step-date investigation-assistance investigation-priority
    professions special-training training-content training-content-others training-partners
    staff-support country-materials
"""
OF_OTHERS = """
    coordination-levels/local-level coordination-levels/local-services yearly-figures/victims
    yearly-figures/investigations assistance/medical protection/safe-shelter
    protection/witness-protection investigation-means/financial
    investigation-efforts/investigations case-phases/interception case-phases/investigation
    case-phases/reintegration professions/police-officers professions/border-guards
    professions/immigration-officers professions/labour-inspectors professions/peacekeepers
    professions/consular-officers professions/medical-staff professions/social-workers
    special-training/law-enforcement special-training/victim-services
"""
"""What a ministry of justice leads, what it contributes to, and rows that others answer alone."""


def of_justice(asks: dict[str, Assignment]) -> bytes:
    """Return the form of a ministry of justice that leads or contributes."""
    divided = Division(
        checklist_division=1,
        questionnaire=reference_of(SHIPPED),
        state="KEN",
        report_id=REPORT_ID,
        authorities={"justice": Authority(), "police": Authority()},
        asks=asks,
    )
    return written(form({}, "justice", divided, SHIPPED), "docx")


def by_rows() -> bytes:
    """Return a form with 47 questions of a division by rows."""
    leads, adds = Assignment(lead="justice"), Assignment(lead="police", also=["justice"])
    asks = {
        **dict.fromkeys(LED.split(), leads),
        **dict.fromkeys(BESIDE.split(), adds),
        **dict.fromkeys(OF_OTHERS.split(), Assignment(lead="police")),
    }
    assert len({place.partition("/")[0] for place in asks}) == 47
    return of_justice(asks)


def drawn(seed: int) -> bytes:
    """Return a form with 47 questions, to 23 of which the ministry contributes."""
    random = Random(seed)
    names = random.sample(IDS, 47)
    beside = {*random.sample(names, 23)}
    leads, adds = Assignment(lead="justice"), Assignment(lead="police", also=["justice"])
    return of_justice({name: adds if name in beside else leads for name in names})


@pytest.mark.thorough
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_forty_seven_questions_are_at_most_fifteen_pages(tmp_path: Path) -> None:
    most = {"5": 3, "20": 7, "47": 14, "60": 17, "rows": 15}
    files = {number: sent(int(number)) for number in most if number.isdecimal()}
    files |= {"rows": by_rows()} | {f"drawn-{seed}": drawn(seed) for seed in range(5)}
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
