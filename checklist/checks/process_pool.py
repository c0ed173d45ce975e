"""Runs a function over many items, in several processes where that pays, results in order."""

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
"""Items that are sent to a process at once: enough that sending them costs little beside."""
AHEAD = 3
"""Chunks a process that are under way, so that none waits, and memory does not grow."""
_MOST_JOBS = 61
"""What Windows can wait for at once."""


def shared_out(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    jobs: int,
    lost: Callable[[Item], Result],
) -> Iterator[Result]:
    """Yield the results of all items, in their order, as they become ready.

    Args:
        function: Can be pickled, as can the items and the results. Must not print.
        items: As many as there are: they are asked for as they are needed.
        jobs: How many processes run it.
        lost: Gives the result of an item that ended the process which ran it, as when the system
            runs out of memory.

    Raises:
        ChecklistError: A process cannot be started.
    """
    rest = iter(items)
    chunks = iter(lambda: tuple(islice(rest, CHUNK)), ())
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
    """Yield the results of items of which one may end its process: which one, shows here."""
    for item in items:
        pool = _Pool(function, 1)
        try:
            yield from pool.submit([item]).result()
        except BrokenProcessPool:
            yield lost(item)
        finally:
            pool.close()


class _Pool:
    """Some processes that run one function."""

    def __init__(self, function: Callable[[Any], Any], jobs: int) -> None:
        self._executor = ProcessPoolExecutor(
            min(jobs, _MOST_JOBS), _context(), initializer=_begin, initargs=(function,)
        )

    def submit(self, chunk: Sequence[Any]) -> "Future[list[Any]]":
        """Have the items of a chunk run. A broken pool shows in the future only."""
        try:
            with _uninterrupted():
                return self._executor.submit(_run, chunk)
        except BrokenProcessPool as broken:
            failed: Future[list[Any]] = Future()
            failed.set_exception(broken)
            return failed
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise ChecklistError(
                f"a process could not be started: {reason}; try --jobs 1"
            ) from None

    def renewed(self, chunk: Sequence[Any], future: "Future[list[Any]]") -> "Future[list[Any]]":
        """Return the future of a chunk that another pool has run, or have it run again."""
        return future if future.exception() is None else self.submit(chunk)

    def close(self) -> None:
        """End the processes when they have done what they were given."""
        self._executor.shutdown()

    def abandon(self) -> None:
        """Have the processes end by themselves, and wait for nothing."""
        self._executor.shutdown(wait=False, cancel_futures=True)


def _context() -> BaseContext:
    """Return how processes are started: with fork where that is safe, it takes the least time.

    Nothing of ours runs in threads when a process is started.
    """
    is_chosen = multiprocessing.get_start_method(allow_none=True) is not None
    return multiprocessing.get_context(
        "fork" if sys.platform == "linux" and not is_chosen else None
    )


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold back Ctrl-C. A process that is started meanwhile never gets it: we end it ourselves."""
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
    # What is loaded stays, and what an item leaves behind is sought once that is done.
    gc.freeze()
    gc.disable()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait until the process that started this one has ended, however it did, and end too."""
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
