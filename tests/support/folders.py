"""Folders and files that tests use, wherever the test stands."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The folder of the project."""

FIXTURES = ROOT / "tests" / "fixtures"
SMALL_FOLDER = FIXTURES / "questionnaire" / "small"
"""The small questionnaire."""

COAST_FOLDER = FIXTURES / "questionnaire" / "coast"
"""The questionnaire that is divided among authorities."""

EXAMPLES = FIXTURES / "reports"
"""The example reports on the shipped questionnaire."""
IN_LANGUAGES = FIXTURES / "other-languages"
"""The example reports whose texts are in another language than English."""
UGANDA = EXAMPLES / "report-UGA.yaml"
TUVALU = EXAMPLES / "report-TUV.yaml"
