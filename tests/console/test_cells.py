"""Texts in the columns of a terminal."""

import pytest

from checklist.console.cells import cut, filled, wrapped
from checklist.text.wrapping import width_of


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("one", 8, ["one"]),
        ("", 8, [""]),
        ("a\nb", 8, ["a", "b"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("x abcdefghij", 4, ["x", "abcd", "efgh", "ij"]),
        ("国際連合事務局", 6, ["国際連", "合事務", "局"]),
        ("  two spaces first", 12, ["  two spaces", "first"]),
        ("a‮b", 20, ["a‹U+202E›b"]),
    ],
)
def test_a_text_is_wrapped_between_words(text: str, width: int, expected: list[str]) -> None:
    assert wrapped(text, width) == expected


def test_the_lines_after_the_first_can_hang() -> None:
    assert wrapped("one two three four", 9, 2) == ["one two", "  three", "  four"]


def test_no_line_is_wider_than_it_may_be() -> None:
    text = "Countries such as 日本国 and Côte d'Ivoire " * 5

    for width in range(4, 60):
        assert max(map(width_of, wrapped(text, width))) <= width


def test_nothing_is_lost_by_wrapping() -> None:
    text = "Countries such as 日本国 and Côte d'Ivoire, with averyverylongwordinit"

    for width in range(4, 60):
        assert "".join("".join(wrapped(text, width)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("short", 8, "short"),
        ("a longer text", 8, "a longe…"),
        ("one, two", 6, "one…"),
        ("国際連合", 5, "国際…"),
        ("two\nlines", 20, "two lines"),
        ("any", 0, ""),
        ("Labour or labour inspection", 20, "Labour or labour …"),
        ("Labour or labour inspection", 19, "Labour or labour …"),
        ("Labour or labour inspection", 17, "Labour or …"),
        ("Training of most", 15, "Training of mo…"),
        ("the Menschenrechtsbeauftragte", 18, "the Menschenrecht…"),
    ],
)
def test_a_text_is_cut_to_a_width(text: str, width: int, expected: str) -> None:
    assert cut(text, width) == expected


def test_a_text_is_filled_up_by_its_columns() -> None:
    assert filled("国", 4) == "国  "
