"""The reports of many States: which are compared, and what is counted."""

import json
from collections.abc import Iterable
from typing import Any

import pytest

from checklist.analysis.comparison.comparison import Comparison
from checklist.analysis.comparison.document import Kind, Side
from checklist.analysis.comparison.many_reports import (
    Comparer,
    Reports,
    compare_all,
    compare_two,
    lost_pair,
)
from checklist.analysis.comparison.report_pair import UsableReport
from checklist.analysis.comparison.word_diff import (
    MOST_STEPS,
    MOST_STEPS_OF_REPORTS,
    steps_of_reports,
)
from checklist.checks.validator import Validator
from checklist.errors import ChecklistError
from checklist.files.reader import parse
from checklist.questionnaire.loading import shipped
from checklist.reports.revisions import ReportIdentity
from checklist.states import STATES
from tests.analysis.comparison.comparing import ASKED, data, final
from tests.support.made_reports import made_report

DONE, PLANNED = {"value": "done"}, {"value": "planned"}
NOT_KNOWN = {"missing": "not-known", "reason": "not-collected"}

File = tuple[str, Any]
"""The name of a file, and what it holds."""


def report(state: str, answers: Any = None, revision: int = 1, name: str = "") -> File:
    held = final(answers or {}, state=state, revision=revision)
    return name or f"{state}-{revision}.json", held


def reports(
    side: str, files: Iterable[File], asked: Any = ASKED, *, drafts: bool = False
) -> Reports:
    documents = (parse(json.dumps(held).encode(), name) for name, held in files)
    read = (UsableReport.of(document, Validator(asked)) for document in documents)
    return Reports.of(Side(side), read, drafts=drafts)


def compared(old: Iterable[File], new: Iterable[File], asked: Any = ASKED) -> Comparison:
    return compare_all(reports("old", old, asked), reports("new", new, asked), Comparer(asked))


def test_states_come_in_the_alphabetical_order_of_their_names() -> None:
    codes = ["CIV", "AUT", "SWE", "DEU", "TUR"]

    found = compared(map(report, codes), map(report, reversed(codes)))

    assert [one.state for one in found.reports] == ["AUT", "CIV", "DEU", "SWE", "TUR"]


def test_of_each_state_the_latest_revision_is_compared() -> None:
    old = [report("AUT", revision=revision) for revision in (2, 3, 1)]

    found = compared(old, [report("AUT", revision=12), report("AUT", revision=9)])

    assert [(one.old.revision, one.new.revision) for one in found.reports] == [(3, 12)]
    assert found.alone == []
    assert not_counted(found) == [
        ("old", "AUT-1.json", "superseded"),
        ("old", "AUT-2.json", "superseded"),
        ("new", "AUT-9.json", "superseded"),
    ]


def not_counted(found: Comparison) -> list[tuple[str, str, str]]:
    return [(side, one.file, one.why) for side, one in found.not_counted]


def test_the_latest_final_report_is_compared_and_not_a_later_draft() -> None:
    draft = "draft.json", data({}, revision=3)
    new = [report("AUT", revision=2), draft]

    found = compared([report("AUT")], new)
    with_drafts = compare_all(
        reports("old", [report("AUT")]), reports("new", new, drafts=True), Comparer(ASKED)
    )

    assert [one.new.file for one in found.reports] == ["AUT-2.json"]
    assert not_counted(found) == [("new", "draft.json", "draft")]
    assert [one.new.file for one in with_drafts.reports] == ["draft.json"]
    assert [one.message for _, one in with_drafts.not_counted] == [
        "a later revision of this State is here; draft.json counts"
    ]


def test_of_an_original_and_its_public_copy_the_original_is_compared() -> None:
    copy = "copy.json", final({}, redacted={"withheld": []})

    found = compared([report("AUT")], [copy, report("AUT")])

    assert [one.new.file for one in found.reports] == ["AUT-1.json"]
    assert [(one.file, one.message) for _, one in found.not_counted] == [
        ("copy.json", "is a copy of a report that is here; AUT-1.json counts")
    ]


def test_a_revision_that_stands_twice_is_named_and_not_compared() -> None:
    old = [report("AUT", name="one.json"), report("AUT", name="two.json"), report("NOR")]

    found = compared(old, [report("AUT"), report("NOR")])

    assert [one.state for one in found.reports] == ["NOR"]
    assert not_counted(found) == [
        ("old", "one.json", "same-revision"),
        ("old", "two.json", "same-revision"),
    ]


def test_an_earlier_revision_that_stands_twice_does_not_matter() -> None:
    old = [report("AUT", name="one.json"), report("AUT", name="two.json"), report("AUT", None, 2)]

    found = compared(old, [report("AUT")])

    assert [one.old.file for one in found.reports] == ["AUT-2.json"]
    assert {why for _, _, why in not_counted(found)} == {"superseded"}


def test_a_state_with_one_report_only_is_named() -> None:
    found = compared([report("SWE"), report("AUT")], [report("AUT"), report("NOR")])

    assert [(one.state, one.side) for one in found.alone] == [("NOR", "new"), ("SWE", "old")]


