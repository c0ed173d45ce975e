"""Several returns of one part that come together: what one changes is taken, all else asked."""

from collections.abc import Mapping
from typing import Any

import pytest

from checklist.ministries.copies import CopyDifference, beside
from checklist.ministries.merge import REPLACED, TAKEN, merge
from checklist.ministries.returned import Returned
from checklist.render.blocks import Table
from checklist.render.ministries.merge_list import count_text, receipt_blocks
from checklist.reports.report import Report
from tests.ministries.test_merge import ASKED, draft, entries, sent
from tests.support.returns import ON, incoming, open_at, values

UNKNOWN = {"missing": "not-known", "reason": "not-collected"}


def copy(of: Report, given: Mapping[str, Any], **more: Any) -> Returned:
    return incoming(ASKED, "labour", sent(of), given, **more).returned


def together(
    of: Report, earlier: Returned, later: Returned, *, takes_later: bool = True
) -> tuple[dict[str, Any], list[str]]:
    """Return what stands after both copies were merged, and where a person was asked."""
    found: list[CopyDifference] = []

    def decide(difference: CopyDifference) -> bool:
        found.append(difference)
        return takes_later

    second = beside(earlier, later, ASKED, decide)
    part = incoming(ASKED, "labour", sent(of))
    both = [type(part)(returned=returned) for returned in (earlier, second)]
    result = merge(of, both, ASKED, ON)
    assert open_at(result) == {}
    return values(result), [difference.at for difference in found]


def test_what_only_one_copy_changes_is_taken_also_where_another_left_what_stood() -> None:
    before = draft(remark={"value": "Old."}, rank={"value": "good"})
    earlier, later = copy(before, {"remark": "New."}), copy(before, {"rank": "bad"})

    for pair in ((earlier, later), (later, earlier)):
        assert together(before, *pair) == ({"remark": "New.", "rank": "bad"}, [])


def test_where_two_copies_differ_a_person_is_asked() -> None:
    before = draft(remark={"value": "Old."})
    earlier, later = copy(before, {"remark": "New."}), copy(before, {"remark": "Newer."})

    assert together(before, earlier, later) == ({"remark": "Newer."}, ["remark"])
    assert together(before, earlier, later, takes_later=False) == ({"remark": "New."}, ["remark"])


def test_what_a_later_copy_replaced_was_not_taken_from_the_earlier_one() -> None:
    before = draft(remark={"value": "Old."})
    earlier, later = (
        copy(before, {"remark": "New.", "rank": "bad"}),
        copy(before, {"remark": "Newer."}),
    )
    part = incoming(ASKED, "labour", sent(before))
    second = beside(earlier, later, ASKED, lambda _: True)

    first, last = merge(
        before, [type(part)(returned=returned) for returned in (earlier, second)], ASKED, ON
    ).returns

    outcomes = {unit.at: unit.outcome for unit in first.units}
    assert outcomes == {"rank": TAKEN, "remark": REPLACED}
    assert sum(first.counts.values()) == first.fields
    assert first.counts[REPLACED] == 1
    assert [unit.outcome for unit in last.units if unit.at == "remark"] == [TAKEN]
    blocks = [*receipt_blocks(first, "Labour", "Norway", ON, ASKED, [])]
    captions = {block.caption: block.rows for block in blocks if isinstance(block, Table)}
    assert [row[2] for row in captions["Not taken: another copy says otherwise"]] == ["New."]
    assert [row[2] for row in captions["Taken: becomes public by this return"]] == ["Bad"]
    assert count_text(first).endswith(", 1 replaced")


def test_what_both_copies_say_is_not_asked_whatever_the_order_of_the_options() -> None:
    before = draft()
    earlier, later = (
        copy(before, {"channels": ["web", "press"]}),
        copy(before, {"channels": ["press", "web"]}),
    )

    assert together(before, earlier, later)[1] == []


def test_a_value_and_the_lack_of_one_differ_as_a_whole() -> None:
    before = draft()
    earlier = copy(before, {"rank": "good", "rank/note": "Since May."})
    later = copy(before, {"rank/missing": UNKNOWN})

    assert together(before, earlier, later) == ({"rank": "not-known"}, ["rank"])
    assert together(before, earlier, later, takes_later=False) == ({"rank": "good"}, ["rank"])


def test_what_one_copy_takes_away_and_another_changes_differs() -> None:
    before = draft(remark={"value": "Old."})
    earlier, later = copy(before, {}, removed=["remark"]), copy(before, {"remark": "New."})

    assert together(before, earlier, later) == ({"remark": "New."}, ["remark"])
    assert together(before, earlier, later, takes_later=False) == ({}, ["remark"])


def test_the_entries_that_each_copy_adds_stand_beside_each_other() -> None:
    before = draft(tally={"value": entries({"place": "A"})})
    earlier = copy(before, {"tally/2/place": "B", "tally/2/found": 1})
    later = copy(before, {"tally/2/place": "C", "tally/3/place": "D"})

    stands, asked = together(before, earlier, later)

    assert sorted(entry["place"]["value"] for entry in stands["tally"]) == ["A", "B", "C", "D"]
    assert asked == []


def test_an_entry_with_the_same_key_in_two_copies_is_one() -> None:
    before = draft()
    earlier = copy(before, {"years/1/year": 2024, "years/1/cases": 5})
    later = copy(before, {"years/1/year": 2025, "years/2/year": 2024, "years/2/cases": 6})

    stands, asked = together(before, earlier, later)

    assert asked == ["years/1/cases"]
    found = {entry["year"]["value"]: entry.get("cases") for entry in stands["years"]}
    assert found == {2024: {"value": 6}, 2025: None}


@pytest.mark.parametrize("takes_later", [True, False])
def test_what_a_copy_says_beside_a_value_goes_with_that_value_and_is_not_lost(
    *, takes_later: bool
) -> None:
    before = draft()
    beside_it = {"remark/note": "Of B.", "remark/confidential": True}
    earlier, later = copy(before, {"remark": "A."}), copy(before, {"remark": "B.", **beside_it})
    pair = (later, earlier) if takes_later else (earlier, later)  # that with the note is not chosen

    asked: list[CopyDifference] = []

    def choose(found: CopyDifference) -> bool:
        asked.append(found)
        return takes_later

    second = beside(*pair, ASKED, choose)
    part = incoming(ASKED, "labour", sent(before))
    result = merge(before, [type(part)(returned=r) for r in (pair[0], second)], ASKED, ON)

    assert result.report.answers["remark"] == {"value": "A.", "answered_by": ["labour"]}
    (found,) = asked
    shown = found.earlier if takes_later else found.later
    assert (found.at, shown) == ("remark", {"remark": "B.", **beside_it})
    left = result.returns[0 if takes_later else 1]
    told = {unit.at: unit.now for unit in left.units if unit.outcome == REPLACED}
    assert told == {"remark": "B.", **beside_it}
    assert sum(left.counts.values()) == left.fields
