import os
from pathlib import Path

import pytest

from checklist.questionnaire.loading import shipped
from checklist.questionnaire.questionnaire import Questionnaire

QUESTIONNAIRE = "ctoc-cop-2010-6"
SOURCE_VARIABLE = "CHECKLIST_SOURCE"


@pytest.fixture(scope="session")
def questionnaire() -> Questionnaire:
    """The questionnaire as it ships."""
    return shipped(QUESTIONNAIRE)


@pytest.fixture(scope="session")
def source_text() -> str:
    """The source document, of which nothing ships."""
    path = os.environ.get(SOURCE_VARIABLE)
    if not path:
        pytest.skip(f"{SOURCE_VARIABLE} does not name a copy of the source document")
    return Path(path).read_text(encoding="utf-8")