def test_a_file_that_cannot_be_used_is_named_and_the_others_are_compared() -> None:
    changed = {**final({"choice": PLANNED}), "answers": {"choice": DONE}}
    old = [("a.json", {"invoice": 7}), ("b.json", [])]
    new = [("c.json", changed), ("d.json", final({}, state="ZZZ"))]

    found = compared([*old, report("AUT")], [report("AUT"), *new])

    assert [one.state for one in found.reports] == ["AUT"]
    assert {why for _, _, why in not_counted(found)} == {"unusable"}
    assert [(side, one.file, one.findings[0].code) for side, one in found.not_counted] == [
        ("old", "a.json", "S101"),
        ("old", "b.json", "S013"),
        ("new", "c.json", "R012"),
        ("new", "d.json", "R003"),
    ]


def test_two_reports_of_different_states_are_an_error() -> None:
    with pytest.raises(ChecklistError, match="compare two of one State"):
        compare_two(
            reports("old", [report("AUT")]), reports("new", [report("NOR")]), Comparer(ASKED)
        )


OLD = {
    "AUT": {"choice": PLANNED, "words": {"value": "one"}},
    "NOR": {"choice": PLANNED, "number": {"value": 1}, "grid": {"value": {"top": PLANNED}}},
    "SWE": {"choice": DONE, "gate": {"value": "negative", "confidential": True}},
    "DNK": {"choice": NOT_KNOWN},
}
NEW = {
    "AUT": {"choice": DONE, "words": {"value": "two"}},
    "NOR": {"choice": DONE, "number": {"value": 2}, "grid": {"value": {"top": DONE}}},
    "SWE": {"choice": PLANNED, "gate": {"value": "affirmative", "confidential": True}},
    "DNK": {"choice": {**NOT_KNOWN, "reason": "outside-mandate"}},
}


def test_answers_are_counted_by_kind_of_change_and_by_set() -> None:
    found = compared(
        (report(code, answers) for code, answers in OLD.items()),
        (report(code, answers) for code, answers in NEW.items()),
    )

    # That `asked-later` is asked now, or no more, is a change of its own in three States.
    assert found.by_kind == {Kind.STANDING: 3, Kind.CODE: 6, Kind.TEXT: 1, Kind.HIDDEN: 1}
    assert found.by_set["basics"] == {Kind.STANDING: 3, Kind.CODE: 5, Kind.TEXT: 1, Kind.HIDDEN: 1}
    assert found.by_set["practice"] == {Kind.CODE: 1}
    assert found.answers_by_set == {"basics": 10, "practice": 1}


def test_it_is_counted_how_many_states_went_from_what_to_what() -> None:
    found = compared(
        (report(code, answers) for code, answers in OLD.items()),
        (report(code, answers) for code, answers in NEW.items()),
    )

    assert [
        (change.question, change.row, change.before.text, change.after.text, change.states)
        for one in found.transitions
        for change in one.changes
    ] == [
        ("choice", "", "Planned", "In place", 2),
        ("choice", "", "In place", "Planned", 1),
        ("asked-later", "", "Not answered", "Not asked", 1),
        ("asked-later", "", "Not asked", "Not answered", 2),
        ("grid", "top", "Planned", "In place", 1),
    ]


def test_a_confidential_answer_is_in_no_transition() -> None:
    found = compared([report("SWE", OLD["SWE"])], [report("SWE", NEW["SWE"])])

    assert "gate" not in {one.question for one in found.transitions}


def test_what_cannot_be_compared_is_counted_apart() -> None:
    found = compared([report("AUT", {"choice": {"value": "almost"}})], [report("AUT")])

    assert found.not_comparable == 1
    assert found.by_kind == {}


def test_many_states_are_counted_as_one_by_one() -> None:
    asked, number = shipped(), 3
    old, new = (
        [(f"{n}.json", made_report(seed + n, state=STATES[n].code)) for n in range(number)]
        for seed in (0, 1000)
    )

    found = compared(old, new, asked)

    one_by_one = [compared([a], [b], asked) for a, b in zip(old, new, strict=True)]
    assert len(found.reports) == number
    assert found.by_kind.total() == sum(one.by_kind.total() for one in one_by_one)
    total = sum(change.states for one in found.transitions for change in one.changes)
    assert total == sum(
        change.states for each in one_by_one for one in each.transitions for change in one.changes
    )
    assert found.reports == [one.reports[0] for one in one_by_one]


def test_the_steps_for_texts_are_shared_among_the_pairs_and_no_pair_has_none() -> None:
    shares = [steps_of_reports(pairs) for pairs in (0, 1, 20, 40, 193, 100_000)]

    assert shares[:3] == [MOST_STEPS_OF_REPORTS] * 3
    assert shares[3] == MOST_STEPS_OF_REPORTS // 2
    assert shares[4] == shares[5] == 20 * MOST_STEPS


def test_a_comparison_whose_process_ended_names_both_files() -> None:
    old, new = (
        UsableReport(f"{name}\x1b.json", {}, ReportIdentity.of(final({}), f"{name}.json"))
        for name in ("old", "new")
    )

    with pytest.raises(ChecklistError, match=r"compared old‹U\+001B›\.json and new"):
        lost_pair((old, new))
