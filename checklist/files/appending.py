"""Appends lines to a log. A kill in the middle of a line spoils that line only."""

import os
from pathlib import Path

from checklist.files.flushing import flush_to_disk
from checklist.files.reader import content_of
from checklist.files.writer import not_saved

_FLAGS = os.O_WRONLY | os.O_APPEND | os.O_CREAT
_MORE_FLAGS = ("O_NOFOLLOW", "O_BINARY", "O_CLOEXEC")


def append_lines(path: Path, lines: list[str]) -> None:
    """Append lines to a file, in one write, and flush them to the disk.

    A line that was cut off by a kill is ended first, so that it cannot spoil the next one.

    Args:
        path: The file; it is made if it does not exist.
        lines: The lines, without their ends.

    Raises:
        SaveError: They cannot be written.
    """
    before = content_of(path)
    is_cut = bool(before) and not (before or b"").endswith(b"\n")
    text = ("\n" if is_cut else "") + "".join(f"{line}\n" for line in lines)
    flags = _FLAGS
    for name in _MORE_FLAGS:
        flags |= getattr(os, name, 0)
    try:
        descriptor = os.open(path, flags, 0o600)
        try:
            left = text.encode()
            while left:
                left = left[os.write(descriptor, left) :]
            flush_to_disk(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise not_saved(path, error) from error
