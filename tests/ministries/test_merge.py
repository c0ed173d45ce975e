"""What comes of returns: what is taken, what differs, and what stands meanwhile."""

from itertools import permutations
from typing import Any

import pytest

from checklist.ministries.conflicts import decided, open_conflicts
from checklist.ministries.merge import merge
from checklist.ministries.part import PartMaker
from checklist.ministries.record import known_returns
from checklist.reports.check_structure import check_structure
from checklist.reports.report import Report
from tests.support.ministries import COAST, division, report_of
from tests.support.returns import ON, incoming, merged, open_at, part_base, values
from tests.support.tiny import GRID, LAWS, OPTIONS, questionnaire, report

AUTHORITIES: dict[str, Any] = {
    "id": "who",
    "type": "choices",
    "options": [
        {"code": code, "label": code.capitalize()} for code in ("labour", "police", "justice")
    ],
}
CHANNELS: dict[str, Any] = {
    "id": "channels",
    "type": "choices",
    "options": [
        {"code": "radio", "label": "Radio"},
        {"code": "press", "label": "Press"},
        {"code": "web", "label": "Web"},
        {"code": "none", "label": "None", "exclusive": True},
    ],
}
TALLY: dict[str, Any] = {
    "id": "tally",
    "type": "table",
    "entry": "raid",
    "columns": [
        {"id": "place", "label": "Place", "type": "text", "required": True},
        {"id": "found", "label": "Found", "type": "integer"},
    ],
}
YEARS: dict[str, Any] = {
    "id": "years",
    "type": "table",
    "entry": "year",
    "key": ["year"],
    "columns": [
        {"id": "year", "label": "Year", "type": "integer", "required": True},
        {"id": "cases", "label": "Cases", "type": "integer"},
    ],
}
ASKED = questionnaire(
    [
        AUTHORITIES,
        {"id": "remark", "type": "text"},
        {"id": "rank", "type": "choice", "options": OPTIONS},
        CHANNELS,
        GRID,
        LAWS,
        TALLY,
        YEARS,
        {"id": "measure", "type": "implementation"},
    ],
    authorities="who",
    laws={"question": "laws", "name": "name", "citation": "title"},
)


def draft(**answers: Any) -> Report:
    return report(ASKED, {name.replace("_", "-"): answer for name, answer in answers.items()})


def sent(of: Report) -> dict[str, Any]:
    return part_base(of, ASKED)


def entries(*rows: Any) -> list[dict[str, Any]]:
    return [{name: {"value": value} for name, value in row.items()} for row in rows]


def test_what_one_authority_changed_is_taken_and_names_it() -> None:
    before = draft(remark={"value": "Old."})

    result = merged(before, ASKED, incoming(ASKED, "labour", sent(before), {"remark": "New."}))

    assert result.report.answers["remark"] == {"value": "New.", "answered_by": ["labour"]}
    assert result.conflicts == []


def test_what_two_authorities_changed_differently_is_open_and_what_was_there_stands() -> None:
    before = draft(remark={"value": "Old."})
    labour = incoming(ASKED, "labour", sent(before), {"remark": "New."})
    police = incoming(ASKED, "police", sent(before), {"remark": "Newer."})

    results = [merged(before, ASKED, *order) for order in permutations([labour, police])]

    assert open_at(results[0]) == {"remark": ["New.", "Newer."]}
    assert results[0].report.answers["remark"] == {"value": "Old."}
    assert results[0].report.to_data() == results[1].report.to_data()
    assert merge(before, [police, labour], ASKED, ON).report == results[0].report


def test_what_both_changed_alike_is_no_conflict_and_names_both() -> None:
    before = draft()
    returns = [
        incoming(ASKED, authority, {}, {"rank": "good"}) for authority in ("police", "labour")
    ]

    result = merged(before, ASKED, *returns)

    assert result.report.answers["rank"] == {"value": "good", "answered_by": ["labour", "police"]}
    assert result.conflicts == []


def test_rows_of_a_matrix_come_from_different_authorities() -> None:
    before = draft()
    police = incoming(
        ASKED, "police", {}, {"grid/police": "good", "grid/police/note": "Since May."}
    )
    justice = incoming(ASKED, "justice", {}, {"grid/judges": "bad"})

    result = merged(before, ASKED, police, justice)

    assert result.report.answers["grid"]["value"] == {
        "police": {"value": "good", "note": "Since May.", "answered_by": ["police"]},
        "judges": {"value": "bad", "answered_by": ["justice"]},
    }


