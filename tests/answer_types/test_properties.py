"""What holds for every answer type, whatever is typed and whatever stands in a file."""

import copy
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checklist.answer_types.interface import AnswerType, Missing, ProblemKind
from checklist.answer_types.registry import REGISTRY
from tests.answer_types.driving import (
    LAWS,
    drive,
    fits_schema,
    has_structure,
    is_sound,
    make,
    options,
)

MISSING = [
    {"missing": "declined"},
    {"missing": "not-known", "reason": "not-collected"},
    {"missing": "not-applicable", "reason": "other", "note": "The sea is far."},
]
JUNK: list[Any] = [None, True, 0, -7, 1.5, "", " ", "x", "two\nlines", "zz-unknown", [], {}, ["x"]]
ENTRIES = ["", "1", "2", "3*", "9", "-", "xyz", "change 1", "remove 1", "2004-05", "1,2", "party"]


@dataclass(frozen=True)
class Sample:
    """An answer type, values of it, entries that it may take, and one that it surely takes."""

    answer_type: AnswerType
    values: list[Any]
    entries: list[str]
    sure: str

    def __repr__(self) -> str:
        return self.answer_type.type


CODES = options("party", "signatory", "neither")
WITH_NONE = [*options("party", "signatory"), {"code": "nothing", "label": "N", "exclusive": True}]
COLUMNS = [
    {"id": "name", "label": "Name", "type": "text", "required": True, "single_line": True},
    {"id": "kind", "label": "Kind", "type": "choice", "options": CODES},
    {"id": "year", "label": "Year", "type": "date", "required": True},
    {"id": "cases", "label": "Cases", "type": "integer"},
    {"id": "where", "label": "Where", "type": "state"},
    {"id": "open", "label": "Open", "type": "yes-no"},
]
ROW = {
    "name": {"value": "x", "note": "old"},
    "kind": {"value": "party"},
    "year": {"value": "2004-05"},
    "cases": MISSING[1],
    "where": {"value": "NOR", "confidential": True},
    "open": {"value": "negative"},
}
SAMPLES = [
    Sample(make("choice", options=CODES), ["party"], ["p", "neither"], "1"),
    Sample(make("choices", options=WITH_NONE), [["party", "signatory"], ["nothing"]], ["1,3"], "1"),
    Sample(make("yes-no"), ["affirmative"], ["y", "no"], "1"),
    Sample(
        make("text", max_length=9, single_line=True, pattern="[a-z0-9]+"),
        ["abc"],
        ["ABC", "abcdefghij"],
        "1",
    ),
    Sample(make("text"), ["two\nlines"], ["two\nlines", "-"], "1"),
    Sample(make("integer", minimum=-7, maximum=90), [0, 90], ["-7", "91", "1 2"], "1"),
    Sample(make("date"), ["2004", "2004-02-29"], ["2004-13", "0000", "2003-02-29"], "2004"),
    Sample(make("state"), ["NOR"], ["norway", "Atlantis"], "NOR"),
    Sample(make("states"), [["NOR", "SWE"]], ["NOR; SWE", "NOR;NOR", ";"], "NOR"),
    Sample(
        make("contact"),
        [{"office": "Ministry", "email": "a@b.example", "telephone": "+43 1 26060"}],
        ["a@b.example", "+43 1 26060", "Ministry"],
        "Ministry",
    ),
    Sample(make("table", entry="law", columns=COLUMNS), [[ROW, ROW], []], ["NOR", "y"], "2004"),
    Sample(
        make("matrix", options=CODES, items=[{"id": f"r-{n}", "label": f"R{n}"} for n in "123"]),
        [{"r-1": {"value": "party", "note": "n"}, "r-2": MISSING[1], "r-3": MISSING[2]}],
        ["2*", "*"],
        "1",
    ),
    Sample(
        make("implementation", considered=True),
        [
            {
                "status": "partly-implemented",
                "partly": ["law-only"],
                "law": "The law.",
                "evidence": [
                    {"law": "criminal-code", "article": "3"},
                    {"url": "https://x.example"},
                ],
                "details": {"planned_by": "2027", "obstacles": "Some."},
            },
            {"status": "considered", "reason": "No need."},
        ],
        ["5", "1 article 3; https://x.example", "implemented"],
        "1",
    ),
]

every_sample = pytest.mark.parametrize("sample", SAMPLES, ids=repr)


def test_every_answer_type_has_a_sample() -> None:
    assert {sample.answer_type.type for sample in SAMPLES} == set(REGISTRY)


