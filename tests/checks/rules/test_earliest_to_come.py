"""Lint compares `earliest` with the day on which it runs, and time only takes findings away."""

from datetime import date

import pytest

from checklist.checks.checked_questionnaire import CheckedQuestionnaire
from checklist.checks.rules.questionnaire_answers import earliest_to_come
from checklist.questionnaire.sources import read_sources
from tests.support.folders import FIXTURES

VIOLATING = FIXTURES / "rules" / "Q120" / "violating"


@pytest.mark.parametrize(
    ("today", "earliest"),
    [
        (date(2026, 1, 1), ["9999-01", "9000"]),
        (date(8999, 12, 31), ["9999-01", "9000"]),
        (date(9000, 1, 1), ["9999-01"]),
        (date(9999, 1, 1), []),
    ],
)
def test_an_earliest_date_is_to_come_until_its_first_day(today: date, earliest: list[str]) -> None:
    checked = CheckedQuestionnaire(read_sources(VIOLATING), today)

    found = [finding.message for _, finding in earliest_to_come.check(checked)]

    assert found == [f"the earliest date, `{one}`, is still to come" for one in earliest]
