"""Which reports count, and that the others are named with the reason, in any order of the files."""

from itertools import permutations

import pytest

from checklist.analysis.rows.columns import ReportRow
from checklist.analysis.rows.report_reader import LeftOut
from checklist.analysis.rows.report_rows import ReportRows
from checklist.analysis.rows.report_selection import (
    WHY_NOT_COUNTED,
    ReportSelection,
    selected,
)
from checklist.diagnostics import diagnostic
from checklist.reports.revisions import ReportIdentity


def report(
    file: str,
    state: str = "NOR",
    *,
    revision: int = 1,
    date: str = "2026-06-30",
    status: str = "final",
    is_copy: bool = False,
    seal: str | None = None,
    original: str | None = None,
    supersedes: str | None = None,
    cycle: str = "",
) -> ReportRows:
    name = {"NOR": "Norway", "CIV": "Côte d'Ivoire", "HRV": "Croatia", "CZE": "Czechia"}[state]
    row = ReportRow(
        file=file,
        state=state,
        state_name=name,
        treaty_status="",
        questionnaire="tiny",
        version="1.0.0",
        other_content=False,
        status=status,
        revision=revision,
        date=date,
        is_copy=is_copy,
    )
    identity = ReportIdentity(
        file=file,
        state=state,
        questionnaire="tiny",
        date=date,
        status=status,
        revision=revision,
        is_copy=is_copy,
    )
    identity = identity._replace(seal=seal, original=original, supersedes=supersedes)
    identity = identity._replace(cycle=cycle or date[:4])
    return ReportRows(row, (), identity)


UNREADABLE = LeftOut("bad.yaml", "", [diagnostic("bad.yaml", 1, 1, "S012", "nothing is here")])


CLEAR = {
    "draft",
    "earlier",
    "later",
    "other-cycle",
    "earlier-cycle",
    "copy",
    "superseded",
    "beside-final",
}


def files_of(selection: ReportSelection[ReportRows]) -> tuple[list[str], dict[str, str]]:
    counted = [one.report.file for one in selection.counted]
    return counted, {one.file: one.why for one in selection.not_counted}


@pytest.mark.parametrize(
    ("reports", "counted", "not_counted"),
    [
        ([report("a"), report("b", revision=2)], ["b"], {"a": "superseded"}),
        ([report("a"), report("b")], [], {"a": "same-revision", "b": "same-revision"}),
        (
            [report("a"), report("b", revision=2), report("c", revision=2)],
            [],
            {"a": "superseded", "b": "same-revision", "c": "same-revision"},
        ),
        (
            [report("a"), report("b"), report("c", revision=2)],
            ["c"],
            {"a": "superseded", "b": "superseded"},
        ),
        ([report("a", status="draft")], [], {"a": "draft"}),
        ([report("a"), report("b", revision=2, status="draft")], ["a"], {"b": "draft"}),
        ([report("a"), report("a.public", is_copy=True)], ["a"], {"a.public": "copy"}),
        ([report("a.public", is_copy=True)], ["a.public"], {}),
        (
            [report("a", date="2026-07-01"), report("b", revision=2)],
            [],
            {"a": "order-unclear", "b": "order-unclear"},
        ),
        (
            [report("a", date="2028-01-01"), report("b", revision=2)],
            ["a"],
            {"b": "earlier-cycle"},
        ),
        (
            [report("a"), report("b"), report("c", date="2030-01-01")],
            ["c"],
            dict.fromkeys("ab", "earlier-cycle"),
        ),
        (
            [report("a"), *(report(i, date="2030-01-01") for i in "bc")],
            [],
            {"a": "earlier-cycle", "b": "same-revision", "c": "same-revision"},
        ),
        (
            # Both answer for one cycle, though their days are in two years.
            [report("a", cycle="2026"), report("b", cycle="2026", date="2027-01-05")],
            [],
            {"a": "same-revision", "b": "same-revision"},
        ),
        (
            # Both are of one year, and each answers for a cycle of its own.
            [report("a", cycle="2025"), report("b", cycle="2026")],
            ["b"],
            {"a": "earlier-cycle"},
        ),
        (
            [
                report("a", date="2027-01-05", seal="1"),
                report("b", date="2026-12-30", revision=2, supersedes="1"),
            ],
            ["b"],
            {"a": "superseded"},
        ),
        (
            [report("a", seal="1"), report("b", "HRV", revision=2, supersedes="1")],
            ["a"],
            {"b": "two-states"},
        ),
        (
            [
                report("a", seal="1"),
                report("b", "HRV"),
                report("c", "HRV", revision=2, supersedes="1"),
            ],
            ["a"],
            {"b": "superseded", "c": "two-states"},
        ),
        (
            [
                report("a", seal="1"),
                report("b", "HRV", revision=2),
                report("c", "HRV", revision=2, supersedes="1"),
            ],
            ["a"],
            {"b": "same-revision", "c": "two-states"},
        ),
        (
            [
                report("a", revision=2, supersedes="1"),
                report("b", "HRV", revision=2, supersedes="1"),
                report("c", "CZE", revision=2, supersedes="1", status="draft"),
            ],
            [],
            {"a": "two-states", "b": "two-states", "c": "draft"},
        ),
        (
            [report("a", seal="1"), report("b", "HRV", is_copy=True, original="1")],
            ["a"],
            {"b": "two-states"},
        ),
        ([report("a"), UNREADABLE], ["a"], {"bad.yaml": "unusable"}),
    ],
)
def test_the_latest_revision_counts_and_every_other_file_is_named(
    reports: list[ReportRows | LeftOut], counted: list[str], not_counted: dict[str, str]
) -> None:
    for order in permutations(reports):
        selection = selected(order)

        assert files_of(selection) == (counted, not_counted)
        assert selection.files == len(reports)
        assert selection.is_clear == ({*not_counted.values()} <= CLEAR)
    assert set(not_counted.values()) <= set(WHY_NOT_COUNTED)


