import os
import signal
import sys

import pytest

from checklist.interview.signals import StoppedBySignal, stopping_on_signals

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