@every_sample
def test_the_samples_are_sound(sample: Sample) -> None:
    for value in sample.values:
        assert is_sound(sample.answer_type, value)
        assert fits_schema(sample.answer_type.json_schema(), value)


@every_sample
@given(data=st.data())
def test_whatever_is_typed_makes_a_sound_value(sample: Sample, data: st.DataObject) -> None:
    entry = st.one_of(
        st.sampled_from([*ENTRIES, *sample.entries]),
        st.sampled_from([Missing(answer) for answer in MISSING]),
        st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=12),
    )
    typed = data.draw(st.lists(entry, max_size=8))
    previous = data.draw(st.sampled_from([None, *sample.values]))

    value = drive(
        sample.answer_type, _then_surely(typed, sample.sure), previous=previous, laws=LAWS
    ).value

    assert has_structure(sample.answer_type, value)
    assert list(sample.answer_type.check(value)) == []
    assert fits_schema(sample.answer_type.json_schema(), value)
    assert all(isinstance(line, str) for line in sample.answer_type.lines(value))
    assert drive(sample.answer_type, itertools.repeat(""), previous=value, laws=LAWS).value == value


def _then_surely(typed: list[str | Missing], sure: str) -> Iterator[str | Missing]:
    """Yield what was typed, then Enter and entries that are taken, until the steps end."""
    yield from typed
    for _ in range(200):
        yield ""
        yield sure
        yield "1"
    raise AssertionError("the steps do not end")


@every_sample
def test_enter_everywhere_keeps_a_value(sample: Sample) -> None:
    for value in sample.values:
        before = copy.deepcopy(value)

        driven = drive(sample.answer_type, itertools.repeat(""), previous=value, laws=LAWS)

        assert driven.value == before
        assert driven.refusals == []
        assert value == before


@every_sample
@given(data=st.data())
def test_schema_and_tool_accept_the_same_values(sample: Sample, data: st.DataObject) -> None:
    value = copy.deepcopy(data.draw(st.sampled_from(sample.values)))
    for _ in range(data.draw(st.integers(1, 2))):
        value = data.draw(_mutated(value))
    structure = has_structure(sample.answer_type, value)
    kinds = {p.kind for p in sample.answer_type.check(value)} if structure else set()

    accepted = fits_schema(sample.answer_type.json_schema(), value)

    # A matrix can have open rows in a draft; what a table's entry must have is in its schema.
    assume(not (sample.answer_type.type == "table" and kinds == {ProblemKind.INCOMPLETE}))
    assert accepted is (structure and kinds <= {ProblemKind.INCOMPLETE})


@every_sample
def test_a_value_is_complete_when_its_check_finds_nothing_incomplete(sample: Sample) -> None:
    values = [less for value in sample.values for less in _with_less(value)]

    for value in filter(partial(has_structure, sample.answer_type), values):
        kinds = {problem.kind for problem in sample.answer_type.check(value)}
        is_complete = sample.answer_type.is_complete(value)

        assert is_complete is (ProblemKind.INCOMPLETE not in kinds)


def _with_less(value: Any) -> Iterator[Any]:
    """Yield the value, then the same without each of its parts."""
    yield value
    if isinstance(value, dict):
        yield from ({k: part for k, part in value.items() if k != left_out} for left_out in value)
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from ([*value[:at], less, *value[at + 1 :]] for less in _with_less(item))


@st.composite
def _mutated(draw: st.DrawFn, value: Any) -> Any:
    """Return the value with one part replaced, removed, added or repeated."""
    if isinstance(value, dict) and value and draw(st.booleans()):
        key = draw(st.sampled_from(sorted(value)))
        return {**value, key: draw(_mutated(value[key]))}
    if isinstance(value, list) and value and draw(st.booleans()):
        at = draw(st.integers(0, len(value) - 1))
        return [*value[:at], draw(_mutated(value[at])), *value[at + 1 :]]
    if isinstance(value, dict) and value and draw(st.booleans()):
        key = draw(st.sampled_from([*value, "note", "reason", "missing", "partly", "colour"]))
        rest = {k: part for k, part in value.items() if k != key}
        return rest if draw(st.booleans()) else {**rest, key: draw(st.sampled_from(JUNK))}
    if isinstance(value, list) and value and draw(st.booleans()):
        return [*value, draw(st.sampled_from([*value, *JUNK]))]
    return draw(st.sampled_from(JUNK))
