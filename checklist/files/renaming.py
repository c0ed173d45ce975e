"""A file takes another name: that of a file which it replaces, or one that nothing has."""

import errno
import os
import time
from pathlib import Path

NO_LINKS = {errno.EPERM, errno.EACCES, errno.EMLINK, errno.ENOSYS, errno.EOPNOTSUPP}
"""What file systems without hard links answer to a request for one."""

# Virus scanners and indexers on Windows open a new file for a moment and so hold up its renaming.
_ATTEMPTS = 10 if os.name == "nt" else 1
_PAUSE = 0.05
"""Seconds between attempts."""


def rename(path: Path, target: Path) -> None:
    """Give a file another name, be it that of a file, which is replaced."""
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
    """Give a file a name that nothing has. Of two processes at once, one is refused.

    Where there are hard links the file keeps its old name, too, which the caller removes.

    Args:
        path: The file.
        target: The name.
        mode: The permissions of an empty file that can have the name for a moment.

    Raises:
        FileExistsError: Something has the name already, be it a link to nowhere.
        OSError: The file cannot have the name.
    """
    try:
        os.link(path, target)
    except OSError as error:
        if error.errno not in NO_LINKS and os.name != "nt":
            raise
        # An empty file of our own takes the name first, so that nobody else's is lost.
        name_holder = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        try:
            os.close(name_holder)
            rename(path, target)
        except BaseException:
            if path.exists():  # else the name is that of the whole file already
                target.unlink()
            raise
