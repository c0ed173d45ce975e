"""Lines of a width in any script."""

import re

import pytest
from wcwidth import wcwidth

from checklist.text import wrapping
from checklist.text.wrapping import broken, is_ideograph, width_of


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("贵国是否已批准议定书？如已批准", 20, ["贵国是否已批准议定", "书？如已批准"]),
        ("见《议定书》第三条", 4, ["见", "《议", "定", "书》", "第三", "条"]),
        ("Votre État est-il partie\xa0?", 24, ["Votre État est-il", "partie\xa0?"]),
        ("Oui\xa0: précisez", 5, ["Oui\xa0:", "préci", "sez"]),
        ("abcdefgh\xa0?", 8, ["abcdefg", "h\xa0?"]),
        ("الدولة طرف، هل صدقت؟", 12, ["الدولة طرف،", "هل صدقت؟"]),
        ("Сторона ли государство", 12, ["Сторона ли", "государство"]),
        ("Ведь санитарно-эпидемиологический", 20, ["Ведь", "санитарно-", "эпидемиологический"]),
        ("государство-участник", 9, ["государст", "во-", "участник"]),
        ("", 4, [""]),
    ],
)
def test_no_line_begins_with_what_ends_a_sentence(text: str, width: int, lines: list[str]) -> None:
    assert broken(text, width) == lines


def test_marks_over_arabic_letters_take_no_column() -> None:
    assert width_of("مُنفَّذ") == 4


def test_the_columns_of_each_character_are_those_of_the_table() -> None:
    codes = [*range(32, 0x7F), *range(0xA0, 0x3100), *range(0x4DF0, 0xA010), *range(0xFF00, 0xFFF0)]
    characters = [*map(chr, codes)]

    assert [*map(width_of, characters)] == [max(wcwidth(c), 0) for c in characters]


IDEOGRAPHS = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
PART = (
    f"[{wrapping._OPENING}]*(?:[^{IDEOGRAPHS}{wrapping._OPENING}]+|[{IDEOGRAPHS}])?"
    f"[{wrapping._CLOSING}]*"
)
"""What is not broken, with a class of all ideographs, which takes long to compile."""


@pytest.mark.parametrize(
    "word",
    [
        "«الطرف»",
        "هل(صدقت)؟",
        "قانون([2025،",
        "؟",
        "\u202a(",
        "《刑法》第240条（第1至3行）",
        "。。国",
        "（。a国",
        "🙂国家가？",
        "1）一",
        "。abc，国",
    ],
)
def test_words_are_divided_between_ideographs(word: str) -> None:
    parts = [part for part in re.findall(PART, word) if part]

    assert [*wrapping._parts(word)] == parts


@pytest.mark.parametrize(
    ("characters", "is_one"),
    [
        ("\u2e80贵ー\u9fff\uf900\uff00？\uffef\U00020000\U0003ffff", True),
        ("a é\u2e7fꀀ\uf8ff\ufb00\ufff0\U0001f600\U00040000", False),
    ],
)
def test_ideographs_are_those_of_all_their_ranges(characters: str, is_one: bool) -> None:
    assert [is_ideograph(one) for one in characters] == [is_one] * len(characters)
    assert not is_ideograph("")
