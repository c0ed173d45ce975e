"""Lives of `checklist answer`, begun so quickly that a thousand can be ended in CI's time.

A life is a process of its own that runs the real command. It is a copy of a process that has
imported everything already; nothing else is left out of it.
"""

import os
import pty
import re
import select
import subprocess
import termios
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.running import PATIENCE, environment, fork_server

_PROMPT = re.compile(r"(?:\A|\n)(?:file)?> \Z")
_ENVIRONMENT = environment({"TERM": "dumb"})


class UnattendedLife:
    """A life whose entries are in a file, and whose output goes to a pipe."""

    def __init__(self, *words: str, folder: Path, entries: Sequence[str]) -> None:
        file = folder / "entries"
        file.write_text("".join(f"{entry}\n" for entry in entries), encoding="utf-8")
        self._pipe, theirs = os.pipe()
        with file.open("rb") as stdin:
            self._process = fork_server().begin(
                words, folder, _ENVIRONMENT, [stdin.fileno(), theirs, theirs]
            )
        os.close(theirs)
        self.output = ""
        """All that was shown."""

    @property
    def prompts(self) -> int:
        """How many entries were asked for."""
        return self.output.count("> \n")

    def wait_for_prompts(self, number: int) -> None:
        """Wait until so many entries were asked for, or the life has ended."""
        while self.prompts < number and self._read():
            pass

    def kill(self) -> None:
        """Kill it, unless it has ended."""
        self._process.kill()

    def end(self) -> int:
        """Wait until the life has ended. Returns its exit code, negative for a signal."""
        while self._read():
            pass
        os.close(self._pipe)
        return self._process.wait(PATIENCE)

    def _read(self) -> bool:
        assert select.select([self._pipe], [], [], PATIENCE)[0], self.output
        piece = os.read(self._pipe, 65536)
        self.output += piece.decode(errors="replace")
        return bool(piece)


class Life:
    """A life in a terminal of its own, one that cannot edit lines.

    Leaving the `with` block kills it.
    """

    def __init__(self, *words: str, folder: Path) -> None:
        self._master, self._slave = pty.openpty()
        self._attributes = termios.tcgetattr(self._slave)
        self._process = fork_server().begin(
            words, folder, _ENVIRONMENT, [self._slave] * 3, has_terminal=True
        )
        self.output = ""
        """All that was shown and typed."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait(PATIENCE)
        os.close(self._master)
        os.close(self._slave)

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    @property
    def is_restored(self) -> bool:
        """Whether the terminal's attributes are what they were before."""
        return termios.tcgetattr(self._slave) == self._attributes

    @property
    def is_alive(self) -> bool:
        """Whether the process has not ended."""
        return self._process.poll() is None

    def wait_for_prompt(self) -> str:
        """Wait until an entry can be typed, or the life has ended. Returns all the output."""
        deadline = time.monotonic() + PATIENCE
        while not _PROMPT.search(self.output):
            assert time.monotonic() < deadline, self.output
            if not self._read() and not self.is_alive:
                while self._read():
                    pass
                break
        return self.output

    def enter(self, *entries: str) -> str:
        """Type each entry when it is asked for. Returns what was shown after the first."""
        self.wait_for_prompt()
        begin = len(self.output)
        for entry in entries:
            self.output += "\n"  # the prompt that was answered is none any more
            os.write(self._master, f"{entry}\n".encode())
            self.wait_for_prompt()
        return self.output[begin:]

    def end(self) -> int:
        """Wait until the life has ended. Returns its exit code, negative for a signal."""
        try:
            code = self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise AssertionError(self.output) from None
        while self._read():
            pass
        return code

    def _read(self) -> bool:
        if not select.select([self._master], [], [], 0.02)[0]:
            return False
        piece = b""
        with suppress(OSError):
            piece = os.read(self._master, 65536)
        self.output += piece.decode(errors="replace").replace("\r\n", "\n")
        return bool(piece)
