import json
import os
import socket
import string
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from yaml import CBaseLoader, YAMLError

from checklist.diagnostics import MAX_BYTES, MAX_PER_FILE, Diagnostic, DocumentPath, Severity
from checklist.files.reading import yaml as reader
from checklist.files.reader import Data, Document, Limits, content_of, parse, read, text_of
from tests.support.user import ordinary_user

pytestmark = pytest.mark.sampled

MEBIBYTE = 1024 * 1024


def parsed(text: str) -> Document:
    return parse(text.encode(), "report.yaml")


def found(document: Document) -> list[str]:
    return [f"{d.line}:{d.column} {d.code} {d.message}" for d in document.refusals]


def codes(document: Document) -> list[str]:
    return [f"{d.line}:{d.column} {d.code}" for d in document.refusals]


# Plain data


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("NULL", None),
        ("nUll", "nUll"),
        ("true", True),
        ("False", False),
        ("tRUE", "tRUE"),
        ("no", "no"),
        ("on", "on"),
        ("y", "y"),
        ("=", "="),
        ("<<", "<<"),
        ("0", 0),
        ("-17", -17),
        ("+17", 17),
        ("999999999999999", 999_999_999_999_999),
        ("0o17", 15),
        ("0x1F", 31),
        ("1_000", "1_000"),
        ("0b11", "0b11"),
        ("2004-05-06", "2004-05-06"),
        ("12:30", "12:30"),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1.", 1),
        ("-1e3", -1000),
        ("-0.0", 0),
        ("12.50e1", 125),
        ("999999999999999.5", 999_999_999_999_999.5),
        ("1e", "1e"),
        (".", "."),
        ("-x", "-x"),
        ("+", "+"),
        ("NaN", "NaN"),
        ("Infinity", "Infinity"),
        ("not-known", "not-known"),
        ("'012'", "012"),
        ('"true"', "true"),
        ('""', ""),
        ('"\\L\\P\\u202e"', "\u2028\u2029\u202e"),
        ("|\n  x\n  y\n", "x\ny\n"),
        (">-\n  x\n  y\n", "x y"),
    ],
)
def test_yaml_scalars_are_read_by_the_core_schema_of_1_2(scalar: str, value: Data) -> None:
    document = parsed(f"a: {scalar}")

    assert document.data == {"a": value}
    assert type(document.data["a"]) is type(value)
    assert document.refusals == ()


@pytest.mark.parametrize("number", ["3.0", "3e0", "30E-1"])
def test_a_whole_number_is_one_however_json_writes_it(number: str) -> None:
    document = parsed(f'{{"a": {number}}}')

    assert document.data == {"a": 3}
    assert type(document.data["a"]) is int


def test_lists_and_mappings_keep_their_order_and_shape() -> None:
    text = "b: [1, {x: y}, []]\na:\n- - 1\n  - 2\n- c: {}\n? d\n? e\n: f\n"

    document = parsed(text)

    assert document.data == {
        "b": [1, {"x": "y"}, []],
        "a": [[1, 2], {"c": {}}],
        "d": None,
        "e": "f",
    }
    assert list(document.data) == ["b", "a", "d", "e"]
    assert document.format == "yaml"
    assert document.readable


def test_a_file_that_begins_with_a_brace_is_json() -> None:
    document = parsed(' \r\n\t{"a": [1, -2.5e3, true, null, "\\ud83d\\ude00\\t\u2028"]}\n')

    assert document.format == "json"
    assert document.data == {"a": [1, -2500.0, True, None, "\U0001f600\t\u2028"]}
    assert document.refusals == ()


def test_a_byte_order_mark_is_left_out_and_moves_no_column() -> None:
    document = parse(b"\xef\xbb\xbfa: 1\na: 2", "f")

    assert document.text == "a: 1\na: 2"
    assert document.data == {"a": 1}
    assert document.position(("a",)) == (1, 4)
    assert codes(document) == ["2:1 S007"]


def test_carriage_returns_of_line_ends_change_nothing() -> None:
    document = parsed("a: |\r\n  x\r\n  y\r\nb: 1\r\nb: 2\r\n")

    assert document.data == {"a": "x\ny\n", "b": 1}
    assert codes(document) == ["5:1 S007"]


def test_bidirectional_marks_are_kept() -> None:
    assert parsed("a: x\u202ey").data == {"a": "x\u202ey"}


def test_nothing_of_one_file_is_left_for_the_next() -> None:
    assert parsed("%YAML 1.1\n%TAG ! tag:x,2000:\n---\na: no").data == {"a": "no"}
    assert parsed("a: no").data == {"a": "no"}


