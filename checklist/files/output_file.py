"""The file that `--output` names: replaced whole, or written to directly if a pipe or a device.

A path such as /dev/fd/3 is written through that descriptor: writing begins at the position that the
shell set (`>>` at the end), and the file keeps its name, its other writers and its content.

The ending of its name says in which format to write.
"""

import errno
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from checklist.errors import ChecklistError
from checklist.files import writer
from checklist.files.attributes import refuse_file_of_stranger, refuse_links_of_strangers
from checklist.text.messages import any_of, commas, sentences, tr
from checklist.text.sanitize import quoted, safe_text

_DESCRIPTOR = r"(?:/proc/(?P<process>\d+)(?:/task/\d+)?|/dev)/fd/(?P<number>\d{1,9})"
_FLAGS = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)

_LINKS = 40
"""Symbolic links that are followed one after the other, as Linux does."""


def output_ending(output: Path, endings: Iterable[str]) -> str:
    """Return the ending of an output's name, in small letters.

    Args:
        output: The path of the output.
        endings: The endings that give a format.

    Raises:
        ChecklistError: The name has none of these endings.
    """
    ending = output.suffix.lower()
    if ending not in endings:
        message = tr(
            "--output: {output} does not say in which format to write; the name ends with "
            "{endings}",
            quoted(output.name),
            commas(endings),
        )
        hint = _pdf_hint(ending, endings)
        raise ChecklistError(sentences([f"{message}.", hint]) if hint else message)
    return ending


def _pdf_hint(ending: str, endings: Iterable[str]) -> str:
    """Return how a PDF is made of a page or a Word file, where that was wanted."""
    makers = [ending for ending in (".docx", ".html") if ending in endings]
    if ending != ".pdf" or not makers:
        return ""
    return tr(
        "For a PDF, write {makers}, open the file, and print or save it as PDF", any_of(makers)
    )


def is_stream(path: Path) -> bool:
    """Return whether a path names a pipe, a character device or an open descriptor.

    Such a stream is written from beginning to end, without seeking or replacing.
    """
    try:
        return _is_pipe_or_device(path.stat()) or _descriptor(path) is not None
    except OSError:
        return _descriptor(path) is not None  # a closed one: opening it raises the error
    except ValueError:
        return False


def _is_pipe_or_device(status: os.stat_result) -> bool:
    return stat.S_ISFIFO(status.st_mode) or stat.S_ISCHR(status.st_mode)


@contextmanager
def replacing_output(path: Path, *, mode: int = 0o600) -> Iterator[BinaryIO]:
    """Yield a file to write an output to: `writer.replacing`, or a stream as it is.

    Raises:
        SaveError: It cannot be written.
        BrokenPipeError: The reader of the stream has closed it.
    """
    if not is_stream(path):
        with writer.replacing(path, mode=mode) as file:
            yield file
        return
    try:
        sys.stdout.flush()  # may be the same stream, and its text comes first
        with os.fdopen(_opened(path), "wb") as file:
            yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        raise writer.not_saved(path, error) from error


def write_output(path: Path, content: bytes) -> None:
    """Write an output with its whole content, as `replacing_output` does."""
    with replacing_output(path) as file:
        file.write(content)


def create_output(path: Path, content: bytes) -> None:
    """Write a file that does not exist yet, as `writer.create` does, or to a stream.

    Raises:
        SaveError: There is a file already, or it cannot be written.
    """
    if is_stream(path):
        write_output(path, content)
    else:
        writer.create(path, content)


def refuse_stream(path: Path, why: str) -> None:
    """Refuse a pipe or a device where a file is needed.

    Args:
        path: The path.
        why: The reason, as a clause of the message.

    Raises:
        ChecklistError: The path is that of a pipe or a device.
    """
    if is_stream(path):
        raise ChecklistError(
            tr("{path} is a pipe or a device: {why}; name a file", safe_text(str(path)), why)
        )


def _opened(path: Path) -> int:
    """Open a stream for writing.

    Raises:
        OSError: It cannot be opened, or another file has taken its place.
    """
    refuse_links_of_strangers(path)
    found = _descriptor(path)
    if found is not None:
        return _opened_again(path, found)
    descriptor = os.open(path, _FLAGS)
    try:
        status = os.fstat(descriptor)
        # Another file can have taken the name since it was checked.
        if not _is_pipe_or_device(status):
            raise OSError(errno.EINVAL, tr("another file took the place of the pipe or device"))
        refuse_file_of_stranger(Path(os.path.realpath(path)), status)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _opened_again(path: Path, found: re.Match[str]) -> int:
    """Open again the file of a descriptor of this process, or of another one."""
    try:
        if found["process"] in {None, str(os.getpid())}:
            return os.dup(int(found["number"]))
        return os.open(path, _FLAGS)
    except OSError as error:
        if error.errno in {errno.EBADF, errno.ENOENT}:
            raise OSError(errno.EINVAL, tr("the descriptor is not open")) from error
        raise


def _descriptor(path: Path) -> re.Match[str] | None:
    """Return the descriptor that a path names, perhaps through links such as /dev/stdout.

    On Linux the entries of /proc/self/fd look like links to the open files. They are not followed,
    because the file whose path they show would be replaced.
    """
    for _ in range(_LINKS):
        real = os.path.join(os.path.realpath(path.parent), path.name)  # noqa: PTH118
        found = re.fullmatch(_DESCRIPTOR, real)
        if found is not None or not os.path.islink(path):  # noqa: PTH114 - never raises
            return found
        path = path.parent / path.readlink()
    return None
