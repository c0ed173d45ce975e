"""Drives the command in a pseudo-terminal, and keeps the screen that a person would see."""

import os
import re
import select
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyte
import pytest

from tests.support.running import (
    COMMAND,
    PATIENCE,
    can_be_copied,
    environment,
    fork_server,
    give_up_privileges,
)
from tests.support.waiting import Moment, moment_of, waits_for_keys

termios = pytest.importorskip("termios", reason="pseudo-terminals are for Unix only")

from tests.support.fork_server import Copy, take_terminal  # noqa: E402

_SILENCE = 0.25
"""Seconds without output after which a program counts as waiting that does not show it."""

_STILL, _STILL_AFTER_ESCAPE = 0.03, 0.07
"""Seconds after which a program counts as waiting that shows it.

Behind Escape it waits 0.05 seconds itself for the rest of a key.
"""

_LOOK = 0.01
"""Seconds after which is looked again whether it shows it."""

_BRACKETED_PASTE = b"\x1b[?2004h"
"""The sequence that the line editor sends when it begins to wait for an entry."""

_PLAIN_PROMPT = re.compile(rb"(?:^|\n)(?:file)?[>.] $")


_ALTERNATE_SCREEN = 1049
"""The mode in which a full screen is drawn, beside the usual one."""


class _Screen(pyte.Screen):
    """A screen that answers when the program asks where the cursor is, as terminals do.

    It also has the second screen of terminals, on which full screens are drawn.
    """

    def __init__(self, columns: int, rows: int, answer: Callable[[str], Any]) -> None:
        super().__init__(columns, rows)
        self._answer = answer
        self._usual: tuple[Any, int, int] | None = None

    @property
    def is_alternate(self) -> bool:
        """Whether the second screen is shown."""
        return self._usual is not None

    def set_mode(self, *modes: int, **kwargs: Any) -> None:
        super().set_mode(*modes, **kwargs)
        if kwargs.get("private") and _ALTERNATE_SCREEN in modes and self._usual is None:
            lines = {y: dict(line) for y, line in self.buffer.items()}
            self._usual = lines, self.cursor.x, self.cursor.y
            self.erase_in_display(2)

    def reset_mode(self, *modes: int, **kwargs: Any) -> None:
        super().reset_mode(*modes, **kwargs)
        if kwargs.get("private") and _ALTERNATE_SCREEN in modes and self._usual is not None:
            lines, self.cursor.x, self.cursor.y = self._usual
            self._usual = None
            self.erase_in_display(2)
            for y, line in lines.items():
                self.buffer[y].update(line)

    def write_process_input(self, data: str) -> None:
        self._answer(data)


_KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "delete": "\x1b[3~",
    "page-down": "\x1b[6~",
    "page-up": "\x1b[5~",
    "tab": "\t",
    "backspace": "\x7f",
    "alt-enter": "\x1b\r",
}
"""What terminals send for keys."""


