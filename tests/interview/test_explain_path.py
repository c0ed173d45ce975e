from collections.abc import Mapping
from typing import Any

import pytest

from checklist.interview.lookups import why
from tests.support.tiny import path, questionnaire

STATUSES = [{"code": "party", "label": "Party"}, {"code": "neither", "label": "Neither"}]
PARTY = {"question": "status", "is": "party"}
ASKED = questionnaire(
    [
        {"id": "status", "type": "choice", "options": STATUSES, "ask": "Is your State a party?"},
        {"id": "signed", "type": "date", "when": PARTY},
        {"id": "deposited", "type": "date", "when": {"question": "signed", "answered": True}},
        {"id": "coast", "type": "text", "when": {"question": "state", "any_of": ["NOR", "AUT"]}},
        {"id": "body", "type": "yes-no", "gate": ["tasks", "training"]},
        {"id": "tasks", "type": "implementation", "recommendations": ["10(a)"]},
        {"id": "training", "type": "implementation"},
        {"id": "remark", "type": "text", "optional": True},
        {
            "id": "both",
            "type": "text",
            "when": {"all": [PARTY, {"not": {"question": "body", "is": "negative"}}, PARTY]},
        },
    ],
    party_when=PARTY,
)
IS_PARTY = {"status": {"value": "party"}}


def explanation(question_id: str, answers: Mapping[str, Any]) -> list[str]:
    return [line.text for line in why(ASKED.questions[question_id], path(ASKED, answers))]


def test_a_question_without_a_condition_is_asked_of_every_state() -> None:
    assert explanation("status", {}) == [
        "1.1 Is your State a party?",
        "This question is asked of every State.",
        "A final report needs an answer. “Not known” is an answer, too: /unknown.",
        "Your answer decides whether these are asked: 1.2, 1.9.",
    ]


def test_a_question_on_path_is_explained_by_its_condition() -> None:
    answers = {**IS_PARTY, "signed": {"value": "2001", "note": "In spring."}}

    assert explanation("deposited", answers)[1:4] == [
        "This question is asked because 1.2 is answered.",
        "It depends on:",
        "1.2 About signed? (2001; Note: In spring.)",
    ]


@pytest.mark.parametrize(
    ("answers", "fact"),
    [
        ({}, "not answered yet"),
        ({"status": {"value": "neither"}}, "Neither"),
        ({"status": {"missing": "declined"}}, "Declined"),
        (
            {"status": {"value": "party", "carried": True}},
            "Party; From an earlier report, not confirmed yet",
        ),
    ],
)
def test_a_question_off_path_is_explained_by_the_answer_that_keeps_it_there(
    answers: Mapping[str, Any], fact: str
) -> None:
    assert explanation("signed", answers) == [
        "1.2 About signed?",
        "This question is not asked now. It is asked only when the answer to 1.1 is “Party”.",
        "It depends on:",
        f"1.1 Is your State a party? ({fact})",
        "Your answer decides whether these are asked: 1.3.",
    ]


def test_what_is_not_asked_itself_is_said() -> None:
    answers = {"signed": {"value": "2001"}}

    assert explanation("deposited", answers)[3] == "1.2 About signed? (not asked)"


def test_the_state_and_the_date_are_facts_too() -> None:
    dated = questionnaire(
        [
            {"id": "signed", "type": "date"},
            {
                "id": "late",
                "type": "text",
                "when": {"question": "signed", "gt": {"than": "as_of", "days": -30}},
            },
        ]
    )

    lines = [line.text for line in why(dated.questions["late"], path(dated))]

    assert explanation("coast", {})[1:4] == [
        "This question is asked because the State is Norway (NOR) or Austria (AUT).",
        "It depends on:",
        "the State: Austria (AUT)",
    ]
    assert lines[3:] == [
        "1.1 About signed? (not answered yet)",
        "the date of the report: 2026-11-24",
    ]


def test_each_answer_is_listed_once_however_often_the_condition_has_it() -> None:
    facts = [line for line in explanation("both", IS_PARTY) if line.startswith(("1.1 ", "1.5 "))]

    assert facts == [
        "1.1 Is your State a party? (Party)",
        "1.5 About body? (not answered yet)",
    ]


def test_the_questions_behind_a_gate_are_named() -> None:
    assert explanation("body", {})[-1] == (
        "If you answer no, these are filled in with “not implemented”: 1.6, 1.7."
    )


@pytest.mark.parametrize(
    ("question_id", "answers", "demand"),
    [
        ("tasks", {}, "A final report needs an answer."),
        ("tasks", IS_PARTY, "A final report needs an answer."),
        ("tasks", {"status": {"value": "neither"}}, "It is optional for your State,"),
        ("training", {"status": {"value": "neither"}}, "It is optional for your State,"),
        ("remark", {}, "It is optional: a report can be final without it."),
    ],
)
def test_the_explanation_says_whether_an_answer_is_needed(
    question_id: str, answers: Mapping[str, Any], demand: str
) -> None:
    assert explanation(question_id, answers)[2].startswith(demand)


def test_a_long_answer_is_cut() -> None:
    answers = {**IS_PARTY, "signed": {"value": "2001", "note": "x" * 500}}

    fact = explanation("deposited", answers)[3]

    assert fact.endswith(" …)")
    assert len(fact) < 200
