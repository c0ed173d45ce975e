"""What comes of an answer that two sides changed: taken, equal, or listed as a difference."""

from random import Random
from typing import Any

import pytest

from checklist.answer_types.interface import AnswerType
from checklist.answer_types.units import PartPath
from checklist.reports.three_way import MergedAnswer, merge_three, said
from tests.support.asked import ASKED

LABOUR = ["labour"]
V, W = {"value": "Old."}, {"value": "New."}


def type_of(name: str) -> AnswerType:
    return ASKED.questions[name].answer_type


def merge(name: str, base: Any, mine: Any, theirs: Any, giver: Any = LABOUR) -> MergedAnswer:
    return merge_three(type_of(name), base, mine, theirs, giver=giver)


def by(packet: dict[str, Any], *codes: str) -> dict[str, Any]:
    return {**packet, "answered_by": list(codes or LABOUR)}


NOTE = {"value": "Old.", "note": "Since 2003."}
MARKED = {"value": "Old.", "confidential": True}
UNKNOWN = {"missing": "not-known", "reason": "not-collected"}


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "stands", "differs"),
    [
        (None, None, V, by(V), None),
        (V, V, W, by(W), None),
        (V, V, None, None, None),
        (V, V, V, V, None),
        (V, W, V, W, None),
        (V, None, V, None, None),
        (V, W, W, W, None),
        (None, W, V, W, by(V)),
        (V, {"value": "Mine."}, W, {"value": "Mine."}, by(W)),
        (V, W, None, W, "nothing"),
        (V, None, W, None, by(W)),
        (V, NOTE, W, by({"value": "New.", "note": "Since 2003."}), None),
        (V, W, NOTE, by({"value": "New.", "note": "Since 2003."}), None),
        (V, V, MARKED, MARKED, None),
        (V, W, MARKED, {"value": "New.", "confidential": True}, None),
        (MARKED, MARKED, V, V, None),
        (V, V, UNKNOWN, by(UNKNOWN), None),
        (UNKNOWN, UNKNOWN, V, by(V), None),
        (V, NOTE, UNKNOWN, NOTE, by(UNKNOWN)),
        (V, UNKNOWN, NOTE, UNKNOWN, by(NOTE)),
        (V, by(V, "police"), W, by(W), None),
        (None, by(V, "police"), V, by(V, "police"), None),
        ({**V, "carried": True}, {**V, "carried": True}, V, by(V), None),
    ],
)
def test_an_answer_is_taken_equal_or_a_difference(
    base: Any, mine: Any, theirs: Any, stands: Any, differs: Any
) -> None:
    merged = merge("remark", base, mine, theirs)

    assert merged.answer == stands
    found = [one.says or "nothing" for one in merged.differences]
    assert found == ([] if differs is None else [differs])
    assert all(one.stands == merged.answer for one in merged.differences)
    assert bool(merged.taken) == (stands != mine)


def test_whoever_changes_an_answer_is_its_only_giver() -> None:
    first = merge("remark", None, None, {"value": "aa"}).answer
    assert first == by({"value": "aa"}, "labour")

    second = merge("remark", {"value": "aa"}, first, {"value": "bb"}, ["police"]).answer

    assert second == {"value": "bb", "answered_by": ["police"]}


def test_rows_are_merged_one_by_one() -> None:
    base = {"value": {"police": {"value": "good"}, "judges": {"value": "good"}}}
    mine = {"value": {"police": {"value": "bad"}, "judges": {"value": "good"}}}
    theirs = {"value": {"police": {"value": "good"}, "judges": {"value": "bad"}}}

    merged = merge("grid", base, mine, theirs)

    assert merged.answer == {"value": {"police": {"value": "bad"}, "judges": by({"value": "bad"})}}
    assert (merged.taken, merged.differences) == ([PartPath(row="judges")], [])


def test_the_absence_of_a_matrix_is_that_of_each_row() -> None:
    rows = type_of("grid").rows()
    theirs = {"value": {**dict.fromkeys(rows, UNKNOWN), rows[0]: {"value": "good"}}}

    merged = merge("grid", UNKNOWN, UNKNOWN, theirs)

    assert merged.answer is not None
    assert merged.answer["value"][rows[0]] == by({"value": "good"})
    assert merged.answer["value"][rows[1]] == UNKNOWN
    assert merged.differences == []


def entries(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"value": [{name: {"value": cell} for name, cell in row.items()} for row in rows]}


