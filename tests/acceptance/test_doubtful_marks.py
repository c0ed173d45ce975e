"""Marks at options: which are firm, which are in doubt, and which are none."""

from pathlib import Path
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.support.sent_forms import SentForm
from tests.support.word_forms import WordForm, add_run, cells, paragraphs

DOUBTS = ("?", "x?", "x ?", "?x", "to check", "x to check", "?!", ".", "؟", "tbc", "x, right?")
RADIO = ("channels#radio", "answer")
PAY = ("pay-rule", "answer", "law")
CHECKED = '<w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox>'
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


@pytest.fixture
def sent(name: str, tmp_path: Path) -> SentForm:
    return SentForm(tmp_path / "report", name)


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["docx", "html"])
@pytest.mark.parametrize("doubt", DOUBTS)
def test_a_doubt_at_one_of_several_options_is_asked_about(doubt: str, sent: SentForm) -> None:
    done = sent.merge({RADIO: doubt, ("channels#posters", "answer"): "x"})

    assert (done.code, sent.answers) == (1, {})
    assert "is a doubt, and no answer" in done.stdout
    assert "3.2" in done.stdout or "Form!" in done.stdout


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["docx", "html"])
def test_only_the_doubtful_mark_of_a_list_is_asked_about_and_the_others_are_shown(
    sent: SentForm,
) -> None:
    marks = {("channels#posters", "answer"): "x", ("channels#television", "answer"): "x"}

    done = sent.merge({RADIO: "?", **marks})

    said = " ".join(done.stdout.split())
    assert said.count("is a doubt, and no answer") == 1
    assert "`Radio`: `?` is a doubt, and no answer. Marked without a doubt in this list: " in said
    assert "`Television`; `Posters`. The list is taken once `Radio` has an x, or nothing" in said
    assert (done.code, sent.answers) == (1, {})
    done = sent.merge({RADIO: "x", **marks})
    assert sorted(sent.answers["channels"]["value"]) == ["posters", "radio", "television"]


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["docx"])
@pytest.mark.parametrize("doubt", DOUBTS)
def test_a_doubt_at_a_single_choice_of_a_word_form_is_asked_about(
    doubt: str, sent: SentForm
) -> None:
    done = sent.merge({PAY: doubt, ("training/pilots", "missing", "not-known"): "?"})

    assert (done.code, sent.answers) == (1, {})
    assert done.stdout.count("is a doubt, and no answer") == 2


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["docx", "html"])
def test_a_doubt_in_place_of_a_text_is_asked_about(name: str, tmp_path: Path) -> None:
    sent = SentForm(tmp_path / "report", name)

    done = sent.merge({("pay-details", "answer"): "?"})

    assert (done.code, sent.answers) == (1, {})


PARTLY = CellRichText(TextBlock(InlineFont(strike=True), "x"))


def field_box(state: str) -> Any:
    return parse_xml(
        f"<w:r {nsdecls('w')}><w:fldChar w:fldCharType='begin'><w:ffData><w:name w:val='a'/>"
        f"<w:enabled/><w:checkBox><w:sizeAuto/>{state}</w:checkBox></w:ffData></w:fldChar></w:r>"
    )


def control_box(value: str, shown: str) -> Any:
    return parse_xml(
        f"<w:sdt {nsdecls('w')} {W14}><w:sdtPr>{CHECKED.format(value)}</w:sdtPr><w:sdtContent>"
        f"<w:r><w:t>{shown}</w:t></w:r></w:sdtContent></w:sdt>"
    )


BOXES = [
    (field_box('<w:default w:val="0"/><w:checked/>'), True),
    (field_box('<w:default w:val="1"/>'), True),
    (field_box('<w:default w:val="1"/><w:checked w:val="0"/>'), False),
    (field_box('<w:default w:val="0"/>'), False),
    (control_box("1", "☒"), True),
    (control_box("1", "R"), True),
    (control_box("0", "£"), False),
]


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["docx"])
@pytest.mark.parametrize("key", [PAY, RADIO, ("pay-rule", "confidential")])
@pytest.mark.parametrize(("box", "is_marked"), BOXES)
def test_a_check_box_of_word_counts_as_it_is_ticked(
    box: Any, is_marked: bool, key: tuple[str, ...], sent: SentForm
) -> None:
    form = WordForm(sent.form())
    if key[1] == "confidential":
        form.mark("pay-rule", "law")
    paragraphs(cells(form.row(*key))[0])[0].append(box)

    done = sent.merge(form.saved())

    answer = sent.answers.get(key[0].partition("#")[0], {})
    assert done.code == 0
    assert ("confidential" if key[1] == "confidential" else "value") in answer or not is_marked
    assert answer.get("confidential", False) is (is_marked and key[1] == "confidential")
    assert ("value" in answer) is (is_marked or key[1] == "confidential")


@pytest.mark.parametrize("name", ["docx"])
def test_a_mark_right_behind_the_words_of_an_option_counts(sent: SentForm) -> None:
    form = WordForm(sent.form())
    add_run(paragraphs(cells(form.row(*PAY))[1])[0], "X")

    sent.merge(form.saved())

    assert sent.answers == {"pay-rule": {"value": "law"}}


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["docx"])
def test_a_new_mark_beside_those_with_which_the_form_was_sent_is_the_answer(
    name: str, tmp_path: Path
) -> None:
    answers = {
        "training": {"value": {"pilots": {"value": "some"}}},
        "channels": {"value": ["none"]},
    }
    sent = SentForm(tmp_path / "report", name, answers)

    done = sent.merge({("training/pilots", "answer", "regular"): "x", RADIO: "x"})

    assert done.code == 0
    assert sent.answers == {
        "training": {"value": {"pilots": {"value": "regular"}}},
        "channels": {"value": ["radio"]},
    }


@pytest.mark.parametrize("name", ["docx"])
def test_two_new_marks_at_a_single_choice_are_still_a_finding(tmp_path: Path, name: str) -> None:
    sent = SentForm(tmp_path / "report", name, {"pay-rule": {"value": "law"}})

    done = sent.merge(
        {("pay-rule", "answer", "agreement"): "x", ("pay-rule", "answer", "none"): "x"}
    )

    assert (done.code, sent.answers) == (1, {"pay-rule": {"value": "law"}})
    assert "it is answered more than once" in done.stdout


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["docx"])
def test_a_new_mark_at_why_there_is_no_answer_takes_the_place_of_the_answer(
    name: str, tmp_path: Path
) -> None:
    sent = SentForm(tmp_path / "report", name, {"pay-rule": {"value": "law"}})
    why = "it is outside the mandate of the respondent"

    key = ("pay-rule", "missing", "not-known") if name == "docx" else ("pay-rule", "missing")
    sent.merge({key: why if name == "docx" else f"Not known: {why}"})

    assert sent.answers == {"pay-rule": {"missing": "not-known", "reason": "outside-mandate"}}
