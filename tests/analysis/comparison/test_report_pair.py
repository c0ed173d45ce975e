"""Two reports as a whole: which questions changed, and which cannot be compared."""

import json
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from random import Random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checklist.analysis.comparison.document import AnswerStatus, ChangeEntry, ReportEntry
from checklist.analysis.comparison.report_pair import UsableReport, compare
from checklist.analysis.rows.report_reader import LeftOut
from checklist.analysis.rows.report_rows import Disclosure
from checklist.checks.validator import Validator
from checklist.errors import ChecklistError
from checklist.files.reader import parse
from checklist.lifecycle.redact import redacted
from checklist.questionnaire.loading import shipped
from checklist.render.comparison.wording import label_of
from checklist.reports.report import Report
from tests.analysis.comparison.comparing import (
    ASKED,
    changes,
    compared,
    data,
    final,
    resealed,
    side,
)
from tests.support import small_reports
from tests.support.later_reports import EARLIER, LATER, STATES, data_of
from tests.support.made_reports import made_report
from tests.support.small_report import SMALL
from tests.support.sound_reports import reports

DONE, PLANNED = {"value": "done"}, {"value": "planned"}
SEAL = f"sha256:{'0' * 64}"


def questions(
    comparison: ReportEntry,
) -> list[tuple[str, AnswerStatus | None, AnswerStatus | None]]:
    return [(one.question, one.before, one.after) for one in comparison.differences]


def reasons(comparison: ReportEntry) -> list[tuple[str, str]]:
    return [(one.question, one.not_comparable) for one in comparison.differences]


def test_questions_come_in_the_order_of_the_questionnaire() -> None:
    old = {"measure": {"value": {"status": "planned"}}, "words": {"value": "one"}, "choice": DONE}

    found = compared(old, {})

    assert [one.number for one in found.differences] == ["1.2", "1.3", "1.5", "2.1"]
    assert found.changed == 4
    assert found.questions == len(ASKED.questions)


def test_the_head_shows_which_reports_are_compared() -> None:
    own = data({})["questionnaire"]
    new = data({}, as_of="2027-01-01", revision=2, questionnaire={**own, "version": "1.1.0"})

    found = compare(side(data({})), side(new))

    assert (found.state, found.name) == ("AUT", "Austria (AUT)")
    assert [(h.revision, h.as_of, h.version) for h in (found.old, found.new)] == [
        (1, "2026-11-24", "1.0.0"),
        (2, "2027-01-01", "1.1.0"),
    ]


def test_a_question_that_is_asked_now_or_no_more_is_a_change() -> None:
    found = compared({"choice": PLANNED}, {"choice": DONE})

    assert questions(found)[1] == ("asked-later", AnswerStatus.OFF_PATH, AnswerStatus.UNANSWERED)
    assert changes(found, "asked-later") == ["standing: Not asked → Not answered"]


def test_what_is_kept_off_path_is_compared_too() -> None:
    kept = {"asked-later": {"value": "Kept words."}}

    found = compared({"choice": DONE, **kept}, {"choice": PLANNED, **kept})
    changed = compared(kept, {"asked-later": {"value": "Other words."}})

    assert changes(found, "asked-later") == ["standing: Answered → Not asked"]
    assert changes(changed, "asked-later") == ["text: [-Kept-] {+Other+} words."]


def test_reports_of_different_states_are_not_compared() -> None:
    with pytest.raises(ChecklistError, match=r"Austria \(AUT\) and report.json one of Norway"):
        compare(side(data({})), side(data({}, state="NOR")))


# What cannot be compared


def test_an_answer_that_does_not_fit_its_question_is_not_compared() -> None:
    wrong = {"choice": {"value": "almost"}, "number": {"value": "3"}}

    assert reasons(compared({"choice": DONE}, wrong)) == [
        ("choice", "The answer in the new report does not fit the question"),
        ("number", "The answer in the new report does not fit the question"),
    ]
    assert reasons(compared(wrong, {}))[0] == (
        "choice",
        "The answer in the old report does not fit the question",
    )
    assert reasons(compared(wrong, wrong)) == []


def test_an_answer_whose_question_there_is_no_more_is_not_compared() -> None:
    gone = {"gone": {"value": "secret words"}}

    found = compared(gone, {})

    reason = "This version of the questionnaire does not have the question"
    assert reasons(found) == [("gone", reason)]
    assert found.changed == 0
    assert reasons(compared(gone, gone)) == []


def test_of_very_many_answers_without_a_question_the_first_are_named() -> None:
    found = compared({f"gone-{n}": DONE for n in range(150)}, {})

    assert (len(found.differences), found.more) == (100, 50)
    assert (found.changed, found.not_comparable) == (0, 150)


def test_what_a_copy_for_publication_leaves_out_is_no_change() -> None:
    answers = {"choice": {**DONE, "answered_by": "One", "confidence": "low"}, "words": PLANNED}
    public = {"choice": DONE}
    copy = final(public, redacted={"withheld": ["words"]})

    found = compare(side(data(answers)), side(copy))

    assert reasons(found) == [("words", "A copy for publication withholds the answer")]
    assert compare(side(copy), side(copy)).differences == []