# What is refused


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3", ["3:1 S007 the key `a` stands twice in one mapping, first on line 1"]),
        ("- {a: 1, a: 2}", ["1:10 S007 the key `a` stands twice"]),
        ("a: &x 1", ["1:4 S008 anchors such as `&x`"]),
        ("a: *x", ["1:4 S008 aliases such as `*x`"]),
        ("*x : 1", ["1:1 S008 aliases"]),
        ("&x a: 1", ["1:1 S008 anchors"]),
        ("a: !!int foo", ["1:4 S008 tags such as `!!int`"]),
        ("a: !x [1]", ["1:4 S008 tags such as `!x`"]),
        ("a: ! 1", ["1:4 S008 tags such as `!`"]),
        ("a: &x !y z", ["1:4 S008 anchors", "1:4 S008 tags"]),
        ("a: !x!y z", ["1:4 S008 `!` begins"]),
        ("a: **bold**", ["1:4 S008 `*` begins an anchor, an alias"]),
        ("<<: {a: 1}", ["1:1 S008 merge keys"]),
        ("<<: *x", ["1:1 S008 merge keys", "1:5 S008 aliases"]),
        ("%YAML 1.2\n---\na: 1", ["1:1 S008 directives"]),
        ("%FOO\n---\na: 1", ["1:1 S008 `%` begins"]),
        ("a: 1\n---\na: 2\n---\n", ["2:1 S008 a second document", "4:1 S008 a second document"]),
        ("1: x", ["1:1 S010 a key must be text, and YAML does not read `1` as text"]),
        ("a: {~: x}", ["1:5 S010"]),
        ("yes: x\ntrue: y", ["2:1 S010"]),
        ("012: x", ["1:1 S010"]),
        ("? [a]\n: x", ["1:3 S010 a key must be text, and this is a list"]),
        ("? {a: b}\n: x", ["1:3 S010 a key must be text, and this is a mapping"]),
        ("a: .inf", ["1:4 S011 `.inf` is not a finite number"]),
        ("a: [-.INF, .nan]", ["1:5 S011", "1:12 S011"]),
        ("a: 1e999", ["1:4 S011 the number `1e999` is too large"]),
        ("a: -1.0e15", ["1:4 S011 the number `-1.0e15` is too large"]),
        ("a: 1000000000000000", ["1:4 S011 the number `1000000000000000` has more than 15 digits"]),
        ("a: 0xfffffffffffff", ["1:4 S011"]),
        ("a: " + "9" * 5000, ["1:4 S011"]),
        ("a: 012", ["1:4 S011 the number `012` begins with a zero; put quotation marks"]),
        ("a: -00.5", ["1:4 S011"]),
        ('a: "x\\ey"', ["1:4 S004 the escape of U+001B"]),
        ('a: ["\\r", "\\0", "\\x85"]', ["1:5 S004", "1:11 S004", "1:17 S004"]),
        ('"\\a": 1', ["1:1 S004 the escape of U+0007"]),
    ],
)
def test_what_yaml_should_not_say_is_refused_where_it_stands(
    text: str, expected: list[str]
) -> None:
    document = parsed(text)

    assert len(document.refusals) == len(expected)
    for shown, begin in zip(found(document), expected, strict=True):
        assert shown.startswith(begin)
    assert all(refusal.severity is Severity.ERROR for refusal in document.refusals)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n\tb: 1", "2:1 S005 a tab stands where YAML needs spaces; indent with spaces"),
        ("a: |\n x\n\ty", "3:1 S005 a tab stands"),
        ("a: @x", "1:4 S005 a value cannot begin with `@`"),
        ("a: b: c", "1:5 S005 a colon and a space cannot stand here; put quotation marks"),
        ("a: 1\nb\nc: 2", "2:1 S005 this line is no list item and has no key"),
        ("b: 1\na: 'x\nb: y", "2:4 S005 the quotation mark that opens here is never closed"),
        ('a: "x" y', "1:8 S005 expected another key of the mapping that begins on line 1"),
        ("a:\n  b: 1\n c: 2", "3:2 S005 expected another key of the mapping that begins on line 1"),
        ("- a\nb: 1", "2:1 S005 expected another item with `-`"),
        ("a: - b", "1:4 S005 an item with `-` cannot begin here"),
        ("a: ? b", "1:4 S005 a key cannot begin here"),
        ("a: [1, 2\nb: 3", "2:2 S005 expected a comma or the `]` that closes the list of line 1"),
        ("a: {x: 1\nb: 3", "2:2 S005 expected a comma or the `}`"),
        ('a: "\\q"', "1:5 S005 a backslash"),
        ('a: "\\x1"', "1:7 S005 an escape with too few digits"),
        ('a: "\\ud800"', "1:7 S005 the escape of no character"),
        ('a: "x\n---\ny"', "2:1 S005 `---` or `...` in a text in quotation marks"),
        ("a: >x\n", "1:5 S005 text on the line of the `|` or `>`"),
        ("a: ]", "1:4 S005 a value is missing here"),
        (" a: 1\nb: 2", "2:1 S005 the data has ended"),
        ("a: |11\n x", "1:6 S005 "),
    ],
)
def test_what_is_not_yaml_is_said_in_plain_words(text: str, expected: str) -> None:
    document = parsed(text)

    assert len(document.refusals) == 1
    assert found(document)[0].startswith(expected)
    assert not document.readable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1, "b": {"a": 1},\n "a": 2}', ["2:2 S007 the key `a` stands twice"]),
        ('{"a": NaN}', ["1:7 S011 `NaN` is not a finite number"]),
        ('{"a": [-Infinity, 1e999]}', ["1:8 S011", "1:19 S011"]),
        ('{"a": 1000000000000000}', ["1:7 S011"]),
        ('{"a": 1e15}', ["1:7 S011 the number `1e15` is too large"]),
        ('{"a": ' + "9" * 5000 + "}", ["1:7 S011"]),
        ('{"a": "\\u001b", "b": "\\b"}', ["1:7 S004 the escape of U+001B", "1:22 S004"]),
        ('{"a": "\\ud83d"}', ["1:7 S004 the escape of U+D83D"]),
        ('{"\\udc00": 1}', ["1:2 S004"]),
        (
            '{"a": 1, "a": 2, "b": NaN,\n}',
            ["1:10 S007", "1:23 S011", "1:26 S006 a comma, and no key after it"],
        ),
        ('{"a": [1, 2 ,\n]}', ["1:13 S006 a comma, and no value after it"]),
        ('{"a": [1,}', ["1:10 S006 a value is missing here"]),
        (
            "{a: 1}",
            ["1:2 S006 a key in double quotation marks is missing here; a file that begins"],
        ),
        ('{"a" 1}', ["1:6 S006 the colon after a key"]),
        ('{"a": 1 "b": 2}', ["1:9 S006 expected a comma"]),
        ('{"a": 012}', ["1:8 S006"]),
        ('{"a": yes}', ["1:7 S006 a value is missing here"]),
        ('{"a": "x', ["1:7 S006 the quotation mark that opens here"]),
        ('{"a": "[x\ny", "a": NaN}', ["1:10 S006 a tab or the end of a line"]),
        ('{"a": "\\x"}', ["1:8 S006 a backslash"]),
        ('{"a": 1} {"a": 2}', ["1:10 S006 the data has ended"]),
        ('{"a": ' + "[" * 64, ["1:70 S009 more than 64"]),
        ('{"a": ,' + "[" * 64, ["1:7 S006"]),
        ('{"a": "\x1b"}', ["1:8 S004 the character U+001B"]),
    ],
)
def test_what_json_should_not_say_is_refused_where_it_stands(
    text: str, expected: list[str]
) -> None:
    document = parsed(text)

    assert len(document.refusals) == len(expected)
    for shown, begin in zip(found(document), expected, strict=True):
        assert shown.startswith(begin)


