"""Reports of the version before are moved to the questions of now, and fit them."""

from dataclasses import replace

import pytest

from checklist.checks.validator import findings
from checklist.diagnostics import Severity
from checklist.lifecycle.migrate import migrate
from checklist.questionnaire.loading import earlier_version
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import DRAFT, Report
from tests.support.made_reports import made_report

BEFORE = "1.0.0"


@pytest.fixture(scope="module")
def before(questionnaire: Questionnaire) -> Questionnaire:
    """What the version before asked, as if it were the present one."""
    earlier = earlier_version(questionnaire, BEFORE)
    assert earlier is not None
    return replace(earlier, present_version="")


@pytest.mark.parametrize("seed", range(6))
def test_a_draft_of_the_version_before_fits_the_questions_once_it_is_moved(
    seed: int, before: Questionnaire, questionnaire: Questionnaire
) -> None:
    final = Report.from_data(made_report(seed, before))
    draft = final._replace(status=DRAFT, seal=None, salt=None)

    migration = migrate(draft, questionnaire)

    # What contradicts itself now, such as the status of a treaty and its obstacles, is the State's.
    wrong = [
        (one.code, one.where, one.message)
        for one in findings(migration.report.to_data(), questionnaire)
        if one.severity is Severity.ERROR
    ]
    assert wrong == []
    assert len(migration.report.answers) > 50
