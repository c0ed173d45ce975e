import pytest

from checklist.text.list_numbers import number_in_list


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
