"""A form that came back: merged by address, asked where both changed, never merged twice."""

from collections.abc import Collection, Mapping
from typing import Any

import pytest

from checklist.ministries.merge import (
    FormMerge,
    decided,
    merge_form,
    open_conflicts,
    standing,
    with_conflicts,
)
from checklist.ministries.part import PartIdentity, base_digest
from checklist.ministries.returned import Returned
from checklist.reports.address import units
from checklist.reports.check_structure import check_structure
from checklist.reports.report import CONFLICTS, MERGED, QuestionnaireReference, Report
from tests.support.asked import ASKED
from tests.support.tiny import report

DIGEST = f"sha256:{'a' * 64}"


def draft(**answers: Any) -> Report:
    return report(ASKED, answers)


def returned(
    sent: Report, given: Mapping[str, Any], removed: Collection[str] = (), by: str = "labour"
) -> Returned:
    base = {str(at): content for at, content in units(sent.answers, ASKED)}
    base = {at: content for at, content in base.items() if not at.endswith("answered_by")}
    head = ASKED.head
    identity = PartIdentity(
        authority=by,
        state="AUT",
        questionnaire=QuestionnaireReference(id=head.id, version=head.version, digest=ASKED.digest),
        base=base_digest(base),
    )
    return Returned(
        file="AUT-labour.html",
        identity=identity,
        base=base,
        given=given,
        removed=frozenset(removed),
    )


def merged(
    sent: Report, given: Mapping[str, Any], now: Report | None = None, **more: Any
) -> FormMerge:
    return merge_form(now or sent, returned(sent, given, **more), DIGEST, ASKED)


def entries(*rows: Any) -> dict[str, Any]:
    return {"value": [{name: {"value": cell} for name, cell in row.items()} for row in rows]}


def test_what_only_the_form_changed_is_taken_and_names_its_giver() -> None:
    result = merged(draft(remark={"value": "Old."}), {"remark": "New."})

    assert result.report.answers["remark"] == {"value": "New.", "answered_by": ["labour"]}
    assert (result.taken, result.conflicts) == (["remark"], [])


def test_whoever_changes_an_answer_is_its_only_giver() -> None:
    first = merged(draft(), {"remark": "aa"}).report
    second = merge_form(
        first, returned(first, {"remark": "bb"}, by="police"), f"sha256:{'b' * 64}", ASKED
    )

    assert second.report.answers["remark"] == {"value": "bb", "answered_by": ["police"]}


def test_a_form_that_comes_twice_changes_nothing_also_after_a_decision() -> None:
    sent, now = draft(remark={"value": "Old."}), draft(remark={"value": "Mine."})
    result = merged(sent, {"remark": "New."}, now)
    (conflict,) = open_conflicts(result.report, ASKED)
    kept = with_conflicts(result.report, [])

    again = merged(sent, {"remark": "New."}, kept)

    assert (conflict.at, again.report, again.conflicts) == ("remark", kept, ())
    assert kept.internal[MERGED] == [DIGEST]


def test_where_both_changed_both_are_kept_until_somebody_decides() -> None:
    sent, now = draft(remark={"value": "Old."}), draft(remark={"value": "Mine."})

    result = merged(sent, {"remark": "New."}, now)

    assert result.report.answers == now.answers
    assert result.report.internal[CONFLICTS] == [
        {
            "at": "remark",
            "by": "labour",
            "stands": {"value": "Mine."},
            "says": {"value": "New.", "answered_by": ["labour"]},
        }
    ]
    checked, findings = check_structure(result.report.to_data(), ASKED)
    assert [*findings] == []
    assert open_conflicts(checked.report, ASKED) == result.conflicts
    (conflict,) = result.conflicts
    taken = decided(result.report, conflict, ASKED)
    assert taken.answers["remark"] == {"value": "New.", "answered_by": ["labour"]}
    assert open_conflicts(taken, ASKED) == []


def test_what_an_earlier_return_gave_is_taken_away_by_a_word() -> None:
    first = merged(draft(), {"remark": "New.", "rank": "good"}).report
    again = returned(draft(), {"rank": "good"}, removed=["remark"])

    result = merge_form(first, again, f"sha256:{'b' * 64}", ASKED)

    assert [*result.report.answers] == ["rank"]
    assert (result.taken, result.conflicts) == (["remark"], [])


BEFORE = {"value": {"police": {"value": "good"}, "judges": {"value": "good"}}}
MINE = {"value": {"police": {"value": "bad"}, "judges": {"value": "good"}}}


@pytest.mark.parametrize(
    ("name", "sent", "now", "given", "removed", "says"),
    [
        ("grid", BEFORE, MINE, {}, ["grid/police"], {"value": {"judges": {"value": "good"}}}),
        (
            "years",
            entries({"year": 2021, "cases": 1}, {"year": 2022, "cases": 2}),
            entries({"year": 2022, "cases": 3}, {"year": 2021, "cases": 1}),
            {"years/2/cases": 4},
            [],
            entries({"year": 2022, "cases": 4}, {"year": 2021, "cases": 1}),
        ),
        ("years", None, entries({"year": 2021}), {"years": []}, [], {"value": []}),
    ],
)
def test_a_decision_changes_the_row_entry_or_answer_that_was_meant(
    name: str, sent: Any, now: Any, given: Any, removed: list[str], says: Any
) -> None:
    result = merged(
        draft(**{name: sent} if sent else {}), given, draft(**{name: now}), removed=removed
    )
    (conflict,) = result.conflicts

    taken = decided(result.report, conflict, ASKED)

    assert _plain(taken.answers[name]) == says
    assert result.report.answers[name] == now


def test_an_entry_that_moved_since_is_found_by_what_it_said() -> None:
    sent = draft(years=entries({"year": 2021, "cases": 1}))
    now = draft(years=entries({"year": 2021, "cases": 2}))
    (conflict,) = merged(sent, {"years/1/cases": 3}, now).conflicts
    moved = draft(years=entries({"year": 2019}, {"year": 2021, "cases": 2}))

    taken = decided(moved, conflict, ASKED)

    assert _plain(taken.answers["years"]) == entries({"year": 2019}, {"year": 2021, "cases": 3})
    assert standing(moved, conflict, ASKED) == moved.answers["years"]["value"][1]


def test_a_conflict_that_the_report_settled_itself_is_open_no_longer() -> None:
    sent, now = draft(remark={"value": "Old."}), draft(remark={"value": "Mine."})
    result = merged(sent, {"remark": "New."}, now).report

    settled = result._replace(answers={"remark": {"value": "New."}})

    assert open_conflicts(settled, ASKED) == []


def test_conflicts_that_somebody_changed_by_hand_are_left_alone() -> None:
    broken = draft()._replace(
        internal={CONFLICTS: [7, {"at": 3}, {"at": "gone"}, {"at": "remark", "says": "x"}]}
    )

    assert open_conflicts(broken, ASKED) == []


def _plain(content: Any) -> Any:
    if isinstance(content, dict):
        return {key: _plain(part) for key, part in content.items() if key != "answered_by"}
    return [_plain(part) for part in content] if isinstance(content, list) else content
