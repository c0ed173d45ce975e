"""`checklist status` imports only what it shows."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.folders import TUVALU
from tests.support.running import PATIENCE, environment
from tests.support.starts import imported

SELDOM = ("checklist.render.word", "checklist.forms", "docx", "xml.sax")
NETWORK = {"urllib.request", "http.client", "ssl"}


def test_the_status_of_a_report_of_one_authority_imports_nothing_that_merges_or_writes_word(
    tmp_path: Path,
) -> None:
    shutil.copy(TUVALU, tmp_path)

    modules = imported("status", TUVALU.name, cwd=tmp_path)

    assert "checklist.render.report.progress_text" in modules
    assert sorted(name for name in modules if name.startswith(SELDOM)) == []
    assert modules & NETWORK == set()


def test_no_module_that_writes_word_files_imports_the_network() -> None:
    code = f"import sys, checklist.render.word; sys.exit({NETWORK} & set(sys.modules) or 0)"

    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, timeout=PATIENCE
    )

    assert (done.returncode, done.stderr) == (0, b"")