def test_a_row_that_a_copy_withholds_is_reported_so() -> None:
    top = {**DONE, "confidential": True, "answered_by": "One"}
    grid = {"grid": {"value": {"top": top, "low": {**DONE, "answered_by": "Two"}}}}
    copy = final({"grid": {"value": {"low": DONE}}}, redacted={"withheld": ["grid/top"]})

    for pair in ((side(data(grid)), side(copy)), (side(copy), side(data(grid)))):
        found = compare(*pair)

        assert withheld(found) == [("grid", "Top")]
        assert (found.changed, found.not_comparable) == (0, 1)


def withheld(found: ReportEntry) -> list[tuple[str, str]]:
    return [(one.question, label_of(part)) for one in found.differences for part in one.withheld]


def test_a_withheld_cell_is_reported_so_without_the_name_of_its_entry_where_that_is_withheld() -> (
    None
):
    def law(name: str, **more: Any) -> dict[str, Any]:
        return {"name": {"value": name, **more}, "title": {"value": f"Title of {name}"}}

    laws = [law("a"), law("b", confidential=True)]
    laws[0]["title"]["confidential"] = True
    public = [{"name": {"value": "a"}}, {"title": {"value": "Title of b"}}]
    copy = final(
        {"laws": {"value": public}}, redacted={"withheld": ["laws/1/title", "laws/2/name"]}
    )

    found = compare(side(final({"laws": {"value": laws}})), side(copy))

    assert withheld(found) == [("laws", "Law a: Title"), ("laws", "Law 2: Name")]
    assert (found.changed, found.not_comparable) == (0, 1)


def test_what_changed_beside_a_withheld_row_is_a_change() -> None:
    grid = {"grid": {"value": {"top": DONE, "low": DONE}}}
    copy = final({"grid": {"value": {"low": PLANNED}}}, redacted={"withheld": ["grid/top"]})

    found = compare(side(data(grid)), side(copy))

    assert changes(found, "grid") == ["code: Low: In place → Planned"]
    assert withheld(found) == [("grid", "Top")]
    assert (found.changed, found.not_comparable) == (1, 0)


@pytest.mark.parametrize(
    ("report", "code"),
    [
        ({"invoice": 7}, "S101"),
        (data({}, status="ready"), "S104"),
        (data({}, questionnaire={**data({})["questionnaire"], "id": "other"}), "R001"),
        (data({}, state="ZZZ"), "R003"),
        (data({}, status="final", seal=SEAL), "R012"),
    ],
)
def test_a_report_that_cannot_be_used_has_findings(report: dict[str, Any], code: str) -> None:
    document = parse(json.dumps(report).encode(), "report.json")

    found = UsableReport.of(document, Validator(ASKED))

    assert isinstance(found, LeftOut)
    assert [one.code for one in found.findings] == [code]


def test_a_report_whose_answer_names_an_unknown_state_can_be_used() -> None:
    wrong = data({"state": {"value": "ZZZ"}, "choice": DONE})

    found = compare(side(data({"choice": PLANNED})), side(wrong))

    assert changes(found, "choice") == ["code: Planned → In place"]
    assert [one.question for one in found.differences if one.not_comparable] == ["state"]


def test_a_confidential_short_name_of_a_law_is_not_reported_where_it_is_cited() -> None:
    name = {"value": "hidden-law", "confidential": True}
    evidence = [{"law": "hidden-law", "article": "7"}]
    measure = {"status": "implemented", "evidence": evidence}
    reports = [
        {"laws": {"value": [{"short-name": name}]}, "staff-support": {"value": value}}
        for value in ({"status": "planned"}, measure)
    ]
    old, new = (side(data(answers, shipped()), shipped()) for answers in reports)

    assert "hidden-law" not in repr(compare(old, new))
    assert "(confidential)" in repr(compare(old, new))
    assert "hidden-law 7" in repr(compare(old, new, Disclosure(confidential=True)))


def test_an_answer_under_a_misspelt_id_keeps_its_mark() -> None:
    old = {"words": {"value": "An old secret."}}
    new = {"wordss": {"value": "A new one.", "confidential": True}}

    found = compared(old, new)

    assert "secret" not in repr(found)
    assert "Not answered" not in repr(found)
    (words,) = [one for one in found.differences if one.question == "words"]
    assert words.not_comparable == "The new report has the answer under an id that no question has"


@pytest.mark.parametrize("codes", [("done", "planned"), ("planned", "done")])
def test_whether_a_question_is_asked_does_not_tell_a_confidential_answer(
    codes: tuple[str, str],
) -> None:
    old, new = ({"choice": {"value": code, "confidential": True}} for code in codes)
    answer = {"asked-later": {"value": "A text."}}

    assert changes(compared(old, new), "asked-later") == []
    assert changes(compared(old, new, confidential=True), "asked-later") != []
    for one, other in ((old, new), (old, {**new, **answer}), ({**old, **answer}, old)):
        reason = "Whether it is asked depends on an answer that is confidential"
        assert ("asked-later", reason) in reasons(compared(one, other))
        assert changes(compared(one, other), "asked-later") == []


