"""The reader of our own style takes what we write, and gives the data of the strict reader."""

import os
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checklist.files.reader import Limits, parse
from checklist.files.reading import own_style
from checklist.files.report_text import ReportText
from checklist.questionnaire.loading import shipped
from tests.support.both_readers import assert_both_agree, is_in_own_style, suite_texts
from tests.support.documents import yaml_like
from tests.support.examples import examples
from tests.support.mutants import PIECES, mutant
from tests.support.own_style_texts import PROSE, in_both_styles, large_reports, parts_of_reports
from tests.support.report_texts import VALUES
from tests.support.sound_reports import reports

DATA_VARIABLE = "CHECKLIST_DATA"
"""The environment variable with the folder of the YAML test suite; .ci/run sets it."""


def report(*lines: str) -> str:
    return "\n".join(["answers:", "  laws:", *lines, ""])


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("value: penal-code", "penal-code"),
        ("value: Loi nº 5 – d'été", "Loi nº 5 – d'été"),
        ("value: 'it''s: no'", "it's: no"),
        ('value: "2024-01"', "2024-01"),
        ('value: "a \\"b\\" \\\\ \\n\\t\\u2028"', 'a "b" \\ \n\t\u2028'),
        ("value: https://example.org/a?b#c", "https://example.org/a?b#c"),
        ("value: 12", 12),
        ("value: -1.50", -1.5),
        ("value: true", True),
        ("value: null", None),
        ("value: no", "no"),
        ("value: 2026-11-24", "2026-11-24"),
        ("value: []", []),
        ("value: {}", {}),
        ("value: >-\n      One\n      two.", "One two."),
        ("value: |-\n      One\n        two: # x\n\n      three", "One\n  two: # x\n\nthree"),
        ("value: |\n      One", "One\n"),
        (f"value: {'a ' * 40}a\n      b\n      c", f"{'a ' * 40}a b c"),
        (f"value: '{'a: ' * 20}it''s\n      b'", f"{'a: ' * 20}it's b"),
        ("value:\n      - a\n      - 2\n      - []", ["a", 2, []]),
        ("value:\n    - a\n    - |-\n      b", ["a", "b"]),
        (
            "value:\n    - a: 1\n      b:\n        c: 2\n    - a: 3",
            [{"a": 1, "b": {"c": 2}}, {"a": 3}],
        ),
        ("value:\n      - a:\n          - b\n        c: d", [{"a": ["b"], "c": "d"}]),
    ],
)
def test_what_programs_write_is_taken(line: str, value: object) -> None:
    text = report(f"    {line}", "    note: after", "  other: 1")

    document = assert_both_agree(text.encode())

    assert document.data == {"answers": {"laws": {"value": value, "note": "after"}, "other": 1}}
    assert is_in_own_style(text)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("# a: 1\n#\na: 1\n", {"a": 1}),
        ("a:  # one: two\n  b: # 'c\n    - 1\n", {"a": {"b": [1]}}),
        ("a:\n  - b:  # c\n      d: 1\n", {"a": [{"b": {"d": 1}}]}),
        ('"on": 1\n"null":\n  - "yes": 2\n', {"on": 1, "null": [{"yes": 2}]}),
        ('a:\n  b:\n    c: 1\n"on": 2\n', {"a": {"b": {"c": 1}}, "on": 2}),
        ('a:\n  b:\n    c: 1\n  "on": 2\n', {"a": {"b": {"c": 1}, "on": 2}}),
    ],
)
def test_what_the_program_writes_into_a_division_is_taken(text: str, data: object) -> None:
    assert assert_both_agree(text.encode()).data == data
    assert is_in_own_style(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "a: 1",
        "a: 1\r\n",
        "a:\tb\n",
        "a: 1\n# comment\nb: 2\n",
        "a: # comment\n",
        "a: # comment\n  b\n",
        "a:\n  - # comment\n    b\n",
        "a:# comment\n  b: 1\n",
        "a: 1 # comment\n",
        "a: 1\n\nb: 2\n",
        "---\na: 1\n",
        "a: 1\n...\n",
        "a: 1\n---\nb: 1\n",
        "%YAML 1.2\n---\na: 1\n",
        "- a\n",
        "text\n",
        " a: 1\n",
        "a:\n   b: 1\n",
        "a:\n    b: 1\n",
        "a:\n b: 1\n",
        "a:\n  b: 1\n    c: 1\n",
        "a: b\n  c: 1\n",
        "a:\n",
        "a:\nb: 1\n",
        "a:\n  - b\n  c: 1\n",
        "a:\n  b: 1\n  - c\n",
        "a:\n  b: 1\nc:\n  - d\n  b: 2\n",
        "a:\n- b\n- c: 1\n  d: 2\n e: 3\n",
        "a:\n  -  b\n",
        "a:\n  - - b\n",
        "a:\n  -\n",
        "a:\n  - \n",
        "a:\n  - a: \n",
        "a: 1\na: 2\n",
        "a:\n  b: 1\n  b: 2\n",
        "a:\n  - b: 1\n    b: 2\n",
        "<<: {}\n",
        "1: a\n",
        "null: a\n",
        "true: a\n",
        '"a b": 1\n',
        '"a: 1\n',
        '"a": 1\na: 2\n',
        "? a\n: b\n",
        "a b: 1\n",
        f"{'a' * 1025}: 1\n",
        "a:b\n",
        "a:  b\n",
        "a: b \n",
        "a: b: c\n",
        "a: b:\n",
        "a: &x b\n",
        "a: *x\n",
        "a: !!str b\n",
        "a: @b\n",
        "a: -\n",
        "a: - b\n",
        "a: =\n",
        "a: ~\n",
        "a: .5\n",
        "a: 012\n",
        "a: .inf\n",
        f"a: {'9' * 16}\n",
        "a: [1]\n",
        "a: {b: 1}\n",
        "a: []\n  b\n",
        'a: "\\x41"\n',
        'a: "\\u0007"\n',
        'a: "\\ud83d\\ude00"\n',
        'a: "b" c\n',
        'a: "b\n',
        "a: 'b'c'\n",
        "a: 'b\n",
        "a: >\n  b\n",
        "a: |+\n  b\n",
        "a: |2-\n  b\n",
        "a: |- # c\n  b\n",
        "a: |-\n",
        "a: |-\nb: 1\n",
        "a: |-\n   b\n  c\n",
        "a: |-\n\n  b\n",
        "a: |-\n  b\n\n",
        "a: |-\n  b\n\nc: 1\n",
        "a: |-\n  b\n # c\n",
        "a: >-\n  b\n    c\n  d\n",
        "a: >-\n  b\n\n  c\n",
        "a: >-\n  b \n  c\n",
        f"a: {'b ' * 40}b\n    c\n",
        f"a: {'b ' * 40}b\n  c: d\n",
        f"a: {'b ' * 40}b\n  # c\n",
        f"a: {'b ' * 40}b\n\n  c\n",
        f"a: '{'b ' * 40}\n  c\n",
        f"a: '{'b ' * 40}' c\n",
    ],
)
def test_whatever_is_doubtful_is_left_to_the_strict_reader(text: str) -> None:
    assert not is_in_own_style(text)
    assert_both_agree(text.encode())


