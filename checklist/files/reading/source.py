"""The bytes of a file, opened safely and within limits of its size, and their text."""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from checklist.files.attributes import refuse_links_of_strangers
from checklist.text.messages import Texts, grouped, tr


class Limits(NamedTuple):
    """The limits of one file. A report has some tens of kilobytes."""

    max_bytes: int = 2 * 1024 * 1024
    max_events: int = 100_000
    """The most keys, values, and begins and ends of lists and mappings."""
    max_depth: int = 64
    """The most lists and mappings inside one another. The JSON parser can read some hundreds."""


NO_LIMITS = Limits(max_bytes=sys.maxsize, max_events=sys.maxsize, max_depth=sys.maxsize)
"""For a text that was within its limits when it was read."""


class Unreadable(Exception):
    """A file cannot be read, or not beyond an offset."""

    def __init__(self, code: str, message: str, *, hint: str = "", at: int = 0) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.at = code, message, hint, at


_REASONS = Texts(
    {
        errno.ENOENT: "there is no such file",
        errno.ENOTDIR: "there is no such file: a part of its path is not a folder",
        errno.EACCES: "you are not allowed to read it",
        errno.EPERM: "you are not allowed to read it",
        errno.EISDIR: "it is a folder, not a file",
        errno.ELOOP: "its links lead in a circle",
        errno.ENAMETOOLONG: "its name is too long",
        errno.ENXIO: "it is a socket or a device, not a file",
    }
)
_KINDS = Texts(
    {
        stat.S_IFDIR: "a folder",
        stat.S_IFIFO: "a pipe",
        stat.S_IFSOCK: "a socket",
        stat.S_IFCHR: "a device",
        stat.S_IFBLK: "a device",
    }
)


def _open_without_waiting(path: str, flags: int) -> int:
    """Open a file without waiting for a writer where it is a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))


def read_content(path: Path | str, limits: Limits) -> bytes:
    """Return the bytes of a file.

    Raises:
        Unreadable: It cannot be read, or is too large.
    """
    with open_regular_file(path) as (file, status):
        if status.st_size > limits.max_bytes:
            raise Unreadable("S002", _size_message(status.st_size, limits))
        # One more byte shows that a file has grown since. Requesting `max_bytes` at once would
        # reserve that much memory for each small file.
        content = file.read(status.st_size + 1) or b""
        if len(content) > status.st_size:
            content += file.read(limits.max_bytes + 1 - len(content)) or b""
        return content


@contextmanager
def open_regular_file(path: Path | str) -> Iterator[tuple[BinaryIO, os.stat_result]]:
    """Yield a regular file, open for reading, and its status.

    Args:
        path: The file, or a link to it.

    Raises:
        Unreadable: It cannot be opened, is no regular file, or cannot be read within the block.
    """
    try:
        refuse_links_of_strangers(path)
        with open(path, "rb", opener=_open_without_waiting) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                kind = _KINDS.get(stat.S_IFMT(status.st_mode), "something else")
                raise Unreadable("S001", tr("cannot be read: it is {kind}, not a file", kind))
            yield file, status
            return
    except OSError as error:
        reason = _REASONS.get(error.errno or 0) or error.strerror or type(error).__name__
    except ValueError:  # NUL, or a surrogate that the file system's encoding does not know
        reason = tr("its name has a character that no file name can have")
    raise Unreadable("S001", tr("cannot be read: {reason}", reason))


def _size_message(size: int, limits: Limits) -> str:
    return tr(
        "the file has {size} bytes; at most {most} are read",
        grouped(size),
        grouped(limits.max_bytes),
    )


_OTHER_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
"""The byte order marks of UTF-16 and UTF-32, in either byte order."""
_OTHER_FILE_TYPES = Texts(
    {
        b"%PDF-": "a PDF document",
        b"PK\x03\x04": "a Word, Excel or zip file",
        b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
        b"\x1f\x8b": "a gzip file",
    }
)
"""Files that are sent by mistake, by their first bytes."""


def decode(content: bytes) -> str:
    """Return the text of a file, without a byte order mark.

    Raises:
        Unreadable: It is not UTF-8, or not text.
    """
    hint = tr("save it again as UTF-8")
    kind = next(
        (kind for magic, kind in _OTHER_FILE_TYPES.items() if content.startswith(magic)), None
    )
    if kind is not None:
        raise Unreadable("S003", tr("this is {kind}, not a report in YAML or JSON", kind))
    if content.startswith(_OTHER_BYTE_ORDER_MARKS):
        raise Unreadable("S003", tr("the file looks like UTF-16 or UTF-32"), hint=hint)
    if (nul := content.find(b"\0")) >= 0:
        message = tr("a NUL byte: the file looks like UTF-16, or is not text")
        raise Unreadable("S003", message, hint=hint, at=nul)
    try:
        return content.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        byte = f"0x{content[error.start]:02X}"
        message = tr("the byte {byte} is not UTF-8; the file may be Latin-1 or Windows-1252", byte)
        raise Unreadable("S003", message, hint=hint, at=error.start) from None
