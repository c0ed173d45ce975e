"""The fewest and most options, the latest date and the least precision refuse what is beyond."""

from datetime import date, timedelta
from typing import Any

import jsonschema_rs
import pytest

from checklist.answer_types.answer import AnswerData
from checklist.checks.validator import findings
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.check_structure import check_structure
from tests.support import tiny
from tests.support.running import TODAY

CODES = ("one", "two", "three", "none")
OPTIONS = [
    {"code": code, "label": code.capitalize(), **({"exclusive": True} if code == "none" else {})}
    for code in CODES
]
TO_COME = str(date.fromisoformat(TODAY) + timedelta(days=2))
"""A date that is still to come when a run that began before midnight goes on after it."""


def choices(**limits: int) -> Questionnaire:
    return tiny.questionnaire([{"id": "asked", "type": "choices", "options": OPTIONS, **limits}])


def dated(**limits: str) -> Questionnaire:
    return tiny.questionnaire([{"id": "asked", "type": "date", **limits}])


def found(questionnaire: Questionnaire, value: Any) -> list[str]:
    """Return the findings of structure on an answer."""
    answer: AnswerData = {"value": value}
    data = tiny.report(questionnaire, {"asked": answer}).to_data()
    checked, wrong = check_structure(data, questionnaire)
    return [*(one.message for one in wrong), *(one.message for _, one in checked.problems)]


def accepts(questionnaire: Questionnaire, value: Any) -> bool:
    schema = questionnaire.questions["asked"].answer_type.json_schema()
    return jsonschema_rs.Draft202012Validator(schema).is_valid(value)


@pytest.mark.parametrize(
    ("limits", "value", "message"),
    [
        ({"min_options": 2}, ["one"], "1 option is chosen; at least 2 must be"),
        ({"min_options": 2}, ["one", "two"], ""),
        ({"min_options": 2}, ["none"], ""),
        ({"min_options": 3}, ["one", "two"], "2 options are chosen; at least 3 must be"),
        ({"max_options": 2}, ["one", "two"], ""),
        ({"max_options": 2}, ["one", "two", "three"], "3 options are chosen; at most 2 can be"),
        ({"min_options": 2, "max_options": 2}, ["none"], ""),
    ],
)
def test_a_number_of_options_beyond_the_limits_is_a_problem(
    limits: dict[str, int], value: list[str], message: str
) -> None:
    asked = choices(**limits)

    assert found(asked, value) == ([message] if message else [])
    assert accepts(asked, value) is not bool(message)


def test_the_interview_says_how_many_options_can_be_chosen_and_refuses_others() -> None:
    asked = tiny.interview(choices(min_options=2, max_options=2))

    assert "Choose exactly 2 options." in asked.prompt().step.tips
    refused = tiny.say(asked, "1 2 3").refused
    assert refused == "3 options are chosen; at most 2 can be. Choose exactly 2 options."
    assert tiny.say(asked, "1").refused.startswith("1 option is chosen; at least 2 must be.")
    assert tiny.say(asked, "1 2").refused == ""
    assert tiny.answers_of(asked) == {"asked": {"value": ["one", "two"]}}


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({}, []),
        ({"min_options": 1}, []),
        ({"min_options": 2}, ["Choose at least 2 options."]),
        ({"max_options": 1}, ["Choose at most 1 option."]),
        ({"min_options": 2, "max_options": 3}, ["Choose 2 to 3 options."]),
    ],
)
def test_limits_of_options_in_words(limits: dict[str, int], words: list[str]) -> None:
    assert list(tiny.interview(choices(**limits)).prompt().step.tips) == words


@pytest.mark.parametrize(
    ("limits", "value", "message"),
    [
        ({"latest": "2010"}, "2010-12-31", ""),
        ({"latest": "2010"}, "2011-01-01", "is after 2010, the latest date that is allowed"),
        ({"latest": "2010-06"}, "2010", ""),
        pytest.param({"latest": "today"}, TODAY, "", id="today"),
        pytest.param({"latest": "today"}, TO_COME, "is in the future", id="to come"),
        ({"precision": "day"}, "2004-05-31", ""),
        ({"precision": "day"}, "2004-05", "lacks the day"),
        ({"precision": "month"}, "2004-05", ""),
        ({"precision": "month"}, "2004", "lacks the month"),
        ({"precision": "day"}, "2004-02-30", "is not a date"),
    ],
)
def test_a_date_beyond_the_limits_is_a_problem(
    limits: dict[str, str], value: str, message: str
) -> None:
    asked = dated(**limits)

    assert found(asked, value) == ([f"`{value}` {message}"] if message else [])
    column = tiny.questionnaire(
        [
            {
                "id": "asked",
                "type": "table",
                "entry": "day",
                "columns": [
                    {"id": "day", "label": "Day", "type": "date", "required": True, **limits}
                ],
            }
        ]
    )
    in_column = found(column, [{"day": {"value": value}}])
    assert [one.partition("` ")[2] for one in in_column] == ([message] if message else [])
    beyond = column.questions["asked"].answer_type.check_beyond_schema([{"day": {"value": value}}])
    assert bool([*beyond]) is bool(message and "latest" in limits)
    assert accepts(asked, value) is not bool(message and "precision" in limits)


def test_the_interview_refuses_a_date_beyond_the_limits() -> None:
    asked = tiny.interview(dated(latest="2010", precision="month"))

    assert (
        asked.prompt().step.form
        == "a date such as 31 May 2004, 31.5.2004 or 2004-05-31, or the month alone"
    )
    assert tiny.say(asked, "2004").refused == (
        "`2004` lacks the month. Type it, too: 2004-05-31 or 2004-05."
    )
    assert tiny.say(asked, "2011-01").refused == (
        "`2011-01` is after 2010, the latest date that is allowed. Type an earlier one."
    )
    assert tiny.say(asked, "2010-12").refused == ""
    assert tiny.answers_of(asked) == {"asked": {"value": "2010-12"}}


def test_a_late_date_is_a_finding_of_validate() -> None:
    asked = dated(latest="today")
    report = tiny.report(asked, {"asked": {"value": TO_COME}})

    assert "R008" in [one.code for one in findings(report.to_data(), asked)]
