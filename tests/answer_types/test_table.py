from typing import Any

import pytest
from pydantic import ValidationError

from checklist.answer_types.composite import can_be_withheld
from checklist.answer_types.interface import Cell, Missing, TextKind
from checklist.answer_types.operands import GivenDate, interval
from checklist.answer_types.problem import ProblemKind
from checklist.answer_types.table_columns import MAX_ENTRIES
from tests.answer_types.driving import drive, fits_schema, has_structure, make, options, problems

NAME = {
    "id": "name",
    "label": "Short name",
    "type": "text",
    "required": True,
    "unique": True,
    "single_line": True,
}
YEAR = {"id": "year", "label": "Year", "type": "date"}
KIND = {"id": "kind", "label": "Kind", "type": "choice", "options": "kinds", "required": True}
TABLE = make("table", entry="law", columns=[NAME, YEAR])
NOT_KNOWN = {"missing": "not-known", "reason": "not-collected"}


def entry(name: str, year: str | None = None) -> dict[str, Any]:
    return {"name": {"value": name}, **({} if year is None else {"year": {"value": year}})}


@pytest.mark.parametrize(
    "keys",
    [
        {"columns": [NAME]},
        {"entry": "law"},
        {"entry": "law", "columns": []},
        {"entry": "law", "columns": [YEAR]},
        {"entry": "law", "columns": [NAME, NAME]},
        {"entry": "law", "columns": [NAME, {**YEAR, "type": "table"}]},
        {"entry": "law", "columns": [NAME, {**YEAR, "pattern": "x"}]},
        {"entry": "law", "columns": [NAME, {"id": "year", "label": "Year"}]},
        {"entry": "", "columns": [NAME]},
    ],
)
def test_columns_that_do_not_fit_are_refused(keys: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        make("table", **keys)


def test_a_column_has_the_keys_of_its_answer_type() -> None:
    kind = {**KIND, "options": options("one", "two")}
    others = [{"id": t, "label": t, "type": t} for t in ("date", "integer", "state", "yes-no")]

    table: Any = make("table", entry="case", columns=[NAME, kind, *others])

    assert [column.answer_type.type for column in table.columns] == [
        "text",
        "choice",
        "date",
        "integer",
        "state",
        "yes-no",
    ]


@pytest.mark.parametrize(
    "value",
    [
        None,
        {},
        "criminal-code",
        [None],
        ["criminal-code"],
        [{"name": "criminal-code"}],
        [{"name": {}}],
        [{"name": {"value": "x", "missing": "declined"}}],
        [entry("x")] * (MAX_ENTRIES + 1),
    ],
)
def test_a_value_is_a_list_of_entries(value: object) -> None:
    assert not has_structure(TABLE, value)
    assert not fits_schema(TABLE.json_schema(), value)


def test_an_empty_list_is_a_value() -> None:
    assert has_structure(TABLE, [])
    assert problems(TABLE, []) == []
    assert fits_schema(TABLE.json_schema(), [])
    assert TABLE.lines([]) == []
    assert TABLE.cells([]) == []


def test_every_kind_of_problem_has_its_cell() -> None:
    value = [
        entry("criminal-code", "1974"),
        entry("criminal-code", "the year 1980"),
        {"year": {"value": 1980}},
        {"name": {"missing": "not-known"}, "colour": {"value": "red"}},
    ]

    assert has_structure(TABLE, value)
    assert problems(TABLE, value) == [
        ("out-of-range", (1, "year", "value")),
        ("contradictory", (1, "name")),
        ("out-of-range", (2, "year", "value")),
        ("incomplete", (2,)),
        ("reason-missing", (3, "name", "missing")),
        ("unknown-code", (3, "colour")),
    ]


def test_a_missing_cell_is_not_the_same_as_another_missing_cell() -> None:
    assert problems(TABLE, [{"name": NOT_KNOWN}, {"name": NOT_KNOWN}]) == []


def test_entries_are_asked_until_enter() -> None:
    driven = drive(TABLE, ["criminal-code", "1974", "aliens-act", "", ""])

    assert driven.value == [entry("criminal-code", "1974"), entry("aliens-act")]
    assert driven.names == ["name", "year", "name", "year", "name"]
    assert driven.prompts[2].ask == "Law 2: Short name"
    assert driven.prompts[2].context == ["1. criminal-code; Year: 1974"]
    assert driven.prompts[2].so_far == [entry("criminal-code", "1974")]


def test_an_empty_list_is_asked_about_before_it_is_the_answer() -> None:
    driven = drive(TABLE, ["", "1"])

    assert driven.value == []
    assert driven.prompts[0].enter == "Enter asks whether there is no law at all."
    assert driven.prompts[1].ask == "Is there any law?"


def test_enter_does_not_say_that_there_is_nothing_at_all() -> None:
    driven = drive(TABLE, ["", "", "2", "x-law", "", ""])

    assert driven.refusals == ["an answer is required"]
    assert driven.value == [{"name": {"value": "x-law"}}]


def test_a_list_that_is_emptied_is_asked_about() -> None:
    driven = drive(TABLE, ["remove 1", "", "1"], previous=[{"name": {"value": "x-law"}}])

    assert driven.value == []


def test_a_list_that_was_empty_before_stays_so_with_enter() -> None:
    assert drive(TABLE, [""], previous=[]).value == []


def test_enter_keeps_the_earlier_entries_as_they_are() -> None:
    previous = [
        {"name": {"value": "x-law", "note": "old", "confidential": True}, "year": NOT_KNOWN}
    ]

    assert drive(TABLE, [""], previous=previous).value == previous


def test_an_entry_can_be_changed_and_removed() -> None:
    previous = [entry("criminal-code", "1974"), entry("aliens-act")]

    driven = drive(TABLE, ["change 1", "", "1975", "Remove 2", ""], previous=previous)

    assert driven.value == [entry("criminal-code", "1975")]
    assert driven.names == ["name", "name", "year", "name", "name"]
    assert driven.prompts[1].ask == "Law 1: Short name"
    assert driven.prompts[1].previous_text == "criminal-code"


def test_a_changed_entry_keeps_what_stands_beside_its_cells() -> None:
    previous = [
        {"name": {"value": "x-law", "confidential": True}, "year": {**NOT_KNOWN, "note": "asked"}}
    ]

    kept = drive(TABLE, ["change 1", "", "", ""], previous=previous)
    changed = drive(TABLE, ["change 1", "y-law", "1990", ""], previous=previous)

    assert kept.value == previous
    assert kept.prompts[2].previous_text == "Not known: The information is not collected"
    assert changed.value == [
        {
            "name": {"value": "y-law", "confidential": True},
            "year": {"value": "1990", "note": "asked"},
        }
    ]


@pytest.mark.parametrize("command", ["change 2", "remove 0", "change 9999"])
def test_an_entry_that_is_not_there_cannot_be_changed(command: str) -> None:
    driven = drive(TABLE, [command, ""], previous=[entry("x-law")])

    assert driven.refusals == [f"There is no entry {command.split()[1]}."]


def test_a_repeated_unique_cell_is_refused() -> None:
    previous = [entry("x-law"), entry("y-law")]

    driven = drive(TABLE, ["x-law", "change 2", "x-law", "y-law", "1999", ""], previous=previous)

    assert driven.refusals == ["Entry 1 has this already. Type another one."] * 2
    assert driven.value == [entry("x-law"), entry("y-law", "1999")]


# The key of an entry

DATED = {**YEAR, "required": True}
FIGURES = make(
    "table", entry="figure", columns=[DATED, {**NAME, "unique": False}], key=["year", "name"]
)


@pytest.mark.parametrize("key", [[], ["yaer"], ["name", "name"], ["year"], "name"])
def test_a_key_names_columns_that_every_entry_has(key: object) -> None:
    with pytest.raises(ValidationError):
        make("table", entry="figure", columns=[NAME, YEAR], key=key)


def test_two_entries_with_the_same_key_contradict_each_other() -> None:
    value = [entry("sea", "2001"), entry("air", "2001"), entry("sea", "2002"), entry("sea", "2001")]

    found = list(FIGURES.check(value))

    assert [(one.kind, one.where) for one in found] == [(ProblemKind.CONTRADICTORY, (3,))]
    assert found[0].message == "`year`, `name`: the same as in entry 1"
    assert list(FIGURES.check_beyond_schema(value)) == found


def test_an_entry_whose_key_is_not_known_is_the_same_as_no_other() -> None:
    assert problems(FIGURES, [{**entry("sea"), "year": NOT_KNOWN}] * 2) == []


def test_an_entry_with_the_key_of_another_one_is_refused() -> None:
    driven = drive(FIGURES, ["2001", "sea", "2001", "sea", "air", "change 2", "2001", "air", ""])

    assert len(driven.refusals) == 1
    assert driven.refusals[0].startswith("Entry 1 is for the same already.")
    assert driven.value == [
        {"year": {"value": "2001"}, "name": {"value": name}} for name in ("sea", "air")
    ]


def test_a_full_list_takes_no_more_entries() -> None:
    previous = [entry(f"law-{n}") for n in range(MAX_ENTRIES)]

    driven = drive(TABLE, ["one-more", "change 500", "last", "", ""], previous=previous)

    assert driven.refusals == ["The list is full: it has 500 entries."]
    assert driven.value[-1] == entry("last")


def test_a_cell_can_be_missing_on_its_own_but_not_the_one_that_begins_an_entry() -> None:
    driven = drive(TABLE, [Missing(NOT_KNOWN), "x-law", Missing(NOT_KNOWN), ""])

    assert driven.refusals == ["not a row or cell"]
    assert driven.value == [{"name": {"value": "x-law"}, "year": NOT_KNOWN}]


def test_a_required_cell_cannot_be_left_open() -> None:
    table = make("table", entry="case", columns=[NAME, {**YEAR, "required": True}])

    assert drive(table, ["x", "", "1999", ""]).refusals == ["an answer is required"]


def test_entries_have_lines_and_their_cells_are_numbered() -> None:
    value = [entry("x-law", "1974"), {"name": {"value": "y-law"}, "year": NOT_KNOWN}]

    assert TABLE.lines(value) == [
        "x-law; Year: 1974",
        "y-law; Year: Not known: The information is not collected",
    ]
    assert TABLE.cells(value) == [
        Cell("1", "name", "", "x-law", value[0]["name"]),
        Cell("1", "year", "1974", "", value[0]["year"]),
        Cell("2", "name", "", "y-law", value[1]["name"]),
        Cell("2", "year", "", "", value[1]["year"]),
    ]


def test_a_named_list_of_a_column_is_written_out() -> None:
    table = make("table", entry="law", columns=[NAME, KIND])
    kinds = make("choice", options=options("statute", "decree")).option_lists()[0][1]

    written_out = table.with_lists({"kinds": kinds})

    assert table.list_names() == [(("columns", 1, "options"), "kinds")]
    assert written_out.option_lists() == [(("columns", 1, "options"), kinds)]
    assert drive(written_out, ["x", "2", ""]).value[0]["kind"] == {"value": "decree"}


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ([entry("x", "1999")], True),
        ([{"name": NOT_KNOWN}], True),
        ([{"year": {"value": "1999"}}], True),  # open cells are a note in a draft
        ([entry("x", "soon")], False),
        ([{"name": {"missing": "not-known"}}], False),
        ([{**entry("x"), "colour": {"value": "red"}}], False),
    ],
)
def test_its_schema_has_the_same_limits(value: object, fits: bool) -> None:
    assert fits_schema(TABLE.json_schema(), value) is fits