class Terminal:
    """The command in a terminal of the given size. Leaving the `with` block kills it.

    With `shell` it is that shell, from which the command can be started as a job. With `screens` an
    interview takes the whole screen where it has room.
    """

    def __init__(
        self,
        *arguments: str | Path,
        cwd: Path,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        unprivileged: bool = False,
        shell: Sequence[str] = (),
        screens: bool = False,
    ) -> None:
        if not screens:  # the questions come line by line
            env = {"CHECKLIST_LINES": "1", **(env or {})}
        self._terminal, theirs = os.openpty()
        termios.tcsetwinsize(self._terminal, (rows, columns))
        self._attributes = termios.tcgetattr(self._terminal)
        try:
            words = [*map(str, arguments)]
            self._process = _started(words, cwd, env, theirs, unprivileged, shell)
        finally:
            os.close(theirs)
        self._silent_since = time.monotonic()
        self._silence = 0.0
        self._entered: Moment = ()
        self._still: tuple[Moment, float] = ((), 0.0)
        self._stillness = _STILL
        self._screen = _Screen(columns, rows, self._write)
        self._stream = pyte.ByteStream(self._screen)
        self._ended = False
        self._entered_at = 0
        self.output = b""
        """All bytes that the program has written."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        self._close()

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    @property
    def is_restored(self) -> bool:
        """Whether the terminal's attributes are what they were before."""
        return bool(termios.tcgetattr(self._terminal) == self._attributes)

    @property
    def is_full_screen(self) -> bool:
        """Whether the program shows a full screen now, beside the usual one."""
        return self._screen.is_alternate

    def press(self, *keys: str) -> str:
        """Press keys on a full screen, and wait after each until it is drawn. Returns the screen.

        Args:
            keys: Characters, or the names of keys such as `enter`.
        """
        for key in keys:
            self.send(_KEYS.get(key, key))
            self.settle()
        return self.screen_text()

    def settle(self) -> str:
        """Wait until nothing more is drawn and the program waits. Returns the screen."""
        self._begin_silence()
        # A program that waits for the disk may seem to sleep, so that silence counts double.
        self._read_until(
            lambda: self._ended or self._waits(2 * _SILENCE), "waiting for silence", _LOOK
        )
        return self.screen_text()

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        termios.tcsetwinsize(self._terminal, (rows, columns))
        self._screen.resize(rows, columns)
        self._entered = moment_of(self.pid)
        self._process.send_signal(signal.SIGWINCH)
        self._begin_silence()

    def screen_text(self) -> str:
        """Return what stands on the screen, without the spaces at the ends of the lines."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip() + "\n"

    def flat_text(self) -> str:
        """Return what stands on the screen as one line, as if nothing had been wrapped."""
        return " ".join(self.screen_text().split())

    def wait_for(self, text: str) -> str:
        """Wait until a text is on the screen, however it is wrapped. Returns the screen."""
        wanted = " ".join(text.split())
        self._read_until(lambda: wanted in self.flat_text(), f"waiting for {text!r}")
        return self.screen_text()

    def wait_for_prompt(self) -> str:
        """Wait until an entry can be typed. Returns the screen."""
        self._read_until(self._is_waiting, "waiting for a prompt", _LOOK)
        return self.screen_text()

    def send(self, keys: str) -> None:
        """Press keys, whatever the program is doing."""
        self._entered_at = len(self.output)
        self._entered = moment_of(self.pid)
        self._stillness = _STILL_AFTER_ESCAPE if keys.endswith("\x1b") else _STILL
        self._begin_silence()
        self._write(keys)

    def control(self, key: str) -> None:
        """Press a key while Ctrl is held."""
        self.send(chr(ord(key.upper()) - 64))

    def enter(self, *entries: str) -> str:
        """Type each entry with Enter when it is asked for, and wait for what is asked next.

        Returns:
            The screen, when the program waits again or has ended.
        """
        self.wait_for_prompt()
        for entry in entries:
            self._submit(entry)
        return self.screen_text()

    def paste(self, text: str) -> str:
        """Paste a text, as a terminal does that marks what is pasted. Returns the screen."""
        self.wait_for_prompt()
        self.send(f"\x1b[200~{text}\x1b[201~")
        return self.wait_for(re.split(r"[\s\x00-\x1f]", text)[-1])

    def confirm(self) -> str:
        """Press Enter behind what stands at the prompt. Returns the screen at the next one."""
        self._submit("")
        return self.screen_text()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self._process.send_signal(number)

    def hang_up(self) -> int:
        """Close the terminal window, and return the program's exit code."""
        self._close()
        self._ended = True
        return self._process.wait(PATIENCE)

    def end(self) -> int:
        """Wait until the program has ended. Returns its exit code, negative for a signal."""
        self._read_until(lambda: self._ended, "waiting for the end")
        return self._process.wait(PATIENCE)

    def _submit(self, entry: str) -> None:
        self.send(f"{entry}\r")
        self._read_until(lambda: self._ended or self._is_waiting(), f"after {entry!r}", _LOOK)

    def _is_waiting(self) -> bool:
        since = self.output[self._entered_at :]
        if _BRACKETED_PASTE not in self.output:
            # In plain mode there is no marker, so only silence shows that the program waits.
            if _PLAIN_PROMPT.search(since):
                return True
            return since.endswith(b"\n") and self._waits(_SILENCE)
        if _BRACKETED_PASTE not in since:
            return False
        shown = self._screen.display[self._screen.cursor.y][: self._screen.cursor.x]
        return shown.rstrip() in {">", ".", "file>"}

    def _waits(self, silence: float) -> bool:
        """Whether the program waits for keys: it shows it, or sleeps and has long been silent."""
        if self._silence >= silence and is_asleep(self.pid):
            return True
        now = moment_of(self.pid)
        if now in ((), self._entered) or not waits_for_keys(self.pid):
            self._still = (), 0.0  # it has not seen the last key, or still does something with it
            return False
        before, since = self._still
        if now != before:
            self._still = now, time.monotonic()
            return False
        return min(self._silence, time.monotonic() - since) >= self._stillness

    def _begin_silence(self) -> None:
        self._silence = 0.0
        self._silent_since = time.monotonic()

    def _read_until(self, is_met: Callable[[], bool], what: str, look: float = _SILENCE) -> None:
        deadline = time.monotonic() + PATIENCE
        while not is_met():
            if self._ended or time.monotonic() > deadline:
                raise AssertionError(f"{what}; the screen is:\n{self.screen_text()}")
            self._read(look)

    def _read(self, seconds: float) -> None:
        if not select.select([self._terminal], [], [], seconds)[0]:
            self._silence = time.monotonic() - self._silent_since
            return
        try:
            piece = os.read(self._terminal, 65536)
        except OSError:  # on Linux: no process has the terminal any more
            piece = b""
        if not piece:
            self._ended = True
            return
        self._begin_silence()
        self.output += piece
        self._stream.feed(piece)

    def _write(self, keys: str) -> None:
        rest = keys.encode()
        while rest:
            rest = rest[os.write(self._terminal, rest) :]

    def _close(self) -> None:
        if self._terminal >= 0:
            os.close(self._terminal)
            self._terminal = -1


def _started(
    arguments: Sequence[str],
    cwd: Path,
    env: Mapping[str, str] | None,
    terminal: int,
    unprivileged: bool,
    shell: Sequence[str],
) -> "Copy | subprocess.Popen[bytes]":
    """Start the command, or a shell, in a terminal."""
    files = [terminal] * 3
    if not shell and can_be_copied(env):
        return fork_server().begin(
            arguments, cwd, environment(env), files, has_terminal=True, unprivileged=unprivileged
        )

    def prepare() -> None:
        take_terminal()
        if unprivileged:
            give_up_privileges()

    return subprocess.Popen(
        [*(shell or COMMAND), *arguments],
        cwd=cwd,
        env=environment(env),
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        preexec_fn=prepare,
    )


def is_asleep(pid: int) -> bool:
    """Whether a process waits. It may be silent because the machine has no time for it."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text("utf-8")
    except OSError:  # this system has no such file
        return True
    return status.rpartition(")")[2].split()[0] == "S"


def widest(lines: Sequence[str]) -> int:
    """Return how many columns the widest line takes."""
    return max((len(line) for line in lines), default=0)
