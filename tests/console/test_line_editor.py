"""An entry from a real terminal, and the signals that come meanwhile."""

import asyncio
import signal
import weakref

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from checklist.console.line_editor import EditedLineInput
from checklist.console.signals import StoppedBySignal, stopping_on_signals


class Thing:
    """Something that a weak reference can point to."""


def stop(_: object) -> None:
    signal.raise_signal(signal.SIGTERM)


def drop() -> None:
    thing = Thing()
    reference = weakref.ref(thing, stop)
    del thing
    assert reference() is None


def drop_soon() -> None:
    asyncio.get_running_loop().call_soon(drop)


def test_a_signal_in_a_callback_whose_exceptions_are_ignored_still_stops() -> None:
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        editor = EditedLineInput()
        editor._session.app.pre_run_callables.append(drop_soon)
        keys.send_text("typed\r")

        with stopping_on_signals(), pytest.raises(StoppedBySignal) as stopped:
            editor.read("> ")

    assert stopped.value.number == signal.SIGTERM


def test_without_a_signal_the_entry_is_returned() -> None:
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text("typed\r")

        with stopping_on_signals():
            assert EditedLineInput().read("> ") == "typed"
