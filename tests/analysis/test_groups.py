"""The groups of States: each report is in exactly one, and what fits in none has its own line."""

from collections import Counter

import pytest

from checklist.analysis.groups import (
    NO_GROUP,
    NOT_GIVEN,
    Grouping,
    by_file,
    by_region,
    by_treaty_status,
)
from checklist.questionnaire.loading import shipped
from checklist.states import BY_CODE, STATES, StateKind
from tests.analysis.rows.test_report_selection import report


def group_of(state: str, grouping: Grouping | None = None) -> str:
    row = report("a")[0]._replace(state=state)
    return (grouping or by_region()).of(row).label


def test_each_member_is_in_one_of_the_five_regional_groups() -> None:
    members = Counter(group_of(state.code) for state in STATES if state.kind is StateKind.MEMBER)

    assert members == {
        "African States": 54,
        "Asia-Pacific States": 54,
        "Eastern European States": 23,
        "Latin American and Caribbean States": 33,
        "Western European and other States": 29,
    }
    listed = [len([*by_region().states(group)]) for group in by_region().groups]
    assert listed == [54, 54, 23, 33, 29, 2, 1, 2]


@pytest.mark.parametrize(
    ("state", "label"),
    [
        ("VAT", "Observer States"),
        ("PSE", "Observer States"),
        ("EUE", "Organizations"),
        ("COK", "In no group"),
        ("NIU", "In no group"),
        ("KIR", "Asia-Pacific States"),
        ("USA", "Western European and other States"),
        ("TUR", "Western European and other States"),
        ("ISR", "Western European and other States"),
        ("CYP", "Asia-Pacific States"),
    ],
)
def test_who_is_no_member_has_a_line_of_its_own(state: str, label: str) -> None:
    assert group_of(state) == label


def test_the_regions_say_their_source_and_what_must_be_known_of_a_group() -> None:
    regions = by_region()

    assert "as of 2023-01-25" in regions.source
    assert {*regions.notes} == {"ISR", "KIR", "TUR", "USA"}
    assert all(BY_CODE[code].code in regions.by_state for code in regions.notes)


def test_a_status_that_is_not_shown_falls_under_not_given() -> None:
    grouping = by_treaty_status(shipped())
    assert grouping is not None
    row = report("a")[0]

    assert grouping.of(row) == grouping.groups[-1] == NOT_GIVEN
    assert grouping.of(row._replace(treaty_status="party")).code == "party"
    assert [*grouping.states(grouping.groups[0])] == []


def test_the_groups_of_a_file_come_in_its_order_and_end_with_the_states_in_none() -> None:
    grouping = by_file("groups.csv", {"NOR": "North", "CIV": "South", "SWE": "North"})

    assert [one.label for one in grouping.groups] == ["North", "South", "In no group"]
    assert grouping.groups[-1] == NO_GROUP
    assert [group_of(state, grouping) for state in ("SWE", "CIV", "CZE")] == [
        "North",
        "South",
        "In no group",
    ]
    assert [one.code for one in grouping.states(grouping.groups[0])] == ["NOR", "SWE"]
