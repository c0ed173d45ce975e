"""Nothing is altered silently: a text is in the report as it was given, or was refused."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.examples import examples, one_in
from tests.support.travelling_texts import (
    PLACES,
    TEXT,
    WAYS,
    Desk,
    Place,
    can_travel,
    expected,
    fault,
)

EXAMPLES = examples(int(os.environ.get("TEXT_EXAMPLES", "2000")))
"""How many texts are sent into reports."""

LINE_BREAKS = ("\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
UNSEEN = ("\x00", "\x1b[2J", "\ufeff", "\u202e", "\u200b", "\xa0", "\ud800", "\udc00", "\uffff")
SYNTAX = ("\\", '"', "'", "#", ": ", "- ", "| ", "/", "//", "?", "...", "---", "<<", "null", "1e9")
KNOWN = [
    *(f"one{part}two" for part in (*LINE_BREAKS, *UNSEEN, *SYNTAX, "\n\n", "\n  \n", "\\\n")),
    *(f"one {part} two" for part in LINE_BREAKS),
    *(f"{part}one" for part in (*LINE_BREAKS, *UNSEEN, *SYNTAX, " ", "\t")),
    *(f"one{part}" for part in (*LINE_BREAKS, *UNSEEN, *SYNTAX, " ", "\t", "\\\\")),
    *(
        "\U0001f600",
        "\U00010000",
        "\U0010fffd",
        "\ud83d\ude00",
        "e\u0301",
        "\ufffd",
        "",
        " ",
        "\u3000",
    ),
    *("long " * 1_999 + "words", "long " * 2_000 + "words", "x" * 20_000, "x" * 20_001),
]
MARKS = "\U0001f600", "one\x00two"
"""A text that arrives on every way, and one that is refused on every way."""
JOURNEYS = [
    (way, place)
    for way in WAYS
    for place in PLACES
    if way != "pasted" or place == TEXT  # which takes twenty times as long, and the same way
]
TEXTS = st.lists(
    st.sampled_from([*LINE_BREAKS, *UNSEEN, *SYNTAX, " ", "\t", "word", "two words"])
    | st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20)
    | st.text(st.characters(exclude_categories=()), max_size=3)
    | st.integers(100, 5_000).map(lambda times: "long " * times),
    max_size=8,
).map("".join)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a report whose saves do not wait for the disk: what it does is tested elsewhere."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    return Desk(tmp_path)


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("way", "place"), JOURNEYS, ids=lambda part: "-".join([part] if isinstance(part, str) else part)
)
def test_a_text_known_for_trouble_arrives_as_it_was_or_is_refused(
    way: str, place: Place, desk: Desk
) -> None:
    turn = JOURNEYS.index((way, place))
    known = [*KNOWN[turn % one_in(2) :: one_in(2)], *MARKS]
    sent = [text for text in known if can_travel(way, text)]

    arrived = {text: desk.travel(way, text, place) for text in sent}

    assert {text: fault(way, text, one) for text, one in arrived.items()} == dict.fromkeys(sent, "")
    assert [arrived[text].text for text in MARKS] == [MARKS[0], None]


@pytest.mark.thorough
@pytest.mark.hypothesis
def test_any_text_arrives_as_it_was_or_is_refused(desk: Desk) -> None:
    ways = [way for way in WAYS if way != "pasted"]

    @settings(max_examples=EXAMPLES)
    @given(st.sampled_from(ways), TEXTS, st.sampled_from(PLACES))
    def arrives(way: str, text: str, place: Place) -> None:
        way = way if can_travel(way, text) else "typed"

        arrived = desk.travel(way, text, place)

        assert not fault(way, text, arrived), (arrived, expected(way, text))

    arrives()
