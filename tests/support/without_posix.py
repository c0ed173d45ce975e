"""An interview on the screen as on a system without POSIX: its modules, signals and calls are gone.

Run as a program: `python -m tests.support.without_posix FOLDER`. It stands in for Windows as far as
that is possible elsewhere; keys come from a list, and nothing is drawn.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

_MODULES = ("termios", "tty", "fcntl", "resource", "pwd", "grp", "pty", "curses")
_CALLS = (
    "getuid",
    "geteuid",
    "getgid",
    "getpgrp",
    "tcgetpgrp",
    "killpg",
    "setsid",
    "fork",
    "fchmod",
)
_SIGNALS = ("SIGTSTP", "SIGCONT", "SIGHUP", "SIGQUIT", "SIGWINCH", "SIGUSR1", "SIGALRM", "SIGKILL")


def take_posix_away() -> None:
    """Make the modules, calls and signals of POSIX absent, as on Windows."""
    for name in _MODULES:
        sys.modules[name] = None  # type: ignore[assignment]
    for name in _CALLS:
        if hasattr(os, name):
            delattr(os, name)
    for name in _SIGNALS:
        if hasattr(signal, name):
            delattr(signal, name)


def main(folder: Path) -> None:
    """Answer three questions with keys, and print what stands on the last screen."""
    import zoneinfo  # noqa: F401  (it asks for the platform)

    import pydantic.main  # noqa: F401
    from prompt_toolkit.data_structures import Size
    from prompt_toolkit.input.base import Input
    from prompt_toolkit.key_binding.key_processor import KeyPress
    from prompt_toolkit.keys import Keys
    from prompt_toolkit.output import DummyOutput

    sys.platform = "win32"  # from here on the program takes its ways on Windows
    from datetime import date

    from checklist.console.full_screen import FullScreen
    from checklist.console.signals import stopping_on_signals
    from checklist.interview.engine import Interview
    from checklist.interview.fullscreen.face import ScreenFace
    from checklist.interview.loop import run
    from checklist.interview.session import Session
    from checklist.reports.report import Report
    from tests.support.interview_questions import OFFICE, PLAN, TRAINING
    from tests.support.tiny import questionnaire
    from tests.support.two_faces import SilentFace

    class Pressed(Input):
        """Keys from a list; each comes once the screen has been drawn."""

        def __init__(self, keys: list[str]) -> None:
            self.keys = keys
            self.wanted = False
            """Whether the program waits for a key, and has drawn what it is about."""

        def fileno(self) -> int:
            return 0

        def typeahead_hash(self) -> str:
            return "pressed"

        def read_keys(self) -> list[KeyPress]:
            return [KeyPress(self.keys.pop(0))] if self.keys else []

        @contextmanager
        def attach(self, input_ready_callback: Callable[[], None]) -> Any:
            async def press() -> None:
                while self.keys:
                    await asyncio.sleep(0.01)
                    if self.wanted:
                        self.wanted = False
                        input_ready_callback()

            task = asyncio.get_running_loop().create_task(press())
            yield
            task.cancel()

        def detach(self) -> AbstractContextManager[None]:
            return nullcontext()

        raw_mode = cooked_mode = detach

        @property
        def closed(self) -> bool:
            return False

    class Screen(FullScreen):
        waits = False

        def next_key(self) -> Any:
            self.waits = True
            return super().next_key()

        def _note_drawn(self) -> None:
            super()._note_drawn()
            if self.waits:
                self.waits, pressed.wanted = False, True

    class Terminal(DummyOutput):
        def get_size(self) -> Size:
            return Size(rows=24, columns=80)

    answered = questionnaire([PLAN, TRAINING, OFFICE])
    begun = Report.begin(answered, "SYC", date(2026, 1, 1))
    session = Session.begin(folder / "report.yaml", answered, begun)
    keys = ["1", Keys.Enter, "1", "2", "1", Keys.Enter]
    keys += [Keys.ControlZ, *"Ministry", Keys.Enter, *"/quit", Keys.Enter]
    pressed = Pressed([*keys])
    face = ScreenFace(Screen(pressed, Terminal()), SilentFace(iter(())))
    interview = Interview(answered, session.report, session.unusable, in_any_order=True)
    with stopping_on_signals():
        run(interview, session, face)


if __name__ == "__main__":
    take_posix_away()
    main(Path(sys.argv[1]))
