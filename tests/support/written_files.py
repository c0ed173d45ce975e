"""Files that were written: their modes and names, and failures of the system."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

posix_only = pytest.mark.skipif(os.name == "nt", reason="POSIX modes, links and signals")


def fail_with(number: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}
