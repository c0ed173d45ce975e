"""A kill, or an error, at each system call with which a command writes to a register.

What the lines say is then there, whole; the same command does the rest, and nothing is left over.
"""

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import docx
import pytest

from checklist.files.discovery import REGISTER
from checklist.register.chain import read_chain
from checklist.register.verification import verify
from tests.faults.left import temporary_files
from tests.support.folders import UGANDA
from tests.support.registers import files_in
from tests.support.running import checklist_run

if shutil.which("strace") is None or sys.platform == "win32":
    pytest.skip("strace is not installed", allow_module_level=True)

from tests.faults.strace import Call, calls_in, one_in_so_many, run_under_strace

NAMES = (
    "open", "write", "fsync", "rename", "link", "unlink", "mkdir", "chmod", "fchmod", "ftruncate",
    "close",
)  # fmt: skip
OF_THE_REGISTER = re.compile(r"[/\"<]reg[/\">]")


@dataclass(frozen=True, slots=True)
class Scene:
    """A command that writes to a register."""

    before: tuple[tuple[str, ...], ...]
    """The commands before it."""
    words: tuple[str, ...]
    """The command at whose calls it is killed."""
    again: int = 0
    """The exit code of the same command where it had been done when it was killed."""


IN = ("--in", "reg")
RECEIVE = ("register", "receive", "report-UGA.yaml", "scan.pdf", *IN, "--on", "2026-11-20")
FIRST = ("register", "receive", "first.pdf", *IN, "--on", "2026-11-20")
CLARIFY = ("register", "clarify", "1", "--ask", "Which?", *IN, "--on", "2026-11-20")
REMIND = (
    *("register", "list", "--missing", "--remind", "docx", "--expected", "expected.txt"),
    *("--cycle", "2026"),
    *(*IN, "--on", "2026-12-01"),
)
WITHDRAW = ("register", "note", "1", "withdrawn", "--reference", "NV 1", *IN)
SCENES = {
    "the first receive": Scene((), RECEIVE),
    "receive": Scene((FIRST,), RECEIVE),
    "clarify": Scene((RECEIVE,), CLARIFY),
    "remind": Scene((RECEIVE,), REMIND),
    "withdraw": Scene((RECEIVE,), WITHDRAW, 2),
    "erase": Scene((RECEIVE, CLARIFY), ("register", "erase", "1", "--reference", "NV 1", *IN)),
}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Scene], Path]:
    """Return a function that makes a new folder in which a command can be killed."""
    base = tmp_path_factory.mktemp("register")
    numbers = count()
    made: dict[tuple[tuple[str, ...], ...], Path] = {}

    def prepare(scene: Scene) -> Path:
        if scene.before not in made:
            first = base / f"first-{len(made)}"
            first.mkdir()
            shutil.copy(UGANDA, first)
            (first / "scan.pdf").write_bytes(b"%PDF-1.7 a scan")
            (first / "first.pdf").write_bytes(b"%PDF-1.7 another")
            (first / "expected.txt").write_text("Norway\n", "utf-8")
            for words in scene.before:
                assert checklist_run(*words, cwd=first).code == 0
            made[scene.before] = first
        folder = base / f"scene-{next(numbers)}"
        shutil.copytree(made[scene.before], folder)
        return folder

    return prepare


def writing_calls(scene: Scene, folder: Path) -> Iterator[Call]:
    """Yield the calls on the register."""
    code, log = run_under_strace(scene.words, folder)
    assert code == 0
    calls = [call for call in calls_in(log) if OF_THE_REGISTER.search(call.line)]
    yield from (call for call in calls if call.name.startswith(NAMES))


def assert_whole(register: Path, where: object) -> None:
    """Show that each line of a register, if there is one, has its file as it came."""
    if not (register / REGISTER).exists():
        return
    faults = [fault.text for fault in verify(register).faults]
    # A file without a line counts for no command; a file of an erased line is taken away next, and
    # a receipt of the last line is written.
    expected = ("no line of the register is about this file", "erased", "has no receipt")
    left = [one for one in faults if not any(each in one for each in expected)]
    assert left == [], where


