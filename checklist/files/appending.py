"""Appends lines to a log. A kill in the middle of a line spoils that line only."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from checklist.files.reader import content_of
from checklist.files.renaming import flush_to_disk
from checklist.files.writer import not_saved

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
