"""Nothing is cut away from a screen without a way to see it, on no size."""

import pytest

from checklist.interview.fullscreen.frame import Frame, frame
from checklist.interview.fullscreen.list_lines import folded_guidance
from checklist.interview.screen_model import Item, Key, Model
from checklist.text.text_field import TextField
from checklist.text.wrapping import width_of
from tests.interview.fullscreen.sizes import SIZES

OPTIONS = tuple(Item(label=f"An option that is long, {n}", number=str(n)) for n in range(1, 8))
ROWS = tuple(Item(label=f"A row whose label is long, row {n}") for n in range(1, 20))
GUIDANCE = ("The first paragraph of the guidance.", "The second one is longer. " * 8)


def model(**parts: object) -> Model:
    whole = {
        "title": "What do the laws of your State say?",
        "number": "5.4",
        "demand": "required",
        "head": "Seychelles",
        "place": "5 of 10",
        "done": 36,
        "required": 60,
        "field": TextField(),
        "keys": [Key("Enter", "take"), Key("Esc", "close")],
    }
    return Model(**{**whole, **parts})  # type: ignore[arg-type]


def text_of(one: Frame) -> str:
    return "\n".join("".join(text for _, text in line) for line in one.lines)


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_line_is_wider_than_the_screen_and_no_screen_higher(width: int, height: int) -> None:
    for at in range(len(ROWS)):
        one = frame(
            model(items=ROWS, at=at, has_answers=True, options=OPTIONS, guidance=GUIDANCE),
            width,
            height,
        )

        assert len(one.lines) == height
        assert max(width_of("".join(text for _, text in line)) for line in one.lines) <= width
        assert one.lost == []


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_row_at_hand_is_whole_and_so_are_its_options(width: int, height: int) -> None:
    for at, row in enumerate(ROWS):
        one = frame(model(items=ROWS, at=at, has_answers=True, options=OPTIONS), width, height)

        assert at in one.seen
        shown = flat(text_of(one))
        assert all(f"{option.number} {option.label}" in shown for option in OPTIONS)
        assert row.label[:30] in shown


def test_guidance_is_whole_where_there_is_room_and_opens_where_there_is_none() -> None:
    parts = {"items": ROWS, "at": 0, "has_answers": True, "options": OPTIONS}
    roomy = flat(text_of(frame(model(guidance=GUIDANCE, **parts), 120, 60)))
    tight = flat(text_of(frame(model(guidance=GUIDANCE, **parts), 60, 20)))

    assert flat(" ".join(GUIDANCE)) in roomy
    assert "? shows all" in tight
    assert "The first paragraph" in tight


def test_a_list_that_has_no_room_says_how_much_more_there_is() -> None:
    one = frame(model(items=ROWS, at=9, has_answers=True, options=OPTIONS), 80, 20)

    shown = text_of(one)
    assert "▲" in shown
    assert "▼" in shown
    assert len(one.seen) < len(ROWS)


def test_a_text_that_has_no_room_scrolls_to_its_end() -> None:
    texts = [Item(label=f"Paragraph {n}. " * 12) for n in range(12)]
    seen: set[int] = set()
    for scroll in range(80):
        seen |= frame(model(texts=texts, scroll=scroll), 60, 20).seen

    assert seen == set(range(len(texts)))


def test_the_cursor_stands_on_the_row_at_hand_and_moves_to_what_is_typed() -> None:
    rows = {"items": ROWS[:3], "at": 1, "has_answers": True, "options": OPTIONS}
    on_row = frame(model(**rows), 80, 24)
    typing = frame(model(**rows, field=TextField("not known", 9)), 80, 24)

    assert on_row.cursor is not None
    assert "row 2" in "".join(text for _, text in on_row.lines[on_row.cursor[1]])
    assert typing.cursor == (12, 22)


def test_a_long_text_stays_in_sight_where_it_is_typed() -> None:
    typed = TextField()
    typed.insert("word " * 300)

    one = frame(model(field=typed), 60, 20)

    assert len(one.lines) == 20
    assert one.lost == []
    assert one.cursor is not None
    assert one.cursor[1] < 19


def test_the_keys_with_the_lowest_priority_are_left_out_first() -> None:
    keys = [Key("Enter", "take", 0), Key("/", "commands " * 5, 3), Key("Esc", "close", 1)]

    last = "".join(text for _, text in frame(model(keys=keys), 60, 20).lines[-1])

    assert "Enter take" in last
    assert "Esc close" in last
    assert "commands" not in last


def test_foreign_text_cannot_reach_the_terminal() -> None:
    one = frame(model(title="a\x1b[31mred", items=[Item(label="b\u202ec")], at=None), 80, 24)

    assert "\x1b" not in text_of(one)
    assert "\u202e" not in text_of(one)


def test_what_has_no_place_is_named() -> None:
    assert frame(model(title="word " * 300), 60, 20).lost


@pytest.mark.parametrize(
    ("width", "bar"),
    [(120, 22), (84, 8), (74, 0), (60, 0)],
    ids=["whole", "short", "none", "below"],
)
def test_the_head_gives_way_in_a_fixed_order(width: int, bar: int) -> None:
    """The bar becomes narrower and goes; the State, the figures and the set stay whole."""
    state, place = "United Kingdom of Great Britain and Northern Ireland", "5 of 10  " + "set " * 20

    lines = frame(model(head=state, place=place.strip()), width, 40).lines

    head = "".join("".join(text for _, text in line) for line in lines[:5])
    assert head.count("█") + head.count("░") == bar
    for words in (state, "36 of 60 required", " ".join(place.split())):
        assert words in flat(head)


def test_a_date_with_an_abbreviation_is_not_cut_within() -> None:
    guidance = ["The answer.", "1 марта 2024 г. — 31 декабря 2025 г."]

    assert folded_guidance(guidance, 50, 1, 1) == ["The answer.  ? shows all"]
