"""Bringing what was written to the disk, so that it survives a loss of power."""

import os
import sys
from contextlib import suppress
from pathlib import Path


def flush_to_disk(descriptor: int) -> None:
    """Wait until the disk has what was written.

    Raises:
        OSError: The system could not write it.
    """
    if sys.platform == "darwin":
        import fcntl

        # There fsync hands the content to the drive, which can keep it in a cache of its own.
        with suppress(OSError):  # network disks and some file systems do not have it
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def flush_folder(folder: Path) -> None:
    """Make the new name of a file survive a loss of power, where the system can.

    A failure is not told: the file is whole and in its place, so "not saved" would be untrue.
    """
    if os.name == "nt":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            flush_to_disk(descriptor)
        finally:
            os.close(descriptor)
