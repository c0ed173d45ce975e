"""What holds for every answer type, whatever is typed and whatever stands in a file."""

import copy
import itertools
from collections.abc import Iterator
from functools import partial
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checklist.answer_types.interface import Missing
from checklist.answer_types.problem import ProblemKind
from checklist.answer_types.registry import REGISTRY
from tests.answer_types.driving import (
    LAWS,
    drive,
    fits_schema,
    has_structure,
    is_sound,
)
from tests.answer_types.samples import MISSING, SAMPLES, Sample, with_less

JUNK: list[Any] = [None, True, 0, -7, 1.5, "", " ", "x", "two\nlines", "zz-unknown", [], {}, ["x"]]
ENTRIES = ["", "1", "2", "3*", "9", "-", "xyz", "change 1", "remove 1", "2004-05", "1,2", "party"]

every_sample = pytest.mark.parametrize("sample", SAMPLES, ids=repr)


def test_every_answer_type_has_a_sample() -> None:
    assert {sample.answer_type.type for sample in SAMPLES} == set(REGISTRY)


@every_sample
def test_the_samples_are_sound(sample: Sample) -> None:
    for value in sample.values:
        assert is_sound(sample.answer_type, value)
        assert fits_schema(sample.answer_type.json_schema(), value)


@pytest.mark.sampled
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
    """Yield what was typed, then Enter and entries that are taken, until the steps end.

    They come in no order, so that Enter comes to the step at which it ends a list of entries.
    """
    yield from typed
    drawn = Random(0)
    for _ in range(2000):
        yield drawn.choice(("", "", sure, "1"))
    raise AssertionError("the steps do not end")


@every_sample
def test_enter_everywhere_keeps_a_value(sample: Sample) -> None:
    for value in sample.values:
        before = copy.deepcopy(value)

        driven = drive(sample.answer_type, itertools.repeat(""), previous=value, laws=LAWS)

        assert driven.value == before
        assert driven.refusals == []
        assert value == before


@pytest.mark.sampled
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
    values = [less for value in sample.values for less in with_less(value)]

    for value in filter(partial(has_structure, sample.answer_type), values):
        kinds = {problem.kind for problem in sample.answer_type.check(value)}
        is_complete = sample.answer_type.is_complete(value)

        assert is_complete is (ProblemKind.INCOMPLETE not in kinds)


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
