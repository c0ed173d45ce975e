"""Runs the command in a process of its own, and compares what it shows with what is kept."""

import atexit
import ctypes
import difflib
import functools
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import checklist
from checklist.application import build_app
from checklist.render.findings.registry import FormatName
from checklist.today import VARIABLE

if TYPE_CHECKING:
    from tests.support.fork_server import ForkServer

COMMAND = (sys.executable, "-m", "checklist")

ROOT = Path(checklist.__file__).resolve().parent.parent
"""The folder from which the package is imported."""
_PR_CAPBSET_DROP = 24
_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 1, 2
_CAPABILITY_VERSION_3 = 0x20080522
_PASSED_ON = ("PATH", "SYSTEMROOT", "TEMP", "TMP")

TODAY = "2027-03-01"
"""The present day of all tests: what they find does not depend on the day on which they run."""
PATIENCE = 240.0
"""Seconds after which a command is taken for one that hangs, however slow the machine is."""

_READ_AT_START = ("PYTHON", "LC_", "LANG", "TZ")
"""The beginnings of the names of variables that only a new process reads."""

TEXT_FORMATS = [one for one in FormatName if str(one) != "docx"]
"""The formats of findings that a command can print as text."""


@dataclass(frozen=True, slots=True)
class Result:
    """The exit code and the output of a run."""

    code: int
    stdout: str
    stderr: str


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return an environment without variables of the caller that change the output."""
    passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {
        **passed_on,
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        VARIABLE: TODAY,
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        "HOME": "/nonexistent",
        "USER": "official",
        **(more or {}),
    }


def checklist_run(
    *arguments: str | Path,
    cwd: Path,
    stdin: str = "",
    env: Mapping[str, str] | None = None,
    unprivileged: bool = False,
) -> Result:
    """Run the command to its end.

    Args:
        arguments: The words behind `checklist`.
        cwd: The folder in which it runs.
        stdin: All of its standard input.
        env: Variables to set in addition to the clean environment.
        unprivileged: Whether file permissions bind the command even if root runs the tests.
    """
    words = [*map(str, arguments)]
    content = stdin.encode(errors="surrogateescape")
    if can_be_copied(env):
        done = fork_server().run(words, cwd, environment(env), content, PATIENCE, unprivileged)
    else:
        done = subprocess.run(
            [*COMMAND, *words],
            cwd=cwd,
            env=environment(env),
            input=content,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            preexec_fn=give_up_privileges if unprivileged else None,
        )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def can_be_copied(env: Mapping[str, str] | None) -> bool:
    """Whether a copied process reads these variables, and processes can be copied here."""
    return hasattr(os, "fork") and not any(name.startswith(_READ_AT_START) for name in env or ())


@functools.cache
def fork_server() -> "ForkServer":
    """Return the process that is copied for each run of the command."""
    from tests.support.fork_server import ForkServer

    server = ForkServer(environment())
    atexit.register(server.close)
    return server


def give_up_privileges() -> None:
    """Let file permissions bind this process and its next program, even if root runs them.

    The user stays the same: another one might not be permitted to run this interpreter.
    """
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None)
    given_up = _CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH
    failures = [libc.prctl(_PR_CAPBSET_DROP, one, 0, 0, 0) for one in given_up]
    # Effective, permitted and inheritable capabilities, 32 of each, and then the others.
    header, sets = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0), (ctypes.c_uint32 * 6)()
    failures.append(libc.capget(header, sets))
    for which in range(3):
        sets[which] &= ~sum(1 << one for one in given_up)
    failures.append(libc.capset(header, sets))
    if any(failures):
        raise PermissionError("root may not give up its privileges here")


def assert_kept(shown: str, path: Path) -> None:
    """Compare a text with the one in a file. `REWRITE=1 pytest …` writes the file instead."""
    if os.environ.get("REWRITE"):
        path.write_text(shown, encoding="utf-8")
    assert path.is_file(), f"{path} does not exist; REWRITE=1 writes it"
    kept = path.read_text(encoding="utf-8")
    changes = difflib.unified_diff(kept.splitlines(), shown.splitlines(), "kept", "shown", "", "")
    assert shown == kept, "\n".join(changes)


def typed(*words: str | Path) -> None:
    """Run a command in this process, which is sooner; nothing is told of its exit code."""
    build_app()(args=[*map(str, words)], standalone_mode=False)
