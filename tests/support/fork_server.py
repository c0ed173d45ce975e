"""Runs the command in a copy of a process that has imported the package already.

A new process spends nine tenths of its time on imports. The copy is a process of its own, with its
own folder, environment and pipes, so that only the imports differ from a start of the interpreter.
"""

import importlib
import io
import json
import os
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO

_LENGTH = 8
"""Bytes that say how long a request is."""

_LIBRARIES = ("rich.console", "ruamel.yaml", "filelock")


def import_everything() -> None:
    """Import what any command imports, so that a copied process need not."""
    from checklist.application import COMMANDS

    for name in COMMANDS:
        importlib.import_module(f"checklist.commands.{name}")
    for library in _LIBRARIES:
        importlib.import_module(library)


class ForkServer:
    """The process that is copied. A run takes about a tenth of a start of the interpreter."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Start the process.

        Args:
            environment: The variables with which the interpreter starts.
        """
        self._socket, theirs = socket.socketpair()
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, str(theirs.fileno())],
            env=environment,
            pass_fds=[theirs.fileno()],
        )
        theirs.close()

    def run(
        self,
        arguments: Sequence[str],
        cwd: Path,
        environment: Mapping[str, str],
        stdin: bytes,
        timeout: float,
    ) -> "subprocess.CompletedProcess[bytes]":
        """Run the command to its end, as `subprocess.run` would.

        Args:
            arguments: The words behind `checklist`.
            cwd: The folder in which it runs.
            environment: All of its variables.
            stdin: All of its standard input.
            timeout: Seconds after which the command is taken for one that hangs.

        Raises:
            subprocess.TimeoutExpired: The command hangs.
        """
        with ExitStack() as pipes:
            theirs, ours = self._pipes(pipes)
            request = json.dumps([arguments, str(cwd), dict(environment)]).encode()
            length = len(request).to_bytes(_LENGTH, "big")
            socket.send_fds(self._socket, [length], [file.fileno() for file in theirs])
            self._socket.sendall(request)
            for file in theirs:
                file.close()
            output: dict[int, bytes] = {}
            threads = [
                Thread(target=_feed, args=(ours[0], stdin), daemon=True),
                *(Thread(target=_drain, args=(ours[n], n, output), daemon=True) for n in (1, 2)),
            ]
            for thread in threads:
                thread.start()
            code = self._wait(arguments, timeout)
            for thread in threads:
                thread.join()
        return subprocess.CompletedProcess(list(arguments), code, output[1], output[2])

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

    def _wait(self, arguments: Sequence[str], timeout: float) -> int:
        child = int(self._reply())
        self._socket.settimeout(timeout)
        try:
            return int(self._reply())
        except TimeoutError:
            os.kill(child, signal.SIGKILL)
            self._socket.settimeout(None)
            self._reply()
            raise subprocess.TimeoutExpired(list(arguments), timeout) from None
        finally:
            self._socket.settimeout(None)

    def _reply(self) -> bytes:
        reply = self._socket.recv(_LENGTH)
        assert reply, "the process that is copied has ended"
        return reply


def _feed(pipe: BinaryIO, content: bytes) -> None:
    try:
        with pipe:
            pipe.write(content)
    except BrokenPipeError:
        pass  # the command has read enough


def _drain(pipe: BinaryIO, number: int, output: dict[int, bytes]) -> None:
    output[number] = pipe.read()


def _serve(connection: socket.socket) -> None:
    """Run what is asked for, one command after the other, until the other side closes."""
    while True:
        length, files, _, _ = socket.recv_fds(connection, _LENGTH, 3)
        if not length:
            return
        request = json.loads(_received(connection, int.from_bytes(length, "big")))
        child = os.fork()
        if child == 0:
            connection.close()
            _become_the_command(files, *request)
        for file in files:
            os.close(file)
        _answer(connection, child)
        _, status = os.waitpid(child, 0)
        _answer(connection, os.waitstatus_to_exitcode(status))


def _answer(connection: socket.socket, number: int) -> None:
    connection.sendall(str(number).rjust(_LENGTH).encode())


def _received(connection: socket.socket, length: int) -> bytes:
    content = b""
    while len(content) < length:
        content += connection.recv(length - len(content))
    return content


def _become_the_command(
    files: Sequence[int], arguments: Sequence[str], cwd: str, environment: Mapping[str, str]
) -> None:
    """Run the command in this process, which ends with it."""
    end: Any = os._exit
    try:
        os.chdir(cwd)
        os.environ.clear()
        os.environ.update(environment)
        for number, file in enumerate(files):
            os.dup2(file, number)
            os.close(file)
        # As the interpreter opens them in its UTF-8 mode.
        for number, name, mode, errors in (
            (0, "stdin", "r", "surrogateescape"),
            (1, "stdout", "w", "surrogateescape"),
            (2, "stderr", "w", "backslashreplace"),
        ):
            stream = io.TextIOWrapper(
                open(number, f"{mode}b", closefd=False),  # noqa: SIM115
                encoding="utf-8",
                errors=errors,
                line_buffering=name == "stderr",
            )
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)
        from checklist.cli import main

        sys.argv = ["checklist", *arguments]
        main()
    except SystemExit as wanted:
        sys.stdout.flush()
        end(wanted.code)
    except BaseException:
        traceback.print_exc()
        end(1)


if __name__ == "__main__":
    import_everything()
    with socket.socket(fileno=int(sys.argv[1])) as _connection:
        _serve(_connection)
