import pytest

from checklist.questionnaire.loading import shipped
from checklist.questionnaire.questionnaire import Questionnaire
from tests.support.small_report import SMALL


@pytest.fixture(params=["small", "shipped"])
def questionnaire(request: pytest.FixtureRequest) -> Questionnaire:
    """The small questionnaire, then the shipped one."""
    return SMALL if request.param == "small" else shipped("ctoc-cop-2010-6")
