"""Who is named as the giver of an answer: after a conflict, and after a change in the report."""

from typing import Any

import pytest

from checklist.answer_types.answer import kept_metadata
from checklist.ministries.conflicts import decided, open_conflicts
from checklist.ministries.merge import MergeResult
from checklist.reports.report import Report
from tests.ministries.test_merge import ASKED, draft, sent
from tests.support.returns import incoming, merged

GOOD, BAD = {"rank": "good"}, {"rank": "bad"}


def conflict_between(**says: dict[str, Any]) -> MergeResult:
    """Return what comes of an answer that the police gave, and two ministries changed."""
    before = draft(
        rank={"value": "none", "answered_by": ["police"]},
        grid={"value": {"police": {"value": "none", "answered_by": ["police"]}}},
        measure={"value": {"status": "planned"}, "answered_by": ["police"]},
        channels={"value": ["radio"], "answered_by": ["police"]},
    )
    base = sent(before)
    returns = [incoming(ASKED, who, base, given) for who, given in says.items()]
    return merged(before, ASKED, *returns)


def after(result: MergeResult, content: Any) -> Report:
    (conflict,) = open_conflicts(result.report)
    report = decided(result.report, conflict, content, ASKED)
    assert open_conflicts(report) == []
    return report


@pytest.mark.parametrize(
    ("content", "named"),
    [("good", ["labour"]), ("bad", ["justice"]), ("none", ["police"])],
    ids=["the one", "the other", "what stood"],
)
def test_whose_words_were_chosen_is_named(content: str, named: list[str]) -> None:
    result = conflict_between(labour=GOOD, justice=BAD)

    answer = after(result, content).answers["rank"]

    assert answer == {"value": content, "answered_by": named}


def test_all_who_said_what_was_chosen_are_named() -> None:
    result = conflict_between(labour=GOOD, police=GOOD, justice=BAD)

    assert after(result, "good").answers["rank"]["answered_by"] == ["labour", "police"]


def test_words_that_nobody_sent_name_nobody() -> None:
    result = conflict_between(labour={"channels": ["web"]}, justice={"channels": ["none"]})

    assert after(result, ["press"]).answers["channels"] == {"value": ["press"]}


def test_what_has_all_that_was_added_names_all_who_added() -> None:
    result = conflict_between(
        labour={"channels": ["radio", "web"]}, justice={"channels": ["radio", "press"]}
    )

    answer = after(result, ["radio", "press", "web"]).answers["channels"]

    assert answer["answered_by"] == ["justice", "labour"]


def test_a_row_names_whose_words_were_chosen_for_it() -> None:
    result = conflict_between(labour={"grid/police": "good"}, justice={"grid/police": "bad"})

    rows = after(result, "good").answers["grid"]["value"]

    assert rows == {"police": {"value": "good", "answered_by": ["labour"]}}


def test_a_part_names_its_giver_beside_those_whose_parts_stand() -> None:
    result = conflict_between(labour={"measure/law": "Act 1."}, justice={"measure/law": "Act 2."})

    answer = after(result, {"value": {"status": "planned", "law": "Act 2."}}).answers["measure"]

    assert answer["answered_by"] == ["justice", "police"]


def test_a_merge_of_a_copy_that_names_nobody_takes_the_name_off_another_answer() -> None:
    first = merged(draft(), ASKED, incoming(ASKED, "labour", {}, GOOD))
    base = sent(first.report)
    cabinet = incoming(ASKED, "cabinet", base, BAD, seen={"labour-1": 1})

    changed = merged(first.report, ASKED, cabinet)

    assert changed.report.answers["rank"] == {"value": "bad", "answered_by": ["cabinet"]}


LABOUR = {"answered_by": ["labour"]}


@pytest.mark.parametrize(
    ("earlier", "now"),
    [
        ({"value": "good"}, {"value": "bad"}),
        ({"value": ["radio"]}, {"value": ["press"]}),
        ({"value": {"status": "planned"}}, {"value": {"status": "implemented"}}),
        ({"value": "good"}, {"missing": "declined"}),
        ({"missing": "not-known", "reason": "secret"}, {"missing": "not-known", "reason": "other"}),
    ],
)
def test_another_answer_of_the_report_itself_names_no_ministry(
    earlier: dict[str, Any], now: dict[str, Any]
) -> None:
    assert kept_metadata({**earlier, **LABOUR}, now) == {}


@pytest.mark.parametrize(
    ("earlier", "now"),
    [
        ({"value": "good"}, {"value": "good"}),
        ({"value": {"status": "planned"}}, {"value": {"status": "planned", "law": "Act 1."}}),
        ({"value": {"a": {"value": "good"}}}, {"value": {"a": {"value": "bad"}}}),
        ({"value": [{"a": {"value": 1}}]}, {"value": [{"a": {"value": 1}}, {"a": {"value": 2}}]}),
    ],
)
def test_who_says_more_keeps_the_name_of_who_gave_the_answer(
    earlier: dict[str, Any], now: dict[str, Any]
) -> None:
    assert kept_metadata({**earlier, **LABOUR}, now) == LABOUR
