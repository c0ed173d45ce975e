from typing import Any

import pytest
from pydantic import ValidationError

from checklist.answer_types.interface import Cell, Missing, StepContext, TextKind
from checklist.answer_types.problem import ProblemKind
from tests.answer_types.driving import drive, fits_schema, has_structure, make, options, problems

ITEMS: list[dict[str, Any]] = [
    {"id": "police", "label": "Police officers"},
    {"id": "judges", "label": "Judges", "recommendations": ["77"]},
    {"id": "doctors", "label": "Doctors"},
]
MATRIX = make("matrix", options=options("trained", "planned", "not-implemented"), items=ITEMS)
NOT_KNOWN = {"missing": "not-known", "reason": "not-collected"}


@pytest.mark.parametrize(
    "items",
    [
        [],
        None,
        "professions",
        [{"id": "police"}],
        [{"id": "police", "label": "Police", "code": "x"}],
        [ITEMS[0], ITEMS[0]],
    ],
)
def test_rows_that_do_not_fit_are_refused(items: object) -> None:
    with pytest.raises(ValidationError):
        make("matrix", options=options("trained"), items=items)


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        "trained",
        {"police": "trained"},
        {"police": None},
        {"police": {}},
        {"police": {"value": "trained", "missing": "not-known"}},
        {"police": {"value": "trained", "note": None}},
        {"police": {"value": "trained", "colour": "red"}},
    ],
)
def test_a_value_maps_rows_to_answers(value: object) -> None:
    assert not has_structure(MATRIX, value)
    assert not fits_schema(MATRIX.json_schema(), value)


def test_every_kind_of_problem_has_its_row() -> None:
    value = {
        "police": {"value": "tained"},
        "judges": {"missing": "not-known"},
        "nurses": {"value": "trained"},
    }

    assert has_structure(MATRIX, value)
    assert problems(MATRIX, value) == [
        ("unknown-code", ("police", "value")),
        ("reason-missing", ("judges", "missing")),
        ("unknown-code", ("nurses",)),
        ("incomplete", ()),
    ]
    assert not fits_schema(MATRIX.json_schema(), {"police": value["police"]})
    assert not fits_schema(MATRIX.json_schema(), {"judges": value["judges"]})
    assert not fits_schema(MATRIX.json_schema(), {"nurses": value["nurses"]})


@pytest.mark.parametrize("code", [None, 1, ["trained"], {"trained": True}])
def test_a_row_takes_one_code(code: object) -> None:
    value = {row: {"value": "trained"} for row in ("police", "judges")}

    assert problems(MATRIX, {**value, "doctors": {"value": code}}) == [
        ("unknown-code", ("doctors", "value"))
    ]


def test_each_row_is_asked_with_what_was_said_so_far() -> None:
    driven = drive(MATRIX, ["1", "planned", "3"])

    assert driven.value == {
        "police": {"value": "trained"},
        "judges": {"value": "planned"},
        "doctors": {"value": "not-implemented"},
    }
    assert driven.names == ["police", "judges", "doctors"]
    assert driven.prompts[1].ask == "Judges (2 of 3)"
    assert driven.prompts[0].context == ["Police officers", "Judges", "Doctors"]
    assert [step.brief for step in driven.prompts] == [False, True, True]
    assert driven.prompts[2].so_far == {
        "police": {"value": "trained"},
        "judges": {"value": "planned"},
    }


@pytest.mark.parametrize("entry", ["2*", "2 *", "plan*", "planned *"])
def test_a_star_answers_the_rest_of_the_rows(entry: str) -> None:
    driven = drive(MATRIX, ["1", entry])

    assert driven.names == ["police", "judges"]
    assert driven.value["judges"] == driven.value["doctors"] == {"value": "planned"}


@pytest.mark.parametrize("entry", ["*", "9*", "**"])
def test_a_star_without_an_option_is_refused(entry: str) -> None:
    assert len(drive(MATRIX, [entry, "1*"]).refusals) == 1