def test_brackets_in_texts_of_json_do_not_count_as_levels() -> None:
    text = json.dumps({"a": "[" * 100 + '\\"' + "]" * 50, "b": "\\"})

    assert parsed(text).refusals == ()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a: é".encode("latin-1"), "1:4 S003 the byte 0xE9 is not UTF-8; the file may be Latin-1"),
        (b"\xef\xbb\xbfa: \xc3\xa9\nb: \x80", "2:4 S003 the byte 0x80 is not UTF-8"),
        ("a: 1".encode("utf-16"), "1:1 S003 the file looks like UTF-16"),
        ("a: 1".encode("utf-32"), "1:1 S003 the file looks like UTF-16"),
        ("a: 1".encode("utf-16-be"), "1:1 S003 a NUL byte: the file looks like UTF-16"),
        ("a: 1".encode("utf-16-le"), "1:2 S003 a NUL byte: the file looks like UTF-16"),
        (b"a: \xed\xa0\x80", "1:4 S003 the byte 0xED"),
    ],
)
def test_only_utf_8_is_read(content: bytes, expected: str) -> None:
    document = parse(content, "f")

    assert found(document)[0].startswith(expected)
    assert len(document.refusals) == 1
    assert document.text == ""
    assert not document.readable


@pytest.mark.parametrize(
    "content", [b"", b" \n\n", b"# a\n", b"null", b"~", b"---\n", b"\xef\xbb\xbf"]
)
def test_a_file_without_data_is_empty(content: bytes) -> None:
    assert codes(parse(content, "f")) == ["1:1 S012"]


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


