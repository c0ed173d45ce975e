"""The official's own text editor."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Hashable
from pathlib import Path

from checklist.answer_types.interface import Refusal
from checklist.sanitize import quoted


class Editor:
    """Lets texts be written in the editor that `VISUAL` or `EDITOR` names.

    What the interview refuses, such as a text that is too long, is not lost: the editor opens with
    it the next time.
    """

    def __init__(self) -> None:
        self._refused: dict[Hashable, bytes] = {}

    def written(self, place: Hashable, before: str) -> str:
        """Return what is written in place of a text. It is refused until `take` says otherwise.

        Args:
            place: What the text answers.
            before: The text so far.

        Raises:
            Refusal: There is no editor, it failed, or what it left is not UTF-8.
        """
        text = before + "\n" if before else ""
        content = self._refused.get(place, text.replace("\n", os.linesep).encode())
        left = _edited(content)
        self._refused[place] = left
        try:
            # An editor may mark a file as UTF-8 at its beginning.
            text = left.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Refusal("What the editor left is not UTF-8 text.") from None
        return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")

    def take(self, place: Hashable) -> None:
        """Take note that a text was accepted."""
        self._refused.pop(place, None)

    def keeps(self, place: Hashable) -> bool:
        """Whether a text was refused, and is there to be changed."""
        return place in self._refused


def _edited(content: bytes) -> bytes:
    """Return what the editor makes of a temporary file."""
    command = _command()
    # Only its owner can read it, whatever the answer holds.
    handle, name = tempfile.mkstemp(prefix="answer-", suffix=".txt")
    path = Path(name)
    try:
        os.close(handle)
        path.write_bytes(content)
        _run([*command, name])
        return path.read_bytes()
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
