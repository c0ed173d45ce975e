"""Renaming a file, to a free name or to that of a file that it replaces, and flushing it to disk.

A file that is not flushed can be empty, or have its old name, after a loss of power.
"""

import errno
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

NO_LINKS = {errno.EPERM, errno.EACCES, errno.EMLINK, errno.ENOSYS, errno.EOPNOTSUPP}
"""The errors of file systems without hard links when a hard link is requested."""

# Virus scanners and indexers on Windows open a new file for a moment and so hold up its renaming.
_ATTEMPTS = 10 if os.name == "nt" else 1
_PAUSE = 0.05
"""Seconds between attempts."""


def flush_to_disk(descriptor: int) -> None:
    """Wait until the disk has the content of an open file.

    Raises:
        OSError: The system could not write it.
    """
    if sys.platform == "darwin":
        import fcntl

        # On macOS, fsync leaves the content in the cache of the drive.
        with suppress(OSError):  # network disks and some file systems do not have it
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def flush_folder(folder: Path) -> None:
    """Make the new name of a file survive a loss of power, where the system can.

    A failure raises nothing: the file is whole and in its place, so "not saved" would be untrue.
    """
    if os.name == "nt":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            flush_to_disk(descriptor)
        finally:
            os.close(descriptor)


def rename(path: Path, target: Path) -> None:
    """Give a file another name. A file that has the name already is replaced."""
    attempt = 1
    while True:
        try:
            path.replace(target)
            return
        except PermissionError:
            if attempt == _ATTEMPTS:
                raise
        attempt += 1
        time.sleep(_PAUSE)


def take_free_name(path: Path, target: Path, mode: int = 0o600) -> None:
    """Give a file a free name. Of two processes at once, only one succeeds.

    Where there are hard links, the file keeps its old name, too, which the caller removes.

    Args:
        path: The file.
        target: The name.
        mode: The permissions of an empty file that can have the name for a moment.

    Raises:
        FileExistsError: The name is not free; a link to nowhere can have it, too.
        OSError: The file cannot have the name.
    """
    try:
        os.link(path, target)
    except OSError as error:
        if error.errno not in NO_LINKS and os.name != "nt":
            raise
        # A new, empty file takes the name first, so that no other process's file is lost.
        name_holder = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        try:
            os.close(name_holder)
            rename(path, target)
        except BaseException:
            if path.exists():  # else the whole file has the name already
                target.unlink()
            raise
