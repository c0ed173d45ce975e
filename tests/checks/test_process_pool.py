import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from checklist.checks.process_pool import AHEAD, CHUNK, map_in_processes
from checklist.errors import ChecklistError
from tests.support.running import PATIENCE, environment

SEVERAL = 3 * CHUNK + 1


def doubled(number: int) -> int:
    return 2 * number


def slow_at_first(number: int) -> int:
    time.sleep(0.2 if number == 0 else 0)
    return number


def process(_: int) -> int:
    return os.getpid()


def deadly(number: int) -> int:
    """Ends its process, as the system does when the memory is used up."""
    if number % 20 == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def killed_once(path: str) -> str:
    """Ends its process the first time it is run."""
    marker = Path(path)
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "whole"


def failing(number: int) -> int:
    raise ValueError(number)


def negative(number: int) -> int:
    return -number


def lost(path: str) -> str:
    return f"lost {path}"


@pytest.mark.parametrize("jobs", [1, 2, 4])
@pytest.mark.parametrize("number", [0, 1, CHUNK, SEVERAL])
def test_results_come_in_the_order_of_the_items(number: int, jobs: int) -> None:
    results = map_in_processes(doubled, range(number), jobs, negative)

    assert list(results) == [2 * one for one in range(number)]


def test_a_slow_item_holds_up_those_behind_it_and_no_order_is_lost() -> None:
    results = map_in_processes(slow_at_first, range(SEVERAL), 2, negative)

    assert list(results) == list(range(SEVERAL))


def test_items_are_run_in_other_processes_and_in_several() -> None:
    processes = set(map_in_processes(process, range(20 * CHUNK), 2, negative))

    assert 1 <= len(processes) <= 2
    assert os.getpid() not in processes


def test_items_are_asked_for_only_as_they_are_needed() -> None:
    asked = 0

    def endless() -> Iterator[int]:
        nonlocal asked
        while True:
            asked += 1
            yield asked

    results = map_in_processes(doubled, endless(), 2, negative)
    first = [next(results) for _ in range(5 * CHUNK)]
    results.close()  # type: ignore[attr-defined]

    assert first == [2 * one for one in range(1, 5 * CHUNK + 1)]
    assert asked <= (5 + 2 * AHEAD + 1) * CHUNK


@pytest.mark.thorough
@pytest.mark.skipif(os.name == "nt", reason="processes are killed in another way there")
def test_an_item_that_ends_its_process_is_told_and_all_others_have_their_results() -> None:
    results = list(map_in_processes(deadly, range(SEVERAL), 2, negative))

    expected = [-one if one % 20 == 7 else one for one in range(SEVERAL)]
    assert results == expected


@pytest.mark.skipif(os.name == "nt", reason="processes are killed in another way there")
def test_an_item_whose_process_was_killed_by_chance_has_its_result(tmp_path: Path) -> None:
    paths = [str(tmp_path / str(number)) for number in range(2)]

    assert list(map_in_processes(killed_once, paths[:1], 2, lost)) == ["whole"]


def test_a_fault_of_the_function_is_raised_here() -> None:
    with pytest.raises(ValueError, match=r"^0$"):
        list(map_in_processes(failing, range(SEVERAL), 2, negative))


@pytest.mark.skipif(os.name == "nt", reason="there is no fork")
def test_processes_that_cannot_be_started_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refused)

    with pytest.raises(ChecklistError, match="could not be started: Resource temporarily unav"):
        list(map_in_processes(doubled, range(SEVERAL), 2, negative))


@pytest.mark.skipif(os.name == "nt", reason="locks of other systems are no files")
def test_a_system_without_a_place_for_locks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(*given: object, **named: object) -> None:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr("multiprocessing.synchronize.SemLock.__init__", absent)

    with pytest.raises(ChecklistError, match=r"could not be started: No such file.*fewer"):
        list(map_in_processes(doubled, range(SEVERAL), 2, negative))


RUNNING = """
import multiprocessing, os, sys, time
from checklist.checks.process_pool import map_in_processes
from tests.checks.test_process_pool import negative, process

def endless():
    while True:
        yield 1

if __name__ == "__main__":
    if sys.argv[1] != "default":
        multiprocessing.set_start_method(sys.argv[1])
    seen = set()
    for one in map_in_processes(process, endless(), 3, negative):
        if one not in seen:
            seen.add(one)
            print(one, flush=True)
"""


@pytest.mark.sampled
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system has no /proc")
@pytest.mark.parametrize("method", ["default", "spawn", "forkserver"])
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_process_outlives_the_one_that_started_it(
    end: signal.Signals, method: str, tmp_path: Path
) -> None:
    script = tmp_path / "running.py"
    script.write_text(RUNNING)
    with subprocess.Popen(
        [sys.executable, str(script), method], stdout=subprocess.PIPE, env=environment(), text=True
    ) as running:
        assert running.stdout is not None
        first = int(running.stdout.readline())

        running.send_signal(end)
        running.wait(timeout=PATIENCE)

    begin = time.monotonic()
    while is_alive(first) and time.monotonic() - begin < PATIENCE:
        time.sleep(0.02)
    assert not is_alive(first)


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
