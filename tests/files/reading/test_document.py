import pickle

import pytest

from checklist.diagnostics import DocumentPath
from tests.support.documents import parsed


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


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a: 1.0\n", "1.0"),
        ("a: -1.50 # comment\n", "-1.50"),
        ("a: 1e3\n", "1e3"),
        ("a: 0x1F\nb: 2\n", "0x1F"),
        ('{"a": 1.0}', "1.0"),
        ("a: text\n", ""),
        ("a:\n", ""),
        ("a: [1]\n", ""),
    ],
)
def test_a_number_is_told_as_it_is_written(text: str, written: str) -> None:
    assert parsed(text).number(("a",)) == written


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


def test_the_position_of_a_duplicate_key_is_that_of_the_first() -> None:
    assert parsed("a: 1\na: 2").position(("a",)) == (1, 4)
    assert parsed('{"a": 1, "a": 2}').position(("a",)) == (1, 7)


def test_the_offset_of_a_place_is_its_index_in_the_text() -> None:
    document = parsed("\U0001f600: x\r\na: é\r\nb: here")

    assert document.text[document.offset(("b",)) :] == "here"
    assert document.text[document.offset(("b",), key=True) :] == "b: here"


@pytest.mark.parametrize("text", ["", "a: [", "{", "{ "])
def test_a_file_that_was_not_read_has_only_its_begin(text: str) -> None:
    assert parsed(text).position(("a", 0)) == (1, 1)


@pytest.mark.parametrize("text", ["a: [1, 2]", "a: [1, .inf]", '{"a": [1, 2]}', '{"a": [1, NaN]}'])
def test_positions_are_found_in_another_process_too(text: str) -> None:
    document = parsed(text)

    copy = pickle.loads(pickle.dumps(document))

    assert copy == document
    assert copy.position(("a", 1)) == document.position(("a", 1)) == (1, text.index(", ") + 3)