@pytest.mark.parametrize("text", ['{"a\\r": "b"}', '"a\\r": b'])
def test_a_carriage_return_in_a_key_is_refused_even_where_it_is_a_line_break(text: str) -> None:
    assert [d.code for d in parse(text.encode(), "f", any_line_break=True).refusals] == ["S004"]


def test_what_follows_carriage_returns_is_found_on_its_own_line() -> None:
    text = 'a: "\\r"\rb: |\r\n  c\r  d\re: 012\r'

    document = parse(text.encode(), "f", any_line_break=True)

    assert codes(document) == ["5:4 S011"]
    assert document.position(("b",)) == (2, 4)
    assert document.data == {"a": "\n", "b": "c\nd\n", "e": None}


# All findings in one run


def test_reading_goes_on_after_what_can_be_left_out() -> None:
    text = (
        "a: *x\n"
        "b: !t 1\n"
        "c: &y {d: .inf}\n"
        "a: {e: *z}\n"
        "? [k]\n"
        ": {f: *w}\n"
        "l: [1, *v, 012, 3]\n"
        "1: {g: *u}\n"
    )

    document = parsed(text)

    assert document.data == {
        "a": None,
        "b": None,
        "c": {"d": None},
        "l": [1, None, None, 3],
        "1": {"g": None},
    }
    assert codes(document) == [
        "1:4 S008",
        "2:4 S008",
        "3:4 S008",
        "3:11 S011",
        "4:1 S007",
        "4:8 S008",
        "5:3 S010",
        "6:7 S008",
        "7:8 S008",
        "7:12 S011",
        "8:1 S010",
        "8:8 S008",
    ]
    assert [d.where for d in document.refusals[-3:]] == [("l", 2), ("1",), ("1", "g")]


@pytest.mark.parametrize(
    ("where", "refused"),
    [
        ((), False),
        (("a",), True),
        (("a", "below", 0), True),
        (("b",), False),
        (("b", 0), False),
        (("b", 1), True),
        (("d",), False),
        (("d", "e"), False),
    ],
)
def test_a_place_is_refused_at_and_below_a_lost_value(where: DocumentPath, refused: bool) -> None:
    document = parsed("a: *x\nb: [1, .inf]\nd: {e: 1}\nd: {e: *x}\n")

    assert document.is_refused(where) is refused


def test_at_most_a_hundred_refusals_are_kept_and_the_reason_to_stop_among_them() -> None:
    document = parsed("a: 1\n" * 500 + "b: [")

    assert len(document.refusals) == MAX_PER_FILE
    assert codes(document)[-1] == "501:5 S005"


def test_a_long_key_gives_a_short_message() -> None:
    key = "k" * 1_000_000

    document = parsed(f'{{"{key}": 1, "{key}": 2}}')

    assert codes(document) == [f"1:{len(key) + 9} S007"]
    assert len(document.refusals[0].message.encode()) <= MAX_BYTES


# Positions

SAMPLE = """\
# comment
a:
  b: text
  c: [x, {d: 1}]
  e:
  - f: "1"
    g: é
  -
  h:
'i': ~
"""


@pytest.mark.parametrize(
    ("where", "value", "key"),
    [
        ((), (2, 1), (2, 1)),
        (("a",), (3, 3), (2, 1)),
        (("a", "b"), (3, 6), (3, 3)),
        (("a", "c"), (4, 6), (4, 3)),
        (("a", "c", 0), (4, 7), (4, 7)),
        (("a", "c", 1, "d"), (4, 14), (4, 11)),
        (("a", "e"), (6, 3), (5, 3)),
        (("a", "e", 0), (6, 5), (6, 5)),
        (("a", "e", 0, "g"), (7, 8), (7, 5)),
        (("a", "e", 1), (8, 4), (8, 4)),
        (("a", "h"), (9, 3), (9, 3)),
        (("i",), (10, 6), (10, 1)),
        (("a", "absent", "b"), (3, 3), (2, 1)),
        (("a", "b", "absent"), (3, 6), (3, 3)),
        (("a", "c", 7), (4, 6), (4, 3)),
        (("absent",), (2, 1), (2, 1)),
    ],
)
def test_a_place_in_yaml_has_a_line_and_column(
    where: DocumentPath, value: tuple[int, int], key: tuple[int, int]
) -> None:
    document = parsed(SAMPLE)

    assert document.position(where) == value
    assert document.position(where, key=True) == key


