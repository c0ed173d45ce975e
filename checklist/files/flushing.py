"""Flushing written files and folders to the disk, so that they survive a loss of power."""

import os
import sys
from contextlib import suppress
from pathlib import Path


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
