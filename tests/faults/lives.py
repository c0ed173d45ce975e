"""Lives of `checklist answer`, begun so quickly that a thousand can be ended in CI's time.

A life is a process of its own that runs the real command. It is forked from a process that has
imported everything already; nothing else is left out of it.
"""

import multiprocessing
import os
import pty
import re
import select
import sys
import termios
import threading
import time
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.running import PATIENCE, environment

_PROMPT = re.compile(r"(?:\A|\n)(?:file)?> \Z")

_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(
    ["checklist.cli", "checklist.commands.answer", "filelock", "rich.console", "ruamel.yaml"]
)

_ONE_AT_A_TIME = threading.Lock()
"""To begin a life also asks the others whether they have ended; each may be asked by one only."""


def begin_life(*words: str, folder: Path, stdin: Path | str, stdout: Path | str) -> BaseProcess:
    """Run `checklist` in a folder, with its entries from one file and its output to another.

    Both can be one terminal, which the life then has for its own.
    """
    life = _SERVER.Process(target=_live, args=(words, folder, stdin, stdout), daemon=True)
    with _ONE_AT_A_TIME:
        life.start()
    return life


def exit_code(life: BaseProcess, patience: float = PATIENCE) -> int | None:
    """Wait until a life has ended. Returns its exit code, negative for a signal, or None."""
    deadline = time.monotonic() + patience
    while True:
        with _ONE_AT_A_TIME:
            code = life.exitcode
        if code is not None or time.monotonic() >= deadline:
            return code
        time.sleep(0.002)


def _live(words: tuple[str, ...], folder: Path, stdin: str, stdout: str) -> None:
    from checklist import cli

    os.setsid()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment({"TERM": "dumb"}))
    os.dup2(os.open(stdin, os.O_RDWR), 0)
    output = os.open(stdout, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    for descriptor in (1, 2):
        os.dup2(output, descriptor)
    os.closerange(3, 64)
    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(descriptor, mode, encoding="utf-8", closefd=False)
        for descriptor, mode in enumerate("rww")
    )
    cli.main(words)


class Life:
    """A life in a terminal of its own, one that cannot edit lines.

    Leaving the `with` block kills it.
    """

    def __init__(self, *words: str, folder: Path) -> None:
        self._master, self._slave = pty.openpty()
        self._attributes = termios.tcgetattr(self._slave)
        name = os.ttyname(self._slave)
        self._process = begin_life(*words, folder=folder, stdin=name, stdout=name)
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
        exit_code(self._process)
        os.close(self._master)
        os.close(self._slave)

    @property
    def pid(self) -> int:
        """The process."""
        assert self._process.pid is not None
        return self._process.pid

    @property
    def is_restored(self) -> bool:
        """Whether the terminal's attributes are what they were before."""
        return termios.tcgetattr(self._slave) == self._attributes

    @property
    def is_alive(self) -> bool:
        """Whether the process has not ended."""
        return exit_code(self._process, 0) is None

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
        code = exit_code(self._process)
        while self._read():
            pass
        assert code is not None, self.output
        return code

    def _read(self) -> bool:
        if not select.select([self._master], [], [], 0.02)[0]:
            return False
        piece = b""
        with suppress(OSError):
            piece = os.read(self._master, 65536)
        self.output += piece.decode(errors="replace").replace("\r\n", "\n")
        return bool(piece)
