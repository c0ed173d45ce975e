from typing import Any

import pytest

from checklist.files.reader import Document, parse
from checklist.lifecycle.opening import (
    UnusableReportError,
    open_report,
)
from tests.support.tiny import document, questionnaire, report

ASKED = questionnaire(
    [
        {"id": "plan", "type": "yes-no"},
        {"id": "office-name", "type": "text"},
        {"id": "tasks", "type": "implementation"},
    ]
)
YES, NO = {"value": "affirmative"}, {"value": "negative"}


# Reports that can be gone on with


def test_a_report_is_given_as_it_is_on_disk() -> None:
    old = report(ASKED, {"plan": YES, "tasks": {"value": {"status": "planned"}}})

    usable = open_report(document(old), ASKED)

    assert usable.report == old
    assert usable.invalid_questions == frozenset()


@pytest.mark.parametrize(
    ("answers", "invalid_questions"),
    [
        ({"plan": {"value": "perhaps"}}, {"plan"}),
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
    assert usable.report.answers == answers


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
