"""Runs the command in copies of a process that has imported the package already.

A new process spends nine tenths of its time on imports. A copy is a process of its own, with its
own folder, environment and files, and with a terminal where it is to have one, so that only what
`import_everything` does differs from a start of the interpreter. Many copies can run at a time.
"""

import fcntl
import gc
import importlib
import io
import json
import os
import pkgutil
import select
import signal
import socket
import subprocess
import sys
import termios
import traceback
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from copy import copy
from pathlib import Path
from threading import Lock, Thread
from typing import Any, BinaryIO

import typer
from pydantic import BaseModel

from tests.support.folders import UGANDA
from tests.support.running import give_up_privileges

WAITS = "TESTS_WAIT"
"""The environment variable of a run that begins only when there is a byte to read."""

_LENGTH = 8
"""Bytes of the number before a request, which says how long it is, and of each answer."""

_LIBRARIES = (
    "checklist.console.line_editor",
    "docx",
    "filelock",
    "pydoc",
    "rich.progress",
    "ruamel.yaml",
)
"""The libraries that some commands import only when they need them."""

_MOST_FILES = 256
"""The most files that the copied process can have open; a copy closes them."""


def import_everything() -> None:
    """Do what each process would do anew, and always with the same outcome.

    Import what any command imports, build the models and the tree of commands, read the shipped
    questionnaire, compile the templates of pages, and check a report, which builds what a
    questionnaire keeps for checks.
    """
    import checklist
    from checklist.answer_types.base_model import StrictModel
    from checklist.checks.validator import validate
    from checklist.files.reader import read
    from checklist.questionnaire.loading import shipped, shipped_or_default
    from checklist.render import html

    for module in pkgutil.walk_packages(checklist.__path__, "checklist."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for library in _LIBRARIES:
        importlib.import_module(library)
    _build(StrictModel)
    head = shipped(None).head
    ways = [shipped(None), shipped_or_default(head.id), shipped_or_default(head.id, head.version)]
    templates = html._environment(is_from_right=False)
    for name in templates.list_templates(extensions=["j2"]):
        templates.get_template(name)
    for questionnaire in ways:
        validate(read(UGANDA), questionnaire)
    _build_commands()


def _build_commands() -> None:
    """Build the tree of commands, and every command: for Typer, both take milliseconds."""
    from checklist import application

    build, import_command = application.build_app, application._imported
    root: Any = typer.main.get_command(build())
    imported: dict[str, Any] = {}

    def built() -> Any:
        own = copy(root)
        own.commands = dict(root.commands)
        return own

    def imported_once(name: str, help_text: str) -> Any:
        if name not in imported:
            imported[name] = import_command(name, help_text)
        gc.enable()
        return imported[name]

    application._imported = imported_once
    for name, text in application.COMMANDS.items():
        imported_once(name, text)
    application.build_app = built


def _build(model: type[BaseModel]) -> None:
    """Build the validators of the models below this one, which otherwise wait for their use."""
    for one in model.__subclasses__():
        if not one.__pydantic_complete__:
            one.model_rebuild()
        _build(one)


class Copy:
    """A run of the command, with the part of the interface of `subprocess.Popen` that tests use."""

    def __init__(self, arguments: Sequence[str], answers: socket.socket) -> None:
        """Wait until the copy runs.

        Args:
            arguments: The words behind `checklist`.
            answers: The socket that receives the process number, and the exit code at the end.
        """
        self.args = [*arguments]
        self._answers = answers
        self.pid = int(self._answer())
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit code, negative for a signal, or None while it runs."""
        if self.returncode is None and select.select([self._answers], [], [], 0)[0]:
            self._end()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended. Returns its exit code, negative for a signal.

        Raises:
            subprocess.TimeoutExpired: It has not ended after so many seconds.
        """
        if self.returncode is None:
            if not select.select([self._answers], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(self.args, timeout or 0)
            self._end()
        assert self.returncode is not None
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            # The copy may have ended meanwhile; its number is not given to another process soon.
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill it, unless it has ended."""
        self.send_signal(signal.SIGKILL)

    def _end(self) -> None:
        self.returncode = int(self._answer())
        self._answers.close()

    def _answer(self) -> bytes:
        answer = self._answers.recv(_LENGTH, socket.MSG_WAITALL)
        assert answer, "the process that is copied has ended"
        return answer


class ForkServer:
    """The process that is copied. A run takes about a tenth of the time of a new interpreter."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Start the process.

        Args:
            environment: The variables with which the interpreter starts.
        """
        self._lock = Lock()
        self._socket, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(theirs.fileno())],
                env=environment,
                pass_fds=[theirs.fileno()],
            )

    def begin(
        self,
        arguments: Sequence[str],
        cwd: Path,
        environment: Mapping[str, str],
        files: Sequence[int],
        has_terminal: bool = False,
        unprivileged: bool = False,
    ) -> Copy:
        """Begin a run of the command.

        Args:
            arguments: The words behind `checklist`.
            cwd: The folder in which it runs.
            environment: All of its variables.
            files: Its standard input, output and error output.
            has_terminal: Whether its standard input is a terminal that it is to have for its own,
                in a session of its own.
            unprivileged: Whether file permissions bind it even if root runs it.
        """
        request = json.dumps(
            [arguments, str(cwd), dict(environment), has_terminal, unprivileged]
        ).encode()
        length = len(request).to_bytes(_LENGTH, "big")
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            socket.send_fds(self._socket, [length], [theirs.fileno(), *files])
            self._socket.sendall(request)
        return Copy(arguments, ours)

    def run(
        self,
        arguments: Sequence[str],
        cwd: Path,
        environment: Mapping[str, str],
        stdin: bytes,
        timeout: float,
        unprivileged: bool = False,
    ) -> "subprocess.CompletedProcess[bytes]":
        """Run the command to its end, as `subprocess.run` would.

        Args:
            arguments: The words behind `checklist`.
            cwd: The folder in which it runs.
            environment: All of its variables.
            stdin: All of its standard input.
            timeout: Seconds after which the command is taken for one that hangs.
            unprivileged: Whether file permissions bind it even if root runs it.

        Raises:
            subprocess.TimeoutExpired: The command hangs.
        """
        with ExitStack() as pipes:
            theirs, ours = self._pipes(pipes)
            files = [file.fileno() for file in theirs]
            copy = self.begin(arguments, cwd, environment, files, unprivileged=unprivileged)
            for file in theirs:
                file.close()
            output: dict[int, bytes] = {}
            threads = [
                Thread(target=_feed, args=(ours[0], stdin), daemon=True),
                *(Thread(target=_drain, args=(ours[n], n, output), daemon=True) for n in (1, 2)),
            ]
            for thread in threads:
                thread.start()
            try:
                code = copy.wait(timeout)
            except subprocess.TimeoutExpired:
                copy.kill()
                copy.wait()
                raise
            for thread in threads:
                thread.join()
        return subprocess.CompletedProcess(copy.args, code, output[1], output[2])

    def close(self) -> None:
        """End the process."""
        self._socket.close()
        self._process.wait()

    @staticmethod
    def _pipes(pipes: ExitStack) -> tuple[list[BinaryIO], list[BinaryIO]]:
        """Return the ends of three pipes: those of the command, and those of this process."""
        theirs: list[BinaryIO] = []
        ours: list[BinaryIO] = []
        for is_input in (True, False, False):
            reading, writing = os.pipe()
            reader = pipes.enter_context(os.fdopen(reading, "rb"))
            writer = pipes.enter_context(os.fdopen(writing, "wb"))
            theirs.append(reader if is_input else writer)
            ours.append(writer if is_input else reader)
        return theirs, ours


def _feed(pipe: BinaryIO, content: bytes) -> None:
    try:
        with pipe:
            pipe.write(content)
    except BrokenPipeError:
        pass  # the command ended before it read all


def _drain(pipe: BinaryIO, number: int, output: dict[int, bytes]) -> None:
    output[number] = pipe.read()


def _serve(connection: socket.socket) -> None:
    """Begin the requested runs, and report the end of each, until the other side closes."""
    ended, waker = socket.socketpair()
    for one in (ended, waker):
        one.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda number, frame: None)
    signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
    running: dict[int, socket.socket] = {}
    while True:
        ready, _, _ = select.select([connection, ended], [], [])
        if ended in ready:
            ended.recv(4096)
            _tell_who_ended(running)
        if connection in ready:
            length, files, _, _ = socket.recv_fds(connection, _LENGTH, 4)
            if not length:
                return
            size = int.from_bytes(length, "big")
            request = json.loads(_received(connection, size))
            child = os.fork()
            if child == 0:
                _become_the_command(files[1:], *request)
            for file in files[1:]:
                os.close(file)
            running[child] = socket.socket(fileno=files[0])
            _answer(running[child], child)


def _received(connection: socket.socket, length: int) -> bytes:
    content = b""
    while len(content) < length:
        content += connection.recv(length - len(content))
    return content


def _tell_who_ended(running: dict[int, socket.socket]) -> None:
    while running:
        child, status = os.waitpid(-1, os.WNOHANG)
        if not child:
            return
        with running.pop(child) as answers:
            _answer(answers, os.waitstatus_to_exitcode(status))


def _answer(answers: socket.socket, number: int) -> None:
    with suppress(BrokenPipeError):  # nobody waits for it any more
        answers.sendall(str(number).rjust(_LENGTH).encode())


def _become_the_command(
    files: Sequence[int],
    arguments: Sequence[str],
    cwd: str,
    environment: Mapping[str, str],
    has_terminal: bool,
    unprivileged: bool,
) -> None:
    """Run the command in this process, which ends with it."""
    end: Any = os._exit
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.chdir(cwd)
        os.environ.clear()
        os.environ.update(environment)
        for number, file in enumerate(files):
            os.dup2(file, number)
        os.closerange(3, _MOST_FILES)
        if has_terminal:
            take_terminal()
        if unprivileged:
            give_up_privileges()
        if os.environ.pop(WAITS, None):
            os.read(0, 1)
        _open_streams()
        from checklist.cli import main

        sys.argv = ["checklist", *arguments]
        main()
    except SystemExit as wanted:
        sys.stdout.flush()
        end(wanted.code)
    except BaseException:
        traceback.print_exc()
        end(1)


def take_terminal() -> None:
    """Begin a new session that has the terminal of standard input as its own."""
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _open_streams() -> None:
    """Open the standard streams as the interpreter does in its UTF-8 mode."""
    for number, name, mode, errors in (
        (0, "stdin", "r", "surrogateescape"),
        (1, "stdout", "w", "surrogateescape"),
        (2, "stderr", "w", "backslashreplace"),
    ):
        stream = io.TextIOWrapper(
            open(number, f"{mode}b", closefd=False),  # noqa: SIM115
            encoding="utf-8",
            errors=errors,
            newline="\n",
            line_buffering=name == "stderr" or os.isatty(number),
        )
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


if __name__ == "__main__":
    import_everything()
    gc.freeze()  # copies do not look for garbage among these objects
    with socket.socket(fileno=int(sys.argv[1])) as _connection:
        _serve(_connection)