# For any reports

SOUND = reports(SMALL)


@given(SOUND)
def test_a_report_has_not_changed_from_itself(report: dict[str, Any]) -> None:
    one = side(report, SMALL)

    assert compare(one, one, Disclosure(confidential=True, contacts=True)).differences == []


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("is_shown", [True, False])
def test_a_copy_has_not_changed_from_its_original(seed: int, is_shown: bool) -> None:
    asked = shipped()
    original = marked_anywhere(made_report(seed), Random(seed))
    document = parse(json.dumps(original).encode(), "report.json")
    copy = redacted(document, asked).to_data()
    sides = side(original, asked), side(copy, asked)

    for pair in (sides, sides[::-1]):
        found = compare(*pair, Disclosure(is_shown, is_shown))

        assert all_changes(found) == []
        assert found.changed == 0
        assert withheld(found)


def marked_anywhere(report: Mapping[str, Any], random: Random) -> dict[str, Any]:
    """Return a report with some rows and cells marked as confidential.

    No name of a law is: answers that cite one by a name that is not for publication are no copy.
    """
    answers = deepcopy(report["answers"])
    answers["laws"].pop("confidential", None)
    for question_id, answer in answers.items():
        if "value" in answer:
            for name, one in inner(answer["value"]):
                if (question_id, name) != ("laws", "short-name") and random.random() < 0.3:
                    one["confidential"] = True
    return Report.from_data({**report, "answers": answers}).sealed().to_data()


def inner(value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the answers that stand in a matrix or in the entries of a table, by row or column."""
    for part in value if isinstance(value, list) else [value]:
        for name, one in part.items() if isinstance(part, dict) else ():
            if isinstance(one, dict) and not {"value", "missing"}.isdisjoint(one):
                yield name, one


def all_changes(found: ReportEntry) -> list[ChangeEntry]:
    return [change for question in found.differences for change in question.changes]


def at(report: Any, where: Sequence[str | int]) -> Any:
    for part in where:
        report = report[part]
    return report


ALL_ROWS = {"light-tasks": {"missing": "not-known", "reason": "ministry-did-not-reply"}}
ONE_ROW = {
    "light-tasks": {"value": {"repair": {"missing": "not-known", "reason": "not-collected"}}}
}


@given(SOUND, SOUND, st.booleans())
@example(old=small_reports.data(ALL_ROWS), new=small_reports.data(ONE_ROW), is_shown=True)
def test_both_ways_the_same_places_change(
    old: dict[str, Any], new: dict[str, Any], is_shown: bool
) -> None:
    shown = Disclosure(is_shown, is_shown)
    one, other = side(old, SMALL), side(resealed({**new, "state": old["state"]}), SMALL)

    there, back = compare(one, other, shown), compare(other, one, shown)

    assert key(there) == key(back, backwards=True)
    for change in all_changes(there):
        is_somewhere = change.old_where is not None or change.new_where is not None
        assert is_somewhere or [*change.before, *change.after][0].code in {"off-path", "unanswered"}
        for where, report in ((change.old_where, old), (change.new_where, new)):
            assert where is None or at(report, where) is not None


def key(found: ReportEntry, *, backwards: bool = False) -> list[str]:
    """Return the places of all changes, whichever of the two reports comes first."""
    places = []
    for question in found.differences:
        for change in question.changes:
            both = [change.old_where, change.new_where]
            places.append(f"{question.question} {change.kind} {both[::-1] if backwards else both}")
    return sorted(places)


@given(SOUND, SOUND)
def test_nothing_confidential_is_in_what_is_reported(
    old: dict[str, Any], new: dict[str, Any]
) -> None:
    secret = {"note": "Geheim", "confidential": True}
    for report in (old, new):
        answers = report["answers"].items()
        report["answers"] = {i: {**answer, **secret} for i, answer in answers}
    new["answers"] |= {i: {"missing": "declined", **secret} for i in old["answers"]}

    found = compare(
        side(resealed(old), SMALL), side(resealed({**new, "state": old["state"]}), SMALL)
    )

    assert "Geheim" not in repr(found.differences)
    assert {change.kind for change in all_changes(found)} <= {"hidden", "confidential", "standing"}
    assert {*old["answers"], *new["answers"]}.isdisjoint(
        one.question for one in found.differences if one.before is not None
    )


@pytest.mark.parametrize("code", STATES)
def test_the_examples_change_in_many_ways(code: str) -> None:
    asked = shipped()
    old, new = (data_of(folder / f"report-{code}.yaml") for folder in (EARLIER, LATER))

    found = compare(side(old, asked), side(new, asked))

    assert kinds(found) >= ({"text"} if code == "TUV" else KINDS_OF_UGANDA)


KINDS_OF_UGANDA = {
    *("standing", "code", "codes", "entry", "text", "note", "answered-by", "confidence"),
    *("confidential", "hidden"),
}


def kinds(found: ReportEntry) -> set[str]:
    return {kind.value for question in found.differences for kind in question.kinds}
