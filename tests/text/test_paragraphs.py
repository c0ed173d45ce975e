import pytest

from checklist.text.paragraphs import first_words


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
        ("Two\nlines  of text", 40, "Two lines of text"),
    ],
)
def test_a_long_text_is_cut_between_words(text: str, width: int, shown: str) -> None:
    assert first_words(text, width) == shown
    assert len(shown) <= width
