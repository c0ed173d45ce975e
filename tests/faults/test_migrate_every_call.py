"""A kill or an error at each system call of `checklist migrate`, with strace.

Either the draft is as it was, or it is migrated, and then what it had before is kept beside it. The
same command, given again, ends what was begun.
"""

import re
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("strace is not there", allow_module_level=True)

from tests.acceptance.test_migrate import ASIDE, DRAFT, KEPT, LAMPS, REPORT
from tests.faults.left import temporary_files
from tests.faults.lives import WaitingLife
from tests.faults.strace import Call, calls_in, failures, tampering, told_apart
from tests.faults.test_every_call import CAN_FAIL, each

if shutil.which("strace") is None:
    pytest.skip("strace is not installed", allow_module_level=True)

MIGRATE = ("migrate", REPORT, "--questionnaire", "lamps")
ERRORS = ("EIO", "ENOSPC", "EACCES")

OF_A_MIGRATION = re.compile(
    r"\"[^\"]*report-NOR|\d+<[^>]*report-NOR|, \"\.\", |\(\d+<[^>]*/migrates-\d+>"
)
"""What stands in the line of a call on the draft, a file beside it, or their folder."""


def migrated(folder: Path, *injections: str) -> tuple[int, str]:
    """Run the command in a folder. Returns its exit code and what it said."""
    life = WaitingLife(*MIGRATE, folder=folder)
    with tampering(life.pid, folder.with_suffix(".log"), *injections):
        return life.run()


def begun(folder: Path) -> Path:
    shutil.copytree(LAMPS, folder / "lamps")
    (folder / REPORT).write_text(DRAFT, "utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Return the content of the files of a folder but for those that a kill leaves for later."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield new folders with a draft of the version before."""
    base = tmp_path_factory.mktemp("migrate")
    return (begun(base / f"migrates-{number}") for number in count())


@pytest.fixture(scope="module")
def whole(folders: Iterator[Path]) -> tuple[dict[str, bytes], list[Call]]:
    """Return the files after a migration that nothing stopped, and its calls that matter."""
    folder = next(folders)
    assert migrated(folder)[0] == 0
    calls = calls_in(folder.with_suffix(".log"))
    return files(folder), [call for call in calls if OF_A_MIGRATION.search(call.line)]


def assert_old_or_new(folder: Path, after: dict[str, bytes], where: object) -> bool:
    """The draft is whole, and nothing of it is lost. Returns whether it is migrated."""
    left = files(folder)
    is_new = left[REPORT] == after[REPORT]
    assert is_new or left[REPORT] == DRAFT.encode(), where
    if is_new:
        assert left == after, where
    for name, content in left.items():
        assert name == REPORT or content == after[name], where
    return is_new


def assert_can_go_on(folder: Path, after: dict[str, bytes], where: object) -> None:
    """The same command ends what was begun, and tidies up."""
    code, said = migrated(folder)
    assert code == 0, (where, said)
    assert files(folder) == after, where
    assert temporary_files(folder) == set(), where


def test_a_kill_at_any_call_leaves_the_old_draft_or_the_migrated_one(
    folders: Iterator[Path],
    whole: tuple[dict[str, bytes], list[Call]],
    tell: Callable[[str], None],
) -> None:
    after, calls = whole
    new = []

    def kill_at(call: Call, folder: Path) -> None:
        code, _ = migrated(folder, f"{call.name}:signal=KILL:when={call.number}")
        assert code == -signal.SIGKILL, call
        new.append(assert_old_or_new(folder, after, call))
        assert_can_go_on(folder, after, call)

    killed = each(zip(told_apart(calls), folders, strict=False), kill_at)

    assert after.keys() == {REPORT, ASIDE, KEPT}
    assert {True, False} == {*new}
    tell(
        f"{killed} kills, each at another of {len(calls)} system calls of a migration; "
        f"{sum(new)} after it was saved"
    )


def test_an_error_at_any_call_is_told_and_loses_nothing(
    folders: Iterator[Path],
    whole: tuple[dict[str, bytes], list[Call]],
    tell: Callable[[str], None],
) -> None:
    after, calls = whole
    told = []

    def fail_at(call: Call, error: str, folder: Path) -> None:
        where = f"{error} at {call}"
        code, said = migrated(folder, f"{call.name}:error={error}:when={call.number}")
        assert code in {0, 1, 2}, (where, said)
        assert "Traceback" not in said, (where, said)
        is_new = assert_old_or_new(folder, after, where)
        if code:
            told.append(where)
            assert said.strip(), where
        else:
            assert is_new, (where, said)
        assert_can_go_on(folder, after, where)

    failing = [call for call in calls if CAN_FAIL.search(call.name)]
    jobs = failures(failing, ERRORS)
    failed = each(((call, error, next(folders)) for call, error in jobs), fail_at)

    assert told
    tell(
        f"{failed} errors at {len(failing)} system calls of a migration: "
        f"{len(told)} told, {failed - len(told)} without effect on what is saved"
    )
