"""Writes files: whole or not at all, whatever happens meanwhile.

The bytes go to a temporary file in the same folder and are flushed to the disk. Then the temporary
file takes the name of the file in one step. A killed process leaves the old file or the new one.
"""

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from checklist.errors import ChangedOnDiskError, SaveError
from checklist.files.attributes import (
    keep_owner_and_mode,
    refuse_file_of_stranger,
    refuse_links_of_strangers,
)
from checklist.files.renaming import NO_LINKS, flush_folder, flush_to_disk, rename, take_free_name
from checklist.files.temporary import (
    kept_under_other_name,
    remove_abandoned,
    temporary_file,
)
from checklist.text.messages import Message, semicolons, tr
from checklist.text.sanitize import safe_text

_REASONS = {
    errno.EEXIST: Message("it exists already and is not overwritten"),
    errno.EACCES: Message("you are not permitted to write there, or another program holds the file")
    if os.name == "nt"
    else Message("you are not permitted to write there"),
    errno.EPERM: Message("you are not permitted to write there"),
    errno.EROFS: Message("the disk is read-only"),
    errno.ENOSPC: Message("no space is left on the disk"),
    errno.EDQUOT: Message("your disk quota is used up"),
    errno.EFBIG: Message("the file is larger than the disk allows"),
    errno.EIO: Message("the disk reported an error"),
    errno.ENOENT: Message("the folder does not exist"),
    errno.ENOTDIR: Message("a part of the path is not a folder"),
    errno.EISDIR: Message("it is a folder"),
    errno.ENAMETOOLONG: Message("the name is too long"),
    errno.ELOOP: Message("a symbolic link is in its place"),
    errno.EWOULDBLOCK: Message("another program holds the file"),
    errno.EBADF: Message("it is not open for writing"),
}

_PART = 32 * 1024 * 1024
"""Bytes of a long file after which the system is asked to flush them to the disk."""

_LONGEST_REASON = 400
"""The most characters of a reason that comes from a library, which can have any length."""


def reason(error: OSError | RuntimeError) -> str:
    """Return the reason of a failure in plain words."""
    if isinstance(error, RuntimeError):  # raised by pathlib for a circle of links before 3.13
        return tr(_REASONS[errno.ELOOP])
    known = _REASONS.get(error.errno or 0)
    if known is not None:
        return tr(known)
    return safe_text(error.strerror or type(error).__name__, limit=_LONGEST_REASON)


def replace(
    path: Path,
    content: bytes,
    *,
    mode: int = 0o600,
    follows_link: bool = True,
    before: bytes | None = None,
) -> None:
    """Write a file, in the place of an existing one if there is one.

    An existing file keeps its permissions, its owner and its group, as far as the system permits;
    where it does not, rights are taken away. When `path` is a symbolic link, its target is written
    and the link stays, unless the user did not choose its name.

    Args:
        path: The file.
        content: Its whole content.
        mode: The permissions of a file that does not exist yet.
        follows_link: Whether `path` may be a symbolic link: whether the user chose its name.
        before: What the file must still have when the new one takes its name, because the content
            was made from it; None: it can have anything.

    Raises:
        SaveError: The file was not written; the old one is intact, no temporary file is left.
        ChangedOnDiskError: The file was not written, because another program changed it.
    """
    with _plain_errors(path):
        if not follows_link and path.is_symlink():
            raise OSError(errno.ELOOP, "")
        with replacing(path, mode=mode, before=before) as file:
            file.write(content)


def require_unchanged(path: Path, before: bytes) -> None:
    """Refuse a file that another program has changed.

    Args:
        path: The file.
        before: What it must still have.

    Raises:
        ChangedOnDiskError: It has something else.
    """
    from checklist.files.reader import content_of  # few files have to be as they were

    if content_of(path) != before:
        name = safe_text(str(path))
        raise ChangedOnDiskError(tr("{name} was changed by another program meanwhile", name))


@contextmanager
def replacing(path: Path, *, mode: int = 0o600, before: bytes | None = None) -> Iterator[BinaryIO]:
    """Yield a file to write to, which takes its name when the block ends without an exception.

    For content that is too large for memory; otherwise the same as `replace`.

    Raises:
        SaveError: The file cannot be written. Any OSError within the block counts as one of
            writing it.
    """
    with _plain_errors(path):
        target = followed(path)
        with _temporary(target, mode) as (temporary, file):
            yield file
            _finish(file, target)
            if before is not None:
                require_unchanged(path, before)
            rename(temporary, target)
        flush_folder(target.parent)


