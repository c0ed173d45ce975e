"""The cache of the shipped questionnaires, next to their files, as Python caches compiled modules.

To read and check the question sets takes 34 ms, to read the cache 2 ms. The files are part of the
installation and change only with it. Whoever can write there can change the code itself, so the
cache is trusted as much as the code. Questionnaires that a user names are never cached.
"""

import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from pydantic import VERSION

from checklist.errors import SaveError
from checklist.files.writer import replace
from checklist.version import __version__

Kept = TypeVar("Kept")

_FOLDER = "__pycache__"


def cached_questionnaire(folder: Path, make: Callable[[Path], Kept]) -> Kept:
    """Return the object that `make` builds from a folder, or its cached copy if that is current.

    Args:
        folder: A folder of the installation.
        make: Reads and checks the files. Its exceptions are not caught.
    """
    path = folder / _FOLDER / f"questionnaire.{sys.implementation.cache_tag}.pickle"
    # The layout of the pickled objects depends on the versions of all three.
    stamp = (sys.version, __version__, VERSION, _file_stamps(folder))
    try:
        kept_stamp, kept = pickle.loads(path.read_bytes())
        if kept_stamp == stamp:
            return kept  # type: ignore[no-any-return]
    except Exception:
        pass
    made = make(folder)
    if not sys.dont_write_bytecode:
        with suppress(SaveError, OSError):
            path.parent.mkdir(exist_ok=True)
            replace(path, pickle.dumps((stamp, made), protocol=5), mode=0o644)
    return made


def _file_stamps(folder: Path) -> list[tuple[str, int, int]]:
    """Return the name, time of change and size of each file: they differ once a file changes."""
    return [
        (path.name, path.stat().st_mtime_ns, path.stat().st_size)
        for path in sorted(folder.glob("*.yaml"))
    ]
