from collections.abc import Collection, Mapping
from typing import Any

import pytest

from checklist.interview.corrections import Corrections, find_corrections
from checklist.lifecycle.draft import Draft
from checklist.questionnaire.question import Check
from checklist.questionnaire.questionnaire import Questionnaire
from tests.support.interview_questions import NO, YES
from tests.support.tiny import questionnaire, report

PLAIN = questionnaire(
    [
        {"id": "plan", "type": "yes-no", "gate": ["tasks"]},
        {"id": "since", "type": "date", "when": {"question": "plan", "is": "affirmative"}},
        {
            "id": "training",
            "type": "matrix",
            "options": [{"code": "trained", "label": "Trained"}],
            "items": [{"id": "police", "label": "P"}, {"id": "judges", "label": "J"}],
            "optional": True,
        },
        {"id": "tasks", "type": "implementation", "optional": True},
        {"id": "story", "type": "text", "optional": True},
    ]
)
CHECK = Check.model_validate(
    {
        "code": "R501",
        "severity": "error",
        "message": "A plan without tasks has no sense.",
        "at": "tasks",
        "when": {
            "all": [
                {"question": "plan", "is": "affirmative"},
                {"question": "tasks", "is": "not-implemented"},
            ]
        },
    }
)
ASKED = Questionnaire(
    PLAIN.head,
    PLAIN.catalogue,
    [PLAIN.sets[0].model_copy(update={"checks": [CHECK]})],
    PLAIN.digest,
)
NONE = {"value": {"status": "not-implemented"}}


def mend(answers: Mapping[str, Any], unusable: Collection[str] = ()) -> Corrections:
    draft = Draft(ASKED, report(ASKED, answers), unusable)
    return find_corrections(draft.report, draft.path)


def test_what_is_open_is_not_to_be_corrected() -> None:
    assert mend({"plan": YES}) == Corrections({}, {})


def test_a_grid_of_which_some_rows_are_open_is_not_to_be_corrected() -> None:
    part = {"value": {"police": {"value": "trained"}}}

    assert mend({"plan": NO, "training": part}).wrong == []


def test_there_is_nothing_to_mend_in_a_sound_and_whole_draft() -> None:
    assert mend({"plan": NO}) == Corrections({}, {})


@pytest.mark.parametrize(
    ("answers", "question_id", "says"),
    [
        ({"plan": {"missing": "not-known"}}, "plan", "A reason is required"),
        ({"plan": YES, "since": {"value": "2001"}, "tasks": NONE}, "tasks", "has no sense"),
        (
            {"plan": YES, "since": {"value": "2001"}, "tasks": {**NONE, "by": "plan"}},
            "tasks",
            "The gate 1.1 is not answered with `negative`",
        ),
    ],
)
def test_what_is_wrong_stands_with_the_question_that_opens_it(
    answers: Mapping[str, Any], question_id: str, says: str
) -> None:
    found = mend(answers)

    assert found.wrong == [question_id]
    assert says in "\n".join(found.at_all_sides()[question_id])


def test_an_answer_that_does_not_fit_is_opened_with_the_finding_and_its_hint() -> None:
    found = mend({"plan": {"value": "negativ"}}, unusable=["plan"])

    (message,) = found.at_all_sides()["plan"]
    assert "`negativ` is not among the options" in message
    assert "did you mean “No”?" in message
    assert "[R007]" not in message


def test_questions_are_opened_in_the_order_in_which_they_are_asked() -> None:
    found = mend({"story": {"value": 3}, "plan": {"missing": "not-known"}}, unusable=["story"])

    assert found.wrong == ["plan", "story"]


def test_findings_that_no_question_opens_are_left_to_validate() -> None:
    found = mend({"plan": NO, "pan": YES, "since": {"value": "soon"}}, unusable=["since"])

    assert found.wrong == []


def test_an_answer_off_path_that_fits_is_nothing_to_mend() -> None:
    assert mend({"plan": NO, "since": {"value": "2001"}}) == Corrections({}, {})


def test_a_warning_is_a_remark_and_counts_as_nothing_to_correct() -> None:
    found = mend({"plan": NO, "story": {"value": "TODO"}})

    (message,) = found.at_all_sides()["story"]
    assert message.startswith("Please look again: ")
    assert "[R016]" not in message
    assert found.wrong == []
