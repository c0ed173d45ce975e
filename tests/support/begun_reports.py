"""Reports on the small questionnaire, begun by the command itself."""

from pathlib import Path

from tests.acceptance.entries import lines
from tests.support.folders import SMALL_FOLDER
from tests.support.made_once import copy_of_made
from tests.support.running import checklist_run

SMALL = ("--questionnaire", str(SMALL_FOLDER))


def report(folder: Path, *entries: str, name: str = "report-DNK.yaml") -> Path:
    """Begin a report of Denmark with these entries, and return its path."""
    copy_of_made(_begin, folder, name, *entries)
    return folder / name


def _begin(folder: Path, name: str, *entries: str) -> None:
    done = checklist_run(
        "answer", *SMALL, "--state", "DNK", name, cwd=folder, stdin=lines(*entries)
    )
    assert done.code == 0, done.stderr
