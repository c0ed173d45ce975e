"""Units in words: nothing of them is a code or a key of the file."""

from checklist.ministries.words import content_in_words, place_in_words
from checklist.questionnaire.loading import shipped

SHIPPED = shipped("ctoc-cop-2010-6")


def test_the_ways_to_be_in_place_in_part_are_words() -> None:
    at = "staff-support/partly"

    assert place_in_words(at, SHIPPED).endswith("for this work?, in part")
    assert "; " in content_in_words(at, ["law-only", "some-regions"], SHIPPED)
    assert "law-only" not in content_in_words(at, ["law-only", "some-regions"], SHIPPED)


def test_a_missing_answer_is_no_answer() -> None:
    at = "staff-support/missing"

    assert place_in_words(at, SHIPPED).endswith("for this work?, no answer")
    assert content_in_words(at, {"missing": "declined"}, SHIPPED) == "Declined"
