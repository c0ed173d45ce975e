"""Which entry of a table is which in another version of it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.analysis.comparison.answer_diff import matched
from checklist.answer_types.table import Table
from checklist.answer_types.table_columns import MAX_ENTRIES
from tests.answer_types.driving import make
from tests.support.effort import Work, assert_growth

COLUMNS = ("name", "title", "year")


def table(*, unique: bool) -> Table:
    columns: list[dict[str, Any]] = [{"id": i, "label": i, "type": "text"} for i in COLUMNS]
    columns[0] |= {"unique": unique, "required": True}
    return Table.model_validate({"type": "table", "entry": "law", "columns": columns})


def entries(*rows: str) -> list[dict[str, Any]]:
    """Return entries, each of the cells of one row; `-` is no cell."""
    return [
        {i: {"value": cell} for i, cell in zip(COLUMNS, row.split(), strict=False) if cell != "-"}
        for row in rows
    ]


def pairs(old: list[Any], new: list[Any], *, unique: bool) -> list[tuple[int | None, int | None]]:
    return [*matched(table(unique=unique), old, new)]


@pytest.mark.parametrize(
    ("old", "new", "unique", "expected"),
    [
        (["a A 1", "b B 2"], ["b X 3", "a Y 4"], True, [(1, 0), (0, 1)]),
        (["a A 1"], ["b A 1"], True, [(0, 0)]),
        (["a A 1"], ["b B 1"], True, [(None, 0), (0, None)]),
        (["a A 1"], ["a A 1", "b B 1"], True, [(0, 0), (None, 1)]),
        (["- A 1", "- B 2"], ["- B 2", "- A 1"], True, [(1, 0), (0, 1)]),
        (["a A 1", "a B 2"], ["a B 2", "a A 1"], False, [(1, 0), (0, 1)]),
        (["x A 2", "a B 3"], ["a A 1"], False, [(1, 0), (0, None)]),
        (["a A 1", "b B 2"], ["c C 3", "d D 4"], False, [(0, 0), (1, 1)]),
        (["a A 1", "a B 2"], ["x X 9", "a C 3"], False, [(0, 0), (1, 1)]),
        (["a A 1"], [], False, [(0, None)]),
        ([], ["a A 1"], False, [(None, 0)]),
    ],
    ids=str,
)
def test_entries_are_matched(
    old: list[str], new: list[str], unique: bool, expected: list[tuple[int | None, int | None]]
) -> None:
    assert pairs(entries(*old), entries(*new), unique=unique) == expected


ROWS = st.lists(
    st.lists(st.sampled_from("ab-"), min_size=3, max_size=3).map(" ".join), max_size=5
).map(lambda rows: entries(*rows))


@given(ROWS, ROWS, st.booleans())
def test_both_ways_the_same_entries_are_matched(
    old: list[Any], new: list[Any], unique: bool
) -> None:
    there, back = pairs(old, new, unique=unique), pairs(new, old, unique=unique)

    assert {(i, j) for j, i in back} == set(there)
    assert sorted(i for i, _ in there if i is not None) == [*range(len(old))]
    assert sorted(j for _, j in there if j is not None) == [*range(len(new))]


def test_a_mark_makes_no_entry_another_one() -> None:
    old, new = entries("- A"), entries("- B", "- A")
    new[1]["title"] |= {"confidential": True, "answered_by": "One"}

    assert pairs(old, new, unique=False) == [(None, 0), (0, 1)]
    assert pairs(new, old, unique=False) == [(1, 0), (0, None)]


def test_a_cell_that_a_copy_withholds_can_be_any() -> None:
    old, new = entries("a A 1", "b B 2"), entries("- A 1", "b - 2")
    withheld = [("1", "name"), ("2", "title"), ("9", "title"), (), ("x", "name")]

    for unique in (True, False):
        assert [*matched(table(unique=unique), old, new, ((), withheld))] == [(0, 0), (1, 1)]
        assert [*matched(table(unique=unique), new, old, (withheld, ()))] == [(0, 0), (1, 1)]


@pytest.mark.thorough
def test_the_time_for_two_tables_grows_at_most_with_the_square_of_their_entries() -> None:
    def paired(number: int) -> Work:
        old = entries(*(f"a{n} B {n}" for n in range(number)))
        new = entries(*(f"b{n} B {n}" for n in reversed(range(number))))
        return lambda: pairs(old, new, unique=False)

    assert_growth(paired, MAX_ENTRIES, at_most=40)
    found = paired(MAX_ENTRIES)()
    assert isinstance(found, list)
    assert found[0] == (MAX_ENTRIES - 1, 0)


KEYED = make(
    "table",
    entry="figure",
    columns=[
        {"id": "year", "label": "Year", "type": "date", "required": True},
        {"id": "form", "label": "Form", "type": "text", "required": True},
        {"id": "cases", "label": "Cases", "type": "integer"},
    ],
    key=["year", "form"],
)


def figure(year: str, form: str, cases: int) -> dict[str, Any]:
    return {"year": {"value": year}, "form": {"value": form}, "cases": {"value": cases}}


def test_entries_with_one_key_are_the_same_wherever_they_stand() -> None:
    before = [figure("2001", "labour", 3), figure("2001", "other", 3)]
    after = [figure("2001", "other", 9), figure("2001", "labour", 8)]

    assert [*matched(KEYED, before, after)] == [(1, 0), (0, 1)]


def test_entries_with_different_keys_are_different_however_alike_they_are() -> None:
    before, after = [figure("2001", "labour", 3)], [figure("2002", "labour", 3)]

    assert [*matched(KEYED, before, after)] == [(None, 0), (0, None)]


def test_a_hidden_key_fits_any_other() -> None:
    before, after = [figure("2001", "labour", 3)], [figure("2002", "labour", 3)]
    hidden = [("1", "year")]

    assert [*matched(KEYED, before, after, (hidden, []))] == [(0, 0)]
