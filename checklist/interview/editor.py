"""The official's own text editor."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from checklist.answer_types.interface import Refusal
from checklist.interview.signals import terminal_restored, undisturbed
from checklist.sanitize import quoted

_USUAL = ("sensible-editor", "nano", "vi", "notepad")
"""The editors that are looked for where none is chosen, the most wanted first."""


class EditorFailedError(Refusal):
    """The editor cannot be started, or did not end well. The file is as it left it."""


def edit(path: Path) -> None:
    """Let a file be changed in an editor, and wait until that has ended.

    The editor is that of `VISUAL` or `EDITOR`. SIGINT and SIGQUIT, which keys of the terminal send,
    are for the editor alone. SIGTERM is acted on when the editor has ended, and SIGHUP at once: the
    terminal is gone, and the system tells the editor so. This process never stops the editor.

    Raises:
        EditorFailedError: There is no editor, or it failed.
    """
    command = _command()
    with undisturbed(ignored={"SIGINT", "SIGQUIT"}, at_once={"SIGHUP"}), terminal_restored():
        try:
            code = subprocess.Popen([*command, str(path.absolute())]).wait()
        except OSError:
            raise EditorFailedError(
                f"The editor {quoted(command[0])} cannot be started. Set EDITOR to another one."
            ) from None
    if code < 0:
        raise EditorFailedError(f"The editor was stopped by signal {-code}.")
    if code:
        raise EditorFailedError(f"The editor ended with code {code}.")


def _command() -> list[str]:
    for variable in ("VISUAL", "EDITOR"):
        command = os.environ.get(variable, "").strip()
        if command:
            try:
                # On Windows a backslash stands in paths and quotes nothing.
                words = shlex.split(command, posix=sys.platform != "win32")
            except ValueError:
                raise EditorFailedError(
                    f"{variable} is {quoted(command)}, which is no command."
                ) from None
            return [word.strip('"') for word in words]
    found = next((name for name in _USUAL if shutil.which(name)), None)
    if found is None:
        raise EditorFailedError(
            "There is no editor here. Set EDITOR to the command of one, or type the text here."
        )
    return [found]
