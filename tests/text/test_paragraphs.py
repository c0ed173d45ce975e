import pytest

from checklist.text.paragraphs import (
    capitalized,
    evenly_spaced,
    first_words,
    flat,
    folded,
    one_line,
    paragraphs,
    sentence,
    uncapitalized,
)


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        (
            "Keepers of lights repair and watch them.",
            60,
            "Keepers of lights repair and watch them.",
        ),
        ("Keepers of lights repair and watch them.", 21, "Keepers of lights …"),
        ("Keepers of lights repair and watch them.", 19, "Keepers of lights …"),
        ("Keepers of lights, who repair them.", 20, "Keepers of lights …"),
        ("灯塔看守人修理并看守灯塔", 8, "灯塔看守人修 …"),
        ("灯塔 A，看守人修理并看守灯塔", 14, "灯塔 A，看守人修理并看 …"),
        ("灯塔看守人，修理并看守灯塔", 7, "灯塔看守人 …"),
        ("Two\nlines  of text", 40, "Two lines of text"),
    ],
)
def test_a_long_text_is_cut_between_words(text: str, width: int, shown: str) -> None:
    assert first_words(text, width) == shown
    assert len(shown) <= width


@pytest.mark.parametrize(
    ("prose", "parts"),
    [
        ("First.\nSecond\nline.\n\nThird", ["First.", "Second line.", "Third"]),
        (
            "全部实施：有效。\n部分实施？有\n些地方。\n计划。",
            ["全部实施：有效。", "部分实施？有些地方。", "计划。"],
        ),
        ("منفَّذ: نعم.\nهل خُطط له؟\nلا\nيزال", ["منفَّذ: نعم.", "هل خُطط له؟", "لا يزال"]),
        (
            "Mis en œuvre\xa0: oui.\nPrévu\xa0?\nNon",
            ["Mis en œuvre\xa0: oui.", "Prévu\xa0?", "Non"],
        ),
        (None, []),
    ],
)
def test_each_sentence_that_ends_a_line_ends_a_paragraph(
    prose: str | None, parts: list[str]
) -> None:
    assert paragraphs(prose) == parts


def test_a_space_that_is_never_broken_stays() -> None:
    assert flat(" Est-ce\xa0vrai\xa0?\n  Oui ") == "Est-ce\xa0vrai\xa0? Oui"
    assert one_line("Oui\xa0: «\xa0non\xa0»", 40) == "Oui\xa0: «\xa0non\xa0»"


def test_texts_are_compared_whatever_space_a_program_made_of_another() -> None:
    printed, typed = "Réponse\xa0:\u202foui\u3000\nou non", "Réponse : oui ou non"
    assert evenly_spaced(printed) == evenly_spaced(typed) == typed


def test_a_sentence_ends_as_its_script_does() -> None:
    assert [*map(sentence, ["已批准", "是吗？", "نعم", "أليس كذلك؟", "Oui", "Oui\xa0!"])] == [
        "已批准。",
        "是吗？",
        "نعم.",
        "أليس كذلك؟",
        "Oui.",
        "Oui\xa0!",
    ]
    assert sentence("这不是地址，例如office@example.org") == "这不是地址，例如office@example.org。"
    assert sentence("`你好，世界` is no option: none") == "`你好，世界` is no option: none."
    assert capitalized("état") == "État"


@pytest.mark.parametrize(
    "typed",
    [
        "Pas encore de couverture\xa0; à l’étude",
        "pas encore de couverture; a l'etude",
        "PAS ENCORE DE COUVERTURE ; À L'ÉTUDE",
    ],
)
def test_what_keyboards_lack_does_not_count_when_texts_are_compared(typed: str) -> None:
    assert folded(typed) == "pas encore de couverture; a l'etude"
    assert folded("«\xa0Mis en œuvre\xa0»") == "«mis en oeuvre»"
    assert folded("Ёлка") == folded("елка")


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("The form", "the form"),
        ("L\u2019information", "l\u2019information"),
        ("UNODC asks", "UNODC asks"),
    ],
)
def test_a_text_within_a_sentence_keeps_the_capitals_of_a_name(text: str, within: str) -> None:
    assert uncapitalized(text) == within
