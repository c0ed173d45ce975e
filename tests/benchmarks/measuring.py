"""What a command needs: processor time, wall time, memory, instructions; and their ratios."""

import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

Key = TypeVar("Key")

FOUND_OR_NOT = (0, 1)
"""The exit codes of commands that ran: 1 if something wrong was found."""

IN_ONE_PROCESS = ("taskset", "--cpu-list", "0")
"""What stands before a command that may use one processor, so that it begins no process."""

_HERE = Path(sys.executable).parent
_INSTRUCTIONS = re.compile(r"Collected : (\d+)")

_PLAIN_WORK = """
import multiprocessing, sys

def work(steps):
    kept = {}
    for step in range(steps):
        kept[step % 50_000] = [str(step), step * 2]

jobs = int(sys.argv[1])
processes = [multiprocessing.Process(target=work, args=(8_000_000 // jobs,)) for _ in range(jobs)]
for one in processes:
    one.start()
for one in processes:
    one.join()
"""
"""Work of plain Python, divided among processes that share nothing."""


class Effort(NamedTuple):
    """What one run of a command took, in seconds, or the median of several runs."""

    processor: float
    """The processor time of the command and of all its processes."""
    wall: float
    """The time from its begin to its end."""


def program(name: str) -> str | None:
    """Return the path of a program, from this environment before any other."""
    return shutil.which(name, path=str(_HERE)) or shutil.which(name)


def effort(
    command: Sequence[str],
    *,
    cwd: Path = Path("/"),
    entries: str = "",
    codes: Collection[int] = FOUND_OR_NOT,
) -> Effort:
    """Return what a command took; `codes` are the exit codes that it may have."""
    begin = time.perf_counter()
    with subprocess.Popen(
        command, cwd=cwd, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None and process.stderr is not None
        try:
            process.stdin.write(entries.encode())
            process.stdin.close()
        except BrokenPipeError:
            pass
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - begin
    if process.returncode not in codes:
        sys.exit(f"{command[0]} could not run: {errors.decode()[-1000:]}")
    return Effort(usage.ru_utime + usage.ru_stime, wall)


def efforts(
    commands: Mapping[Key, Sequence[str]],
    runs: int,
    *,
    cwd: Path = Path("/"),
    codes: Collection[int] = FOUND_OR_NOT,
) -> dict[Key, Effort]:
    """Return the median of each command. They take turns, so that a busy moment meets them all."""
    taken = [
        {key: effort(one, cwd=cwd, codes=codes) for key, one in commands.items()}
        for _ in range(runs)
    ]
    return {
        key: Effort(
            statistics.median(one[key].processor for one in taken),
            statistics.median(one[key].wall for one in taken),
        )
        for key in commands
    }


def scaling(runs: int) -> float:
    """Return the wall time of plain Python in two processes, each with half of the work, / in one.

    Processors that are parts of one core, or whose caches are shared, do not halve the time. No
    program divides its work better than this on the same machine.
    """
    commands = {jobs: [sys.executable, "-c", _PLAIN_WORK, str(jobs)] for jobs in (1, 2)}
    took = efforts(commands, runs)
    return took[2].wall / took[1].wall


def instructions(
    command: Sequence[str],
    *,
    cwd: Path = Path("/"),
    codes: Collection[int] = FOUND_OR_NOT,
    python: Sequence[str] = (sys.executable,),
) -> int | None:
    """Return the instructions of the first process of a command, or None without valgrind.

    Args:
        command: The words behind `python`, which is empty for a program of its own.
    """
    valgrind = program("valgrind")
    if valgrind is None:
        return None
    # A program that was built for machines without Python begins itself anew.
    counting = [valgrind, "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    counting.append("--trace-children=yes")
    done = subprocess.run(
        [*counting, *python, *command],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    found = _INSTRUCTIONS.findall(done.stderr)
    if done.returncode not in codes or not found:
        sys.exit(f"{command[0]} could not run: {done.stderr[-1000:]}")
    return int(found[-1])


def peak_memory(command: Sequence[str]) -> float:
    """Return the most memory, in MiB, that one process of a command had in use."""
    peaks: dict[str, int] = {}
    with subprocess.Popen(command, cwd="/", stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            for pid in _family(str(process.pid)):
                peaks[pid] = max(peaks.get(pid, 0), _high_water_mark(pid))
            time.sleep(0.05)
    return max(peaks.values()) / 1024


def _family(pid: str) -> list[str]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in _family(child))]


def _high_water_mark(pid: str) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def show(what: str, figure: float | None, wanted: str = "") -> None:
    """Print a figure, with the figure that is wanted."""
    shown = "unknown" if figure is None else f"{figure:.3f}" if figure < 1000 else f"{figure:,.0f}"
    print(f"{what:<66}{shown:>14}{f'  ({wanted})' if wanted else ''}", flush=True)