def test_a_missing_code_of_a_whole_matrix_counts_for_the_rows_of_the_part() -> None:
    before = draft(grid={"value": {"police": {"value": "good"}}})
    unknown = {"missing": "not-known", "reason": "not-collected"}
    justice = incoming(ASKED, "justice", {}, {"grid/missing": unknown}, rows={"grid": ["judges"]})

    result = merged(before, ASKED, justice)

    assert result.report.answers["grid"]["value"] == {
        "police": {"value": "good"},
        "judges": {**unknown, "answered_by": ["justice"]},
    }


def test_a_second_return_of_a_part_is_compared_with_the_first() -> None:
    before = draft(remark={"value": "Old."})
    base = sent(before)
    first = incoming(ASKED, "labour", base, {"remark": "Nwe."})
    second = incoming(ASKED, "labour", base, {"remark": "New."})

    result = merged(before, ASKED, first, second)

    assert values(result) == {"remark": "New."}
    assert result.conflicts == []


def test_a_return_that_was_merged_already_changes_nothing() -> None:
    before = draft(remark={"value": "Old."})
    first = incoming(ASKED, "labour", sent(before), {"remark": "New.", "laws/1/name": "act"})
    once = merged(before, ASKED, first)

    again = merged(once.report, ASKED, first)

    assert again.report is once.report
    assert [*again.returns[0].units] == []


def test_a_return_that_changes_nothing_changes_no_part_of_the_draft() -> None:
    before = draft(remark={"value": "Old."}, grid={"missing": "not-known"})

    result = merged(before, ASKED, incoming(ASKED, "labour", sent(before)))

    assert result.report is before


def test_an_edit_in_the_report_stands_against_what_an_authority_could_not_know() -> None:
    before = draft(remark={"value": "Old."})
    edited = draft(remark={"value": "Mine."})

    result = merged(edited, ASKED, incoming(ASKED, "labour", sent(before), {"remark": "Theirs."}))

    assert values(result) == {"remark": "Mine."}
    assert open_at(result) == {"remark": ["Theirs.", "Mine."]}


def test_an_edit_with_knowledge_of_what_was_merged_settles_it() -> None:
    before = draft(remark={"value": "Old."})
    base = sent(before)
    once = merged(before, ASKED, incoming(ASKED, "labour", base, {"remark": "Theirs."}))
    answers = {**once.report.answers, "remark": {"value": "Mine."}}
    edited = type(before).from_data({**once.report.to_data(), "answers": answers})

    again = merged(edited, ASKED, incoming(ASKED, "labour", base, {"remark": "Theirs."}))
    other = merged(edited, ASKED, incoming(ASKED, "labour", base, {"remark": "Corrected."}))

    assert again.conflicts == []
    assert values(again) == {"remark": "Mine."}
    assert open_at(other) == {"remark": ["Corrected.", "Mine."]}


def test_options_that_both_added_are_proposed_together() -> None:
    before = draft(channels={"value": ["radio"]})
    base = sent(before)
    labour = incoming(ASKED, "labour", base, {"channels": ["radio", "web"]})
    police = incoming(ASKED, "police", base, {"channels": ["radio", "press"]})

    result = merged(before, ASKED, labour, police)

    assert result.conflicts[0]["together"] == ["radio", "press", "web"]
    assert values(result) == {"channels": ["radio"]}


def test_an_exclusive_option_is_proposed_with_no_other() -> None:
    before = draft()
    labour = incoming(ASKED, "labour", {}, {"channels": ["none"]})
    police = incoming(ASKED, "police", {}, {"channels": ["press"]})

    result = merged(before, ASKED, labour, police)

    assert "together" not in result.conflicts[0]
    assert open_at(result) == {"channels": [["none"], ["press"]]}


def test_the_order_of_codes_is_no_difference() -> None:
    before = draft()
    labour = incoming(ASKED, "labour", {}, {"channels": ["web", "press"]})
    police = incoming(ASKED, "police", {}, {"channels": ["press", "web"]})

    results = [merged(before, ASKED, *order) for order in permutations([labour, police])]

    assert results[0].conflicts == []
    assert results[0].report == results[1].report


def test_a_missing_code_against_a_change_of_a_part_of_the_value_is_a_conflict() -> None:
    before = draft(measure={"value": {"status": "implemented", "law": "Act 1."}})
    base = sent(before)
    labour = incoming(ASKED, "labour", base, {"measure/law": "Act 2."})
    unknown = {"missing": "not-known", "reason": "not-collected"}
    police = incoming(ASKED, "police", base, {"measure/missing": unknown})

    result = merged(before, ASKED, labour, police)

    assert values(result) == {"measure": {"status": "implemented", "law": "Act 1."}}
    assert open_at(result) == {
        "measure": [{"value": {"status": "implemented", "law": "Act 2."}}, unknown]
    }


