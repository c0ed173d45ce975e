"""A check whose question is off path is reported at one that is asked."""

from dataclasses import replace
from typing import Any

import pytest

from checklist.checks.validator import findings
from checklist.questionnaire.question import Check
from checklist.questionnaire.questionnaire import Questionnaire
from tests.support import tiny

PLAIN = tiny.questionnaire(
    [
        {"id": "plan", "type": "yes-no"},
        {"id": "ended", "type": "date", "when": {"question": "plan", "is_not": "negative"}},
        {"id": "begun", "type": "date"},
    ]
)


def with_check(at: str, when: dict[str, Any]) -> Questionnaire:
    data = {"code": "R501", "severity": "error", "message": "It fails.", "at": at, "when": when}
    checked = PLAIN.sets[0].model_copy(update={"checks": [Check.model_validate(data)]})
    return replace(PLAIN, sets=[checked])


@pytest.mark.parametrize(("plan", "place"), [("negative", "plan"), ("affirmative", "ended")])
def test_a_failed_check_is_placed_at_an_answer_on_path(plan: str, place: str) -> None:
    asked = with_check("ended", {"question": "plan", "answered": True})
    given = tiny.report(asked, {"plan": {"value": plan}, "ended": {"value": "2004"}})

    (found,) = (one for one in findings(given.to_data(), asked) if one.code == "R501")

    assert found.where == ("answers", place)
    assert found.message == f"{place}: It fails."


def test_a_date_that_a_failed_check_is_placed_at_is_not_reported_as_unlikely_too() -> None:
    asked = with_check("ended", {"question": "begun", "gt": {"than": "as_of"}})
    given = tiny.report(asked, {"plan": {"value": "negative"}, "begun": {"value": "2050"}})

    codes = [one.code for one in findings(given.to_data(), asked)]

    assert [code for code in codes if code in {"R501", "R020"}] == ["R501"]


def test_a_check_is_not_reported_where_it_is_unsure_whether_what_it_compares_with_is_asked() -> (
    None
):
    asked = with_check("begun", {"question": "begun", "gt": {"than": "ended"}})
    given = tiny.report(
        asked,
        {"plan": {"value": "maybe"}, "begun": {"value": "2004"}, "ended": {"value": "2003"}},
    )

    codes = {one.code for one in findings(given.to_data(), asked)}

    assert "R501" not in codes
