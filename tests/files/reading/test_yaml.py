import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml import CBaseLoader, YAMLError

from checklist.files.reader import Data, parse
from checklist.files.reading import yaml
from tests.support.documents import (
    data,
    found,
    parsed,
    places,
)


def test_nothing_of_one_file_is_left_for_the_next() -> None:
    assert parsed("%YAML 1.1\n%TAG ! tag:x,2000:\n---\na: no").data == {"a": "no"}
    assert parsed("a: no").data == {"a": "no"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n\tb: 1", "2:1 S005 there is a tab where YAML needs spaces; indent with spaces"),
        ("a: |\n x\n\ty", "3:1 S005 there is a tab"),
        ("a: @x", "1:4 S005 a value cannot begin with `@`"),
        ("a: b: c", "1:5 S005 a colon and a space are not allowed here; put quotation marks"),
        ("a: 1\nb\nc: 2", "2:1 S005 this line is neither a list item nor a key"),
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


def test_an_error_of_libyaml_without_a_place_is_refused_at_the_beginning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Failing(CBaseLoader):
        def get_event(self) -> None:
            raise YAMLError("the parser has stopped")

    monkeypatch.setattr(yaml, "CBaseLoader", Failing)

    (found,) = parse(b"a: 1 # a\n", "r.yaml").refusals

    assert (found.code, found.line) == ("S005", 1)
    assert "not YAML: the parser has stopped" in found.message