def assert_done(register: Path, wanted: set[str], where: object) -> None:
    """Show that a command was done to its end, and that nothing is left over."""
    found = verify(register)
    assert found.faults == [], where
    assert set(files_in(register)) == wanted, where
    assert temporary_files(register) == set(), where
    assert [*register.rglob(".*")] == [], where
    for line in read_chain(register).lines:
        if line.submission is not None:
            name = f"{line.number:04}-{line.submission.state or 'unknown'}.docx"
            document = docx.Document(str(register / "receipts" / name))
            assert line.hash in "\n".join(one.text for one in document.paragraphs), where


def then(scene: Scene, folder: Path, lines: int, wanted: set[str], where: object) -> None:
    """Give the command again, and show that all is as if nothing had happened."""
    register = folder / "reg"
    assert_whole(register, where)
    done = [one.did for one in read_chain(register).lines] if register.exists() else []
    is_done = len(done) == lines
    # A second clarification is another one.
    if not (scene.words[1] == "clarify" and "clarify" in done):
        again = checklist_run(*scene.words, cwd=folder)
        assert again.code == (scene.again if is_done else 0), (where, again.stderr)
    else:
        assert checklist_run(*FIRST, cwd=folder).code == 0, where
        number = next(
            one.number
            for one in read_chain(register).lines
            if one.submission is not None and one.submission.name == "first.pdf"
        )
        wanted = {*wanted, "unknown/first.pdf", f"receipts/{number:04}-unknown.docx"}
        wanted |= {f"letters/{number:04}-unknown.docx"}
    assert_done(register, wanted, where)


@pytest.mark.parametrize("name", SCENES)
def test_a_kill_at_any_call_leaves_nothing_half(
    name: str, prepared: Callable[[Scene], Path], tell: Callable[[str], None]
) -> None:
    """One in three calls is tried, of the first scene also each name, and all with `LARGE=1`."""
    scene, turn = SCENES[name], [*SCENES].index(name)
    whole = prepared(scene)
    calls = one_in_so_many([*writing_calls(scene, whole)], 3, turn, each_name=turn == 0)
    wanted = set(files_in(whole / "reg"))
    lines = len(read_chain(whole / "reg").lines)
    assert_done(whole / "reg", wanted, "whole")
    killed = 0

    for call in calls:
        folder = prepared(scene)
        code, _ = run_under_strace(
            scene.words, folder, f"{call.name}:signal=KILL:when={call.number}"
        )
        if code == 0:  # a call of that number came no more
            continue
        killed += 1
        then(scene, folder, lines, wanted, call)
        shutil.rmtree(folder)

    assert killed > 5
    tell(f"{killed} kills, each at another system call of “{name}”")


@pytest.mark.parametrize("name", ["the first receive", "erase"])
def test_a_full_disk_at_any_call_leaves_nothing_half(
    name: str, prepared: Callable[[Scene], Path], tell: Callable[[str], None]
) -> None:
    scene = SCENES[name]
    whole = prepared(scene)
    calls = [one for one in writing_calls(scene, whole) if not one.name.startswith("close")]
    calls = one_in_so_many(calls, 2)
    wanted = set(files_in(whole / "reg"))
    lines = len(read_chain(whole / "reg").lines)
    failed = 0

    for call in calls:
        folder = prepared(scene)
        code, _ = run_under_strace(
            scene.words, folder, f"{call.name}:error=ENOSPC:when={call.number}"
        )
        failed += code != 0
        assert code in {0, 1, 2}, call
        then(scene, folder, lines, wanted, call)
        shutil.rmtree(folder)

    assert failed > 5
    tell(f"no space at {len(calls)} system calls of “{name}”: {failed} told")


def test_a_temporary_file_that_could_not_be_removed_is_removed_by_the_next_command(
    prepared: Callable[[Scene], Path],
) -> None:
    folder = prepared(Scene((), RECEIVE, 0))

    run_under_strace(RECEIVE, folder, "unlink:error=EIO:when=1")
    left = [*(folder / "reg").rglob(".*.tmp")]
    again = checklist_run(*RECEIVE, cwd=folder)

    assert len(left) == 1
    assert again.code == 0, again.stderr
    assert [*(folder / "reg").rglob(".*")] == []