def test_drafts_count_when_that_is_wanted_and_a_final_report_counts_before_a_draft() -> None:
    reports = [report("a"), report("b", status="draft"), report("c", "HRV", status="draft")]

    for order in permutations(reports):
        assert files_of(selected(order, drafts=True)) == (["c", "a"], {"b": "beside-final"})


@pytest.mark.parametrize(
    ("reports", "words"),
    [
        (
            [report("a"), report("b", revision=2)],
            "a later revision of this State is here; b counts",
        ),
        (
            [report("a", status="draft"), report("b")],
            "is a draft of a revision whose final report is here; b counts",
        ),
        (
            [report("a", is_copy=True), report("b")],
            "is a copy of a report that is here; b counts",
        ),
        (
            [report("a", is_copy=True), report("b\n", revision=2)],
            "a later revision of this State is here; b‹U+000A› counts",
        ),
        (
            [report("a"), report("b", revision=2), report("c", revision=2)],
            "a later revision of this State is here",
        ),
    ],
)
def test_the_reason_names_the_file_that_counts_instead(
    reports: list[ReportRows | LeftOut], words: str
) -> None:
    for order in permutations(reports):
        selection = selected(order, drafts=True)

        assert {one.file: one.message for one in selection.not_counted}["a"] == words


def test_the_seal_of_a_report_of_an_earlier_cycle_shows_that_one_report_is_under_two_states() -> (
    None
):
    reports = [
        report("a", date="2024-06-30", seal="1"),
        report("b", "HRV", revision=2, supersedes="1"),
    ]

    assert files_of(selected(reports, cycle="2026")) == (
        [],
        {"a": "other-cycle", "b": "two-states"},
    )


def test_the_reason_why_a_report_of_an_earlier_cycle_does_not_count_names_the_one_that_does() -> (
    None
):
    selection = selected([report("a"), report("b", date="2030-06-30")])

    (one,) = selection.not_counted
    assert one.message == "a report of this State for a later cycle is here; b counts"
    assert [*selection.in_several_cycles] == ["NOR"]


def test_states_stand_in_the_order_of_their_names_whatever_their_accents() -> None:
    reports = [report("z", "CZE"), report("y", "HRV"), report("x", "CIV"), report("w")]

    names = [one.report.state_name for one in selected(reports).counted]

    assert names == ["Côte d'Ivoire", "Croatia", "Czechia", "Norway"]


OF_TWO_CYCLES: list[ReportRows | LeftOut] = [
    report("a", cycle="2024", date="2025-02-01"),
    report("b", cycle="2024", date="2025-03-01", revision=2),
    report("c", cycle="2026"),
    report("d", "HRV", cycle="2026"),
    report("e", "HRV", cycle="2026", status="draft", revision=2),
    UNREADABLE,
]


def test_within_a_cycle_the_latest_final_revision_of_each_state_counts() -> None:
    earlier = selected(OF_TWO_CYCLES, cycle="2024")
    later = selected(OF_TWO_CYCLES, cycle="2026")

    assert files_of(earlier) == (
        ["b"],
        {
            "a": "superseded",
            "bad.yaml": "unusable",
            "c": "other-cycle",
            "d": "other-cycle",
            "e": "other-cycle",
        },
    )
    assert files_of(later)[0] == ["d", "c"]
    assert earlier.cycle == "2024"


def test_two_final_reports_of_one_revision_and_cycle_are_unclear_whatever_their_days() -> None:
    reports = [report("a", cycle="2024"), report("b", cycle="2024", date="2024-12-31")]

    assert files_of(selected(reports, cycle="2024")) == (
        [],
        {"a": "same-revision", "b": "same-revision"},
    )


def test_a_report_that_is_corrected_in_a_later_cycle_counts_in_that_cycle_only() -> None:
    reports = [
        report("a", date="2025-12-01", seal="1"),
        report("b", date="2026-01-20", seal="2", revision=2, supersedes="1"),
        report("c", "HRV", date="2025-12-01", seal="3"),
    ]

    assert files_of(selected(reports, cycle="2025")) == (
        ["c"],
        {"a": "superseded", "b": "other-cycle"},
    )
    assert files_of(selected(reports, cycle="2026"))[0] == ["b"]
