import pytest

from checklist.diagnostics import Severity
from tests.support.documents import codes, found, parsed


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "a: 1\nb: 2\na: 3",
            ["3:1 S007 the key `a` appears twice in one mapping, first on line 1"],
        ),
        ("- {a: 1, a: 2}", ["1:10 S007 the key `a` appears twice"]),
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
