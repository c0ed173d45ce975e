"""What strace can do to a process: count its system calls, let one fail, or kill it there."""

import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.support.examples import is_large, one_in
from tests.support.fork_server import WAITS
from tests.support.running import PATIENCE, environment, fork_server
from tests.support.terminal import is_asleep


class Call(NamedTuple):
    """A system call, by its name and how many of this name came before."""

    name: str
    number: int
    """1 for the first."""
    line: str
    """What strace says of it."""

    def __str__(self) -> str:
        return f"{self.name} {self.number}: {self.line}"


_CHANGES = re.compile(
    r"(?:\d+ +)?(?:open(?:at)?\(.*O_CREAT|p?write|f?truncate|rename|link|symlink|unlink|mkdir|rmdir"
    r"|f?chmod|[fl]?chown|[fl]?setxattr|sendfile|copy_file_range|fsync|fdatasync)"
)
"""Calls that change what is on the disk, or that wait until it is there."""

_CALL = re.compile(r"(?:\d+ +)?(?:\[[^]]*\] )?(\w+)\(")


@contextmanager
def tampering(pid: int, log: Path, *injections: str) -> Iterator[None]:
    """Let strace hold a process that waits for an entry, and do this to it meanwhile."""
    # Until it does, it makes calls that would be counted only sometimes.
    _wait_until(lambda: is_asleep(pid))
    words = [word for injection in injections for word in ("-e", f"inject={injection}")]
    with subprocess.Popen(
        ["strace", "-p", str(pid), "-o", str(log), "-s", "200", "-y", *words],
        stderr=subprocess.PIPE,
        text=True,
    ) as strace:
        assert strace.stderr is not None
        said = strace.stderr.readline()
        assert "attached" in said, said
        try:
            # The call that reads the entry is counted always then, too.
            _wait_until(lambda: "read(0" in log.read_text(encoding="utf-8"))
            yield
        finally:
            strace.terminate()


def run_under_strace(words: Sequence[str], folder: Path, *injections: str) -> tuple[int, Path]:
    """Run a command in a folder, in a process that is copied, while strace does this to it.

    Returns:
        The exit code, and the log of the system calls beside the folder.
    """
    log = folder.with_suffix(".log")
    reading, writing = os.pipe()
    with Path(os.devnull).open("wb") as nowhere:
        files = [reading, nowhere.fileno(), nowhere.fileno()]
        copy = fork_server().begin(words, folder, environment({WAITS: "1"}), files)
        os.close(reading)
    with tampering(copy.pid, log, *injections):
        os.write(writing, b"\n")
        code = copy.wait(PATIENCE)
    os.close(writing)
    return code, log


def _wait_until(is_met: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_met():
        assert time.monotonic() < deadline, "the process does not wait for an entry"
        time.sleep(0.001)


def told_apart(calls: Sequence[Call]) -> list[Call]:
    """Return every third call that changes the disk, the first of each name, and the last call.

    A kill comes before its call. So a kill at a call that only reads leaves the same disk as a kill
    at the next call that changes the disk. Of the calls of one name that change the disk, every
    third is returned. With `LARGE=1`, return all calls.
    """
    changing = [call for call in calls if _CHANGES.match(call.line)]
    by_name = {name: [call for call in changing if call.name == name] for name in _names(calls)}
    chosen = {call for several in by_name.values() for call in several[::3]}
    chosen |= {*_first_of_each_name(calls), *calls[-1:]}
    return [call for call in calls if is_large() or call in chosen]


def one_in_so_many(
    calls: Sequence[Call], number: int, turn: int = 0, *, each_name: bool = False
) -> list[Call]:
    """Return one in so many calls. With `LARGE=1`, return all calls.

    Args:
        calls: The calls of a command.
        number: How many calls there are for each that is returned.
        turn: Another turn returns other calls; 0 begins with the first.
        each_name: Whether the first call of each name is returned, too.
    """
    step = one_in(number)
    chosen = {*calls[turn % step :: step], *(_first_of_each_name(calls) if each_name else ())}
    return [call for call in calls if call in chosen]


def failures(calls: Sequence[Call], errors: Sequence[str]) -> list[tuple[Call, str]]:
    """Return which call fails with which error: each call with one, in turn.

    With `LARGE=1`, each call fails with each error.
    """
    return [
        (call, error)
        for number, call in enumerate(calls)
        for turn, error in enumerate(errors)
        if (number + turn) % one_in(len(errors)) == 0
    ]


def _names(calls: Sequence[Call]) -> set[str]:
    return {call.name for call in calls}


def _first_of_each_name(calls: Sequence[Call]) -> list[Call]:
    return [next(call for call in calls if call.name == name) for name in _names(calls)]


def calls_in(log: Path) -> list[Call]:
    """Return the calls of a process, in their order."""
    counts: dict[str, int] = {}
    calls = []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        found = _CALL.match(line)
        if found:
            name = found[1]
            counts[name] = counts.get(name, 0) + 1
            calls.append(Call(name, counts[name], line))
    return calls