@pytest.mark.parametrize("last", ["1", "NaN"])
def test_a_place_in_json_has_a_line_and_column(last: str) -> None:
    document = parsed('\n{"a": [1,\n  {"b\\n": "x"}], "a2": ' + last + "}")

    assert document.position(()) == (2, 1)
    assert document.position(("a",)) == (2, 7)
    assert document.position(("a",), key=True) == (2, 2)
    assert document.position(("a", 1, "b\n")) == (3, 11)
    assert document.position(("a", 1, "b\n"), key=True) == (3, 4)
    assert document.position(("a", 1, "absent")) == (3, 3)
    assert document.position(("a2",)) == (3, 24)


def test_of_a_key_that_stands_twice_the_first_is_meant() -> None:
    assert parsed("a: 1\na: 2").position(("a",)) == (1, 4)
    assert parsed('{"a": 1, "a": 2}').position(("a",)) == (1, 7)


def test_the_offset_of_a_place_is_its_index_in_the_text() -> None:
    document = parsed("\U0001f600: x\r\na: é\r\nb: here")

    assert document.text[document.offset(("b",)) :] == "here"
    assert document.text[document.offset(("b",), key=True) :] == "b: here"


@pytest.mark.parametrize("text", ["", "a: [", "{", "{ "])
def test_a_file_that_was_not_read_has_only_its_begin(text: str) -> None:
    assert parsed(text).position(("a", 0)) == (1, 1)


