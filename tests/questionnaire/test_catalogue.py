"""A few words of a recommendation, where it is only referred to."""

import pytest

from tests.support.tiny import catalogue

A_WORD_TOO_LONG = "States should " + "x" * 80


@pytest.mark.parametrize(
    ("summary", "words"),
    [
        ("States parties should read the Protocol.", "Read the Protocol"),
        ("States are encouraged to meet. They should talk.", "Meet"),
        ("States might use article 26 when they investigate.", "Use article 26 when they …"),
        ("Where needed, States should make sure that help comes.", "Help comes"),
        ("The Protocol has no model. States should therefore draft law.", "Draft law"),
        ("Laws differ. States are encouraged to share them.", "Laws differ"),
        ("States should\n  consider  it.", "Consider it"),
        (A_WORD_TOO_LONG, "X" + "x" * 27 + " …"),
    ],
)
def test_the_words_are_what_is_asked_and_not_of_whom(summary: str, words: str) -> None:
    one = catalogue().recommendations[0].model_copy(update={"summary": summary})

    found = one.in_words(30)

    assert found == words
    assert len(found) <= 30
    assert one.short.startswith(f"1: {words[:6]}")