def test_what_we_write_of_a_report_is_taken() -> None:
    own, pyyaml = zip(
        *map(in_both_styles, [PROSE, *large_reports()]),
        strict=True,
    )

    assert all(map(is_in_own_style, own))
    assert sum(map(is_in_own_style, pyyaml)) > len(pyyaml) / 2


@given(reports(shipped()) | st.dictionaries(st.sampled_from(["a", "b-1", "value"]), VALUES))
def test_both_readers_agree_on_what_is_written(data: dict[str, object]) -> None:
    for text in in_both_styles(data):
        assert_both_agree(text.encode())


pieces = st.sampled_from([*PIECES, "a: ", "b:\n", "  ", "    ", "- ", "word", "\n", "\n  "])


@given(st.lists(pieces, max_size=25).map("".join) | yaml_like | yaml_like.map("a:\n  {}\n".format))
@example("a:\n- b\n- c\nd: 1\n")
def test_both_readers_agree_on_generated_texts(text: str) -> None:
    assert_both_agree(text.encode(errors="surrogatepass"))
    assert_both_agree(text.encode(errors="surrogatepass") + b"\n")


@pytest.mark.thorough
@pytest.mark.hypothesis
def test_both_readers_agree_on_changed_reports() -> None:
    choice = Random(0)
    texts = parts_of_reports()

    changed = [mutant(choice.choice(texts), choice) for _ in range(examples(10_000))]

    for text in changed:
        assert_both_agree(text.encode())
    assert sum(map(is_in_own_style, changed)) > len(changed) / 20


