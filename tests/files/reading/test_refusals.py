import pytest

from checklist.diagnostics import MAX_BYTES, MAX_PER_FILE, in_order
from checklist.files.reader import parse
from tests.support.documents import codes, parsed


def test_carriage_returns_of_line_ends_change_nothing() -> None:
    document = parsed("a: |\r\n  x\r\n  y\r\nb: 1\r\nb: 2\r\n")

    assert document.data == {"a": "x\ny\n", "b": 1}
    assert codes(document) == ["5:1 S007"]


def test_bidirectional_marks_are_kept() -> None:
    assert parsed("a: x\u202ey").data == {"a": "x\u202ey"}


def test_forbidden_characters_are_each_refused_and_the_rest_is_read() -> None:
    text = "# \x07\na: x\x1by\nb: 012\nc\x9f: 1\nd: \u2028\ne: 1"

    document = parsed(text)

    assert codes(document) == ["1:3 S004", "2:5 S004", "3:4 S011", "4:2 S004", "5:4 S004"]
    assert "write \\L" in document.refusals[4].message
    assert document.data == {"a": None, "b": None, "d": None, "e": 1}
    assert document.is_refused(("a",))
    assert not document.is_refused(("e",))


def test_a_carriage_return_alone_is_refused() -> None:
    assert codes(parsed("a: 1\rb: 2\r\nc: \x1b3\r\n")) == ["1:5 S004", "2:4 S004"]


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "one\\r\\ntwo\\rthree"}',
        '{"a": "one\\u000d\\u000Atwo\\u000dthree"}',
        'a: "one\\r\\ntwo\\rthree"\r\n',
        "a: |-\r  one\r\n  two\n  three\r",
    ],
)
def test_a_carriage_return_in_a_value_is_a_line_break_only_where_that_is_asked_for(
    text: str,
) -> None:
    document = parse(text.encode(), "f", any_line_break=True)

    assert (document.data, codes(document)) == ({"a": "one\ntwo\nthree"}, [])
    assert [found.code for found in parsed(text).refusals] == ["S004"]


@pytest.mark.parametrize("text", ['{"a": "one\\r\\ntwo"}', 'a: "one\\r\\ntwo"'])
def test_a_carriage_return_before_a_line_feed_is_a_part_of_the_line_break(text: str) -> None:
    assert (parsed(text).data, codes(parsed(text))) == ({"a": "one\ntwo"}, [])


@pytest.mark.parametrize("text", ['{"a\\r\\n": "b"}', '"a\\r\\n": b'])
def test_a_line_break_in_a_key_is_refused(text: str) -> None:
    assert [d.code for d in parsed(text).refusals] == ["S004"]


@pytest.mark.parametrize("text", ['{"a\\r": "b"}', '"a\\r": b'])
def test_a_carriage_return_in_a_key_is_refused_even_where_it_is_a_line_break(text: str) -> None:
    assert [d.code for d in parse(text.encode(), "f", any_line_break=True).refusals] == ["S004"]


def test_what_follows_carriage_returns_is_found_on_its_own_line() -> None:
    text = 'a: "\\r"\rb: |\r\n  c\r  d\re: 012\r'

    document = parse(text.encode(), "f", any_line_break=True)

    assert codes(document) == ["5:4 S011"]
    assert document.position(("b",)) == (2, 4)
    assert document.data == {"a": "\n", "b": "c\nd\n", "e": None}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("a: &a [x]\nb: [" + "*a," * 20_000 + "]", 20_001),
        ("a: 1\n" * 500 + "b: [", 500),
        ("a: '" + "\x01" * 5_000 + "'", 5_000),
    ],
)
def test_refusals_that_are_not_kept_are_counted(text: str, number: int) -> None:
    refusals = parsed(text).refusals

    assert len(refusals) == MAX_PER_FILE
    assert sum(one.stands_for for one in refusals) == number
    assert in_order(refusals)[-1].message == f"and {number - MAX_PER_FILE:,} more findings"


def test_at_most_a_hundred_refusals_are_kept_and_the_reason_to_stop_among_them() -> None:
    document = parsed("a: 1\n" * 500 + "b: [")

    assert len(document.refusals) == MAX_PER_FILE
    assert codes(document)[-1] == "501:5 S005"


def test_a_long_key_gives_a_short_message() -> None:
    key = "k" * 1_000_000

    document = parsed(f'{{"{key}": 1, "{key}": 2}}')

    assert codes(document) == [f"1:{len(key) + 9} S007"]
    assert len(document.refusals[0].message.encode()) <= MAX_BYTES


def test_old_line_ends_are_refused_once() -> None:
    assert codes(parse(b"a: 1\rb: 2\rc: 3\r", "r.yaml")) == ["1:5 S004"]
