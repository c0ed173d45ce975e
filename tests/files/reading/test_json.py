import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checklist.files.reader import Data, parse
from tests.support.documents import (
    data,
    found,
    parsed,
    places,
    texts,
)


def test_a_file_that_begins_with_a_brace_is_json() -> None:
    document = parsed(' \r\n\t{"a": [1, -2.5e3, true, null, "\\ud83d\\ude00\\t\u2028"]}\n')

    assert document.format == "json"
    assert document.data == {"a": [1, -2500.0, True, None, "\U0001f600\t\u2028"]}
    assert document.refusals == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1, "b": {"a": 1},\n "a": 2}', ["2:2 S007 the key `a` appears twice"]),
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
    # After a mistake all places are marked; otherwise each place is found when requested.
    text = json.dumps([value], indent=indent)[1:-1].strip()

    valid, invalid = parsed(f'{{"a": {text}, "b": 1}}'), parsed(f'{{"a": {text}, "b": NaN}}')

    assert (valid.refusals, len(invalid.refusals)) == ((), 1)
    for where in [("a", *where) for where, _ in places(value)] + [("b",), ("a", "c", 1)]:
        assert valid.offset(where) == invalid.offset(where)
        assert valid.offset(where, key=True) == invalid.offset(where, key=True)


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
def test_a_key_of_json_that_is_given_twice_is_always_noticed(value: str, space: str) -> None:
    twice = 0

    def counted(pairs: list[tuple[str, Data]]) -> None:
        nonlocal twice
        twice += len(pairs) - len(dict(pairs))

    text = f'{{"x"{space}:{value}}}'
    json.loads(text, object_pairs_hook=counted)

    assert [refusal.code for refusal in parsed(text).refusals] == ["S007"] * twice


closing_and_opening = st.sampled_from(
    [('"]"', '"["'), ('"\\"]\\""', '"\\"[\\""'), ('"}{"', '"]["'), ('"["', '"]"'), ("1", "2")]
)


@given(st.lists(closing_and_opening, max_size=3))
def test_levels_of_json_are_counted_whatever_brackets_stand_in_its_texts(
    parts: list[tuple[str, str]],
) -> None:
    before, after = (
        "".join(f"{part}," for part, _ in parts),
        "".join(f",{part}" for _, part in parts),
    )

    for levels in (63, 64):
        text = '{"x": ' + f"[{before}" * levels + "1" + f"{after}]" * levels + "}"
        document = parsed(text)

        assert [refusal.code for refusal in document.refusals] == ["S009"] * (levels == 64)


def test_brackets_in_what_is_a_string_to_json_are_not_too_deep() -> None:
    document = parse(b'{"a": \\"' + b"[" * 70 + b'"}', "r.json")

    assert [found.code for found in document.refusals] == ["S006"]


def test_a_bracket_where_a_value_is_missing_is_refused() -> None:
    (found,) = parse(b'{"a":]}', "r.json").refusals

    assert (found.code, found.line, found.column) == ("S006", 1, 6)
    assert "a value is missing here" in found.message
