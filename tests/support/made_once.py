"""Folders that are made once for all tests of a process, and copied for each."""

import atexit
import functools
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path


def copy_of_made(make: Callable[[Path], object], folder: Path) -> None:
    """Copy what a function makes in a folder; it is called once.

    Args:
        make: Writes into the empty folder that it gets; nothing in it may name the folder.
        folder: The folder to which all is copied, beside what is there.
    """
    shutil.copytree(_made(make), folder, dirs_exist_ok=True)


@functools.cache
def _made(make: Callable[[Path], object]) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="made-once-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    make(folder)
    return folder
