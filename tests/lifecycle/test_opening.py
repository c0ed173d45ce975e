from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.files.reader import Document, parse
from checklist.lifecycle.opening import (
    UnusableReportError,
    open_report,
    refuse_broken_answers,
    with_current_ids,
)
from tests.support.tiny import document, questionnaire, report

ASKED = questionnaire(
    [
        {"id": "plan", "type": "yes-no", "renamed_from": ["scheme", "project"]},
        {"id": "office-name", "type": "text", "renamed_from": ["bureau"]},
        {"id": "tasks", "type": "implementation"},
    ]
)
YES, NO = {"value": "affirmative"}, {"value": "negative"}


# Renamed questions


def test_answers_to_renamed_questions_have_their_present_ids_and_are_else_as_they_were() -> None:
    answers = {"bureau": {"value": "Ministry"}, "project": YES, "gone": NO, "tasks": NO}

    assert with_current_ids(answers, ASKED) == {
        "office-name": {"value": "Ministry"},
        "plan": YES,
        "gone": NO,
        "tasks": NO,
    }


def test_an_answer_under_the_present_id_is_never_replaced() -> None:
    answers = {"scheme": NO, "plan": YES}

    assert with_current_ids(answers, ASKED) == answers


def test_of_two_earlier_ids_one_becomes_the_present_one_and_none_is_lost() -> None:
    answers = {"project": NO, "scheme": YES}

    assert with_current_ids(answers, ASKED) == {"plan": YES, "project": NO}


@given(
    st.dictionaries(
        st.sampled_from(["plan", "scheme", "project", "bureau", "office-name", "tasks", "gone"]),
        st.integers().map(lambda number: {"value": number}),
    )
)
def test_whatever_ids_there_are_no_answer_is_lost_or_made_up(answers: dict[str, Any]) -> None:
    present = with_current_ids(answers, ASKED)

    def values(of: dict[str, Any]) -> list[int]:
        return sorted(answer["value"] for answer in of.values())

    assert values(dict(present)) == values(answers)
    assert {i for i in answers if i in ASKED.questions} <= present.keys()
    assert with_current_ids(present, ASKED) == present


# Reports that can be gone on with


def test_a_report_is_given_as_it_is_on_disk_and_with_present_ids() -> None:
    old = report(ASKED, {"scheme": YES, "tasks": {"value": {"status": "planned"}}})

    usable = open_report(document(old), ASKED)

    assert usable.on_disk == old
    assert usable.present.answers == {"plan": YES, "tasks": {"value": {"status": "planned"}}}
    assert usable.invalid_questions == frozenset()


@pytest.mark.parametrize(
    ("answers", "invalid_questions"),
    [
        ({"plan": {"value": "perhaps"}}, {"plan"}),
        ({"scheme": {"value": "perhaps"}}, {"plan"}),
        ({"plan": 5, "office-name": {"value": 5}}, {"plan", "office-name"}),
        ({"gone": {"value": "perhaps"}}, set()),
        ({"plan": {"missing": "not-known"}}, set()),
    ],
)
def test_answers_that_do_not_fit_their_present_question_are_doubtful(
    answers: dict[str, Any], invalid_questions: set[str]
) -> None:
    usable = open_report(document(report(ASKED, answers)), ASKED)

    assert usable.invalid_questions == invalid_questions
    assert usable.on_disk.answers == answers


@pytest.mark.parametrize(
    ("given", "says", "codes"),
    [
        (parse(b"a: [", "r.yaml"), "r.yaml cannot be used until this is corrected", ["S005"]),
        (parse(b"- 1", "r.yaml"), "r.yaml cannot be used until this is corrected", ["S013"]),
        (parse(b"a: 1", "r\x1b.yaml"), "r‹U+001B›.yaml cannot be used", ["S101"]),
        (
            document(report(ASKED)._replace(revision=0)),
            "report-AUT.yaml cannot be used until this is corrected",
            ["S104"],
        ),
        (
            document(report(ASKED)._replace(questionnaire_id="other")),
            "report-AUT.yaml answers the questionnaire `other`, not `tiny`",
            [],
        ),
    ],
)
def test_what_is_no_report_on_these_questions_is_refused_with_what_is_wrong(
    given: Document, says: str, codes: list[str]
) -> None:
    with pytest.raises(UnusableReportError) as refused:
        open_report(given, ASKED)

    assert str(refused.value).startswith(says)
    assert [finding.code for finding in refused.value.diagnostics] == codes


def test_a_value_that_was_left_empty_by_hand_stops_no_merge() -> None:
    empty, broken = (report(ASKED, {"tasks": {"value": value}}) for value in (None, "planned"))

    refuse_broken_answers(document(empty), empty, ASKED)
    with pytest.raises(UnusableReportError, match="until this is corrected"):
        refuse_broken_answers(document(broken), broken, ASKED)
