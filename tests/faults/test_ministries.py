"""A kill at each system call with which a command on ministries writes.

The division is then as it was or as it should be, and whole. The next command clears up, and the
same command does what it should.
"""

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from checklist.ministries.division_file import read_division
from tests.faults.left import temporary_files
from tests.support.examples import one_in
from tests.support.folders import COAST_FOLDER
from tests.support.running import checklist_run

if shutil.which("strace") is None or sys.platform == "win32":
    pytest.skip("strace is not installed", allow_module_level=True)

from tests.faults.strace import Call, calls_in, run_under_strace

REPORT, DIVISION = "report-NOR.yaml", "division-NOR.yaml"
WITH = ("--questionnaire", str(COAST_FOLDER))
OF_A_WRITE = re.compile(rf"{DIVISION}|\.tmp|{REPORT}|parts/")


@dataclass(frozen=True, slots=True)
class Scene:
    """A command that writes the division."""

    before: tuple[tuple[str, ...], ...]
    """The commands before it."""
    words: tuple[str, ...]
    """The command at whose calls it is killed."""


DIVIDE = ("ministries", "divide", REPORT, *WITH)
FORMS = ("ministries", "forms", REPORT, "--authority", "labour", *WITH)
SENT = ("ministries", "note", "labour", "sent", REPORT, "--on", "2026-11-02", *WITH)
TOLD = ("answer", REPORT, "--answers", "told.yaml", "--no-input", *WITH)
SCENES = {
    "divide": Scene((), DIVIDE),
    "divide again": Scene((DIVIDE,), (*DIVIDE, "--give", "3.1 d labour")),
    "sent": Scene((DIVIDE, FORMS), SENT),
    "cleared": Scene(
        (DIVIDE, TOLD),
        ("ministries", "note", "labour", "cleared", REPORT, "--by", "A. Person", *WITH),
    ),
}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Scene], Path]:
    """Return a function that makes a new folder in which a command can be killed."""
    base = tmp_path_factory.mktemp("ministries")
    numbers = count()
    made: dict[tuple[tuple[str, ...], ...], Path] = {}

    def prepare(scene: Scene) -> Path:
        if scene.before not in made:
            first = base / f"first-{len(made)}"
            first.mkdir()
            checklist_run("answer", "--state", "NOR", "--no-input", *WITH, cwd=first)
            (first / "told.yaml").write_text("pay-rule: law\n", "utf-8")
            for words in scene.before:  # after TOLD, something is still open
                assert checklist_run(*words, cwd=first).code == (1 if words == TOLD else 0)
            made[scene.before] = first
        folder = base / f"scene-{next(numbers)}"
        shutil.copytree(made[scene.before], folder)
        return folder

    return prepare


def writing_calls(scene: Scene, folder: Path) -> Iterator[Call]:
    """Yield the calls from the first that makes a file to the last on one."""
    code, log = run_under_strace(scene.words, folder)
    assert code == 0
    calls = [call for call in calls_in(log) if OF_A_WRITE.search(call.line)]
    names = ("open", "write", "fsync", "rename", "link", "unlink", "chmod", "fchmod", "close")
    yield from (call for call in calls if call.name.startswith(names))


@pytest.mark.parametrize("name", SCENES)
def test_a_kill_at_any_call_leaves_the_division_as_it_was_or_as_it_should_be(
    name: str, prepared: Callable[[Scene], Path], tell: Callable[[str], None]
) -> None:
    """Each second call is tried, and all with `LARGE=1`."""
    scene = SCENES[name]
    whole = prepared(scene)
    calls = [*writing_calls(scene, whole)][[*SCENES].index(name) % 2 :: one_in(2)]
    wanted = read_division(whole / DIVISION).division
    killed = 0

    for call in calls:
        folder = prepared(scene)
        path = folder / DIVISION
        before = path.read_bytes() if path.exists() else None
        code, _ = run_under_strace(
            scene.words, folder, f"{call.name}:signal=KILL:when={call.number}"
        )
        if code == 0:  # a call of that number came no more
            continue
        killed += 1
        left = path.read_bytes() if path.exists() else None
        if left != before and left:
            assert read_division(path).division == wanted, call
        again = checklist_run(*scene.words, cwd=folder)
        is_done = name == "sent" and left != before  # it says that it was noted already
        assert again.code == (2 if is_done else 0), (call, again.stderr)
        assert read_division(path).division == wanted, call
        assert temporary_files(folder) == set(), call
        assert [*folder.glob(".*.lock")] == [], call

    assert killed > 5
    tell(f"{killed} kills, each at another system call of “{name}”")
