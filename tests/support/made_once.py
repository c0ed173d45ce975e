"""Folders that are made once for all tests of a process, and copied for each."""

import atexit
import functools
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path


def copy_of_made(make: Callable[..., object], folder: Path, *arguments: str) -> None:
    """Copy what a function makes in a folder; it is called once for the same arguments.

    Args:
        make: Writes into the empty folder that it gets; nothing in it may name the folder.
        folder: The folder to which all is copied, beside what is there.
        arguments: What the function gets behind the folder.
    """
    shutil.copytree(_made(make, *arguments), folder, dirs_exist_ok=True)


@functools.cache
def _made(make: Callable[..., object], *arguments: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="made-once-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    make(folder, *arguments)
    return folder
