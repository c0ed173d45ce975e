"""What of a ministry is open: what it leads, and what a final report needs."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from checklist.ministries.division import Assignment, Division
from checklist.ministries.sign_off import Reason, with_not_known
from checklist.ministries.status import AuthorityStatus, statuses
from checklist.questionnaire.loading import shipped
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.ministries.chase_list import questions_of
from tests.support.ministries import COAST, checked, division

SHIPPED = shipped("ctoc-cop-2010-6")


def _status(
    code: str, divided: Division, answers: Mapping[str, Any], asked: Questionnaire = COAST
) -> AuthorityStatus:
    listed = statuses(checked(answers, asked), divided, date(2026, 11, 26))
    return next(status for status in listed if status.code == code)


def _with_training() -> Division:
    """Return a division in which labour leads one row of a question, and helps with the others."""
    proposed = division()
    asks = {at: one for at, one in proposed.asks.items() if not at.startswith("training")}
    asks["training"] = Assignment(lead="police", also=["labour"])
    asks["training/labour-inspectors"] = Assignment(lead="labour", also=["police"])
    return proposed.model_copy(update={"asks": asks})


def test_who_leads_one_row_and_contributes_to_the_others_is_waited_for_with_this_row() -> None:
    divided = _with_training()

    labour, police = (_status(code, divided, {}).open_places for code in ("labour", "police"))

    assert "training/labour-inspectors" in labour
    assert not any(place.startswith("training/") for place in {*labour} - {labour[0]})
    assert {place for place in police if place.startswith("training")} == {
        "training/police-officers",
        "training/pilots",
        "training/volunteers",
    }
    (line,) = [line for line in questions_of(divided, "labour", COAST) if line.startswith("3.1")]
    assert "contributes" not in line


def test_without_a_reply_only_the_rows_that_a_ministry_leads_are_not_known() -> None:
    divided, draft = _with_training(), checked({})

    report = with_not_known(draft, divided, "labour", Reason("other"), is_confidential=False)

    assert [*report.answers["training"]["value"]] == ["labour-inspectors"]


def test_the_rows_of_an_optional_question_are_wanted_once_one_is_answered() -> None:
    divided = division(SHIPPED)
    begun = {"improvements": {"value": {"partnerships": {"value": "stronger"}}}}

    before, after = (
        _status("social-affairs", divided, answers, SHIPPED).open_places for answers in ({}, begun)
    )

    assert "improvements/victim-money" not in before
    assert {*after} - {*before} == {"improvements/victim-money"}
