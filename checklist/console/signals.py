"""Signals that end an interview, whose confirmed answers are on disk already."""

import os
import signal
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

_NAMES = ("SIGTERM", "SIGHUP", "SIGQUIT")  # not every system has each


class StoppedBySignal(SystemExit):
    """The process received a signal to stop.

    It is a `SystemExit`, because an event loop lets only that and `KeyboardInterrupt` through,
    wherever the loop is when the signal comes.
    """

    def __init__(self, number: int) -> None:
        super().__init__(128 + number)
        self.number = number

    @property
    def has_terminal(self) -> bool:
        """Whether messages can still be read: not after the terminal was closed."""
        return self.number != getattr(signal, "SIGHUP", None)


@contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Raise `StoppedBySignal` on SIGTERM, SIGHUP and SIGQUIT, and leave the terminal as it was.

    A signal that is ignored, as SIGHUP is under nohup, stays ignored. The end of the input in a
    terminal that was closed counts as SIGHUP, which can come a moment later.
    """
    begins_in_terminal = sys.stdin.isatty()
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    with terminal_restored():
        try:
            for number, handler in before.items():
                if handler is not signal.SIG_IGN:
                    signal.signal(number, _stop)
            yield
        except EOFError:
            if sys.platform != "win32" and begins_in_terminal and _is_hung_up():
                _stop(signal.SIGHUP, None)
            raise
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


@contextmanager
def terminal_restored() -> Iterator[None]:
    """Leave the terminal as it was before the block, whatever changed it."""
    if sys.platform == "win32":  # the console is put back by the library that changed it
        yield
        return
    import termios

    attributes, failures = None, (termios.error, ValueError, OSError)
    with suppress(*failures):
        attributes = termios.tcgetattr(sys.stdin.fileno())
    try:
        yield
    finally:
        if attributes is not None:
            with suppress(*failures):
                termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, attributes)


@contextmanager
def undisturbed(
    *,
    at_once: Collection[str] = (),
    wake: Callable[[], None] = lambda: None,
) -> Iterator[Sequence[int]]:
    """Delay signals, Ctrl-C among them, until the end of the block.

    So an answer that was typed is saved, or known to be lost, before the process stops.

    Args:
        at_once: The signals that are not delayed: `SIGHUP`.
        wake: Called when a delayed signal comes, so that a block that waits can end. It raises
            nothing.

    Yields:
        The signals that came.
    """
    came: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        came.append(number)
        wake()

    before: dict[int, Any] = {}
    try:
        for name in {"SIGINT", *_NAMES}.difference(at_once):
            number = getattr(signal, name, None)
            if number is not None and callable(handler := signal.getsignal(number)):
                before[number] = handler
                signal.signal(number, note)
        yield came
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if came:
            signal.raise_signal(came[0])


def _stop(number: int, frame: FrameType | None) -> None:
    stopped = StoppedBySignal(number)
    if not stopped.has_terminal and not sys.stdout.isatty():
        _let_go_of_terminal()
    raise stopped


def _is_hung_up() -> bool:
    """Return whether the terminal of standard input was closed, and SIGHUP is not ignored."""
    import select

    if sys.platform == "win32" or signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        return False
    poll = select.poll()
    poll.register(sys.stdin.fileno(), 0)
    return any(event & select.POLLHUP for _, event in poll.poll(0))


def _let_go_of_terminal() -> None:
    """Discard all further output: a terminal that was closed refuses it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
