"""Shows a long text screen by screen, with the pager of the system."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from checklist.text.messages import Message, tr

_STYLES = re.compile(r"\x1b\[[0-9;]*m")

_NOT_FOUND = {126, 127}
"""The exit codes of a shell that could not start the program."""

_KEYS = Message("space: next page, b: page before, /: find, q: end")
"""The keys of `less`, as its last line shows them."""


def pager() -> str:
    """Return the command that shows a long text; empty where text is only to be written.

    It is `$PAGER`, otherwise `less` or `more`. There is none when standard output is no terminal,
    for a screen reader (`ACCESSIBLE`), or when `PAGER` is empty or `cat`.
    """
    is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if not is_terminal or os.environ.get("TERM") == "dumb" or os.environ.get("ACCESSIBLE"):
        return ""
    command = os.environ.get("PAGER")
    if command is None:
        command = next(filter(shutil.which, ("less", "more")), "")
    return "" if command.strip() == "cat" else command.strip()


def show(text: str, command: str) -> bool:
    """Show a text until the reader has had enough. Returns whether the pager could be started.

    Args:
        text: Safe for a terminal. It may have the styles of `Page`.
        command: The command that `pager` returned.
    """
    if sys.platform == "win32":
        import pydoc  # knows the pagers of Windows

        pydoc.pager(_STYLES.sub("", text))
        return True
    less = os.environ.get("LESS", _less())
    env = {**os.environ, "LESS": less}
    if sys.stdout.encoding.lower() == "utf-8":
        env.setdefault("LESSCHARSET", "utf-8")  # as without a pager
    # Ctrl-C is for the pager. If this process ended first, the pager would be left alone with the
    # terminal. The pager would inherit a signal that is ignored, but not a signal that is handled.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        process = subprocess.Popen(
            command,
            shell=True,
            stdin=subprocess.PIPE,
            env=env,
            encoding=sys.stdout.encoding,
            errors="backslashreplace",
        )
        process.communicate(text if _takes_styles(command, less) else _STYLES.sub("", text))
    finally:
        signal.signal(signal.SIGINT, before)
    return process.returncode not in _NOT_FOUND


def _less() -> str:
    """Return the options of `less` where the user has set none: styles, and the keys to press."""
    keys = re.sub(r"[:.?%]", r"\\\g<0>", tr(_KEYS))
    return f"-R -Ps {keys} $"


def _takes_styles(command: str, less: str) -> bool:
    """Return whether the pager shows styles instead of their codes: `less` does with `-R`."""
    try:
        program, *options = shlex.split(command)
    except ValueError:
        return False
    return Path(program).name == "less" and "R" in less + "".join(options)