def test_both_readers_agree_on_the_yaml_test_suite() -> None:
    folder = os.environ.get(DATA_VARIABLE)
    if not folder:
        pytest.skip(f"{DATA_VARIABLE} does not name a folder with yaml-test-suite")
    texts = suite_texts(Path(folder) / "yaml-test-suite")

    for text in texts.values():
        assert_both_agree(text.encode())
        lines = text.split("\n")
        for begin in range(len(lines)):  # the texts are short; their parts are cases, too
            assert_both_agree("\n".join([*lines[begin:], ""]).encode())

    assert len(texts) > 400
    assert sum(map(is_in_own_style, texts.values())) >= 10


@pytest.mark.parametrize("item", ["a{}: 1\n", "a{}: []\n", "l{}:\n- a: 1\n"])
def test_the_limit_of_elements_is_that_of_the_strict_reader(item: str) -> None:
    for most in range(50, 60):
        limits = Limits(max_events=most)
        for number in range(20):
            text = "".join(item.format(n) for n in range(number))

            assert_both_agree(text.encode(), limits)


@pytest.mark.parametrize("depth", [10, 20, 21, 22, 23, 30, 62, 63, 64, 65, 100])
@pytest.mark.parametrize("line", ["{}a:\n", "{}- a:\n"])
def test_the_limit_of_depth_is_that_of_the_strict_reader(depth: int, line: str) -> None:
    nested = "".join(line.format("  " * (level + 1)) for level in range(depth))
    text = f"a:\n{nested}{'  ' * (depth + 2)}b: 1\n"

    for limits in (Limits(), Limits(max_depth=depth), Limits(max_depth=depth + 2)):
        assert_both_agree(text.encode(), limits)


def test_few_short_lines_are_kept_and_no_long_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_style, "_MAX_KEPT", 100)
    own_style._kept.clear()

    for number in range(50):
        parse("".join(f"k{number}-{n}: {'x' * n}\n" for n in range(1, 70)).encode(), "")
        assert len(own_style._kept) <= 100

    assert max(map(len, own_style._kept)) <= own_style._SHORT


def test_what_one_report_has_does_not_show_in_the_next() -> None:
    text = report("    value:", "      - {}", "    note: []").encode()
    first = parse(text, "").data
    assert isinstance(first, dict)

    first["answers"]["laws"]["value"][0]["x"] = 1  # type: ignore[index, call-overload]
    first["answers"]["laws"]["note"].append(1)  # type: ignore[index, call-overload, union-attr]

    assert parse(text, "").data == {"answers": {"laws": {"value": [{}], "note": []}}}


def test_findings_have_the_places_of_the_strict_reader() -> None:
    text = ReportText.new({"state": "AUT", "answers": {"a": {"value": ["b", "c"]}}}, "r").text

    document = parse(text.encode(), "r")

    assert document.position(("answers", "a", "value", 1)) == (6, 9)
    assert document.position(("answers", "a", "value"), key=True) == (4, 5)
    assert document.position(("answers", "b")) == (3, 3)
