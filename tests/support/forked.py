"""Runs the command very often, each time in a process of its own that is forked, not started.

To start Python and to import everything takes longer than to read a small file. Here one process
does that once, and is copied for every run: its memory, its time and its end are its own.
"""

import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn, Self

from tests.support.running import Result, environment

_LONGEST = 20.0
"""Seconds after which a run is taken for one that hangs, and is ended with SIGALRM."""
_MOST_MEMORY = 2**30
"""Bytes of address space: more than is allowed, but no danger for the machine."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run left behind, and what it took."""

    code: int
    """128 + n where a signal ended it."""
    stdout: str
    stderr: str
    seconds: float
    """Of the processor, which do not depend on what else the machine does."""
    peak: int
    """The most bytes of memory that it had at any time, Python itself among them."""

    @property
    def result(self) -> Result:
        """The same without what it took."""
        return Result(self.code, self.stdout, self.stderr)


class Runner:
    """The process that is copied. Takes a second to begin."""

    def __init__(self, questionnaire: Path) -> None:
        """Begin; `questionnaire` is read once for all runs that name it."""
        self._questionnaire = questionnaire

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.forked", str(self._questionnaire)],
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

    def run(self, words: Sequence[str | Path], cwd: Path) -> Run:
        """Run the command with these words in a folder, without any input, to its end."""
        job = json.dumps([[*map(str, words)], str(cwd)])
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(job.encode() + b"\n")
        self._process.stdin.flush()
        return Run(**json.loads(self._process.stdout.readline()))


def _serve() -> None:
    from checklist.cli import COMMANDS
    from checklist.questionnaires import chosen

    for name in COMMANDS:
        importlib.import_module(f"checklist.commands.{name}")
    for library in ("rich.console", "ruamel.yaml", "filelock"):
        importlib.import_module(library)
    chosen(sys.argv[1])
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin.buffer:
        words, cwd = json.loads(line)
        print(json.dumps(_run(words, cwd)), file=answers, flush=True)


def _run(words: Sequence[str], cwd: str) -> dict[str, Any]:
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        child = os.fork()
        if child == 0:
            _become_the_command(words, cwd, stdout.fileno(), stderr.fileno())
        _, status, used = os.wait4(child, 0)
        shown = {}
        for name, file in (("stdout", stdout), ("stderr", stderr)):
            file.seek(0)
            shown[name] = file.read().decode(errors="surrogateescape")
    ended = os.waitstatus_to_exitcode(status)
    return {
        "code": ended if ended >= 0 else 128 - ended,
        **shown,
        "seconds": used.ru_utime + used.ru_stime,
        "peak": used.ru_maxrss * 1024,
    }


def _become_the_command(words: Sequence[str], cwd: str, stdout: int, stderr: int) -> NoReturn:
    from checklist.cli import main

    try:
        nothing = os.open(os.devnull, os.O_RDONLY)
        for old, new in ((nothing, 0), (stdout, 1), (stderr, 2)):
            os.dup2(old, new)
        os.chdir(cwd)
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        signal.setitimer(signal.ITIMER_REAL, _LONGEST)
        main(words)
    except BaseException:
        # As Python would: never back into the loop of the process that was copied.
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
    finally:
        sys.stderr.flush()
        os._exit(1)


if __name__ == "__main__":
    _serve()
