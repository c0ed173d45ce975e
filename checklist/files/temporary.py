"""Temporary files, and the removal of those whose process is gone.

A temporary file is in the folder of the file that it becomes, and its process holds a lock of the
operating system on it. The lock ends with the process, however that ends, and with a crash of the
machine. A process number in the name would be less reliable: numbers are used again, containers
have the same ones, and another machine on the same network disk does not know them.

Some network disks keep locks on one machine only. So the name identifies the machine, and a file of
another machine is left alone for a day after its last change. Windows does not rename open files,
so there the lock is the open file itself, and a file that is closed to be renamed is left alone for
a minute.
"""

import errno
import os
import platform
import re
import stat
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from enum import Enum
from functools import cache
from pathlib import Path
from typing import BinaryIO

from checklist.files.renaming import take_free_name
from checklist.files.save_notices import add_notice
from checklist.text.messages import tr, trn
from checklist.text.sanitize import safe_text

if sys.platform != "win32":
    import fcntl

_NAME = r"(?s)\.(?P<target>.+)\.(?P<machine>[0-9a-f]{6})-[0-9a-f]{8}\.(?P<kind>tmp|old)"

_NO_TARGETS = {".", ".."}
"""The names of a folder and of its parent within itself, which no temporary file becomes."""

_ATTEMPTS = 10
"""The number of names that are tried: a process that removes others can lock a new file."""

_QUIET_ELSEWHERE = 24 * 60 * 60
"""Seconds without a change after which the process of another machine counts as gone."""
_QUIET_WHEN_CLOSED = 60
"""Seconds without a change on Windows, where a file is closed for a moment before its renaming."""


class _Outcome(Enum):
    """The result for a file that has the name of a temporary one."""

    LEFT = "left as it is"
    REMOVED = "removed"
    RESTORED = "there again under its own name"


_cleared: set[str] = set()
"""The folders that this process has cleared: once is enough for a command."""


@contextmanager
def temporary_file(target: Path, mode: int) -> Iterator[tuple[Path, BinaryIO]]:
    """Yield the path of a new file in the target's folder, and the file. It is removed afterwards.

    Args:
        target: The file that it becomes.
        mode: Its permissions, less those of the umask.

    Raises:
        OSError: The file cannot be created.
    """
    if os.path.abspath(target.parent) not in _cleared:  # noqa: PTH100 - `resolve` can fail
        remove_abandoned(target.parent)
    path, descriptor = _created(target, mode)
    with ExitStack() as undo:
        undo.callback(_unlink, path)
        if os.name != "nt":
            # The second descriptor shares the lock, and holds it when the file is closed.
            undo.callback(_let_go, os.dup(descriptor))
        with os.fdopen(descriptor, "wb") as file:
            try:
                yield path, file
            except BaseException:
                # What is left to write is not wanted any more, and tells less than this error.
                with suppress(OSError):
                    file.close()
                raise


