"""The one place that writes files: whole or not at all, whatever happens meanwhile.

The bytes go to a temporary file in the same folder, are flushed to the disk, and then take the
name of the file in one step. A process that is killed leaves the old file or the new one.
"""

import errno
import os
import re
import stat
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from checklist.errors import SaveError
from checklist.sanitize import safe_text

_REASONS = {
    errno.EEXIST: "it exists already and is not overwritten",
    errno.EACCES: "you are not permitted to write there"
    + (", or another program holds the file" if os.name == "nt" else ""),
    errno.EPERM: "you are not permitted to write there",
    errno.EROFS: "the disk is read-only",
    errno.ENOSPC: "no space is left on the disk",
    errno.EDQUOT: "your disk quota is used up",
    errno.EFBIG: "the file is larger than the disk allows",
    errno.EIO: "the disk reported an error",
    errno.ENOENT: "the folder does not exist",
    errno.ENOTDIR: "a part of the path is not a folder",
    errno.EISDIR: "it is a folder",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ELOOP: "a symbolic link stands in the way",
}

_PART = 32 * 1024 * 1024
"""Bytes of a long file after which the system is told to bring them to the disk."""

# What file systems without hard links answer to a request for one.
_NO_LINKS = {errno.EPERM, errno.EACCES, errno.EMLINK, errno.ENOSYS, errno.EOPNOTSUPP}

# Virus scanners and indexers on Windows open a new file for a moment and so hold up its renaming.
_ATTEMPTS = 10 if os.name == "nt" else 1
_PAUSE = 0.05
"""Seconds between attempts."""


def reason(error: OSError | RuntimeError) -> str:
    """Return in plain words why the system refused."""
    if isinstance(error, RuntimeError):  # pathlib's answer to a circle of links before 3.13
        return _REASONS[errno.ELOOP]
    known = _REASONS.get(error.errno or 0)
    return known or safe_text(error.strerror or type(error).__name__, limit=100)