def test_parts_of_a_measure_come_from_different_authorities() -> None:
    before = draft(measure={"value": {"status": "implemented"}})
    base = sent(before)
    labour = incoming(ASKED, "labour", base, {"measure/law": "Act 2."})
    police = incoming(ASKED, "police", base, {"measure/practice": "Daily."})

    result = merged(before, ASKED, labour, police)

    assert result.report.answers["measure"] == {
        "value": {"status": "implemented", "law": "Act 2.", "practice": "Daily."},
        "answered_by": ["labour", "police"],
    }


def test_a_law_comes_with_the_answer_that_cites_it() -> None:
    before = draft(laws={"value": entries({"name": "act-1", "title": "Act 1"})})
    given = {
        "laws/2/name": "act-2",
        "laws/2/title": "Act 2",
        "measure/status": "implemented",
        "measure/evidence": [{"law": "act-2"}],
    }

    result = merged(before, ASKED, incoming(ASKED, "labour", sent(before), given))

    assert result.report.answers["laws"]["value"] == entries(
        {"name": "act-1", "title": "Act 1"}, {"name": "act-2", "title": "Act 2"}
    )


def test_one_short_name_for_two_laws_is_a_conflict() -> None:
    before = draft()
    labour = incoming(ASKED, "labour", {}, {"laws/1/name": "act", "laws/1/title": "Labour Act"})
    police = incoming(ASKED, "police", {}, {"laws/1/name": "act", "laws/1/title": "Police Act"})

    results = [merged(before, ASKED, *order) for order in permutations([labour, police])]

    assert open_at(results[0]) == {"laws/1/title": ["Labour Act", "Police Act"]}
    assert results[0].report == results[1].report


def test_entries_are_matched_by_their_key_columns() -> None:
    before = draft(years={"value": entries({"year": 2024, "cases": 5})})
    base = sent(before)
    labour = incoming(ASKED, "labour", base, {"years/1/cases": 6})
    police = incoming(ASKED, "police", base, {"years/2/year": 2025, "years/2/cases": 1})

    result = merged(before, ASKED, labour, police)

    assert values(result)["years"] == entries(
        {"year": 2024, "cases": 6}, {"year": 2025, "cases": 1}
    )


def test_entries_without_keys_are_matched_by_what_the_part_was_sent_with() -> None:
    before = draft(tally={"value": entries({"place": "A", "found": 1}, {"place": "B", "found": 2})})
    base = sent(before)
    labour = incoming(ASKED, "labour", base, {"tally/2/found": 3})
    police = incoming(ASKED, "police", base, {"tally/2/place": "Bee", "tally/3/place": "C"})

    results = [merged(before, ASKED, *order) for order in permutations([labour, police])]

    assert values(results[0])["tally"] == entries(
        {"place": "A", "found": 1}, {"place": "Bee", "found": 3}, {"place": "C"}
    )
    assert results[0].report == results[1].report


def test_an_entry_that_one_removed_and_the_other_changed_is_a_conflict() -> None:
    before = draft(tally={"value": entries({"place": "A", "found": 1})})
    base = sent(before)
    labour = incoming(ASKED, "labour", base, removed=["tally/1/place", "tally/1/found"])
    police = incoming(ASKED, "police", base, {"tally/1/found": 9})

    results = [merged(before, ASKED, *order) for order in permutations([labour, police])]

    assert open_at(results[0]) == {"tally/1": [entries({"place": "A", "found": 9})[0], None]}
    assert values(results[0])["tally"] == entries({"place": "A", "found": 1})
    assert results[0].report == results[1].report


def test_an_entry_that_only_one_knew_is_removed() -> None:
    before = draft(tally={"value": entries({"place": "A"}, {"place": "B"})})
    labour = incoming(ASKED, "labour", sent(before), removed=["tally/1"])

    result = merged(before, ASKED, labour)

    assert values(result)["tally"] == entries({"place": "B"})


def test_a_new_entry_that_equals_another_is_the_same() -> None:
    before = draft()
    labour = incoming(ASKED, "labour", {}, {"tally/1/place": "A"})
    police = incoming(ASKED, "police", {}, {"tally/7/place": "A"})

    result = merged(before, ASKED, labour, police)

    assert result.report.answers["tally"] == {
        "value": entries({"place": "A"}),
        "answered_by": ["labour", "police"],
    }