# Limits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[" * 27_700, ["1:1001 S009"]),
        ("[" * 65, ["1:65 S009"]),
        ("x: " + "{a: " * 100, ["1:256 S009"]),
        ("- " * MEBIBYTE, ["1:129 S009"]),
        ("".join(" " * n + "-\n" for n in range(1000)), ["65:65 S009"]),
        ('{"a":' + "[" * MEBIBYTE, ["1:69 S009"]),
        ('{"a":' * 400_000, ["1:321 S009"]),
        ("a: [" + "[]," * 600_000, ["1:149997 S002"]),
        ('{"a": [' + "[]," * 600_000 + "1]}", ["1:150003 S002"]),
        ("".join(f"k{n}: 1\n" for n in range(60_000)), ["49999:9 S002"]),
        ('{"a": [' + "0," * 100_000 + "1]}", ["1:200002 S002"]),
        ("x" * (2 * MEBIBYTE + 1), ["1:1 S002"]),
        ("? " * MEBIBYTE, [*(f"1:{n} S010" for n in range(3, 129, 2)), "1:129 S009"]),
        ("\n" * 2 * MEBIBYTE, ["1:1 S012"]),
        ('"' * 2 * MEBIBYTE, ["1:3 S005"]),
        ("{" + '"' * MEBIBYTE, ["1:4 S006"]),
        ('"' + "\\u0007" * 300_000 + '"', ["1:1 S004"]),
        ('{"a": "' + "\\u0007" * 300_000 + '"}', ["1:7 S004"]),
        ("a: " + "1" * MEBIBYTE, ["1:4 S011"]),
        ('{"a": ' + "1" * MEBIBYTE + "}", ["1:7 S011"]),
        ("x" * MEBIBYTE, []),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_a_huge_file_is_refused_soon(text: str, expected: list[str]) -> None:
    assert codes(parsed(text)) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: 1\n" * 200_000, "S007"),
        ('{"a": 1' + ', "a": 1' * 200_000 + "}", "S007"),
        ("".join(f"{n * (2**61 - 1)}: 1\n" for n in range(23_000)), "S010"),
        ("a: &a [*a]\n" * 100_000, "S008"),
        ("a: *a\n" * 100_000, "S008"),
        ("--- a\n" * 100_000, "S008"),
        ("\x1b" * MEBIBYTE, "S004"),
        ("\u2028" * 600_000, "S004"),
        ('- "\\u0007"\n' * 100_000, "S004"),
        ('{"a": [' + "NaN," * 100_000 + "1]}", "S011"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_a_file_with_very_many_mistakes_is_told_a_hundred(text: str, code: str) -> None:
    document = parsed(text)

    assert len(document.refusals) == MAX_PER_FILE
    assert code in {refusal.code for refusal in document.refusals}


def test_64_levels_are_enough_and_allowed() -> None:
    assert parsed("[" * 64 + "]" * 64).refusals == ()
    assert parsed('{"a":' + "[" * 63 + "]" * 63 + "}").refusals == ()


def test_limits_can_be_raised_and_lowered() -> None:
    limits = Limits(max_bytes=3 * MEBIBYTE, max_events=200_000, max_depth=100)

    large = b"#" * (5 * MEBIBYTE // 2) + b"\n"
    assert parse(large + b"- 1\n" * 120_000, "f", limits=limits).refusals == ()
    deep = parse(b'{"a":' * 99 + b"1" + b"}" * 99, "f", limits=limits)
    assert deep.refusals == ()
    assert deep.position(("a",) * 99) == (1, 496)
    assert codes(parse(b"[1, 2]", "f", limits=Limits(max_events=4))) == ["1:5 S002"]
    assert codes(parse(b"[[1]]", "f", limits=Limits(max_depth=1))) == ["1:2 S009"]


# Paths


def test_a_file_is_read_and_named_as_the_user_named_it(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text("a: 1\na: 2\n")

    document = read(path, name="./r.yaml")

    assert document.name == "./r.yaml"
    assert document.data == {"a": 1}
    assert document.refusals[0].path == "./r.yaml"
    assert read(path).name == str(path)


@pytest.mark.skipif(os.name == "nt", reason="Windows gives other reasons")
def test_what_is_no_file_is_a_finding_with_the_reason(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    (tmp_path / "file").touch()
    reasons: dict[Path | str, str] = {
        tmp_path: "it is a folder, not a file",
        tmp_path / "absent": "there is no such file",
        tmp_path / "file" / "x": "there is no such file: a part of its path is not a folder",
        loop: "its links lead in a circle",
        tmp_path / ("x" * 300): "its name is too long",
        "a\0b": "its name has a character that no file name can have",
        "/dev/null": "it is a device, not a file",
    }

    for path, reason in reasons.items():
        document = read(path)

        assert found(document) == [f"1:1 S001 cannot be read: {reason}"]
        assert not document.readable


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_that_nobody_writes_to_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    assert found(read(tmp_path / "pipe")) == ["1:1 S001 cannot be read: it is a pipe, not a file"]


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs Unix sockets")
def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket may have only some hundred characters
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("s")

        assert codes(read("s")) == ["1:1 S001"]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="modes are those of POSIX")
def test_a_file_that_may_not_be_read_is_a_finding() -> None:
    with ordinary_user() as folder:
        path = folder / "r.yaml"
        path.touch(mode=0)

        document = read(path)

    assert found(document) == ["1:1 S001 cannot be read: you are not allowed to read it"]


def test_a_file_of_five_gigabytes_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    with path.open("wb") as file:
        file.truncate(5_000_000_000)

    assert found(read(path)) == [
        "1:1 S002 the file has 5,000,000,000 bytes; at most 2,097,152 are read"
    ]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux")
def test_a_file_that_holds_more_than_it_says_is_read_up_to_the_limit() -> None:
    assert Path("/proc/self/status").stat().st_size == 0

    assert codes(read("/proc/self/status", limits=Limits(max_bytes=100))) == ["1:1 S002"]


# Properties

characters = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
texts = st.text(characters | st.sampled_from("\t\n\\\"'"), max_size=20)
numbers = st.integers(-(10**15) + 1, 10**15 - 1) | st.floats(
    -1e15, 1e15, exclude_min=True, exclude_max=True
)
data = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(texts, inner, max_size=5),
    max_leaves=30,
)
yaml_like = st.text(st.sampled_from("ab01.-+~ \t\n:?,[]{}'\"\\|>&*!%#@<=\r\x1b\u2028é\ufeff"))
json_like = yaml_like.map("{".__add__)
anything = st.binary() | (yaml_like | json_like | st.text()).map(str.encode)


def assert_positions_are_in_the_text(document: Document, content: bytes) -> None:
    lines = (document.text or content.decode(errors="replace")).split("\n")
    for refusal in document.refusals:
        assert refusal.line <= len(lines)
        assert 1 <= refusal.column <= len(lines[refusal.line - 1]) + 1


@given(anything)
@example(b'{"a": "\\ud800", "a": [')
@example(b"\xef\xbb\xbf\xef\xbb\xbfa: 1\na: 2")
def test_any_bytes_give_data_or_refusals_with_positions_in_the_text(content: bytes) -> None:
    document = parse(content, "f")

    assert document.readable or document.refusals
    assert len(document.refusals) <= MAX_PER_FILE
    assert_positions_are_in_the_text(document, content)


def places(value: Data, where: DocumentPath = ()) -> list[tuple[DocumentPath, str | None]]:
    inner: list[tuple[str | int, Data]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    found = [((*where, part), part if isinstance(part, str) else None) for part, _ in inner]
    return found + [place for part, below in inner for place in places(below, (*where, part))]


PIECES_OF_YAML = (
    *("a: ", "b: ", "- ", "? ", "\n", "  ", "\n  ", "{", "}", "[", "]", ", ", ": ", "'", '"'),
    *("&x ", "*x", "!t ", "!", "|\n", ">-\n", "# ", "---\n", "...\n", "%YAML 1.2\n", "<<: "),
    *("~", "true", "No", "1", "01", "1.0", "1e99", ".nan", "text", "The", "é", "\\x07", "\\t"),
    *("[[[[", "{a: {b: {a: ", "\r\n", "\u2028"),
)
pieces_of_yaml = st.lists(st.sampled_from(PIECES_OF_YAML), max_size=25).map("".join)


@given(pieces_of_yaml | yaml_like)
@example('a: "\\x07"')
@example('"<<": 1')
@example("~")
@example("a: 1\n---\nb: 2")
def test_what_is_read_at_first_sight_is_what_a_closer_look_finds(text: str) -> None:
    limits = Limits(max_events=30, max_depth=3)

    def invalid_questions(text: str, limits: Limits) -> Data:
        raise reader._MayBeRefused

    at_first_sight = parse(text.encode(), "f", limits=limits)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_load_without_refusals", invalid_questions)
        closely = parse(text.encode(), "f", limits=limits)

    assert at_first_sight == closely
    assert repr(at_first_sight.data) == repr(closely.data)  # 1 and True are equal, too
    for where, _ in [((), None), *places(closely.data)]:
        for key in (True, False):
            assert at_first_sight.offset(where, key=key) == closely.offset(where, key=key)


@given(st.dictionaries(texts, data), st.booleans(), st.sampled_from([None, 1]))
def test_what_json_writes_is_read_back(value: Data, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)

    document = parsed(text)

    assert document.refusals == ()
    assert document.data == value
    for where, key in places(value):
        if key is not None:
            written = json.dumps(key, ensure_ascii=ascii_only)
            assert text.startswith(written, document.offset(where, key=True))


@given(data)
def test_a_mistake_in_json_changes_nothing_of_the_rest(value: Data) -> None:
    document = parsed(json.dumps({"a": value, "b": float("nan")}))

    assert document.data == {"a": value, "b": None}
    assert [refusal.where for refusal in document.refusals] == [("b",)]


@given(st.dictionaries(texts, data), st.sampled_from([None, 1]))
def test_a_place_in_json_is_the_same_whether_or_not_there_is_a_mistake_behind_it(
    value: Data, indent: int | None
) -> None:
    # A mistake makes the reader mark all places; otherwise it seeks those that are asked for.
    text = json.dumps([value], indent=indent)[1:-1].strip()

    sound, mistaken = parsed(f'{{"a": {text}, "b": 1}}'), parsed(f'{{"a": {text}, "b": NaN}}')

    assert (sound.refusals, len(mistaken.refusals)) == ((), 1)
    for where in [("a", *where) for where, _ in places(value)] + [("b",), ("a", "c", 1)]:
        assert sound.offset(where) == mistaken.offset(where)
        assert sound.offset(where, key=True) == mistaken.offset(where, key=True)


few_texts = st.sampled_from(["a", "b", "", ":", ":a", "a:", '":', "\\", "{", "}", "[", "é", " :"])
json_values = st.recursive(
    few_texts.map(json.dumps) | st.sampled_from(["1", "null"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: f"[{','.join(parts)}]")
        | st.lists(st.tuples(few_texts.map(json.dumps), inner), max_size=3).map(
            lambda pairs: "{" + ",".join(f"{key} \n: {part}" for key, part in pairs) + "}"
        )
    ),
    max_leaves=8,
)


@given(json_values, st.sampled_from(["", " ", "\t"]))
@example('{"a" : ":", "a": 1}', "")
@example('{"a": "\\":"}', "")
def test_a_key_of_json_that_stands_twice_is_always_noticed(value: str, space: str) -> None:
    twice = 0

    def counted(pairs: list[tuple[str, Data]]) -> None:
        nonlocal twice
        twice += len(pairs) - len(dict(pairs))

    text = f'{{"x"{space}:{value}}}'
    json.loads(text, object_pairs_hook=counted)

    assert [one.code for one in parsed(text).refusals] == ["S007"] * twice


closing_and_opening = st.sampled_from(
    [('"]"', '"["'), ('"\\"]\\""', '"\\"[\\""'), ('"}{"', '"]["'), ('"["', '"]"'), ("1", "2")]
)


@given(st.lists(closing_and_opening, max_size=3))
def test_levels_of_json_are_counted_whatever_brackets_stand_in_its_texts(
    parts: list[tuple[str, str]],
) -> None:
    before, after = "".join(f"{one}," for one, _ in parts), "".join(f",{one}" for _, one in parts)

    for levels in (63, 64):
        text = '{"x": ' + f"[{before}" * levels + "1" + f"{after}]" * levels + "}"
        document = parsed(text)

        assert [one.code for one in document.refusals] == ["S009"] * (levels == 64)


@given(data)
def test_what_json_writes_is_read_in_yaml_as_the_same(value: Data) -> None:
    text = json.dumps(value, ensure_ascii=False)
    text = f"\u00e9: {text}".replace("\u2028", "\\L").replace("\u2029", "\\P")

    document = parsed(text)

    assert document.refusals == ()
    assert document.data == {"\u00e9": value}
    for where, key in places({"\u00e9": value})[1:]:
        if key is not None and key.isascii():
            assert text.startswith(json.dumps(key), document.offset(where, key=True))


@given(st.text(string.printable.strip() + " \t"))
def test_a_text_of_one_line_is_the_same_in_either_quotation_marks(value: str) -> None:
    single = value.replace("'", "''")

    document = parsed(f"a:\n  b: {json.dumps(value)}\n  c: '{single}'\n")

    assert document.data == {"a": {"b": value, "c": value}}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"PK\x03\x04\x14\x00", "a Word, Excel or zip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word or Excel file"),
        (b"\x1f\x8b\x08\x00", "a gzip file"),
    ],
)
def test_what_is_no_text_at_all_is_named(content: bytes, kind: str) -> None:
    assert found(parse(content, "r.yaml")) == [
        f"1:1 S003 this is {kind}, and no report in YAML or JSON"
    ]