def test_a_row_can_be_missing_on_its_own() -> None:
    driven = drive(MATRIX, ["1", Missing(NOT_KNOWN), "1"])

    assert driven.value["judges"] == NOT_KNOWN


def test_enter_keeps_each_row_with_what_stands_beside_it() -> None:
    previous = {
        "police": {"value": "trained", "note": "in 2009", "confidential": True},
        "judges": {**NOT_KNOWN, "answered_by": "Ministry of Justice"},
        "doctors": {"missing": "declined"},
    }

    driven = drive(MATRIX, ["", "", ""], previous=previous)

    assert driven.value == previous
    assert [step.previous_text for step in driven.prompts] == [
        "Trained",
        "Not known: The information is not collected",
        "Declined",
    ]


def test_an_answer_for_the_rest_leaves_rows_alone_that_were_answered_before() -> None:
    previous = {"judges": {"value": "trained"}}

    driven = drive(MATRIX, ["2*"], previous=previous)

    assert driven.value == {
        "police": {"value": "planned"},
        "judges": {"value": "trained"},
        "doctors": {"value": "planned"},
    }


def test_a_row_can_be_missing_with_all_open_rows_below_it() -> None:
    driven = drive(MATRIX, [Missing(NOT_KNOWN, for_the_rest=True)])

    assert driven.value == dict.fromkeys(("police", "judges", "doctors"), NOT_KNOWN)


def test_what_stands_beside_a_row_stays_when_its_code_changes() -> None:
    previous = {
        "police": {"value": "trained", "note": "in 2009"},
        "judges": {**NOT_KNOWN, "confidential": True},
        "doctors": {"value": "trained", "answered_by": "Ministry of Health"},
    }

    driven = drive(MATRIX, ["2", "2", "2"], previous=previous)

    assert driven.value == {
        "police": {"value": "planned", "note": "in 2009"},
        "judges": {"value": "planned", "confidential": True},
        "doctors": {"value": "planned", "answered_by": "Ministry of Health"},
    }


def test_a_row_that_becomes_missing_stays_confidential() -> None:
    previous = {"police": {"value": "trained", "confidential": True}}

    driven = drive(MATRIX, [Missing(NOT_KNOWN), "1*"], previous=previous)

    assert driven.value["police"] == {**NOT_KNOWN, "confidential": True}


def test_enter_does_not_answer_a_row_that_was_left_open() -> None:
    previous = {"police": {"value": "trained"}}

    driven = drive(MATRIX, ["", "", "1", "", "1"], previous=previous)

    assert driven.refusals == ["an answer is required", "an answer is required"]


def test_rows_have_lines_and_cells_in_their_order() -> None:
    value = {"doctors": NOT_KNOWN, "police": {"value": "trained"}}

    assert MATRIX.lines(value) == [
        "Police officers: Trained",
        "Doctors: Not known: The information is not collected",
    ]
    assert [(cell.row, cell.code) for cell in MATRIX.cells(value)] == [
        ("police", "trained"),
        ("doctors", ""),
    ]
    assert MATRIX.cells(value)[0] == Cell("police", "", "trained", "Trained", value["police"])


def test_a_row_is_compared_by_its_code_or_its_absence() -> None:
    value = {"police": {"value": "trained"}, "judges": NOT_KNOWN}

    assert MATRIX.rows() == ["police", "judges", "doctors"]
    assert MATRIX.operand(value, "police") == "trained"
    assert MATRIX.operand(value, "judges") == "not-known"
    assert MATRIX.operand(value, "doctors") is None
    assert MATRIX.codes("police") == frozenset({"trained", "planned", "not-implemented"})


def test_a_gate_closes_every_row_where_the_option_is_there() -> None:
    without = make("matrix", options=options("used", "unused"), items=ITEMS)

    assert MATRIX.value_filled_in("not-implemented") == {
        row: {"value": "not-implemented"} for row in ("police", "judges", "doctors")
    }
    assert problems(MATRIX, MATRIX.value_filled_in("not-implemented")) == []
    assert without.value_filled_in("not-implemented") is None


