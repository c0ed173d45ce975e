"""What counts as a mark at an option, and what is a remark."""

import pytest

from checklist.forms.docx_marks import is_marked, remark_at
from checklist.forms.word_document import WordCell, WordRow
from checklist.forms.words import has_remark, is_tick


@pytest.mark.parametrize("text", ["x", "X", "✓", "yes", "Yes.", "1", "oui", "xx", "x, since 2019"])
def test_a_sign_marks_an_option(text: str) -> None:
    assert is_tick(text)


@pytest.mark.parametrize("text", ["", "-", "no", "non", "remove", "not ours", "see annex"])
def test_what_is_no_sign_marks_nothing(text: str) -> None:
    assert not is_tick(text)


def test_what_says_more_than_a_sign_is_a_remark() -> None:
    said = ["x", "yes", "-", "", "x, since 2019", "not ours"]

    assert [text for text in said if has_remark(text)] == ["x, since 2019", "not ours"]


def test_words_in_the_box_of_a_word_form_are_a_remark() -> None:
    box = WordCell(text="☐ not ours", kept="☐ not ours")
    row = WordRow(table=0, cells=[box, WordCell(text="1 Yes", kept="1 Yes")])

    assert not is_marked(row, "1 Yes".__eq__)
    assert remark_at(row, "1 Yes".__eq__) == "☐ not ours"