def test_what_an_authority_declines_is_not_declined_for_the_state() -> None:
    before = draft()

    result = merged(
        before, ASKED, incoming(ASKED, "labour", {}, {"rank/missing": {"missing": "declined"}})
    )

    assert result.report.answers == {}
    assert open_at(result) == {"rank": [{"missing": "declined"}]}


@pytest.mark.parametrize("at", ["rank", "grid/police"])
def test_the_mark_of_an_answer_that_waits_for_a_decision_is_no_answer_alone(at: str) -> None:
    given = {f"{at}/missing": {"missing": "declined"}, f"{at}/confidential": True}
    result = merged(draft(), ASKED, incoming(ASKED, "labour", {}, given))
    (conflict,) = open_conflicts(result.report)
    wanted = conflict.wanted[0]["content"]

    kept = decided(result.report, conflict, None, ASKED)
    taken = decided(result.report, conflict, wanted, ASKED)

    assert result.report.answers == kept.answers == {}
    assert wanted == {"missing": "declined", "confidential": True}
    stands = taken.answers[at.partition("/")[0]]
    stands = stands["value"]["police"] if "/" in at else stands
    assert stands == {"missing": "declined", "confidential": True, "answered_by": ["labour"]}


def test_an_answer_outside_of_the_part_is_a_proposal() -> None:
    before = draft()

    result = merged(before, ASKED, incoming(ASKED, "labour", {}, proposed={"rank": "good"}))

    assert result.report.answers == {}
    assert result.conflicts[0]["wanted"][0]["outside"] is True
    assert open_at(result) == {"rank": ["good"]}


def test_without_a_known_base_every_difference_is_a_conflict() -> None:
    before = draft(remark={"value": "Old."})
    labour = incoming(ASKED, "labour", {"remark": "Never sent."}, {"rank": "good"}, has_base=False)

    result = merged(before, ASKED, labour)

    assert open_at(result) == {"rank": ["good", None], "remark": ["Never sent.", "Old."]}
    assert values(result) == {"remark": "Old."}


def test_a_decided_conflict_does_not_come_back() -> None:
    before = draft(remark={"value": "Old."})
    base = sent(before)
    returns = [
        incoming(ASKED, "labour", base, {"remark": "New."}),
        incoming(ASKED, "police", base, {"remark": "Newer."}),
    ]
    opened = merged(before, ASKED, *returns)

    after = decided(opened.report, open_conflicts(opened.report)[0], "Newer.", ASKED)
    again = merged(after, ASKED, *returns)

    assert after.answers["remark"]["value"] == "Newer."
    assert "conflicts" not in after.internal
    assert again.report is after


def test_the_counts_of_a_return_close() -> None:
    before = draft(remark={"value": "Old."})
    edited = draft(remark={"value": "Mine."})
    theirs = incoming(ASKED, "labour", sent(before), {"remark": "Theirs.", "rank": "good"})

    result = merged(edited, ASKED, theirs)

    counts = result.returns[0].counts
    assert counts == {"taken": 1, "unchanged": 0, "conflict": 1, "unreadable": 0, "emptied": 0}
    assert sum(counts.values()) == result.returns[0].fields


def test_a_gate_that_an_authority_closes_fills_in_what_is_behind_it() -> None:
    asked = questionnaire(
        [
            {"id": "body", "type": "yes-no", "gate": ["measure"]},
            {"id": "measure", "type": "implementation"},
        ]
    )
    before = report(asked)

    result = merged(before, asked, incoming(asked, "labour", {}, {"body": "negative"}))

    assert result.report.answers["measure"] == {
        "value": {"status": "not-implemented"},
        "by": "body",
    }
    assert "Filled in" in result.notices[0]


@pytest.mark.parametrize(
    ("kept", "notices"),
    [({}, []), ({"date": {"value": "2027"}}, ["Asked again, with the answer that was kept"])],
    ids=["given now", "kept from before"],
)
def test_only_an_answer_that_was_there_before_is_said_to_be_kept(
    kept: dict[str, Any], notices: list[str]
) -> None:
    asked = questionnaire(
        [
            {"id": "plan", "type": "yes-no"},
            {"id": "date", "type": "date", "when": {"question": "plan", "is": "affirmative"}},
        ]
    )
    before = report(asked, kept)
    base = {"date": "2027"} if kept else {}

    result = merged(
        before, asked, incoming(asked, "labour", base, {"plan": "affirmative", "date": "2028"})
    )

    assert result.report.answers["date"]["value"] == "2028"
    assert [notice.partition(":")[0] for notice in result.notices] == notices


