"""A kill while `finalize` writes the folder to send: it is whole, or not there."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.folders import UGANDA
from tests.support.running import checklist_run

if shutil.which("strace") is None or sys.platform == "win32":
    pytest.skip("strace is not installed", allow_module_level=True)

from tests.faults.strace import calls_in, one_in_so_many, run_under_strace

REPORT, SENT = "report-UGA.yaml", "report-UGA-final/report-UGA.yaml"
WORDS = ("finalize", REPORT)
NAMES = ("open", "write", "fsync", "rename", "link", "unlink", "mkdir", "rmdir", "close")
EACH = 30
"""One in so many calls is tried, and the first of each name: all files are written alike."""


def test_a_kill_at_any_call_leaves_the_whole_folder_or_none(
    tmp_path: Path, tell: Callable[[str], None]
) -> None:
    def prepared(name: str) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        shutil.copy(UGANDA, folder / REPORT)
        return folder

    code, log = run_under_strace(WORDS, prepared("whole"))
    assert code == 0
    wanted = {path.name for path in (tmp_path / "whole" / "report-UGA-final").iterdir()}
    lines = [call for call in calls_in(log) if "report-UGA-final" in call.line]
    writing = [call for call in lines if call.name.startswith(NAMES)]
    calls = one_in_so_many(writing, EACH, each_name=True)
    killed = 0

    for number, call in enumerate(calls):
        folder = prepared(str(number))
        code, _ = run_under_strace(WORDS, folder, f"{call.name}:signal=KILL:when={call.number}")
        if code == 0:  # a call of that number came no more
            continue
        killed += 1
        is_whole = (folder / SENT).exists()
        again = checklist_run(*WORDS, cwd=folder)
        assert again.code == (2 if is_whole else 0), (call, again.stderr)
        assert {path.name for path in (folder / "report-UGA-final").iterdir()} == wanted, call
        assert checklist_run("validate", SENT, cwd=folder).code == 0, call
        assert [*folder.glob(".*.lock")] == [], call
        if not is_whole:
            assert {path.name for path in folder.iterdir()} == {REPORT, "report-UGA-final"}, call

    assert killed > 5
    tell(f"{killed} kills, each at another system call of “finalize”")
