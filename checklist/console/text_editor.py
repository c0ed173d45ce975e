"""The official's own text editor."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from checklist.console.signals import terminal_restored, undisturbed
from checklist.text.messages import Message, sentences, tr
from checklist.text.sanitize import quoted

_USUAL = ("sensible-editor", "nano", "vi", "notepad")
"""The editors to look for when none is chosen, in the order of preference."""


class EditorFailedError(Exception):
    """The editor cannot be started, or failed. The file is as the editor left it."""


_TYPE_HERE = Message(
    "Type the text here: a line that ends with \\ goes on in the next one. To use "
    "another editor, set EDITOR before you start checklist."
)


def edit(path: Path, words: Sequence[str]) -> None:
    """Open a file in an editor, and wait until the editor has ended.

    SIGINT and SIGQUIT, which keys of the terminal send, are for the editor alone. SIGTERM is acted
    on when the editor has ended, and SIGHUP at once: the terminal is gone, and the system
    signals that to the editor. This process never stops the editor.

    Args:
        path: The file.
        words: The words of the editor's command.

    Raises:
        EditorFailedError: The editor failed.
    """
    with undisturbed(ignored={"SIGINT", "SIGQUIT"}, at_once={"SIGHUP"}), terminal_restored():
        try:
            code = subprocess.Popen([*words, str(path.absolute())]).wait()
        except OSError:
            raise EditorFailedError(_cannot_be_started(words[0])) from None
    if code < 0:
        raise EditorFailedError(tr("The editor was stopped by signal {signal}.", -code))
    if code:
        raise EditorFailedError(tr("The editor ended with code {code}.", code))


def command() -> Sequence[str]:
    """Return the words of the command of the editor: that of `VISUAL` or `EDITOR`, or a usual one.

    Raises:
        EditorFailedError: There is no such editor.
    """
    for variable in ("VISUAL", "EDITOR"):
        chosen = os.environ.get(variable, "").strip()
        if chosen:
            return _words(chosen, variable)
    found = next((name for name in _USUAL if shutil.which(name)), None)
    if found is None:
        raise EditorFailedError(sentences([tr("There is no editor here."), tr(_TYPE_HERE)]))
    return [found]


def _words(chosen: str, variable: str) -> Sequence[str]:
    """Return the words of an editor's command, as an environment variable has it."""
    try:
        # On Windows a backslash separates the parts of a path, and quotes nothing.
        split = shlex.split(chosen, posix=sys.platform != "win32")
    except ValueError:
        raise EditorFailedError(
            sentences(
                [
                    tr("{variable} is {chosen}, which is not a command.", variable, quoted(chosen)),
                    tr(_TYPE_HERE),
                ]
            )
        ) from None
    words = [word.strip('"') for word in split]
    if not words or shutil.which(words[0]) is None:
        raise EditorFailedError(_cannot_be_started(words[0] if words else chosen))
    return words


def _cannot_be_started(name: str) -> str:
    cannot = tr("The editor {name} cannot be started.", quoted(name))
    return sentences([cannot, tr(_TYPE_HERE)])
