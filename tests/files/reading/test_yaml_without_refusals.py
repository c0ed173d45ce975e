"""The two ways to build the data of a YAML text give the same: the builder, and the faster one."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from yaml import YAMLError

from checklist.files.reader import Data, Document, Limits, parse
from checklist.files.reading import yaml
from checklist.files.reading.yaml import _load_without_refusals, _MayBeRefused
from tests.support.documents import places, yaml_like

ROOT = Path(__file__).parents[3]
FILES = sorted([*ROOT.glob("tests/fixtures/**/*.yaml"), *ROOT.glob("questions/**/*.yaml")])
SMALL = Limits(max_events=30, max_depth=3)


def built(content: bytes, limits: Limits | None = None) -> Document:
    """Return the document that the builder alone gives."""

    def refuse_all(text: str, limits: Limits) -> Data:
        raise _MayBeRefused

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "_load_without_refusals", refuse_all)
        return parse(content, "f", limits=limits)


def assert_same(fast: Document, slow: Document) -> None:
    assert fast == slow
    assert repr(fast.data) == repr(slow.data)  # 1 and True are equal, too
    for where, _ in [((), None), *places(slow.data)]:
        for key in (True, False):
            assert fast.offset(where, key=key) == slow.offset(where, key=key)


PIECES_OF_YAML = (
    *("a: ", "b: ", "- ", "? ", "\n", "  ", "\n  ", "{", "}", "[", "]", ", ", ": ", "'", '"'),
    *("&x ", "*x", "!t ", "!", "|\n", ">-\n", "# ", "---\n", "...\n", "%YAML 1.2\n", "<<: "),
    *("~", "true", "No", "1", "01", "1.0", "1e99", ".nan", "text", "The", "é", "\\x07", "\\t"),
    *("[[[[", "{a: {b: {a: ", "\r\n", "\u2028"),
)


pieces_of_yaml = st.lists(st.sampled_from(PIECES_OF_YAML), max_size=25).map("".join)


@given(pieces_of_yaml | yaml_like)
@example("a: [1, {b: no}]")
def test_both_ways_give_the_same_for_generated_texts(text: str) -> None:
    assert_same(parse(text.encode(), "f", limits=SMALL), built(text.encode(), SMALL))


@pytest.mark.parametrize(
    "text",
    [
        "a: &x 1",
        "a: !!str 1",
        "a: &x [1]",
        "a: !!map {b: 1}",
        "a: *x",
        'a: "\\x07"',
        '"\\x07": a',
        "1: a",
        "a: 1\na: 2",
        "<<: {a: 1}",
        '"<<": 1',
        "a: 012",
        "a: .inf",
        "- 1000000000000000",
        "[[[[1]]]]",
        "? [a]\n: b",
        "? {a: b}\n: c",
        "a: 1\n---\nb: 2",
        "%YAML 1.2\n---\na: 1",
        "%TAG ! tag:x,2000:\n---\na: 1",
        "~",
        "",
        f"[{'1, ' * 30}]",
        "a: [",
    ],
)
def test_whatever_can_be_refused_is_left_to_the_builder(text: str) -> None:
    try:
        data = _load_without_refusals(text, SMALL)
    except (_MayBeRefused, YAMLError):
        data = None

    assert data is None
    assert_same(parse(text.encode(), "f", limits=SMALL), built(text.encode(), SMALL))


@pytest.mark.thorough
def test_both_ways_give_the_same_for_all_files_in_yaml() -> None:
    for path in FILES:
        content = path.read_bytes()

        assert_same(parse(content, "f"), built(content))


def test_files_of_which_nothing_is_refused_do_not_need_the_builder() -> None:
    documents = [parse(path.read_bytes(), path.name) for path in FILES]
    valid = [
        document for document in documents if not document.refusals and document.format == "yaml"
    ]

    assert len(valid) > len(FILES) / 2
    for document in valid:
        if '"<<"' not in document.text:
            assert _load_without_refusals(document.text, Limits()) == document.data
