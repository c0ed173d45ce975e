"""The period of a question is shown with the dates that the report gives for it."""

from dataclasses import replace
from typing import Any

import pytest

from checklist.questionnaire.analysis_plan import AnalysisPlan
from checklist.render.report.terminal import ReportView
from checklist.reports.check_structure import check_structure
from checklist.reports.period import period_in_words
from tests.support import tiny
from tests.support.pages import on_page

WORDS = "The time of the report"
PLAN = AnalysisPlan.model_validate({"period": {"begin": "begin", "end": "end", "words": WORDS}})
ASKED = replace(
    tiny.questionnaire(
        [
            {"id": "begin", "type": "date"},
            {"id": "end", "type": "date"},
            {"id": "lamps", "type": "integer", "period": WORDS},
            {"id": "wrecks", "type": "integer", "period": "The last two years"},
            {"id": "harbours", "type": "integer"},
        ]
    ),
    plan=PLAN,
)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"begin": "2024-01", "end": "2026-11"}, "January 2024 to November 2026"),
        ({"begin": "2024"}, "2024 to 24 November 2026"),
        ({"end": "2026-11-24"}, WORDS),
        ({}, WORDS),
    ],
)
def test_the_dates_stand_in_place_of_the_words_once_it_is_known_when_it_begins(
    answers: dict[str, Any], words: str
) -> None:
    path = tiny.path(ASKED, {name: {"value": date} for name, date in answers.items()})

    assert period_in_words(ASKED.questions["lamps"], path) == words


def test_a_question_that_is_read_in_another_language_has_the_same_dates() -> None:
    path = tiny.path(ASKED, {"begin": {"value": "2024"}, "end": {"value": "2025"}})
    lamps = ASKED.questions["lamps"].model_copy(update={"period": "Le temps du rapport"})

    assert period_in_words(lamps, path) == "2024 to 2025"


def test_other_periods_have_no_dates() -> None:
    path = tiny.path(ASKED, {"begin": {"value": "2024"}, "end": {"missing": "not-known"}})

    assert period_in_words(ASKED.questions["wrecks"], path) == "The last two years"
    assert period_in_words(ASKED.questions["harbours"], path) == ""
    assert period_in_words(ASKED.questions["lamps"], path) == "2024 to 24 November 2026"


def test_the_interview_shows_the_dates_once_they_are_given() -> None:
    one = tiny.interview(ASKED)

    tiny.say(one, "2024-01", "2026-11")

    assert tiny.asked(one) == "lamps/value"
    assert one.prompt().period == "January 2024 to November 2026"


def test_a_question_is_shown_with_the_dates_of_its_period() -> None:
    data = tiny.report(ASKED, {"begin": {"value": "2024"}}).to_data()
    checked, _ = check_structure(data, ASKED)

    page = on_page(ReportView(checked, 100).some([ASKED.questions["lamps"]], []), 100)

    assert "Period: 2024 to 24 November 2026" in page
