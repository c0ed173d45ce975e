"""What people type in the six languages: no word means two things, and digits are of any script."""

import re
import sys
import time
import unicodedata
from itertools import product

import pytest

from checklist.text import entries
from checklist.text.entries import (
    NO,
    YES,
    month_names,
    plain_digits,
    plain_numerals,
    says_no,
    says_yes,
    words_of_date,
    written,
)
from checklist.text.languages import LANGUAGES
from checklist.text.paragraphs import folded


def test_each_name_of_a_month_means_one_month_in_all_languages() -> None:
    meant: dict[str, set[int]] = {}
    for months in entries._MONTHS.values():
        assert len(months.split()) == 12
        for number, names in enumerate(months.split(), 1):
            for name in names.replace("_", " ").split("|"):
                meant.setdefault(folded(name), set()).add(number)

    assert [name for name, numbers in meant.items() if len(numbers) > 1] == []


def test_words_for_yes_and_no_are_words_for_one_of_them() -> None:
    assert {*map(folded, YES)}.isdisjoint(map(folded, NO))
    assert all(says_yes(word.upper()) and not says_no(word) for word in YES)
    assert all(says_no(word.upper()) and not says_yes(word) for word in NO)


def test_digits_of_every_script_are_digits_and_superscripts_are_none() -> None:
    for character in map(chr, range(sys.maxunicode + 1)):
        is_digit = unicodedata.category(character) == "Nd"

        assert plain_digits(character) == (str(int(character)) if is_digit else character)


@pytest.mark.parametrize("between", ["", " "])
def test_numerals_that_are_no_date_are_read_soon_however_many_they_are(between: str) -> None:
    many = f"一{between}" * 200_000

    assert plain_numerals(many) == many
    assert plain_numerals(f"{many}x十二月") == f"{many}x12月"


def test_months_that_are_no_date_are_read_soon_however_many_they_are() -> None:
    start = time.process_time()

    found = words_of_date("x " * 40_000 + "may " * 40_000)

    assert found == [*["x"] * 40_000, "m5"]
    assert time.process_time() - start < 20  # it took 66 seconds, and takes 2


@pytest.mark.parametrize(("language", "month"), [*product(LANGUAGES, range(1, 13))])
def test_a_date_is_read_as_it_is_written_in_each_language(language: str, month: int) -> None:
    if language == "zh":
        assert written("2027", month, 5, language) == f"2027年{month}月5日"
        return
    for day in (0, 1, 31):
        words = words_of_date(written("2027", month, day, language))

        assert [re.sub("er$", "", word) for word in words] == [
            *([str(day)] if day else []),
            f"m{month}",
            "2027",
        ]


@pytest.mark.parametrize("start", ["jui", "كان", "تشر", "ma", "ju", "", "dezember"])
def test_what_begins_several_months_or_none_is_no_month(start: str) -> None:
    assert words_of_date(f"{start} 2027") == [word for word in (folded(start), "2027") if word]


def test_both_names_of_a_month_are_one_month() -> None:
    assert words_of_date("١ أيار/مايو ٢٠٢٧") == ["1", "m5", "2027"]
    assert month_names()["كانون الثاني"] == 1
