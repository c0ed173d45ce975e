"""The folder of a register, open for one writer at a time."""

import os
import re
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from checklist.errors import ChecklistError, LockedError, SaveError
from checklist.files import writer
from checklist.files.appending import append_at, cut_at
from checklist.files.discovery import LETTERS_FOLDER, RECEIPTS_FOLDER, REGISTER, exists, is_folder
from checklist.files.lock import ReportLock
from checklist.files.private_folder import make_private_folder
from checklist.files.reader import whole_content
from checklist.files.save_notices import add_notice
from checklist.files.temporary import remove_abandoned
from checklist.lifecycle.register_line import FIRST, UNKNOWN, RegisterLine, chained, line_text
from checklist.register.chain import Purpose, read_chain, refuse_broken
from checklist.text.sanitize import safe_text

PATIENCE = 60.0
"""The seconds for which a writer waits for another."""
_BETWEEN = 0.1
"""The seconds between two tries."""
_SHARED = 0o020
"""The permission of a folder in which a group writes."""

ORIGINALS = re.compile(rf"[0-9]{{4}}|{UNKNOWN}")
"""The name of a folder of originals."""

LARGEST = 256 * 1024 * 1024
"""The most bytes of a file that is received."""


class OpenRegister:
    """A register that this process alone may write to."""

    def __init__(self, folder: Path, lines: list[RegisterLine], end: int) -> None:
        """Note the content of the register.

        Args:
            folder: Its folder.
            lines: Its lines.
            end: The size of the lines in bytes.
        """
        self.folder = folder
        self.lines = lines
        self._end = end
        self._kept = {line.submission.file for line in lines if line.submission is not None}
        self._tried: dict[str, int] = {}

    def append(self, data: Mapping[str, Any]) -> RegisterLine:
        """Write one line, and flush it to the disk.

        Args:
            data: The line without its number, its time and its hashes.

        Raises:
            SaveError: It cannot be written; the register is as it was.
        """
        before = self.lines[-1].hash if self.lines else FIRST
        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        numbered = {"register": 1, "number": len(self.lines) + 1, "at": at, **data}
        whole = chained(numbered, before)
        line = RegisterLine.model_validate(whole)
        path = self.folder / REGISTER
        mode = 0o660 if _is_shared(self.folder) else 0o600
        self._end = append_at(path, f"{line_text(whole)}\n".encode(), self._end, mode=mode)
        self.lines.append(line)
        return line

    def keep(self, content: bytes, folder: str, name: str) -> str:
        """Keep the bytes of a file under a free name. Returns its path in the register.

        A file with these bytes that no line names was kept by a killed command: it is taken for the
        file that is to be kept.

        Args:
            content: The bytes.
            folder: The folder in the register: `2026/NOR`.
            name: The name that the file should have.

        Raises:
            SaveError: It cannot be written.
        """
        make_folder(self.folder, folder)
        wanted, path = f"{folder}/{name}", PurePosixPath(name)
        number = self._tried.get(wanted, 0)
        while True:
            number += 1
            file = wanted if number == 1 else f"{folder}/{path.stem}.{number}{path.suffix}"
            if file not in self._kept and self._is_kept_at(file, content):
                self._tried[wanted] = number
                self._kept.add(file)
                return file

    def _is_kept_at(self, file: str, content: bytes) -> bool:
        """Keep bytes at a path without a line. Returns whether they are there."""
        path = self.folder / file
        if exists(path) or path.is_symlink():
            return not path.is_symlink() and _has(path, content)
        writer.create(path, content, mode=file_mode(self.folder))
        return True


def _has(path: Path, content: bytes) -> bool:
    with suppress(ChecklistError):
        return whole_content(path, LARGEST) == content
    return False


def _is_shared(folder: Path) -> bool:
    """Whether a group may write in a folder."""
    return os.name != "nt" and bool(folder.stat().st_mode & _SHARED)


def file_mode(register: Path) -> int:
    """Return the permissions of a new file: in a shared folder, colleagues can read it."""
    return 0o640 if _is_shared(register) else 0o600


