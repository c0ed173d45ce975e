"""Units of an answer: what can be given, changed and merged alone."""

import copy
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checklist.answer_types.answer import Answer
from checklist.answer_types.composite import CompositeType
from checklist.answer_types.interface import AnswerType
from checklist.answer_types.packet import units_of
from checklist.answer_types.registry import REGISTRY
from checklist.answer_types.units import ANSWER_PARTS, PartPath, PathError
from tests.answer_types.driving import has_structure, make, options
from tests.answer_types.samples import MISSING, SAMPLES, Sample, with_less

METADATA: Mapping[str, Any] = {
    "evidence": [{"url": "https://example.org"}],
    "note": "A remark.",
    "confidential": False,
    "answered_by": "Ministry of Labour",
    "confidence": "low",
    "carried": True,
    "by": "gate",
}
CHOICE = make("choice", options=options("party", "neither"))
CHOICES = make("choices", options=options("law", "training", "data"))
MEASURE = make("implementation", considered=True)
MATRIX = make(
    "matrix",
    options=options("trained", "planned"),
    items=[{"id": one, "label": one.capitalize()} for one in ("police", "judges", "doctors")],
)
TABLE = make(
    "table",
    entry="law",
    columns=[
        {"id": "name", "label": "Name", "type": "text", "required": True},
        {"id": "note", "label": "Note", "type": "text"},
        {"id": "year", "label": "Year", "type": "date"},
    ],
)

every_sample = pytest.mark.parametrize("sample", SAMPLES, ids=repr)


@st.composite
def answers(draw: st.DrawFn, sample: Sample) -> dict[str, Any]:
    """Return an answer of the right structure, with or without parts, rows, entries or a value."""
    if draw(st.booleans()):
        kept = [key for key in METADATA if key not in {"evidence", "note"}]
        answer = dict(draw(st.sampled_from(MISSING)))
    else:
        values = [less for value in sample.values for less in with_less(value)]
        fitting = [value for value in values if has_structure(sample.answer_type, value)]
        # The evidence of an implementation is a part of its value.
        kept = [key for key in METADATA if key not in sample.answer_type.value_parts]
        answer = {"value": draw(st.sampled_from(fitting))}
    return answer | {key: METADATA[key] for key in draw(st.sets(st.sampled_from(kept)))}


def units(answer_type: AnswerType, answer: Mapping[str, Any]) -> dict[str, Any]:
    return {str(path): content for path, content in units_of(answer_type, answer)}


def at(answer_type: AnswerType, path: str) -> PartPath:
    return answer_type.parse_path(path.split("/") if path else [])


def test_every_key_of_an_answer_is_in_a_unit() -> None:
    assert {*Answer.model_fields} == {"value", "reason", *ANSWER_PARTS}
    assert {*METADATA, "missing"} == {*ANSWER_PARTS}


def test_several_values_are_allowed_where_a_condition_can_ask_for_all_of_them() -> None:
    several = {name for name, one in REGISTRY.items() if one.allows_several}

    assert several == {name for name, one in REGISTRY.items() if "all_of" in one.operators}
    assert several == {"choices", "states"}


@every_sample
def test_values_consist_of_answers_where_there_are_rows_or_columns(sample: Sample) -> None:
    one = sample.answer_type

    assert isinstance(one, CompositeType) is bool(one.listed_rows() or one.listed_columns())


@pytest.mark.sampled
@every_sample
@given(data=st.data())
def test_all_units_make_the_same_answer_again(sample: Sample, data: st.DataObject) -> None:
    answer = data.draw(answers(sample))
    before = copy.deepcopy(answer)

    made: Mapping[str, Any] = {}
    for path, content in units_of(sample.answer_type, answer):
        assert sample.answer_type.parse_path(str(path).split("/") if str(path) else []) == path
        made = sample.answer_type.set(made, path, content)

    assert made == before
    assert answer == before


@pytest.mark.sampled
@every_sample
@given(data=st.data())
def test_what_is_set_is_got_and_only_what_it_replaces_goes(
    sample: Sample, data: st.DataObject
) -> None:
    answer, other = data.draw(answers(sample)), data.draw(answers(sample))
    path, content = data.draw(st.sampled_from([*units_of(sample.answer_type, other)]))
    entries = answer["value"] if path.entry and "value" in answer else ()
    assume(path.entry <= len(entries) + 1)
    assume(
        path.part not in {"evidence", "note"}
        or sample.answer_type.get(answer, _missing_at(path)) is None
    )
    before, present = copy.deepcopy(answer), [*units_of(sample.answer_type, answer)]

    changed = sample.answer_type.set(answer, path, content)

    kept = {str(one): kept for one, kept in present if not _is_replaced(one, path)}
    assert answer == before
    assert sample.answer_type.get(changed, path) == content
    assert units(sample.answer_type, changed) == kept | {str(path): content}


def _missing_at(path: PartPath) -> PartPath:
    return path._replace(part="missing")


def _is_replaced(unit: PartPath, path: PartPath) -> bool:
    """Whether a unit goes when something is set at a path."""
    place, at = ([one for one in path[:3] if one] for path in (unit, path))
    if len(place) > len(at):  # of the row or cell of an answer that is set as a whole
        return path.part in {"", "missing"} and place[: len(at)] == at
    if unit.part in METADATA:
        return unit.part in {"evidence", "note"} and path.part == "missing" and place == at
    if len(place) < len(at):  # `missing`, or an empty list, where now a row or cell is
        return at[: len(place)] == place
    is_value_for_missing = "missing" in {unit.part, path.part} and path.part not in METADATA
    return place == at and (unit == path or is_value_for_missing)


