"""Words are compared within one language; of two languages it is said that they are not."""

from collections.abc import Mapping
from typing import Any

import pytest

from checklist.analysis.comparison.document import Sign
from checklist.analysis.comparison.report_pair import compare
from checklist.analysis.rows.report_rows import Disclosure
from checklist.render.comparison.wording import language_of, two_languages
from tests.analysis.comparison.comparing import changes, compared, data, side

OLD, NEW = "La loi est de 2003.", "La loi est de 2013."
APART, TOGETHER = (
    "[-La loi est de 2003.-] {+La loi est de 2013.+}",
    "La loi est de [-2003.-] {+2013.+}",
)
SENTENCE = "The texts are in two languages (en, fr); no words are compared:"


def words(text: str, language: str = "", key: str = "value") -> dict[str, Any]:
    return {"value": text, **({"language": {key: language}} if language else {})}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (words(OLD), words(NEW), TOGETHER),
        (words(OLD, "fr"), words(NEW, "fr"), TOGETHER),
        (words(OLD), words(NEW, "fr"), APART),
        (words(OLD, "ar"), words(NEW), APART),
    ],
)
def test_words_are_compared_within_one_language(
    old: Mapping[str, Any], new: Mapping[str, Any], said: str
) -> None:
    comparison = compared({"words": old}, {"words": new})

    assert changes(comparison, "words") == [f"text: {said}"]
    (change,) = comparison.differences[0].changes
    assert bool(two_languages(change)) is (said == APART)


@pytest.mark.parametrize(
    ("old", "new"),
    [("fr", "fr"), ("en", "fr"), (None, "fr"), ("fr-CA", "fr")],
)
def test_texts_are_in_the_language_of_their_report(old: str | None, new: str) -> None:
    head: dict[str, Any] = {} if old is None else {"language": old}
    before = data({"words": words(OLD), "gate": {"value": "affirmative", "note": OLD}}, **head)
    after = data({"words": words(NEW), "gate": {"value": "affirmative", "note": NEW}}, language=new)
    if old is None:
        before.pop("language", None)

    comparison = compare(side(before), side(after), Disclosure())

    is_one = old in {"fr", "fr-CA"}
    for question, kind in (("words", "text: "), ("gate", "note: Note: ")):
        assert changes(comparison, question) == [f"{kind}{TOGETHER if is_one else APART}"]
    for entry in comparison.differences:
        (change,) = entry.changes
        assert two_languages(change) == ("" if is_one else SENTENCE)
        assert language_of(change, Sign.ADDED) == "fr"
        assert language_of(change, Sign.REMOVED) == ("fr" if is_one else "")


def test_a_part_of_an_answer_and_a_cell_have_languages_of_their_own() -> None:
    answers = [
        {
            "measure": {
                "value": {"status": "implemented", "law": text, "details": {"obstacles": text}},
                "language": {key: "fr"},
            },
            "laws": {"value": [{"name": {"value": "A"}, "title": words(text, language)}]},
        }
        for text, key, language in ((OLD, "law", "fr"), (NEW, "details", "fr"))
    ]

    comparison = compared(*answers)

    assert changes(comparison, "measure") == [f"text: Law: {APART}", f"text: Obstacles: {APART}"]
    assert changes(comparison, "laws") == [f"text: Law A: Title: {TOGETHER}"]


def test_only_another_language_of_the_same_text_is_no_change() -> None:
    comparison = compared({"words": words(OLD)}, {"words": words(OLD, "fr")})

    assert changes(comparison, "words") == []


def test_a_new_text_is_in_one_language() -> None:
    comparison = compared({}, {"words": words(NEW, "fr")})

    (change,) = [one for one in comparison.differences[0].changes if one.words]
    assert two_languages(change) == ""


def test_what_is_confidential_tells_no_language() -> None:
    secret = {**words(OLD), "confidential": True}

    comparison = compared({"words": secret}, {"words": {**secret, **words(NEW, "fr")}})

    assert [one.languages for one in comparison.differences[0].changes] == [()]
