"""The cycle of a report: the year in which its period ends, where that is public, else its own."""

from dataclasses import replace
from typing import Any

import pytest

from checklist.questionnaire.analysis_plan import AnalysisPlan
from checklist.reports.period import cycle_of
from checklist.reports.report import Report
from tests.support import tiny

QUESTIONS: list[dict[str, Any]] = [
    {"id": "secret", "type": "yes-no"},
    {"id": "begin", "type": "date"},
    {"id": "end", "type": "date", "when": {"question": "secret", "is": "affirmative"}},
]
PLAN = AnalysisPlan.model_validate(
    {"period": {"begin": "begin", "end": "end", "words": "The time of the report"}}
)
PLANNED = replace(tiny.questionnaire(QUESTIONS), plan=PLAN)


def report(end: Any, **answers: Any) -> Report:
    given = {"secret": {"value": "affirmative"}, "end": end, **answers}
    return tiny.report(PLANNED, given)._replace(as_of="2027-03-01")


@pytest.mark.parametrize("end", ["2026-12-31", "2026-12", "2026"])
def test_a_report_belongs_to_the_year_in_which_its_period_ends(end: str) -> None:
    assert cycle_of(report({"value": end}), PLANNED) == "2026"


@pytest.mark.parametrize(
    "end",
    [
        {"value": "2026-12-31", "confidential": True},
        {"value": "2026-12-31", "confidential": "maybe"},
        {"value": "2026-12-31", "carried": True},
        {"value": "2026-02-30"},
        {"value": "the end of 2026"},
        {"value": 2026},
        {"value": ["2026"]},
        {"missing": "not-known"},
        {},
        "2026-12-31",
    ],
)
def test_without_a_public_date_a_report_belongs_to_the_year_of_its_own_date(end: Any) -> None:
    assert cycle_of(report(end), PLANNED) == "2027"


def test_a_date_that_depends_on_a_confidential_answer_does_not_decide() -> None:
    secret = {"value": "affirmative", "confidential": True}

    assert cycle_of(report({"value": "2026"}, secret=secret), PLANNED) == "2027"


def test_without_an_answer_or_a_plan_a_report_belongs_to_the_year_of_its_own_date() -> None:
    unplanned = tiny.questionnaire(QUESTIONS)

    assert cycle_of(tiny.report(PLANNED, {}), PLANNED) == "2026"
    assert cycle_of(report({"value": "2026"}), unplanned) == "2027"