def make_folder(base: Path, below: str) -> Path:
    """Make a folder in a register, with the permissions of the register's own.

    Raises:
        SaveError: It cannot be made, or a link stands in its place.
    """
    folder = base
    for part in PurePosixPath(below).parts:
        parent, folder = folder, folder / part
        try:
            if folder.is_symlink():
                raise SaveError(f"{safe_text(str(folder))} is a link, and nothing is written there")
            if not is_folder(folder):
                folder.mkdir()
                folder.chmod(stat.S_IMODE(parent.stat().st_mode))
        except OSError as error:
            raise writer.not_saved(folder, error) from error
    return folder


@contextmanager
def open_register(
    folder: Path, say: Callable[[str], None], *, is_new: bool = False
) -> Iterator[OpenRegister]:
    """Yield a register while no other process can write to it.

    A line that was cut off by a kill is removed, and a notice says so.

    Args:
        folder: The folder of the register.
        say: Called with a sentence where another process is waited for.
        is_new: Whether a register is begun where there is none.

    Raises:
        ChecklistError: There is no register, it was changed, or it cannot be locked.
    """
    name = safe_text(str(folder))
    _begin(folder, is_new=is_new)
    with _locked(folder, say):
        _refuse_lost(folder)
        for below in _folders(folder):
            remove_abandoned(below)
        chain = read_chain(folder)
        refuse_broken(chain, folder, Purpose.WRITE)
        if not chain.lines and not is_new:
            raise ChecklistError(f"there is no register in {name}")
        lines, end = list(chain.lines), chain.size
        if chain.torn:
            cut_at(folder / REGISTER, end)
            add_notice(
                f"Line {len(lines) + 1} of the register in {name} was cut off when it was written, "
                f"and was removed ({len(chain.torn)} bytes). What the line noted is "
                "not registered: `checklist register verify` names files without a line."
            )
        if chain.lacks_end:
            end = append_at(folder / REGISTER, b"\n", end)
            add_notice(f"The end of line {len(lines)} of the register in {name} was written.")
        yield OpenRegister(folder, lines, end)


def _folders(folder: Path) -> Iterator[Path]:
    """Yield the folders of a register, in which a killed command can have left something."""
    for parent, folders, _ in os.walk(folder):
        if Path(parent) == folder:
            own = {RECEIPTS_FOLDER, LETTERS_FOLDER}
            folders[:] = [name for name in folders if name in own or ORIGINALS.fullmatch(name)]
        yield Path(parent)


def _begin(folder: Path, *, is_new: bool) -> None:
    """Make the folder of a new register.

    Raises:
        ChecklistError: There is no register where one is needed, or a link in its place.
    """
    name = safe_text(str(folder))
    path = folder / REGISTER
    if exists(path) or path.is_symlink():
        if path.is_symlink():
            raise ChecklistError(f"{safe_text(str(path))} is a link, and nothing is written to it")
        return
    if not is_new:
        raise ChecklistError(
            f"there is no register in {name}; `checklist register receive` begins one"
        )
    try:
        # Another process can begin the same register now.
        make_private_folder(folder)
    except OSError as error:
        raise writer.not_saved(folder, error) from error


def _refuse_lost(folder: Path) -> None:
    """Refuse a register whose lines are gone. Needs its lock: a new register gets lines first.

    Raises:
        ChecklistError: There are receipts, and no lines.
    """
    if not exists(folder / REGISTER) and exists(folder / RECEIPTS_FOLDER):
        raise ChecklistError(
            f"{safe_text(str(folder))} has receipts, and no {REGISTER}: the lines of the register "
            f"are gone. Restore {REGISTER}, or name another folder"
        )


@contextmanager
def _locked(folder: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of a register, after another process has ended with it."""
    deadline = time.monotonic() + PATIENCE
    has_said = False
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(ReportLock(folder / REGISTER))
                break
            except LockedError as error:
                if time.monotonic() > deadline:
                    raise
                if not has_said:
                    say(f"{error}. This command waits until the other command has ended.")
                    has_said = True
                time.sleep(_BETWEEN)
        yield
