import os
import signal
import sys

import pytest

from checklist.console import signals
from checklist.console.signals import StoppedBySignal, stopping_on_signals, undisturbed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")


def test_a_signal_stops_what_runs_and_its_handler_is_put_back() -> None:
    before = signal.getsignal(signal.SIGTERM)

    with pytest.raises(StoppedBySignal) as stopped, stopping_on_signals():
        os.kill(os.getpid(), signal.SIGTERM)

    assert stopped.value.number == signal.SIGTERM
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_signal_that_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stopping_on_signals():
            os.kill(os.getpid(), signal.SIGHUP)

        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize(("is_closed", "ends_with"), [(True, StoppedBySignal), (False, EOFError)])
def test_the_end_of_the_input_in_a_terminal_that_was_closed_is_a_signal(
    is_closed: bool, ends_with: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal, own = os.openpty()
    with os.fdopen(own) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        monkeypatch.setattr(signals, "_let_go_of_terminal", lambda: None)  # here it is pytest's

        with pytest.raises(ends_with) as ended, stopping_on_signals():
            if is_closed:
                os.close(terminal)
            raise EOFError

    if isinstance(ended.value, StoppedBySignal):
        assert ended.value.number == signal.SIGHUP
    else:
        os.close(terminal)


@pytest.mark.parametrize(
    ("number", "stopped_by"),
    [(signal.SIGINT, KeyboardInterrupt), (signal.SIGTERM, StoppedBySignal)],
)
def test_a_signal_waits_for_the_end_of_what_must_not_be_disturbed(
    number: signal.Signals, stopped_by: type[BaseException]
) -> None:
    done = []

    with pytest.raises(stopped_by), stopping_on_signals(), undisturbed():
        os.kill(os.getpid(), number)
        done.append("saved")

    assert done == ["saved"]


def test_a_signal_stops_again_after_what_must_not_be_disturbed() -> None:
    with stopping_on_signals():
        with undisturbed():
            pass
        with pytest.raises(StoppedBySignal):
            os.kill(os.getpid(), signal.SIGTERM)