def _created(target: Path, mode: int) -> tuple[Path, int]:
    """Return a new file and its descriptor, which holds the lock."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    for _ in range(_ATTEMPTS):
        path = _new_name(target, "tmp")
        descriptor = os.open(path, flags, mode)
        # Between the two steps, another process can have removed the file as an abandoned one.
        if _try_lock(descriptor) and is_at(path, descriptor):
            return path, descriptor
        os.close(descriptor)
        _unlink(path)
    raise BlockingIOError(errno.EWOULDBLOCK, "")


def _try_lock(descriptor: int) -> bool:
    """Try to lock a file. Returns False when another process holds it.

    A disk without locks gives True: there no other process can lock the file to remove it.
    """
    if sys.platform != "win32":
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
    return True


@contextmanager
def kept_under_other_name(target: Path) -> Iterator[Path]:
    """Yield a name under which an old file can be kept, locked as a temporary file is.

    The lock is taken before the file has the name. Where there can be no lock, the file is kept
    without one.
    """
    with ExitStack() as undo:
        if sys.platform != "win32":
            with suppress(OSError):
                descriptor = os.open(target, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
                undo.callback(_let_go, descriptor)
                fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        yield _new_name(target, "old")


def remove_abandoned(folder: Path) -> set[str]:
    """Remove the temporary files in a folder whose processes are gone, and add notices on them.

    An old file that was kept under another name and has lost its own gets it back.

    Returns:
        The names of the files that the removed ones would have become.
    """
    whole_path = os.path.abspath(folder)  # noqa: PTH100
    _cleared.add(whole_path)
    removed: list[str] = []
    restored: list[str] = []
    with suppress(OSError):
        for name in os.listdir(folder):  # noqa: PTH208 - no path is needed of most names
            found = _temporary_name(name)
            if found is None:
                continue
            # Anybody can put a file there: one that fails does not prevent the others.
            with suppress(OSError, ValueError):
                outcome = _put_away(folder / name, found)
                removed += [found["target"]] if outcome is _Outcome.REMOVED else []
                restored += [found["target"]] if outcome is _Outcome.RESTORED else []
    _add_notices(safe_text(whole_path), removed, restored)
    return {*removed}


def _add_notices(folder: str, removed: Sequence[str], restored: Sequence[str]) -> None:
    """Add one notice of the removed files, and one of the restored files."""
    if len(restored) == 1:
        add_notice(
            tr(
                "{restored} is there again in {folder}: a run that was stopped while it "
                "replaced the file had kept it under another name.",
                safe_text(restored[0]),
                folder,
            )
        )
    elif restored:
        add_notice(
            trn(
                "{count} file is there again in {folder}: a run that was stopped while it replaced "
                "the files had kept them under other names.",
                "{count} files are there again in {folder}: a run that was stopped while it "
                "replaced the files had kept them under other names.",
                len(restored),
                folder,
            )
        )
    if removed:
        add_notice(
            trn(
                "Removed {count} temporary file from {folder}: a run that was stopped had left it.",
                "Removed {count} temporary files from {folder}: a run that was stopped had left "
                "them.",
                len(removed),
                folder,
            )
        )


def _temporary_name(name: str) -> re.Match[str] | None:
    """Return the parts of a temporary file's name, or None for any other name."""
    found = re.fullmatch(_NAME, name)
    return None if found is None or found["target"] in _NO_TARGETS else found


def is_at(path: Path, descriptor: int) -> bool:
    """Return whether an open file still has this name.

    The open descriptor keeps the file's number from being given to another file, and a file
    never gets its name back.
    """
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _put_away(path: Path, name: re.Match[str]) -> _Outcome:
    """Remove a temporary file, or give it its own name back, if its process is gone.

    Raises:
        OSError: Its process holds it, or it cannot be removed.
    """
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode) or _is_recent(status, name["machine"]):
        return _Outcome.LEFT
    if sys.platform == "win32":
        return _removed_or_restored(path, name)  # refused while a process has it open
    else:
        descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not is_at(path, descriptor):
                return _Outcome.LEFT
            return _removed_or_restored(path, name)
        finally:
            os.close(descriptor)


def _is_recent(status: os.stat_result, machine: str) -> bool:
    """Return whether a file changed so recently that its process may live, locked or not."""
    quiet = _QUIET_ELSEWHERE if machine != _machine() else 0
    if os.name == "nt":
        quiet = max(quiet, _QUIET_WHEN_CLOSED)
    return bool(quiet) and time.time() - max(status.st_mtime, status.st_ctime) < quiet


def _removed_or_restored(path: Path, name: re.Match[str]) -> _Outcome:
    """Remove a file, or give it its own name back if that name is free."""
    if name["kind"] == "old":
        with suppress(FileExistsError):  # the name is taken, so nothing is lost
            take_free_name(path, path.with_name(name["target"]))
            _unlink(path)
            return _Outcome.RESTORED
    path.unlink()
    return _Outcome.REMOVED


def _new_name(target: Path, kind: str) -> Path:
    return target.with_name(f".{target.name}.{_machine()}-{os.urandom(4).hex()}.{kind}")


@cache
def _machine() -> str:
    """Return six digits that identify this machine among those on the same disk."""
    return f"{zlib.crc32(platform.node().encode(errors='replace')) & 0xFFFFFF:06x}"


def _let_go(descriptor: int) -> None:
    """Close a descriptor that only holds a lock. Its errors do not concern the file itself."""
    with suppress(OSError):
        os.close(descriptor)


def _unlink(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
