"""Folders and files that tests use, wherever the test stands."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The folder of the project."""

FIXTURES = ROOT / "tests" / "fixtures"
SMALL_FOLDER = FIXTURES / "questionnaire" / "small"
"""The small questionnaire."""

COAST_FOLDER = FIXTURES / "questionnaire" / "coast"
"""The questionnaire that is divided among authorities."""

ALL_EXAMPLES = ROOT / "checklist" / "examples"
"""The example reports that come with the package, in a folder for each cycle."""
CYCLE = ALL_EXAMPLES / "2025"
"""The latest cycle."""

TEMPORARY = Path(tempfile.mkdtemp(prefix="checklist-examples-"))
"""A folder for some of the examples: what is expected of them stays as it is if more are added."""


def _remove(process: int) -> None:
    if os.getpid() == process:  # not in a copy of the process
        shutil.rmtree(TEMPORARY, ignore_errors=True)


atexit.register(_remove, os.getpid())


def _some(name: str, codes: Sequence[str]) -> Path:
    """Return a folder with the reports of some States of the latest cycle."""
    folder = TEMPORARY / name
    folder.mkdir()
    for code in codes:
        shutil.copy(CYCLE / f"report-{code}.yaml", folder)
    return folder


EXAMPLES = _some("reports", ("AUT", "TUV", "UGA"))
"""Three of the example reports, in English."""
IN_LANGUAGES = _some("other-languages", ("JOR", "SEN"))
"""The example reports whose texts are in another language than English."""
UGANDA = EXAMPLES / "report-UGA.yaml"
TUVALU = EXAMPLES / "report-TUV.yaml"