def test_its_schema_accepts_rows_with_answers_of_their_own() -> None:
    schema = MATRIX.json_schema()

    assert fits_schema(schema, {"police": {"value": "trained", "note": "x"}, "judges": NOT_KNOWN})
    assert not fits_schema(schema, {"police": {"value": "trained", "reason": "other"}})


def test_the_texts_beside_its_rows_are_found_with_their_places() -> None:
    value = {
        "police": {"value": "trained", "note": "All of them.", "answered_by": "Ministry"},
        "judges": {"missing": "not-known", "reason": "other", "note": "The file was lost."},
        "doctors": {"value": "trained"},
    }

    assert list(MATRIX.texts(value)) == [
        (("police", "note"), "All of them.", TextKind.PROSE),
        (("police", "answered_by"), "Ministry", TextKind.COMMON),
        (("judges", "note"), "The file was lost.", TextKind.COMMON),
    ]


def test_that_a_row_is_not_there_follows_from_its_misspelt_id() -> None:
    value = {"polcie": {"value": "trained"}, "doctors": {"value": "trained"}}

    unknown, police, judges = MATRIX.check(value)

    assert (unknown.kind, unknown.where) == (ProblemKind.UNKNOWN_CODE, ("polcie",))
    assert (police.message, police.follows) == ("the row `police` is not answered", True)
    assert (judges.message, judges.follows) == ("the row `judges` is not answered", False)


@pytest.mark.parametrize(
    ("entries", "codes"),
    [
        (["1 2 3"], ["trained", "planned", "not-implemented"]),
        (["1,2;3"], ["trained", "planned", "not-implemented"]),
        (["1\u060c 2\u061b \u0663"], ["trained", "planned", "not-implemented"]),
        (["1、2，3"], ["trained", "planned", "not-implemented"]),
        ([" 3 , 3 ", "1"], ["not-implemented", "not-implemented", "trained"]),
        (["2", "1 1"], ["planned", "trained", "trained"]),
        (["1 2*"], ["trained", "planned", "planned"]),
        (["1 2 *"], ["trained", "planned", "planned"]),
        (["1 1 1*"], ["trained", "trained", "trained"]),
    ],
)
def test_several_numbers_are_those_of_the_rows_in_their_order(
    entries: list[str], codes: list[str]
) -> None:
    driven = drive(MATRIX, entries)

    assert [driven.value[row]["value"] for row in MATRIX.rows()] == codes
    assert len(driven.prompts) == len(entries)


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        (["1 2 3 1"], "These are 4 numbers, and 3 rows are left."),
        (["1 1 1 1*"], "These are 4 numbers, and 3 rows are left."),
        (["1 2", "1 1"], "These are 2 numbers, and 1 row is left."),
        (["1 4"], "`4` is not a number from 1 to 3."),
        (["0 1"], "`0` is not a number from 1 to 3."),
        (["1 2 9*"], "`9` is not a number from 1 to 3."),
        (["1 planned"], "`1 planned` is not one of the options."),
        (["1* 2"], "`1* 2` is not one of the options."),
    ],
)
def test_several_numbers_that_do_not_fit_are_refused_as_a_whole(
    entries: list[str], says: str
) -> None:
    driven = drive(MATRIX, [*entries, "1*"])

    assert driven.refusals[0].startswith(says)
    assert driven.value["doctors"] == {"value": "trained"}


def test_several_numbers_go_over_rows_that_were_answered_before_and_a_star_does_not() -> None:
    previous = {"judges": {"value": "trained", "note": "in 2009"}, "doctors": {"value": "trained"}}

    driven = drive(MATRIX, ["1 2*"], previous=previous)

    assert driven.value == {
        "police": {"value": "trained"},
        "judges": {"value": "planned", "note": "in 2009"},
        "doctors": {"value": "trained"},
    }


def test_how_several_rows_are_answered_is_reported_once_and_only_where_there_are_several() -> None:
    one_row = make("matrix", options=options("trained"), items=ITEMS[:1])

    first, second, third = drive(MATRIX, ["1", "1", "1"]).prompts

    assert len(first.tips) == 2
    assert second.tips == third.tips == ()
    assert drive(one_row, ["1"]).prompts[0].tips == ()


