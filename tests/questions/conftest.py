import pytest

from checklist.questionnaire.loading import shipped
from checklist.questionnaire.questionnaire import Questionnaire

QUESTIONNAIRE = "ctoc-cop-2010-6"


@pytest.fixture(scope="session")
def questionnaire() -> Questionnaire:
    """The questionnaire as it ships."""
    return shipped(QUESTIONNAIRE)