Y1, Y2, Y3 = ({"year": year, "cases": year % 100} for year in (2021, 2022, 2023))


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "stands", "differences"),
    [
        ([], [], [Y1], [Y1], 0),
        ([Y1], [Y2, Y1], [Y1, Y3], [Y2, Y1, Y3], 0),
        ([Y1, Y2], [Y1, Y2], [Y2], [Y2], 0),
        ([Y1, Y2], [Y2], [Y1, Y2], [Y2], 0),
        ([Y1], [Y1], [{**Y1, "cases": 7}], [{**Y1, "cases": 7}], 0),
        ([Y1], [{**Y1, "cases": 8}], [{**Y1, "cases": 7}], [{**Y1, "cases": 8}], 1),
        ([Y1], [{**Y1, "cases": 8}], [], [{**Y1, "cases": 8}], 1),
        ([Y1], [], [{**Y1, "cases": 7}], [], 1),
        ([], [Y1], [Y1], [Y1], 0),
        ([], [Y1], [{**Y1, "cases": 7}], [Y1], 1),
        ([Y1, Y2], [Y2, Y1], [Y1, {**Y2, "cases": 7}], [{**Y2, "cases": 7}, Y1], 0),
    ],
)
def test_entries_are_known_by_what_they_say_and_by_their_names(
    base: Any, mine: Any, theirs: Any, stands: Any, differences: int
) -> None:
    sides = (entries(*side) if side else None for side in (base, mine, theirs))

    merged = merge("years", *sides)

    assert said(merged.answer) == (entries(*stands) if stands else None)
    assert len(merged.differences) == differences


def test_no_entries_against_entries_is_a_difference_about_the_table() -> None:
    merged = merge("years", None, entries(Y1), {"value": []})

    assert merged.answer == entries(Y1)
    assert [one.at for one in merged.differences] == [PartPath()]


def test_a_cell_that_one_side_cannot_see_stays() -> None:
    seen = {"value": [{"year": {"value": 2021}}]}

    merged = merge("years", seen, entries(Y1), seen)

    assert (merged.answer, merged.taken, merged.differences) == (entries(Y1), [], [])


def packet(random: Random, *values: Any) -> dict[str, Any]:
    if random.random() < 0.2:
        return dict(UNKNOWN)
    beside = {"note": f"note {random.randint(0, 2)}"} if random.random() < 0.3 else {}
    mark = {"confidential": True} if random.random() < 0.2 else {}
    return {"value": random.choice(values), **beside, **mark}


def answer(random: Random, name: str) -> dict[str, Any] | None:
    if random.random() < 0.15:
        return None
    if name == "grid":
        rows = [row for row in type_of(name).rows() if random.random() < 0.7]
        return {"value": {row: packet(random, "good", "bad") for row in rows}} if rows else None
    if name == "years":
        years = random.sample(range(2020, 2025), random.randint(1, 4))
        return {"value": [{"year": {"value": y}, "cases": packet(random, 1, 2)} for y in years]}
    return packet(random, "a", "b", "c")


@pytest.mark.parametrize("name", ["remark", "grid", "years"])
def test_whatever_both_sides_change_nothing_is_lost_and_nothing_is_merged_twice(name: str) -> None:
    for seed in range(400):
        random = Random(seed)
        base, mine, theirs = (answer(random, name) for _ in range(3))

        assert said(merge(name, base, mine, base).answer) == said(mine)
        assert said(merge(name, base, base, theirs).answer) == said(theirs) or name == "years"
        assert merge(name, base, mine, mine).answer == mine
        merged = merge(name, base, mine, theirs)
        again = merge(name, base, merged.answer, theirs)
        assert said(again.answer) == said(merged.answer), seed
        assert again.taken == [], seed
        for text in _texts(mine) - _texts(base):  # what only this side said stays
            assert text in _texts(merged.answer), (seed, text)
        for text in _texts(theirs) - _texts(base):  # and what the other side said is kept
            kept = _texts(merged.answer)
            for one in merged.differences:
                kept |= _texts(one.says, f"/{one.at.row}" if one.at.row else "")
            assert text in kept, (seed, text)


def _texts(content: Any, where: str = "") -> set[str]:
    """Return what a content says, each with the keys above it, but for numbers of entries."""
    if isinstance(content, dict):
        return {
            text
            for key, part in content.items()
            if key not in {"answered_by", "value"}
            for text in _texts(part, f"{where}/{key}")
        } | _texts(content.get("value"), where)
    if isinstance(content, list):
        return {text for part in content for text in _texts(part, where)}
    return {f"{where}={content}"} if content is not None and "value" not in where else set()