@pytest.mark.parametrize("name", ["note", "missing", "by"])
def test_a_row_cannot_have_the_name_of_a_part_of_an_answer(name: str) -> None:
    rows = [{"id": name, "label": "Note"}]

    with pytest.raises(ValidationError, match=f"a row cannot be called `{name}`"):
        make("matrix", options=options("trained"), items=rows)


STATUSES = options("implemented", "considered", "not-implemented")
MARKED = make("matrix", options=STATUSES, items=[{**ITEMS[0], "considered": True}, *ITEMS[1:]])


def test_only_a_row_that_says_so_offers_considered_where_some_do() -> None:
    value = {row["id"]: {"value": "considered"} for row in ITEMS}

    assert problems(MARKED, value) == [
        (ProblemKind.UNKNOWN_CODE.value, ("judges", "value")),
        (ProblemKind.UNKNOWN_CODE.value, ("doctors", "value")),
    ]
    assert not fits_schema(MARKED.json_schema(), value)
    assert fits_schema(MARKED.json_schema(), {"police": {"value": "considered"}})
    assert sorted(MARKED.codes("police") or ()) == ["considered", "implemented", "not-implemented"]
    assert sorted(MARKED.codes("judges") or ()) == ["implemented", "not-implemented"]


def test_all_rows_offer_considered_where_none_says_so() -> None:
    every = make("matrix", options=STATUSES, items=ITEMS)
    value = {row["id"]: {"value": "considered"} for row in ITEMS}

    assert problems(every, value) == []
    assert fits_schema(every.json_schema(), value)


@pytest.mark.parametrize("entry", ["2*", "2 2", "1 1 2", "1 2*"])
def test_an_entry_is_refused_that_gives_considered_to_a_row_without_it(entry: str) -> None:
    driven = drive(MARKED, [entry, "2", "2", "1", "3"])

    assert driven.refusals == [
        f"“Considered” is not an answer for the row “{row}”."
        for row in (["Doctors"] if entry == "1 1 2" else ["Judges"]) + ["Judges"]
    ]
    assert driven.value == {
        "police": {"value": "considered"},
        "judges": {"value": "implemented"},
        "doctors": {"value": "not-implemented"},
    }


def test_the_numbers_of_the_options_are_the_same_in_all_rows_and_a_tip_names_the_rows() -> None:
    steps = MARKED.steps(None, StepContext())

    first = next(steps)
    second = steps.send("considered")

    assert [option.code for option in second.options] == [o.code for o in first.options]
    assert first.tips[-1] == "“Considered” is an answer for these rows only: Police officers."


def test_the_tip_names_the_rows_without_considered_where_these_are_fewer() -> None:
    items = [{**one, "considered": True} for one in ITEMS[:-1]] + ITEMS[-1:]

    first = next(make("matrix", options=STATUSES, items=items).steps(None, StepContext()))

    assert first.tips[-1] == "“Considered” is no answer for these rows: Doctors."


def test_a_row_that_is_asked_by_itself_has_only_the_options_that_it_takes() -> None:
    last = sorted(STATUSES, key=lambda option: option["code"] == "considered")
    items = [{**one, "considered": True} for one in ITEMS[:-1]] + ITEMS[-1:]
    marked = make("matrix", options=last, items=items)
    alone = next(marked.steps(None, StepContext(only=["doctors"])))
    among = next(marked.steps(None, StepContext(in_any_order=True)))

    taken = marked.codes("doctors")
    for step in (alone, among):
        offered = marked.codes(step.name)
        assert offered is not None
        assert {option.code for option in step.options} == offered
        assert not any("is not an answer" in tip or "is an answer" in tip for tip in step.tips)
    assert taken is not None
    assert "considered" not in taken


def test_a_gate_cannot_fill_in_a_code_that_a_row_does_not_offer() -> None:
    assert MARKED.value_filled_in("considered") is None
    assert MARKED.value_filled_in("implemented") is not None