def test_the_texts_in_and_beside_its_cells_are_found_with_their_places() -> None:
    value = [{"name": {"value": "x-law", "note": "A draft."}, "year": {"value": "1974"}}]

    assert list(TABLE.texts(value)) == [
        ((0, "name", "note"), "A draft.", TextKind.PROSE),
        ((0, "name", "value"), "x-law", TextKind.COMMON),
    ]


def test_the_dates_in_its_cells_are_found_with_what_their_column_expects() -> None:
    table = make("table", entry="law", columns=[NAME, {**YEAR, "earliest": "1700"}])
    days, earliest = interval("1974"), interval("1700")
    assert days is not None
    assert earliest is not None

    found = list(table.dates([entry("x"), entry("y", "1974"), entry("z", "soon")]))

    assert found == [GivenDate((1, "year", "value"), "1974", days, earliest, future=False)]


def test_a_cell_can_hold_anything_and_is_no_text_then() -> None:
    value = [{"name": {"value": ["a"]}, "year": {"value": 1974}, "colour": {"value": "red"}}]

    assert list(TABLE.texts(value)) == []
    assert list(TABLE.dates(value)) == []


def test_that_a_cell_is_not_filled_in_follows_from_its_misspelt_column() -> None:
    unknown, open_cell = TABLE.check([{"nmae": {"value": "x-law"}}])

    assert (unknown.where, unknown.follows) == ((0, "nmae"), False)
    assert (open_cell.message, open_cell.follows) == ("`name` is not filled in", True)


@pytest.mark.parametrize(
    ("part", "has"),
    [
        (("1", "year"), True),
        (("2", "year"), True),
        (("0", "year"), False),
        (("3", "year"), False),
        (("01", "year"), False),
        (("٢", "year"), False),
        (("9" * 5000, "year"), False),
        (("x", "year"), False),
        (("1", "nosuch"), False),
        (("1",), False),
    ],
)
def test_a_part_of_a_table_is_an_entry_and_a_column(part: tuple[str, ...], has: bool) -> None:
    columns: list[dict[str, Any]] = [
        {"id": i, "label": i, "type": "text"} for i in ("name", "year")
    ]
    columns[0]["required"] = True

    laws = make("table", entry="law", columns=columns)

    assert can_be_withheld(laws, {"value": [{}, {}]}, part) is has


def test_enter_says_what_it_keeps_where_the_list_is_empty_on_purpose() -> None:
    driven = drive(TABLE, [""], previous=[])

    assert driven.value == []
    assert driven.prompts[0].enter == "Enter keeps the answer that there is no law."
