import shutil
from pathlib import Path

import pytest

from tests.acceptance.entries import SMALL_FOLDER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An official's folder, with the small questionnaire in it."""
    shutil.copytree(SMALL_FOLDER, tmp_path / "small")
    return tmp_path
