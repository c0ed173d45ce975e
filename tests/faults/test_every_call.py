"""A kill, an error or a signal at the system calls of a save, with strace.

A scene is a way of saving. Its calls are counted first; then, for each of them that makes a
difference, the same is done again, and the fault comes there.
"""

import re
import shutil
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, cycle
from pathlib import Path
from typing import Any

import pytest

from tests.faults.left import (
    ANSWER,
    REPORT,
    assert_next_start_clears_up,
    temporary_files,
    whole_answers,
)
from tests.support.folders import SMALL_FOLDER

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from tests.faults.lives import Life
from tests.faults.strace import Call, calls_in, failures, one_in_so_many, tampering, told_apart

if shutil.which("strace") is None:
    pytest.skip("strace is not installed", allow_module_level=True)

ERRORS = ("EIO", "ENOSPC", "EACCES", "EXDEV")
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)

ELSEWHERE, RESCUED = "elsewhere.yaml", "rescued.yaml"

CAN_FAIL = re.compile("open|write|fsync|rename|link|fchmod|fchown|close|unlink")
"""The calls that get errors: the others only ask, or only take memory."""

OF_A_SAVE = re.compile(rf"report-DNK|{ELSEWHERE}|, \"\.\", |\(\d+<[^>]*/lives-\d+>")
"""What stands in the line of a call on a report, a file beside it, or their folder.

The other calls of a save change nothing on the disk: to be stopped there is to be stopped at the
next one of these.
"""


@dataclass(frozen=True, slots=True)
class Scene:
    """A way of saving."""

    before: tuple[str, ...]
    """What is entered before."""
    entry: str
    """What is entered then, and saved."""
    answers: Mapping[str, Any]
    """The values that are saved then."""
    spoilt: str = "{}"
    """What another program writes before the last of the entries; `{}` is what was there."""
    target: str = REPORT
    """The file that is saved."""
    has_links: bool = True
    """Whether the disk has hard links."""

    @property
    def is_first(self) -> bool:
        """Whether the report is begun, and has no answers yet."""
        return not self.answers

    @property
    def injections(self) -> tuple[str, ...]:
        """What strace does in any case."""
        return () if self.has_links else ("link,linkat:error=EPERM",)


_DATES = {"treaty-status": "party", "signature": "2001", "deposit": "2004"}

SCENES = {
    "begin": Scene(("Denmark",), "yes", {}),
    "begin without links": Scene(("Denmark",), "yes", {}, has_links=False),
    "change": Scene(("Denmark", "yes", "party", "2001"), "2004", _DATES),
    "merge": Scene(
        ("Denmark", "yes", "party", "2001"),
        "2004",
        _DATES,
        spoilt='{}  deposit:\n    value: "2003"\n',
    ),
    "elsewhere": Scene(
        ("Denmark", "yes", "party", "2001", "2004"),
        ELSEWHERE,
        _DATES,
        spoilt="answers: [",
        target=ELSEWHERE,
    ),
}


@dataclass(frozen=True, slots=True)
class Played:
    """A scene that was played, while its life goes on."""

    life: Life
    folder: Path
    log: Path
    before: bytes | None
    """The target as it was before."""
    shown: str
    """What was shown after the entry, as if nothing had been wrapped."""

    def values(self, name: str) -> dict[str, Any]:
        """Return the values in a report of the folder, which must be whole."""
        answers = whole_answers(self.folder / name)
        return {key: answer["value"] for key, answer in answers.items()}

    def content(self, name: str) -> bytes | None:
        """Return the bytes of a file of the folder, or None."""
        path = self.folder / name
        return path.read_bytes() if path.exists() else None


