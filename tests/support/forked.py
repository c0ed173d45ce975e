"""Runs many commands one after the other in a process that is forked, not started.

To start Python and to import everything takes longer than to read a small file. Here one process
does that once, and is copied for every list of commands: memory, time and a crash are the copy's.
"""

import gc
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import pytest

from checklist.checks.resolve_questionnaire import resolve
from checklist.questionnaire.question import QuestionSet
from checklist.questionnaire.sources import read_part
from tests.support.hostile import largest_sound_report
from tests.support.running import PATIENCE, Result, environment

resource = pytest.importorskip("resource", reason="limits of processes are for Unix only")

_TIMES_A_SOUND_FILE = 12
"""The most time of a hostile file, in times of a valid one; the slowest takes 3.7 times."""
_MOST_MEMORY = 2**30
"""The limit of the address space in bytes: above that of the tests, and safe for the machine."""


@dataclass(frozen=True, slots=True)
class Run:
    """The output of a command, its exit code, and the time and memory that it took."""

    code: int
    """128 + n where a signal ended the process, and with it all commands that would follow."""
    stdout: str
    stderr: str
    seconds: float
    """The seconds of processor time, which do not depend on other programs."""
    peak: int
    """The most bytes of memory that the process had, whichever of its commands needed them."""

    @property
    def result(self) -> Result:
        """The run without its time and memory."""
        return Result(self.code, self.stdout, self.stderr)


class Limits(NamedTuple):
    """What the system lets a list of commands have. It ends those that take more."""

    seconds: int
    """Seconds of processor time."""
    memory: int
    """Bytes of memory of its own, with what was imported before."""


NO_LIMITS = Limits(resource.RLIM_INFINITY, resource.RLIM_INFINITY)


class Runner:
    """The process that is copied. Takes a second to begin."""

    def __init__(self, questionnaire: Path) -> None:
        """Begin. The questionnaire is read once for all commands that name it."""
        self._questionnaire = str(questionnaire)

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.forked", self._questionnaire],
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.communicate()

    def run(
        self, commands: Sequence[Sequence[str]], cwd: Path, limits: Limits = NO_LIMITS
    ) -> list[Run]:
        """Run commands, each given by its words, in a folder and without any input."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        job = json.dumps([commands, str(cwd), limits])
        self._process.stdin.write(job.encode() + b"\n")
        self._process.stdin.flush()
        return [Run(**run) for run in json.loads(self._process.stdout.readline())]

    def allowed_seconds(self, folder: Path, times: float = _TIMES_A_SOUND_FILE) -> float:
        """Return the most seconds of processor time that a command may take on this machine now.

        The time for showing the largest valid report is measured first: the longest of three runs,
        as other programs lengthen some.

        Args:
            folder: An empty folder.
            times: How many times as long as showing that report.
        """
        path = folder / "largest.yaml"
        path.write_bytes(largest_sound_report())
        show = ("show", "--questionnaire", self._questionnaire, str(path))
        shown = self.run([show] * 3, folder)
        path.unlink()
        assert all(run.code == 0 for run in shown), shown
        return times * max(run.seconds for run in shown)


def _serve() -> None:
    from tests.support.fork_server import import_everything

    import_everything()
    resolve(sys.argv[1])
    _refuse_a_question_set()
    gc.freeze()  # copies do not look for garbage among these objects
    for line in sys.stdin.buffer:
        print(json.dumps(_forked(*json.loads(line))), flush=True)


def _refuse_a_question_set() -> None:
    """Have the keys of all questions listed, which is done once to say which key was meant."""
    with tempfile.NamedTemporaryFile(suffix=".yaml") as file:
        file.write(b"[]")
        file.flush()
        assert read_part(Path(file.name), QuestionSet).findings


def _forked(
    commands: Sequence[Sequence[str]], cwd: str, limits: Sequence[int]
) -> list[dict[str, Any]]:
    with tempfile.TemporaryFile("w+") as results:
        child = os.fork()
        if child == 0:
            exit_now = os._exit
            try:
                _run_all(commands, cwd, limits, results)
            finally:  # never back into the loop of the process that was copied
                exit_now(0)
        _, status, used = os.wait4(child, 0)
        results.seek(0)
        runs = [json.loads(line) for line in results]
    ended = os.waitstatus_to_exitcode(status)
    if ended < 0:
        runs.append({"code": 128 - ended, "stdout": "", "stderr": "", "seconds": PATIENCE})
    return [{**run, "peak": used.ru_maxrss * 1024} for run in runs]


def _run_all(
    commands: Sequence[Sequence[str]], cwd: str, limits: Sequence[int], results: io.TextIOBase
) -> None:
    os.chdir(cwd)
    seconds, memory = limits
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    # The command ends its process at once; here others are to follow.
    os._exit = sys.exit  # type: ignore[assignment]
    for words in commands:
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)
        results.write(json.dumps(_run(words)) + "\n")
        results.flush()


def _run(words: Sequence[str]) -> dict[str, Any]:
    from checklist.cli import main

    with ExitStack() as files:
        kept = [files.enter_context(tempfile.TemporaryFile()) for _ in range(2)]
        # Copies, for a command may send its output to nowhere.
        shown = [files.enter_context(os.fdopen(os.dup(f.fileno()), "w")) for f in kept]
        sys.stdin = files.enter_context(Path(os.devnull).open(encoding="utf-8"))
        sys.stdout, sys.stderr = shown
        begin = time.process_time()
        try:
            main(words)
        except SystemExit as end:
            code = end.code
        except BaseException:
            traceback.print_exc(file=shown[1])
            code = 1
        seconds = time.process_time() - begin
        for stream in shown:
            stream.flush()
        for file in kept:
            file.seek(0)
        stdout, stderr = (file.read().decode(errors="surrogateescape") for file in kept)
    return {"code": code, "stdout": stdout, "stderr": stderr, "seconds": seconds}


if __name__ == "__main__":
    _serve()