class NewFile(NamedTuple):
    """A file that takes its name when it is whole."""

    path: Path
    """Its temporary path, for a library that opens files itself."""
    file: BinaryIO
    """The same file, open for writing."""


@contextmanager
def replacing_together(paths: Sequence[Path], *, mode: int = 0o600) -> Iterator[Sequence[NewFile]]:
    """Yield several files to write to, which take their names when the block ends.

    Either all of them do, or the old files are restored. Only a loss of power or a kill between the
    first renaming and the last can leave some files new and some old; each is whole, and the first
    of `paths` takes its name last. An old file that cannot have its name again stays under another
    one, which the error names.

    Args:
        paths: The files, each a different one. The first may be a symbolic link, as in `replace`.
            The user did not choose the names of the others, so none of them may be a link.
        mode: The permissions of files that do not exist yet.

    Raises:
        SaveError: One of them cannot be written. Any OSError within the block counts as one of
            writing the first.
    """
    with ExitStack() as stack:
        new: list[NewFile] = []
        targets = _targets(paths)
        for path, target in zip(paths, targets, strict=True):
            with _plain_errors(path):
                new.append(NewFile(*stack.enter_context(_temporary(target, mode))))
        try:
            yield new
        except OSError as error:
            raise not_saved(paths[0], error) from error
        for path, target, new_file in zip(paths, targets, new, strict=True):
            with _plain_errors(path):
                _finish(new_file.file, target)
        _rename_together([new_file.path for new_file in new][::-1], targets[::-1])
        for folder in {target.parent for target in targets}:
            flush_folder(folder)


def _targets(paths: Sequence[Path]) -> Sequence[Path]:
    """Return the files that are written, the first through its link, and check that all differ."""
    targets: list[Path] = []
    for path in paths:
        with _plain_errors(path):
            if targets and path.is_symlink():
                raise OSError(errno.ELOOP, "")
            target = followed(path)
            if target.resolve() in [path.resolve() for path in targets]:
                raise OSError(errno.EINVAL, tr("another of the files leads to it"))
            targets.append(target)
    return targets


def _rename_together(temporaries: Sequence[Path], targets: Sequence[Path]) -> None:
    """Give several files their names. When one fails, restore the old files."""
    kept: dict[Path, Path] = {}
    with ExitStack() as locks:
        try:
            for temporary, target in zip(temporaries, targets, strict=True):
                with _plain_errors(target):
                    kept[target] = locks.enter_context(kept_under_other_name(target))
                    _keep(target, kept[target])
                    rename(temporary, target)
        except BaseException as error:
            _put_back(temporaries, kept, error)
            raise
        for path in kept.values():
            with suppress(OSError):
                path.unlink()


def _put_back(
    temporaries: Sequence[Path], kept: Mapping[Path, Path], stopped_by: BaseException
) -> None:
    """Restore the old files.

    Args:
        temporaries: The temporary paths of the new files, in the order of `kept`.
        kept: The paths under which old files are kept, by their own paths. An old file need not
            exist.
        stopped_by: The error that stopped the renaming.

    Raises:
        SaveError: An old file cannot have its name again. It is left where it was kept.
    """
    failures = []
    for temporary, (target, old) in zip(temporaries, kept.items(), strict=False):
        try:
            if old.exists():
                rename(old, target)
                old.unlink(missing_ok=True)  # two names of one file: renaming does nothing
            elif not temporary.exists():  # the new file has its name already
                target.unlink()
        except OSError as error:
            failures.append(
                tr(
                    "{target} could not be put back: {reason}",
                    safe_text(str(target)),
                    reason(error),
                )
            )
            if old.exists():
                failures.append(
                    tr("what it held is in {path}", safe_text(str(_rename_for_good(old))))
                )
    if failures:
        raise SaveError(semicolons(filter(None, [str(stopped_by), *failures]))) from stopped_by


def _rename_for_good(old: Path) -> Path:
    """Give an old file a name that no later command removes as temporary. Returns its path."""
    kept = old.with_suffix(f"{old.suffix}.kept")
    try:
        old.rename(kept)
    except OSError:
        return old
    return kept


def _keep(target: Path, name: Path) -> None:
    """Keep an old file, if there is one, under a second name from which it can be restored."""
    try:
        os.link(target, name)
    except FileNotFoundError:
        return
    except OSError as error:
        if error.errno not in NO_LINKS and os.name != "nt":
            raise
        with suppress(FileNotFoundError):
            target.replace(name)


