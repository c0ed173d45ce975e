"""The screen on a system without POSIX, as far as that can be tried elsewhere."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from checklist.files.reader import read
from tests.support.folders import ROOT
from tests.support.running import PATIENCE


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform == "win32", reason="there it is so anyway")
def test_nothing_of_posix_is_needed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.support.without_posix", str(tmp_path)]

    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    document: Any = read(tmp_path / "report.yaml").data
    answers = document["answers"]
    assert answers["training"]["value"]["judges"] == {"value": "planned"}
    assert answers["office"]["value"] == {"office": "Ministry"}