def replace(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Write a file, in the place of an existing one if there is one.

    An existing file keeps its mode and, where permitted, its owner and group. When `path` is a
    symbolic link, the file that it leads to is written and the link stays.

    Args:
        path: The file.
        content: Its whole content.
        mode: The permissions of a file that does not exist yet.

    Raises:
        SaveError: The file was not written; the old one is intact, no temporary file is left.
    """
    with replacing(path, mode=mode) as file:
        file.write(content)


@contextmanager
def replacing(path: Path, *, mode: int = 0o600) -> Iterator[BinaryIO]:
    """Yield a file to write to, which takes its name when the block has ended without a fault.

    For content that is not to be held in memory; else the same as `replace`.

    Raises:
        SaveError: The file cannot be written. The system's faults within the block are taken for
            those of writing it.
    """
    with _plain_errors(path):
        target = followed(path)
        old = _existing(target)
        with _temporary(target, mode, old) as (temporary, file):
            yield file
            _finish(file)
            _rename(temporary, target)
        _flush_folder(target.parent)


class NewFile(NamedTuple):
    """A file that takes its name when it is whole."""

    path: Path
    """Where it is meanwhile, for a library that opens files itself."""
    file: BinaryIO
    """The same file, open to be written."""


@contextmanager
def replacing_together(paths: Sequence[Path], *, mode: int = 0o600) -> Iterator[Sequence[NewFile]]:
    """Yield several files to write to, which take their names when the block has ended.

    Either all of them do, or those that were there before are there again. Only a loss of power, or
    a process that is killed, between the first name and the last can leave some new and some old;
    each is whole, and the first of `paths` takes its name last. An old file that cannot have its
    name again stays under another one, which the error names.

    Args:
        paths: The files, each another one. The first may be a symbolic link, as in `replace`; the
            others are beside it, and nobody chose where a link of such a name leads.
        mode: The permissions of those that do not exist yet.

    Raises:
        SaveError: One of them cannot be written. The system's faults within the block are taken
            for those of writing the first.
    """
    with ExitStack() as stack:
        new: list[NewFile] = []
        targets = _targets(paths)
        for path, target in zip(paths, targets, strict=True):
            with _plain_errors(path):
                temporary = _temporary(target, mode, _existing(target))
                new.append(NewFile(*stack.enter_context(temporary)))
        try:
            yield new
        except OSError as error:
            raise _not_saved(paths[0], error) from error
        for path, one in zip(paths, new, strict=True):
            with _plain_errors(path):
                _finish(one.file)
        _rename_together([one.path for one in new][::-1], targets[::-1])
        for folder in {target.parent for target in targets}:
            _flush_folder(folder)


def _targets(paths: Sequence[Path]) -> Sequence[Path]:
    """Return the files that are written: the first where it leads to, each another one."""
    targets: list[Path] = []
    for path in paths:
        with _plain_errors(path):
            if targets and path.is_symlink():
                raise OSError(errno.ELOOP, "")
            target = followed(path)
            if target.resolve() in [one.resolve() for one in targets]:
                raise OSError(errno.EINVAL, "another of the files leads to it")
            targets.append(target)
    return targets


def _rename_together(temporaries: Sequence[Path], targets: Sequence[Path]) -> None:
    """Give several files their names. When one cannot have it, put back what was there before."""
    kept: dict[Path, Path] = {}
    try:
        for temporary, target in zip(temporaries, targets, strict=True):
            with _plain_errors(target):
                kept[target] = target.with_name(f".{target.name}.{os.urandom(4).hex()}.tmp")
                _keep(target, kept[target])
                _rename(temporary, target)
    except BaseException as error:
        _put_back(temporaries, kept, error)
        raise
    for path in kept.values():
        with suppress(OSError):
            path.unlink()


def _put_back(
    temporaries: Sequence[Path], kept: Mapping[Path, Path], stopped_by: BaseException
) -> None:
    """Let the files be again what they were before.

    Args:
        temporaries: Where the new files were, in the order of `kept`.
        kept: Where the old files are, by the names that they had; there may be none.
        stopped_by: Why.

    Raises:
        SaveError: An old file cannot have its name again. It is left where it was kept.
    """
    failures = []
    for temporary, (target, old) in zip(temporaries, kept.items(), strict=False):
        try:
            if old.exists():
                _rename(old, target)
                old.unlink(missing_ok=True)  # two names of one file: to rename it does nothing
            elif not temporary.exists():  # it has its new name already
                target.unlink()
        except OSError as error:
            failures.append(f"{safe_text(str(target))} could not be put back: {reason(error)}")
            if old.exists():
                failures.append(f"what it held is in {safe_text(str(old))}")
    if failures:
        raise SaveError("; ".join(filter(None, [str(stopped_by), *failures]))) from stopped_by


def _keep(target: Path, name: Path) -> None:
    """Let an old file, if there is one, have a second name from which it can be put back."""
    try:
        os.link(target, name)
    except FileNotFoundError:
        return
    except OSError as error:
        if error.errno not in _NO_LINKS and os.name != "nt":
            raise
        with suppress(FileNotFoundError):
            target.replace(name)


def create(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Write a file that does not exist yet. Of two processes at once, one is refused.

    Raises:
        SaveError: The path exists, be it a link to nowhere, or the file could not be written.
    """
    with _plain_errors(path), _temporary(path, mode, None) as (temporary, file):
        file.write(content)
        _finish(file)
        try:
            os.link(temporary, path)
        except OSError as error:
            if error.errno not in _NO_LINKS and os.name != "nt":
                raise
            # An empty file of our own takes the name first, so that nobody else's is lost.
            name_holder = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
            try:
                os.close(name_holder)
                _rename(temporary, path)
            except BaseException:
                if temporary.exists():  # else the name is that of the whole file already
                    path.unlink()
                raise
        _flush_folder(path.parent)


def remove_strays(report: Path) -> None:
    """Remove what a killed process left while it wrote this report or a kept draft of it.

    Call it only while holding the report's lock: a temporary file of a living process looks
    the same.
    """
    with suppress(OSError, RuntimeError):
        target = followed(report)
        for path in {report, target}:  # kept drafts lie beside the name that was used
            _remove_temporary(path.parent, rf"{re.escape(path.stem)}\.(?:.+\.)?draft\.yaml")
        if _remove_temporary(target.parent, re.escape(target.name)) and not target.stat().st_size:
            target.unlink()  # where there are no links, `create` was stopped half-way


def _remove_temporary(folder: Path, name: str) -> bool:
    """Remove the temporary files for names of this pattern. Returns whether there were any."""
    pattern = re.compile(rf"\.{name}\.[0-9a-f]{{8}}\.tmp")
    strays = [path for path in folder.iterdir() if pattern.fullmatch(path.name)]
    for stray in strays:
        with suppress(OSError):
            stray.unlink()
    return bool(strays)


def followed(path: Path) -> Path:
    """Return the path itself, or where it leads to when it is a symbolic link.

    Raises:
        OSError, RuntimeError: The links form a circle, or the path has no name, such as `.`.
    """
    target = path.resolve() if path.is_symlink() else path
    if not target.name:
        raise IsADirectoryError(errno.EISDIR, "")
    return target


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise _not_saved(path, error) from error


def _not_saved(path: Path, error: OSError | RuntimeError) -> SaveError:
    return SaveError(f"{safe_text(str(path))} could not be saved: {reason(error)}")


def _existing(target: Path) -> os.stat_result | None:
    try:
        old = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(old.st_mode):
        raise IsADirectoryError(errno.EISDIR, "")
    if not stat.S_ISREG(old.st_mode):
        raise OSError(errno.EINVAL, "it is not a regular file")
    # The folder's permissions alone would let us replace a file that its owner has protected.
    if not os.access(target, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise OSError(errno.EINVAL, "the file is write-protected")
    return old


@contextmanager
def _temporary(
    target: Path, mode: int, old: os.stat_result | None
) -> Iterator[tuple[Path, BinaryIO]]:
    """Yield the path of a new file beside the target, and the file; it is gone afterwards."""
    if not target.name:
        raise IsADirectoryError(errno.EISDIR, "")
    path = target.with_name(f".{target.name}.{os.urandom(4).hex()}.tmp")
    mode = mode if old is None else stat.S_IMODE(old.st_mode)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            if old is not None and sys.platform != "win32":
                with suppress(OSError):
                    os.fchown(descriptor, old.st_uid, old.st_gid)
                os.fchmod(descriptor, mode)  # what the umask took away
            yield path, file
    finally:
        with suppress(OSError):
            path.unlink()


def steady_writer(file: BinaryIO) -> Callable[[bytes], None]:
    """Return what writes to a long file, and has a part after the other brought to the disk.

    Where a system can be told to begin with that, it is done while other processes work on. Else
    all is done at the end, when everything waits for it.
    """
    waiting = 0

    def write(content: bytes) -> None:
        nonlocal waiting
        waiting += file.write(content)
        if waiting > _PART and sys.platform == "linux":
            waiting = 0
            file.flush()
            with suppress(OSError):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)

    return write


def _finish(file: BinaryIO) -> None:
    """Bring to the disk what was written, and close the file, so that it can be renamed."""
    file.flush()
    os.fsync(file.fileno())
    file.close()


def _rename(temporary: Path, target: Path) -> None:
    attempt = 1
    while True:
        try:
            temporary.replace(target)
            return
        except PermissionError:
            if attempt == _ATTEMPTS:
                raise
        attempt += 1
        time.sleep(_PAUSE)


def _flush_folder(folder: Path) -> None:
    """Make the new name survive a loss of power, where the system can.

    A failure is not told: the file is whole and in its place, so "not saved" would be untrue.
    """
    if os.name == "nt":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
