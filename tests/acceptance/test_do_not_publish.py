"""Whatever stands at “Do not publish” in a form that came back, but `no`, keeps an answer back."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.support.sent_forms import FORMATS, SentForm
from tests.support.word_forms import WordForm, add_run, cells, paragraphs, put

PAY = ("pay-rule", "answer", "law")
MARK = ("pay-rule", "confidential")
WORDINGS = (
    *("confidential", "secret", "Do not publish", "confidentiel", "DNP", "conf.", "please", "?"),
    *("not for publication", "سري", "see remark", "не публиковать", "不公开", "No, please!", "."),
    *("yes", "•", "✓", "☑", "X", "1", "\uf0fe"),
)
NO = ("no", "No.", "NON", "nein", "нет", "لا", "-", "–", "", " ", "☐", "[ ]")


@pytest.fixture
def sent(name: str, tmp_path: Path) -> SentForm:
    return SentForm(tmp_path / "report", name)


def is_kept_back(sent: SentForm, back: Any) -> Any:
    sent.merge(back)
    answer = sent.answers["pay-rule"]
    assert answer["value"] == "law"
    return answer.get("confidential")


@pytest.mark.sampled
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("words", WORDINGS)
def test_any_words_and_signs_keep_the_answer_back(words: str, sent: SentForm) -> None:
    assert is_kept_back(sent, {PAY: "x", MARK: words}) is True


@pytest.mark.sampled
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("words", NO)
def test_an_empty_field_and_no_do_not(words: str, sent: SentForm) -> None:
    assert is_kept_back(sent, {PAY: "x", MARK: words}) is None


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["docx"])
@pytest.mark.parametrize("words", ["confidential!", ": yes", "سري", "please", ", until May"])
def test_words_behind_the_label_in_a_word_form_count(words: str, sent: SentForm) -> None:
    form = WordForm(sent.form())
    form.mark("pay-rule", "law")
    add_run(paragraphs(cells(form.row(*MARK))[1])[0], f" {words}")

    assert is_kept_back(sent, form.saved()) is True


@pytest.mark.parametrize("name", ["docx"])
def test_other_words_in_place_of_the_label_count_and_no_behind_it_does_not(sent: SentForm) -> None:
    form = WordForm(sent.form())
    form.mark("pay-rule", "law")
    form.mark("inspections", "affirmative")
    put(cells(form.row(*MARK))[1], "Ne pas publier")
    add_run(paragraphs(cells(form.row("inspections", "confidential"))[1])[0], ": no")

    assert is_kept_back(sent, form.saved()) is True
    assert "confidential" not in sent.answers["inspections"]


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["docx"])
@pytest.mark.parametrize("tag", ["w:highlight", "w:strike"])
def test_a_highlighted_label_and_a_mark_that_is_struck_out_count(tag: str, sent: SentForm) -> None:
    form = WordForm(sent.form())
    form.mark("pay-rule", "law")
    box, label = cells(form.row(*MARK))[:2]
    runs = list(label.iter(qn("w:r")))[1:] if tag == "w:highlight" else []
    for run in runs or [add_run(paragraphs(box)[0], "x")]:
        look = OxmlElement(tag)
        look.set(qn("w:val"), "yellow" if runs else "true")
        run.get_or_add_rPr().append(look)

    assert is_kept_back(sent, form.saved()) is True


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["docx", "html"])
def test_no_where_a_mark_was_sent_is_asked_about_and_remove_takes_it_away(
    name: str, tmp_path: Path
) -> None:
    answer = {"pay-rule": {"value": "law", "confidential": True}}
    sent = SentForm(tmp_path / "report", name, _of_labour(answer))

    refused = sent.merge({MARK: "no"})
    kept = sent.answers
    sent.merge({MARK: "remove"})

    assert (refused.code, kept) == (1, answer)
    assert "`no` stands where the answer was marked “Do not publish”" in refused.stdout
    assert sent.answers == {"pay-rule": {"value": "law"}}


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["html"])
def test_a_mark_beside_an_answer_that_is_not_taken_says_so(sent: SentForm) -> None:
    done = sent.merge({("pay-rule", "answer", "perhaps both"): "x", MARK: "x"})

    assert (done.code, sent.answers) == (1, {})
    assert "is not taken without its answer, and the answer is not taken" in done.stdout
    assert "none is marked or written here" not in done.stdout


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["docx", "html"])
@pytest.mark.parametrize("key", ["pay-rule", "channels#radio"])
def test_a_mark_beside_words_at_an_option_does_not_say_that_nothing_is_written(
    key: str, sent: SentForm
) -> None:
    is_choice = sent.name == "docx" and key == "pay-rule"
    answer = (key, "answer", "law") if is_choice else (key, "answer")
    mark = key if sent.name != "docx" else key.partition("#")[0]

    done = sent.merge({answer: "see the annex", (mark, "confidential"): "x"})

    assert (done.code, sent.answers) == (1, {})
    assert "see the annex" in done.stdout
    assert "none is marked or written here" not in done.stdout
    assert "is not taken without its answer, and the answer is not taken" in done.stdout


@pytest.mark.parametrize("name", ["docx"])
def test_a_mark_beside_two_answers_does_not_say_that_nothing_is_written(sent: SentForm) -> None:
    done = sent.merge({PAY: "x", ("pay-rule", "answer", "none"): "x", MARK: "x"})

    assert (done.code, sent.answers) == (1, {})
    assert "none is marked or written here" not in done.stdout


# What the focal point itself marked


def _of_labour(answers: dict[str, Any]) -> dict[str, Any]:
    return {key: {**one, "answered_by": ["labour"]} for key, one in answers.items()}


OWN: dict[str, Any] = {
    "pay-rule": {"value": "law", "note": "OWN-NOTE of the focal point.", "confidential": True},
    "inspections": {"value": "negative", "note": "OWN-PUBLIC note."},
    "training": {
        "value": {"pilots": {"value": "regular", "note": "OWN-ROW note.", "confidential": True}}
    },
}
"""Answers of the focal point, which names nobody as their giver: two of them are marked."""


def _texts(content: bytes) -> str:
    """Return all that a form has, with what is packed in it."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(packed.read(one).decode("utf-8", "replace") for one in packed.namelist())


@pytest.mark.sampled
@pytest.mark.parametrize("name", FORMATS)
def test_no_form_shows_what_the_focal_point_marked_to_the_ministry_that_leads(
    name: str, tmp_path: Path
) -> None:
    sent = SentForm(tmp_path / "report", name, OWN)

    text = _texts(sent.form())
    done = sent.merge(sent.form())

    assert ("OWN-PUBLIC" in text, "OWN-NOTE" in text, "OWN-ROW" in text) == (True, False, False)
    assert (done.code, sent.answers) == (0, OWN)


@pytest.mark.sampled
@pytest.mark.parametrize("name", FORMATS)
def test_what_a_ministry_answers_where_the_focal_point_marked_an_answer_is_asked_about(
    name: str, tmp_path: Path
) -> None:
    sent = SentForm(tmp_path / "report", name, OWN)

    done = sent.merge({("pay-rule", "answer", "none"): "x"})

    assert done.code == 1, done.stdout + done.stderr
    assert "1 differs" in done.stdout
    assert sent.answers == OWN
