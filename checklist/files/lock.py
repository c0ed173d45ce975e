"""A lock of the operating system that gives a report one writer, whom the lock file names.

A process that dies loses its lock, so a lock file that it leaves behind blocks nobody. The lock
file is removed when the lock is released.
"""

import errno
import getpass
import os
import platform
import stat
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from checklist.errors import LockedError, SaveError
from checklist.files.temporary import is_at
from checklist.files.writer import followed, reason
from checklist.text.messages import tr
from checklist.text.sanitize import safe_text

if TYPE_CHECKING:
    from filelock import BaseFileLock

# The holder follows the first byte, which Windows locks against reading.
_OFFSET = 1
_LONGEST = 200
"""The most bytes that are read of a lock file, which anybody can have written."""

_ATTEMPTS = 10
"""The number of times that the file may lose its name between its opening and its locking."""


class ReportLock:
    """Holds a report while the `with` block runs.

    All links to one report share one lock. The lock file is `.NAME.lock` in the report's folder.

    Raises:
        LockedError: Another process, or another lock of this process, holds the report.
        SaveError: No lock file can be made there.
    """

    def __init__(self, report: Path) -> None:
        self._report = report
        self._held: tuple[BaseFileLock, int] | None = None

    def __enter__(self) -> Self:
        name = safe_text(str(self._report))
        try:
            report = followed(self._report)
            for _ in range(_ATTEMPTS):
                self._held = _acquired(report)
                if self._held:
                    _write_holder(self._held[1])
                    return self
        except ValueError as error:  # a NUL in the name, for example
            raise SaveError(
                tr("{name} cannot be locked: no file can have this name", name)
            ) from error
        except (OSError, RuntimeError) as error:
            raise SaveError(tr("{name} cannot be locked: {reason}", name, reason(error))) from error
        raise LockedError(tr("{name} is open in another session", name))

    def __exit__(self, *_: object) -> None:
        self.release()

    def release(self) -> None:
        """Give the report back, before the end of the block if need be."""
        if self._held is None:
            return
        (lock, descriptor), self._held = self._held, None
        if os.name != "nt":
            # Before the release: a process that has opened the file sees, once it has the lock,
            # that the file has lost its name. On Windows filelock removes it after the release.
            with suppress(OSError):
                Path(lock.lock_file).unlink()
        os.close(descriptor)
        lock.release()


def _acquired(report: Path) -> "tuple[BaseFileLock, int] | None":
    """Return the lock and a descriptor of its file, or None if the file lost its name meanwhile.

    Raises:
        LockedError: Another process, or another lock of this process, holds it.
        OSError: There can be no lock.
    """
    from filelock import FileLock, Timeout  # takes 50 ms to import

    path = report.with_name(f".{report.name}.lock")
    mode = _mode(report)
    with ExitStack() as undo:
        descriptor = _opened(path, mode)
        undo.callback(os.close, descriptor)
        holder = _holder(descriptor)
        # Not a soft lock, which would outlive a process that dies.
        lock = FileLock(path, timeout=0, mode=mode, thread_local=False, fallback_to_soft=False)
        try:
            lock.acquire()
        except Timeout:
            name = safe_text(str(report))
            if not holder:
                raise LockedError(tr("{name} is open in another session", name)) from None
            raise LockedError(
                tr("{name} is open in another session ({holder})", name, holder)
            ) from None
        except FileNotFoundError:
            return None
        undo.callback(lock.release)
        # The descriptor keeps the number of the file from being given to another one, so filelock
        # has opened the same file in between.
        if not is_at(path, descriptor):
            return None
        undo.pop_all()
    return lock, descriptor


def _mode(report: Path) -> int:
    """Return the permissions of a lock file: whoever may write the report may lock it."""
    try:
        return stat.S_IMODE(report.stat().st_mode) & 0o666 | 0o600
    except OSError:
        return 0o600


def _opened(path: Path, mode: int) -> int:
    """Open a lock file, or create it with the permissions, and return its descriptor."""
    flags = os.O_RDWR
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):  # not every system has each
        flags |= getattr(os, name, 0)
    try:
        descriptor = os.open(path, flags | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        descriptor = os.open(path, flags | os.O_CREAT, mode)
    else:
        if hasattr(os, "fchmod"):
            os.fchmod(descriptor, mode)  # restores the permissions that the umask removed
    status = os.fstat(descriptor)
    # A file with a second name is somebody's own: the holder must not be written into it.
    if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
        os.close(descriptor)
        raise OSError(errno.EINVAL, tr("{path} is not a file of its own", path.name))
    return descriptor


def _write_holder(descriptor: int) -> None:
    """Write this process, its user and its host into a lock file."""
    try:
        user = getpass.getuser()
    except (ImportError, KeyError, OSError):
        user = "unknown"
    since = datetime.now().strftime("%Y-%m-%d %H:%M")
    host = platform.node()
    line = f"process {os.getpid()} of user {user} on host {host}, since {since}"
    with suppress(OSError):  # the line is only for information
        os.lseek(descriptor, _OFFSET, os.SEEK_SET)
        os.write(descriptor, f"{line}\n".encode(errors="replace"))
        os.ftruncate(descriptor, os.lseek(descriptor, 0, os.SEEK_CUR))


def _holder(descriptor: int) -> str:
    """Return the holder that a lock file names, safe to show, or an empty text."""
    try:
        os.lseek(descriptor, _OFFSET, os.SEEK_SET)
        content = os.read(descriptor, _LONGEST)
    except OSError:
        return ""
    return safe_text(content.decode(errors="replace").partition("\n")[0], limit=_LONGEST)
