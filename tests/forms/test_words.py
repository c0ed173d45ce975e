"""What counts as a mark at an option, and what is a remark."""

import pytest

from checklist.forms.registry import read_return
from checklist.forms.words import (
    confirms,
    has_remark,
    is_mark,
    is_only_doubt,
    is_removal,
    is_tick,
)
from checklist.text.messages import key_of, speaking
from tests.support.ministries import COAST, form, written
from tests.support.word_forms import WordForm, add_run, cells, paragraphs


@pytest.mark.parametrize("text", ["x", "X", "✓", "yes", "Yes.", "1", "oui", "xx", "x, since 2019"])
def test_a_sign_marks_an_option(text: str) -> None:
    assert is_tick(text)


@pytest.mark.parametrize("text", ["", "-", "no", "nu", "не", "remove", "not ours", "see annex"])
def test_what_is_no_sign_marks_nothing(text: str) -> None:
    assert not is_tick(text)


def test_what_says_more_than_a_sign_is_a_remark() -> None:
    said = ["x", "yes", "-", "", "x, since 2019", "not ours"]

    assert [text for text in said if has_remark(text)] == ["x, since 2019", "not ours"]


def test_a_cross_of_a_russian_keyboard_is_a_cross_behind_a_label_and_before_a_doubt() -> None:
    one = WordForm(written(form({}), "docx"))
    add_run(paragraphs(cells(one.row("pay-rule", code="law"))[1])[0], "  х")

    assert read_return(one.saved(), "NOR-labour.docx", COAST).given == {"pay-rule": "law"}
    assert is_only_doubt("х, уточнить")


def test_words_in_the_box_of_a_word_form_that_marks_nothing_are_asked_about() -> None:
    one = WordForm(written(form({}), "docx"))
    one.mark("pay-rule", "law", "☐ not ours")

    returned = read_return(one.saved(), "NOR-labour.docx", COAST)

    assert dict(returned.given) == {}
    (found,) = returned.findings
    assert found.code == "F009"
    assert "not ours" in found.message


CLERKS = {
    key_of("remove", "what is written in a form to take an answer away"): ["supprimer"],
    key_of("all", "what is written in a form in place of the letters of rows"): ["toutes"],
    "As before": ["Comme avant"],
}
"""Words of a form in French."""


def test_what_a_form_asks_for_is_understood_in_its_language_and_in_english() -> None:
    assert not is_removal("supprimer")
    with speaking("fr", CLERKS):
        assert is_removal("Supprimer.")
        assert is_removal("remove this")
        assert not is_mark("supprimer")
        assert confirms("comme avant")
        assert confirms("as before")


@pytest.mark.parametrize("text", ["não", "NON", "à vérifier"])
def test_accents_do_not_count(text: str) -> None:
    assert not is_tick(text)
    assert not is_mark(text) or is_only_doubt(text)