def test_old_line_ends_are_told_once() -> None:
    assert codes(parse(b"a: 1\rb: 2\rc: 3\r", "r.yaml")) == ["1:5 S004"]


# Texts and bytes


def test_a_document_is_read_as_a_text(tmp_path: Path) -> None:
    path = tmp_path / "document.txt"
    path.write_bytes("\ufeffParagraph 8\n".encode())

    assert text_of(path) == "Paragraph 8\n"
    assert content_of(path) == path.read_bytes()


def test_a_document_that_is_no_text_is_told_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "document.txt"
    path.write_bytes(b"%PDF-1.7")

    found = text_of(path)

    assert isinstance(found, Diagnostic)
    assert (found.code, found.line, found.column) == ("S003", 1, 1)
    assert "a PDF document" in found.message


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="Linux only")
def test_a_file_is_read_to_its_end_even_if_that_is_further_than_its_size() -> None:
    path = Path("/proc/version")  # its size is 0, as if it had grown since

    assert content_of(path) == path.read_bytes() != b""


def test_what_cannot_be_read_has_no_bytes(tmp_path: Path) -> None:
    assert content_of(tmp_path) is None
    assert content_of(tmp_path / "absent") is None


# What few files have


def test_brackets_in_what_is_a_string_to_json_are_not_too_deep() -> None:
    document = parse(b'{"a": \\"' + b"[" * 70 + b'"}', "r.json")

    assert [found.code for found in document.refusals] == ["S006"]


def test_a_bracket_where_a_value_is_missing_is_told() -> None:
    (found,) = parse(b'{"a":]}', "r.json").refusals

    assert (found.code, found.line, found.column) == ("S006", 1, 6)
    assert "a value is missing here" in found.message


def test_an_error_of_libyaml_that_names_no_place_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(CBaseLoader):
        def get_event(self) -> None:
            raise YAMLError("the parser has stopped")

    monkeypatch.setattr(reader, "CBaseLoader", Failing)

    (found,) = parse(b"a: 1\n", "r.yaml").refusals

    assert (found.code, found.line) == ("S005", 1)
    assert "not YAML: the parser has stopped" in found.message
