"""The official's own text editor."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from checklist.answer_types.interface import Refusal
from checklist.sanitize import quoted


def edited(text: str) -> str:
    """Let the official write a text in the editor that `VISUAL` or `EDITOR` names.

    Line ends are those of the system in the file, and line feeds in what is returned.

    Raises:
        Refusal: There is no editor, it failed, or what it left is not UTF-8.
    """
    command = _command()
    # Only its owner can read it, whatever the answer holds.
    handle, name = tempfile.mkstemp(prefix="answer-", suffix=".txt")
    path = Path(name)
    try:
        os.close(handle)
        path.write_text(text + "\n" if text else "", encoding="utf-8")
        _run([*command, name])
        return path.read_text(encoding="utf-8").rstrip("\n")
    except UnicodeDecodeError:
        raise Refusal("What the editor left is not UTF-8 text. The answer is as it was.") from None
    except OSError as error:
        raise Refusal(f"The editor's file cannot be used: {error.strerror}.") from None
    finally:
        path.unlink(missing_ok=True)


def _command() -> list[str]:
    for variable in ("VISUAL", "EDITOR"):
        command = os.environ.get(variable, "").strip()
        if command:
            try:
                # On Windows a backslash stands in paths and quotes nothing.
                words = shlex.split(command, posix=sys.platform != "win32")
            except ValueError:
                raise Refusal(f"{variable} is {quoted(command)}, which is no command.") from None
            return [word.strip('"') for word in words]
    usual = ("notepad",) if sys.platform == "win32" else ("nano", "micro", "pico")
    found = next((name for name in usual if shutil.which(name)), None)
    if found is None:
        # Not vi: who does not know it does not find out again.
        raise Refusal("No editor is chosen. Set EDITOR to one, or type the text here.")
    return [found]


def _run(command: list[str]) -> None:
    try:
        code = subprocess.run(command, check=False).returncode
    except OSError:
        raise Refusal(
            f"The editor {quoted(command[0])} cannot be started. Set EDITOR to another one."
        ) from None
    if code:
        raise Refusal(f"The editor ended with code {code}. The answer is as it was.")
