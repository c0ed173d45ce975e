"""Writes a folder with several files: whole, or not at all."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from checklist.errors import SaveError
from checklist.files import writer
from checklist.files.discovery import exists, is_folder
from checklist.files.lock import ReportLock
from checklist.files.private_folder import make_private_folder
from checklist.files.renaming import flush_folder, rename
from checklist.text.messages import tr
from checklist.text.sanitize import safe_text


def refuse_taken_folder(path: Path) -> None:
    """Refuse a folder that cannot be made because something is there.

    Raises:
        SaveError: There is a file, or a folder with files in it, or the present folder.
    """
    name = safe_text(str(path))
    if path.absolute() == Path.cwd():  # another folder takes the place of an empty one
        raise SaveError(tr("{name} is the folder that you are in; name a new folder", name))
    if is_folder(path) and not path.is_symlink():
        if next(path.iterdir(), None) is not None:
            raise SaveError(
                tr("{name} has files in it, and none is overwritten; name a new folder", name)
            )
    elif exists(path) or path.is_symlink():
        raise SaveError(tr("{name} exists already, and is not a folder; name a new folder", name))


@contextmanager
def new_folder(path: Path, contents: Mapping[str, bytes]) -> Iterator[None]:
    """Make a folder with files, which gets its name at the end of the block: whole, or not at all.

    The files are written to a hidden folder next to it before the block begins. If the block fails,
    nothing is left. What a killed process left is removed first. The folder is locked, so that only
    one of two processes makes it.

    Args:
        path: The folder. It does not exist, or is empty.
        contents: The contents by the names of the files.

    Raises:
        LockedError: Another process makes it.
        SaveError: It cannot be made, or there is something already. Nothing is left.
    """
    path = path.absolute()
    hidden = path.with_name(f".{path.name}.unfinished")
    with _naming(path):
        make_private_folder(path.parent)
    with ReportLock(path):
        try:
            with _naming(path):
                refuse_taken_folder(path)
                shutil.rmtree(hidden, ignore_errors=True)
                hidden.mkdir(mode=0o700)
                for name, content in contents.items():
                    writer.create(hidden / name, content)
            yield
            with _naming(path):
                if is_folder(path):
                    path.rmdir()  # it is empty, and some systems replace no folder
                rename(hidden, path)
                flush_folder(path.parent)
        finally:
            shutil.rmtree(hidden, ignore_errors=True)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Say of which folder the system refuses something in the block."""
    try:
        yield
    except OSError as error:
        name, reason = safe_text(str(path)), writer.reason(error)
        raise SaveError(tr("{path} could not be made: {reason}", name, reason)) from error
