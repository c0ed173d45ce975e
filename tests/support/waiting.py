"""Tells by what the kernel says of a program whether it waits for somebody to type.

To wait until it has been silent for long takes half a second for each key, and still guesses.
"""

from collections.abc import Iterator
from pathlib import Path

_FOR_KEYS = ("poll", "select", "wait_woken")
"""Parts of the names of the kernel's functions in which a process waits for input."""

_FOR_OTHERS = ("futex", "do_wait", "sigsuspend")
"""Parts of those in which its other threads wait for work, or it waits for a program it started."""

Moment = tuple[tuple[int, int], ...]
"""The number of each thread of a program, and how often it has been awake."""


def moment_of(pid: int) -> Moment:
    """Return a moment of a program and all that it started. It is another one after each key."""
    found = []
    for thread in _threads(pid):
        try:
            status = (thread / "status").read_text("utf-8")
        except OSError:  # it has just ended
            continue
        switches = [line for line in status.splitlines() if "ctxt_switches" in line]
        found.append((int(thread.name), sum(int(line.split()[-1]) for line in switches)))
    return tuple(found)


def waits_for_keys(pid: int) -> bool:
    """Whether a program, with all that it started, does nothing but wait for keys.

    False where the kernel does not say what a process waits for.
    """
    try:
        functions = [(thread / "wchan").read_text("utf-8") for thread in _threads(pid)]
    except OSError:
        return False
    return any(_is_one_of(_FOR_KEYS, name) for name in functions) and all(
        _is_one_of((*_FOR_KEYS, *_FOR_OTHERS), name) for name in functions
    )


def _is_one_of(parts: tuple[str, ...], name: str) -> bool:
    return any(part in name for part in parts)


def _threads(pid: int) -> Iterator[Path]:
    """Yield the folders of the threads of a process, and of all processes that come from it."""
    try:
        threads = [*Path(f"/proc/{pid}/task").iterdir()]
        started = [
            child for thread in threads for child in (thread / "children").read_text().split()
        ]
    except OSError:  # it has just ended, or this system has no such folder
        return
    yield from threads
    for child in started:
        yield from _threads(int(child))