def test_a_table_that_one_says_is_empty_against_a_new_entry_is_a_conflict() -> None:
    before = draft()
    labour = incoming(ASKED, "labour", {}, {"tally": []})
    police = incoming(ASKED, "police", {}, {"tally/1/place": "A"})

    results = [merged(before, ASKED, *order) for order in permutations([labour, police])]

    assert open_at(results[0]) == {"tally": [{"value": []}, {"value": entries({"place": "A"})}]}
    assert results[0].report == results[1].report


def test_a_part_that_showed_what_another_authority_gave_may_replace_it() -> None:
    before = draft(remark={"value": "Old."})
    labour = incoming(ASKED, "labour", sent(before), {"remark": "New."}, seen={})
    once = merged(before, ASKED, labour)
    knowing = incoming(
        ASKED, "police", sent(once.report), {"remark": "Newer."}, seen=known_returns(once.report)
    )

    result = merged(once.report, ASKED, knowing)

    assert known_returns(once.report) == {"labour-1": 1}
    assert values(result) == {"remark": "Newer."}
    assert result.conflicts == []


def test_what_only_looks_like_a_known_answer_is_asked() -> None:
    before = draft(remark={"value": "Old."})
    edited = draft(remark={"value": "New."})
    police = incoming(ASKED, "police", sent(edited), {"remark": "Old."}, seen={})
    labour = incoming(ASKED, "labour", sent(before), {"remark": "New."}, seen={})

    results = [merged(edited, ASKED, *order) for order in permutations([labour, police])]

    assert open_at(results[0]) == {"remark": ["New.", "Old."]}
    assert results[0].report == results[1].report


def test_a_part_knows_which_returns_were_merged_when_it_was_made() -> None:
    before = report_of({})
    labour = incoming(COAST, "labour", {}, {"inspections": "affirmative"}, seen={})
    once = merge(before, [labour], COAST, ON).report
    checked, _ = check_structure(once.to_data(), COAST)

    part = PartMaker(checked=checked, division=division()).part("police", "c" * 32)
    first = PartMaker(
        checked=check_structure(before.to_data(), COAST)[0], division=division()
    ).part("police", "c" * 32)

    assert part.identity.seen == {"labour-1": 1}
    assert first.identity.seen is None


def test_deciding_on_an_entry_that_is_not_there_leaves_the_others_alone() -> None:
    before = draft(tally={"value": entries({"place": "A", "found": 1}, {"place": "B"})})
    police = incoming(ASKED, "police", sent(before), {"tally/1/found": 9}, seen={})
    edited = draft(tally={"value": entries({"place": "B"})})
    opened = merged(edited, ASKED, police)

    (conflict,) = open_conflicts(opened.report)
    without = decided(opened.report, conflict, None, ASKED)
    again = decided(opened.report, conflict, conflict.wanted[0]["content"], ASKED)

    assert conflict.at == "tally/2"
    assert without.answers["tally"]["value"] == entries({"place": "B"})
    assert again.answers["tally"]["value"] == entries({"place": "B"}, {"place": "A", "found": 9})


def test_a_note_in_a_later_part_does_not_take_back_a_missing_code() -> None:
    before = draft(rank={"value": "bad"})
    base = sent(before)
    unknown = {"missing": "not-known", "reason": "not-collected"}
    returns = [
        incoming(ASKED, "police", base, {"rank/missing": unknown}, seen={}),
        incoming(ASKED, "labour", base, {"rank": "good"}, seen={}),
        incoming(ASKED, "police", base, {"rank/note": "Soon."}, seen={}, number=2),
    ]

    result = merged(before, ASKED, *returns)

    assert unknown in [side.get("content") for side in result.conflicts[0]["wanted"]]


def test_what_a_ministry_wants_in_place_of_a_table_has_the_entries_of_its_earlier_parts() -> None:
    before = draft(tally={"value": [{"place": {"value": "Oslo"}}]})
    base = sent(before)
    first = incoming(ASKED, "labour", base, {"tally/2/place": "Bergen"})
    once = merged(before, ASKED, first)
    later = sent(once.report)
    second = incoming(ASKED, "labour", later, {"tally/3/place": "Bodø"}, number=2)
    unknown = {"missing": "not-known", "reason": "not-collected"}
    justice = incoming(
        ASKED, "justice", base, {"tally/missing": unknown}, removed=["tally/1/place"]
    )

    result = merged(once.report, ASKED, second, justice)

    places = [
        [entry["place"]["value"] for entry in content["value"]]
        for content in open_at(result)["tally"]
        if "value" in content
    ]
    assert places == [["Oslo", "Bergen", "Bodø"]]