@contextmanager
def played(scene: Scene, folder: Path, *injections: str) -> Iterator[Played]:
    """Play a scene in a new folder, with these injections while the last entry is saved."""
    shutil.copytree(SMALL_FOLDER, folder / "small")
    report, log = folder / REPORT, folder.with_suffix(".log")
    with Life(*ANSWER, folder=folder) as life:
        life.enter(*scene.before[:4])
        if report.exists():
            text = report.read_text(encoding="utf-8")
            report.write_text(scene.spoilt.replace("{}", text), encoding="utf-8")
        life.enter(*scene.before[4:])
        target = folder / scene.target
        before = target.read_bytes() if target.exists() else None
        with tampering(life.pid, log, *scene.injections, *injections):
            shown = life.enter(scene.entry)
        yield Played(life, folder, log, before, " ".join(shown.split()))


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield the paths of new folders, one a scene that is played."""
    base = tmp_path_factory.mktemp("every-call")
    return (base / f"lives-{number}" for number in count())


def calls_of(scene: Scene, folder: Path) -> list[Call]:
    """Return the calls of a save."""
    with played(scene, folder) as play:
        assert play.values(scene.target) == scene.answers, play.life.output
    return [
        call
        for call in calls_in(play.log)
        if OF_A_SAVE.search(call.line) and "/dev/pts/" not in call.line
    ]


def each(jobs: Iterable[tuple[Any, ...]], job: Callable[..., None]) -> int:
    """Do a job with each of these arguments, two at a time. Returns how many there were."""
    with ThreadPoolExecutor(2) as pool:
        return len([done.result() for done in [pool.submit(job, *words) for words in jobs]])


@pytest.mark.parametrize("name", SCENES)
def test_a_kill_at_any_call_of_a_save_leaves_a_whole_file(
    name: str, folders: Iterator[Path], tell: Callable[[str], None]
) -> None:
    scene = SCENES[name]

    def kill_at(call: Call, folder: Path) -> None:
        with played(scene, folder, f"{call.name}:signal=KILL:when={call.number}") as play:
            assert play.life.end() == -signal.SIGKILL, call
        left = play.content(scene.target)
        # Without links an empty file can be left, which counts as none.
        if left != play.before and (left or scene.has_links):
            assert play.values(scene.target) == scene.answers, call
            if name == "merge":
                kept = play.values("report-DNK.other.draft.yaml")
                assert kept == {**scene.answers, "deposit": "2003"}, call
        assert_next_start_clears_up(folder, scene.target)

    calls = calls_of(scene, next(folders))

    chosen = told_apart(calls)

    killed = each(zip(chosen, folders, strict=False), kill_at)

    assert {"openat", "write", "fsync", "close"} <= {call.name for call in chosen}
    tell(f"{killed} kills, each at another of {len(calls)} system calls of “{name}”")


@pytest.mark.parametrize("name", SCENES)
def test_an_error_at_any_call_of_a_save_is_told_and_loses_nothing(
    name: str, folders: Iterator[Path], tell: Callable[[str], None]
) -> None:
    scene, told = SCENES[name], []

    def fail_at(call: Call, error: str, folder: Path) -> None:
        where = f"{error} at {call}"
        with played(scene, folder, f"{call.name}:error={error}:when={call.number}") as play:
            is_begun = "Going on" in play.shown or "Every answer" in play.shown
            if scene.is_first and not is_begun:
                assert play.life.end() == 2, where
                assert re.search(f"{REPORT} (?:could not be saved|cannot be locked): ", play.shown)
                assert play.content(REPORT) is None, where
                told.append(where)
            elif "Not saved: " in play.shown:
                assert "Your answers are kept in memory." in play.shown
                assert "Type a new file to save the report in" in play.shown
                assert play.content(scene.target) == play.before, where
                assert f"Saved in {RESCUED}." in play.life.enter(RESCUED)
                assert play.values(RESCUED) == scene.answers, where
                told.append(where)
            else:
                assert play.values(scene.target) == scene.answers, where
            is_left = bool(temporary_files(folder))
            assert not is_left or "unlink" in call.name, where
            if play.life.is_alive:
                play.life.enter("/quit")
                assert play.life.end() == 0, where
            assert play.life.is_restored
            assert "Traceback" not in play.life.output, where
        if is_left:
            assert_next_start_clears_up(folder, scene.target)

    calls = [call for call in calls_of(scene, next(folders)) if CAN_FAIL.search(call.name)]

    jobs = failures(calls, ERRORS)

    failed = each(((call, error, next(folders)) for call, error in jobs), fail_at)

    for call in calls:
        if re.search(r"O_EXCL.*\.tmp>|^write\(\d+<[^>]*\.tmp>|^rename", call.line):
            wanted = sum(one is call for one, _ in jobs)
            assert sum(str(call) in where for where in told) == wanted > 0, call
    tell(
        f"{failed} errors at {len(calls)} system calls of “{name}”: "
        f"{len(told)} told, {failed - len(told)} without effect on what is saved"
    )


@pytest.mark.parametrize("name", ["begin", "change", "merge"])
def test_a_signal_at_any_call_of_a_save_ends_with_everything_saved(
    name: str, folders: Iterator[Path], tell: Callable[[str], None]
) -> None:
    scene = SCENES[name]

    def signal_at(call: Call, number: signal.Signals, folder: Path) -> None:
        where = f"{number.name} at {call}"
        with played(scene, folder, f"{call.name}:signal={number.name}:when={call.number}") as play:
            assert play.life.end() == 128 + number, where
            assert play.life.is_restored, where
            assert "Traceback" not in play.life.output, where
            if not scene.is_first:
                assert play.values(REPORT) == scene.answers, where
                assert (f"Saved in {REPORT}." in play.shown) is (number != signal.SIGHUP), where
        assert temporary_files(folder) == set(), where

    calls = one_in_so_many(calls_of(scene, next(folders)), 2)

    sent = each(zip(calls, cycle(SIGNALS), folders, strict=False), signal_at)

    tell(f"{sent} signals, each at another system call of “{name}”")
