"""Appends lines to a log. A kill in the middle of a line spoils that line only."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from checklist.errors import ChangedOnDiskError
from checklist.files.reader import content_of
from checklist.files.renaming import flush_folder, flush_to_disk
from checklist.files.writer import not_saved
from checklist.text.messages import tr
from checklist.text.sanitize import safe_text

_FLAGS = os.O_WRONLY | os.O_APPEND | os.O_CREAT
_MORE_FLAGS = ("O_NOFOLLOW", "O_BINARY", "O_CLOEXEC", "O_NONBLOCK")


def append_lines(path: Path, lines: list[str]) -> None:
    """Append lines to a file, in one write, and flush them to the disk.

    A line that was cut off by a kill is ended first, so that it cannot spoil the next one.

    Args:
        path: The file; it is made if it does not exist.
        lines: The lines, without their ends.

    Raises:
        SaveError: They cannot be written.
    """
    before = content_of(path) or b"\n"
    text = ("" if before.endswith(b"\n") else "\n") + "".join(f"{line}\n" for line in lines)
    with _opened(path, 0o600) as descriptor:
        _write(descriptor, text.encode())


def append_at(path: Path, content: bytes, end: int, *, mode: int = 0o600) -> int:
    """Append to a file that must end where its writer last saw its end. Returns the new end.

    Of what was written by half, because the disk is full, nothing stays.

    Args:
        path: The file; it is made if it does not exist.
        content: What is appended.
        end: The number of bytes that the file must have.
        mode: The permissions of a new file, whatever the umask is.

    Raises:
        ChangedOnDiskError: The file ends elsewhere.
        SaveError: It cannot be written.
    """
    with _opened(path, mode) as descriptor:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size != end:
            raise ChangedOnDiskError(
                tr("{path} was changed by another program", safe_text(str(path)))
            )
        try:
            _write(descriptor, content)
        except OSError:
            with suppress(OSError):
                os.ftruncate(descriptor, end)
            raise
        if not end:
            if hasattr(os, "fchmod"):
                os.fchmod(descriptor, mode)
            flush_folder(path.parent)
    return end + len(content)


def cut_at(path: Path, end: int) -> None:
    """Take away what stands behind a place in a file, such as a line that was written by half.

    Raises:
        SaveError: It cannot be written.
    """
    with _opened(path, 0o600) as descriptor:
        os.ftruncate(descriptor, end)
        flush_to_disk(descriptor)


@contextmanager
def _opened(path: Path, mode: int) -> Iterator[int]:
    """Yield a descriptor to append with. An error of the system becomes one of saving."""
    flags = _FLAGS
    for name in _MORE_FLAGS:
        flags |= getattr(os, name, 0)
    try:
        descriptor = os.open(path, flags, mode)
        try:
            yield descriptor
        finally:
            os.close(descriptor)
    except OSError as error:
        raise not_saved(path, error) from error


def _write(descriptor: int, left: bytes) -> None:
    while left:
        left = left[os.write(descriptor, left) :]
    flush_to_disk(descriptor)
