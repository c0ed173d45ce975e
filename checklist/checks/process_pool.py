"""Runs a function on many items in several processes; the results come in the items' order."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

from checklist.errors import ChecklistError

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNK = 16
"""The items that are sent at once, unless told: enough to make the cost of sending small."""
AHEAD = 3
"""The chunks under way for each process: enough to keep it busy, and few in memory."""
_MAX_JOBS = 61
"""The most processes for which Windows can wait at once."""


def map_in_processes(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    jobs: int,
    lost: Callable[[Item], Result],
    chunk_size: int = CHUNK,
) -> Iterator[Result]:
    """Yield the results of all items, in their order, as they become ready.

    Args:
        function: A function that does not print. It, the items and the results can be pickled.
        items: The items. They are taken one by one, as they are needed.
        jobs: The number of processes that run it.
        lost: Returns the result of an item that ended its process, such as by using up the memory.
        chunk_size: The items that are sent to a process at once.

    Raises:
        ChecklistError: A process cannot be started.
    """
    rest = iter(items)
    chunks = iter(lambda: tuple(islice(rest, chunk_size)), ())
    waiting: deque[tuple[tuple[Item, ...], Future[list[Result]]]] = deque()
    pool = _Pool(function, jobs)
    try:
        while True:
            for chunk in islice(chunks, AHEAD * jobs - len(waiting)):
                waiting.append((chunk, pool.submit(chunk)))
            if not waiting:
                break
            chunk, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                pool.close()
                yield from _one_by_one(function, chunk, lost)
                pool = _Pool(function, jobs)
                waiting = deque((later, pool.renewed(later, done)) for later, done in waiting)
    except BaseException:
        pool.abandon()
        raise
    pool.close()


def _one_by_one(
    function: Callable[[Item], Result], items: Iterable[Item], lost: Callable[[Item], Result]
) -> Iterator[Result]:
    """Yield the results of items, each from its own process, because one may end its process."""
    for item in items:
        pool = _Pool(function, 1)
        try:
            yield from pool.submit([item]).result()
        except BrokenProcessPool:
            yield lost(item)
        finally:
            pool.close()


class _Pool:
    """Several processes that run one function."""

    def __init__(self, function: Callable[[Any], Any], jobs: int) -> None:
        try:
            self._executor = ProcessPoolExecutor(
                min(jobs, _MAX_JOBS), _context(), initializer=_begin, initargs=(function,)
            )
        except OSError as error:  # on Linux, processes share their locks in /dev/shm
            raise _not_started(error) from None

    def submit(self, chunk: Sequence[Any]) -> "Future[list[Any]]":
        """Submit the items of a chunk. If the pool is broken, only the future shows it."""
        try:
            with _uninterrupted():
                return self._executor.submit(_run, chunk)
        except BrokenProcessPool as broken:
            failed: Future[list[Any]] = Future()
            failed.set_exception(broken)
            return failed
        except OSError as error:
            raise _not_started(error) from None

    def renewed(self, chunk: Sequence[Any], future: "Future[list[Any]]") -> "Future[list[Any]]":
        """Return the future of a chunk that another pool has run, or submit the chunk again."""
        return future if future.exception() is None else self.submit(chunk)

    def close(self) -> None:
        """End the processes when all chunks are done."""
        self._executor.shutdown()

    def abandon(self) -> None:
        """Cancel all chunks, without waiting for the processes to end."""
        self._executor.shutdown(wait=False, cancel_futures=True)


def _not_started(error: OSError) -> ChecklistError:
    reason = error.strerror or type(error).__name__
    return ChecklistError(f"a process could not be started: {reason}; name fewer files at once")


def _context() -> BaseContext:
    """Return the start method: fork on Linux, unless another one was set.

    A forked process need not load the modules again. Fork is safe because none of our code runs in
    threads when a process is started.
    """
    is_chosen = multiprocessing.get_start_method(allow_none=True) is not None
    # Else a process that is not forked would look for modules in the current folder first.
    os.environ["PYTHONSAFEPATH"] = "1"
    return multiprocessing.get_context(
        "fork" if sys.platform == "linux" and not is_chosen else None
    )


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Block Ctrl-C, so that a process started meanwhile never gets it, but is ended by this one."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# In the processes

_function: Callable[[Any], Any]


def _begin(function: Callable[[Any], Any]) -> None:
    global _function
    _function = function
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Loaded modules stay in memory. Garbage is collected after each item.
    gc.freeze()
    gc.disable()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the end of the process that started this one, then end this one."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(chunk: Sequence[Any]) -> list[Any]:
    results = []
    for item in chunk:
        results.append(_function(item))
        gc.collect(0)
    return results
