import pytest

from checklist.text.list_numbers import number_in_list, row_letters


@pytest.mark.parametrize(
    ("entry", "number"),
    [
        ("1", 1),
        ("12", 12),
        ("0000012", 12),
        ("0", 0),
        ("13", 0),
        ("1" * 5_000, 0),
        ("", None),
        ("-1", None),
        ("²", None),
        ("Norway", None),
    ],
)
def test_a_number_is_in_the_list_whatever_its_zeros(entry: str, number: int | None) -> None:
    assert number_in_list(entry, 12) == number


@pytest.mark.parametrize(
    ("typed", "letters"),
    [
        ("с", "c"),
        ("Е", "e"),
        ("В", "b"),
        ("Аa", "aa"),
        ("D", "d"),
        ("б", "б"),
        ("в", "в"),
        ("вы", "вы"),
        ("суд", "суд"),
    ],
)
def test_a_cyrillic_letter_is_the_latin_one_of_a_row_where_it_looks_so(
    typed: str, letters: str
) -> None:
    assert row_letters(typed) == letters