def test_the_units_of_an_implementation_are_its_parts() -> None:
    answer = {
        "value": {"status": "planned", "law": "A law.", "evidence": [{"url": "https://x.example"}]},
        "note": "Soon.",
    }

    assert units(MEASURE, answer) == {
        "status": "planned",
        "law": "A law.",
        "evidence": [{"url": "https://x.example"}],
        "note": "Soon.",
    }


def test_a_list_of_codes_is_one_unit() -> None:
    assert units(CHOICES, {"value": ["law", "data"]}) == {"": ["law", "data"]}


def test_a_missing_answer_is_one_unit_with_its_reason_and_note() -> None:
    answer = {"missing": "not-known", "reason": "other", "note": "Why.", "confidential": True}

    assert units(CHOICE, answer) == {
        "missing": {"missing": "not-known", "reason": "other", "note": "Why."},
        "confidential": True,
    }
    assert CHOICE.get(answer, at(CHOICE, "note")) == "Why."


def test_the_units_of_a_matrix_are_those_of_its_rows_in_the_order_of_the_question() -> None:
    rows = {"judges": {"missing": "declined"}, "police": {"value": "planned", "note": "Soon."}}

    assert [*units(MATRIX, {"value": rows, "confidence": "low"}).items()] == [
        ("police", "planned"),
        ("police/note", "Soon."),
        ("judges/missing", {"missing": "declined"}),
        ("confidence", "low"),
    ]


def test_the_units_of_a_table_are_those_of_its_cells_with_entries_numbered_from_1() -> None:
    entries = [{"name": {"value": "act"}}, {}, {"note": {"value": "n", "note": "m"}}]

    assert units(TABLE, {"value": entries, "note": "All."}) == {
        "1/name": "act",
        "2": {},
        "3/note": "n",
        "3/note/note": "m",
        "note": "All.",
    }


def test_that_there_is_no_entry_at_all_is_a_unit() -> None:
    assert units(TABLE, {"value": []}) == {"": []}
    assert TABLE.set({}, PartPath(), []) == {"value": []}


def test_a_value_takes_the_place_of_a_missing_code_and_the_reverse() -> None:
    missing = {"missing": "not-known", "reason": "other", "note": "Why.", "carried": True}
    given = {"value": {"status": "planned"}, "note": "A remark.", "confidence": "low"}

    law = MEASURE.set(missing, PartPath(part="law"), "A law.")
    declined = MEASURE.set(given, PartPath(part="missing"), {"missing": "declined"})

    assert law == {"value": {"law": "A law."}, "carried": True}
    assert declined == {"missing": "declined", "confidence": "low"}


def test_what_is_set_to_none_is_removed_and_what_is_then_empty_too() -> None:
    measure = {"value": {"status": "planned"}, "note": "Soon."}
    row = {"value": {"police": {"value": "planned"}}}

    assert MEASURE.set(measure, PartPath(part="status"), None) == {"note": "Soon."}
    assert MEASURE.set({"missing": "declined"}, PartPath(part="missing"), None) == {}
    assert MATRIX.set(row, PartPath(row="police"), None) == {}
    assert MATRIX.set({}, PartPath(row="police"), None) == {}
    assert MATRIX.set({"missing": "declined"}, PartPath(row="police"), None) == {
        "missing": "declined"
    }


def test_an_entry_is_added_behind_the_last_and_others_move_up_when_one_is_removed() -> None:
    one, two = {"name": {"value": "a"}}, {"name": {"value": "b"}}

    longer = TABLE.set({"value": [one]}, PartPath(entry=2, column="name"), "b")
    shorter = TABLE.set(longer, PartPath(entry=1), None)
    without_cell = TABLE.set(shorter, PartPath(entry=1, column="name"), None)

    assert longer == {"value": [one, two]}
    assert shorter == {"value": [two]}
    assert without_cell == {"value": [{}]}
    assert TABLE.set(shorter, PartPath(entry=1), None) == {}
    with pytest.raises(PathError, match="there is no entry 3: the next is 2"):
        TABLE.set(shorter, PartPath(entry=3), one)


def test_a_new_row_and_key_go_where_the_question_and_the_report_have_them() -> None:
    rows = {"value": {"police": {"value": "planned"}, "doctors": {"value": "planned"}}}
    answer = {"value": "party", "carried": True}

    assert [*MATRIX.set(rows, PartPath(row="judges"), "trained")["value"]] == [
        "police",
        "judges",
        "doctors",
    ]
    assert [*CHOICE.set(answer, PartPath(part="note"), "A remark.")] == ["value", "note", "carried"]


def test_missing_is_set_to_a_mapping_of_its_own_keys() -> None:
    for content in ("declined", {"reason": "other"}, {"missing": "declined", "value": "party"}):
        with pytest.raises(ValueError, match="`missing` is set to a mapping"):
            CHOICE.set({}, PartPath(part="missing"), content)


def test_rows_and_columns_that_do_not_exist_have_no_units() -> None:
    with pytest.raises(PathError, match="there is no row `polise`; did you mean `police`"):
        units(MATRIX, {"value": {"polise": {"value": "planned"}}})
    with pytest.raises(PathError, match="there is no column `nmae`; did you mean `name`"):
        units(TABLE, {"value": [{"nmae": {"value": "x"}}]})
