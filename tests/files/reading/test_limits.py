import pytest

from checklist.diagnostics import MAX_PER_FILE
from checklist.files.reader import Limits, parse
from tests.support.documents import MEBIBYTE, codes, parsed


@pytest.mark.sampled
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


@pytest.mark.sampled
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
def test_a_hundred_refusals_of_a_file_with_very_many_mistakes_are_kept(
    text: str, code: str
) -> None:
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
