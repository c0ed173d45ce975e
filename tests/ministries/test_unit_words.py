"""Units in words: nothing of them is a code or a key of the file."""

import pytest

from checklist.ministries.words import content_in_words, place_in_words
from checklist.questionnaire.loading import shipped

SHIPPED = shipped("ctoc-cop-2010-6")


def test_the_ways_to_be_in_place_in_part_are_words() -> None:
    at = "staff-support/partly"

    assert place_in_words(at, SHIPPED).endswith("for this work? In part")
    assert "; " in content_in_words(at, ["law-only", "some-regions"], SHIPPED)
    assert "law-only" not in content_in_words(at, ["law-only", "some-regions"], SHIPPED)


def test_a_text_of_several_lines_has_no_semicolons_between_them() -> None:
    text = "We will:\n- open shelters\n- hire staff"

    for content in (text, {"value": text}):
        words = content_in_words("prevention-step", content, SHIPPED)
        assert words == "We will: - open shelters - hire staff"


def test_a_row_stands_behind_its_question_without_a_mark_between_them() -> None:
    words = place_in_words("partners/business-labour/note", SHIPPED)

    assert "in each of these? Partnerships with businesses" in words
    assert "?," not in words
    assert words.endswith(", note")


def test_the_short_name_of_a_law_stays_as_the_state_writes_it() -> None:
    entry = {"short-name": {"value": "penal-code"}}

    words = place_in_words("laws/1/date", SHIPPED, entry)

    assert words.endswith("refer to? penal-code, Date of adoption")


def test_a_missing_answer_is_no_answer() -> None:
    at = "staff-support/missing"

    assert place_in_words(at, SHIPPED).endswith("for this work? No answer")
    assert content_in_words(at, {"missing": "declined"}, SHIPPED) == "Declined"


def test_a_long_text_says_how_much_of_it_is_not_shown() -> None:
    words = content_in_words("prevention-step", "word " * 1000, SHIPPED)

    assert words.endswith("word … (and 4,759 more characters)")


@pytest.mark.parametrize("type_name", sorted({one.type for one in SHIPPED.questions.values()}))
def test_a_remark_alone_is_in_words_at_a_question_of_each_type(type_name: str) -> None:
    at = next(i for i, one in SHIPPED.questions.items() if one.type == type_name)
    has_rows = bool(SHIPPED.questions[at].answer_type.rows())
    at = f"{at}/{next(iter(SHIPPED.questions[at].answer_type.rows()))}" if has_rows else at

    assert content_in_words(at, {"note": "Ask us."}, SHIPPED) == "remark: Ask us."