def create(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Write a file that does not exist yet. Of two processes at once, only one succeeds.

    Raises:
        SaveError: The path exists, even as a link to nowhere, or the file could not be written.
    """
    with _plain_errors(path):
        refuse_links_of_strangers(path.parent)
        with temporary_file(_named(path), mode) as (temporary, file):
            file.write(content)
            _flush(file)
            take_free_name(temporary, path, mode)
            flush_folder(path.parent)


def remove(path: Path) -> None:
    """Remove a file, or a link, if it is there, so that its name is gone for good.

    Raises:
        SaveError: It cannot be removed.
    """
    with _plain_errors(path):
        path.unlink(missing_ok=True)
        flush_folder(path.parent)


def remove_strays(report: Path) -> None:
    """Remove the files that killed processes left in the report's folder.

    Every command that writes does so. It must hold the report's lock: an empty report is removed,
    too, if a killed process had only begun it.
    """
    with suppress(OSError, RuntimeError):
        target = followed(report)
        if report.parent != target.parent:  # kept drafts are in the folder of the link
            remove_abandoned(report.parent)
        if target.name in remove_abandoned(target.parent) and not target.stat().st_size:
            target.unlink()  # without hard links, `create` was stopped half-way


def followed(path: Path) -> Path:
    """Return the path itself, or its target when it is a symbolic link.

    A link of another user in a folder where everyone can write is not followed, whatever the system
    permits. `stat` follows a link under the same rules as `open`, and opens nothing. Then the file
    that `stat` found must be the one at the resolved path. So a link that is exchanged in between
    is noticed, and later only that path is replaced, whatever is there then. A link to nowhere has
    no file to compare. In such a folder only the owners of the link and of the folder can exchange
    it, whom the system trusts there.

    Raises:
        OSError, RuntimeError: The link may not be followed, the links form a circle, or the path
            has no name, such as `.`.
    """
    refuse_links_of_strangers(path)
    if not path.is_symlink():
        return _named(path)
    try:
        found = path.stat()
    except FileNotFoundError:
        return _named(path.resolve())
    target = _named(path.resolve())
    if not os.path.samestat(target.lstat(), found):
        raise OSError(errno.ELOOP, "")
    return target


def _named(path: Path) -> Path:
    """Return a path.

    Raises:
        IsADirectoryError: The path has no name, such as `.`.
    """
    if not path.name:
        raise IsADirectoryError(errno.EISDIR, "")
    return path


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    """Raise `SaveError`, with the reason in plain words, for an error within the block."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise not_saved(path, error) from error


def not_saved(path: Path, error: OSError | RuntimeError) -> SaveError:
    """Return the error for a file that was not written."""
    return SaveError(tr("{path} could not be saved: {reason}", safe_text(str(path)), reason(error)))


def _existing(target: Path) -> os.stat_result | None:
    """Return the status of the file that is replaced, or None where there is none.

    Raises:
        OSError: It may not be replaced.
    """
    try:
        old = target.lstat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(old.st_mode):
        raise IsADirectoryError(errno.EISDIR, "")
    if not stat.S_ISREG(old.st_mode):
        raise OSError(errno.EINVAL, tr("it is not a regular file"))
    refuse_file_of_stranger(target, old)
    # The folder's permissions alone would permit replacing a file that its owner has protected.
    if not os.access(target, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise OSError(errno.EINVAL, tr("the file is write-protected"))
    return old


def _temporary(target: Path, mode: int) -> AbstractContextManager[tuple[Path, BinaryIO]]:
    """Return a temporary file for the target; only its owner can open one that replaces a file."""
    is_there = _existing(target) is not None
    return temporary_file(target, 0o600 if is_there else mode)


def steady_writer(file: BinaryIO) -> Callable[[bytes], None]:
    """Return a function that writes to a long file and flushes it to the disk part by part.

    On Linux the system flushes the parts while other processes work. Elsewhere the whole file is
    flushed at the end, while everything waits.
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


def _finish(file: BinaryIO, target: Path) -> None:
    """Prepare a temporary file to take the name of the target, which can have changed."""
    old = _existing(target)
    if old is not None:
        keep_owner_and_mode(file.fileno(), target, old)
    _flush(file)


def _flush(file: BinaryIO) -> None:
    """Flush a file to the disk and close it, so that it can be renamed."""
    file.flush()
    flush_to_disk(file.fileno())
    file.close()
