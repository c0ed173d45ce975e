"""The caches of an installation: questionnaires, catalogues, templates.

To read and check the question sets takes about 90 ms, and to read their cache 4 ms. They are kept
next to the files that they follow from, as Python keeps compiled modules. The files are part of the
installation and change only with it. Whoever can write there can change the code itself, so a cache
is trusted as much as the code.

Where that folder cannot be written to, or Python is to write no compiled files
(PYTHONDONTWRITEBYTECODE), a cache is kept in the user's own cache folder. That is trusted only if
nobody but the user can write there (see `user_cache_folder`): who can, could run anything as this
user already. Without such a folder, as in a container that is read only, all is made each time.

Questionnaires that a user names are never cached.
"""

import marshal
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from checklist.errors import SaveError
from checklist.text.languages import ENGLISH
from checklist.version import __version__

_NAME = "tip-checklist"


def user_cache_folder() -> Path | None:
    """Return the folder, made if it was absent; None where there is none that can be trusted.

    It is trusted if it is no link, belongs to the user of this process, and nobody else can write
    there. So a run as the administrator does not use the folder of the user who called `sudo`.
    """
    try:
        around = _around()
        if not around.parent.is_dir():
            return None  # there is no home, as for a service or in a container
        folder = around / _NAME
        for made in (around, folder):
            made.mkdir(mode=0o700, exist_ok=True)
        return folder if _is_own(folder) else None
    except (OSError, RuntimeError):  # the latter if the system knows no home
        return None


def _around() -> Path:
    """Return the folder for the caches of all programs."""
    variable = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME"
    named = os.environ.get(variable, "")
    if Path(named).is_absolute():
        return Path(named)
    home = Path.home()
    if sys.platform == "win32":
        return home / "AppData" / "Local"
    return home / "Library" / "Caches" if sys.platform == "darwin" else home / ".cache"


def _is_own(folder: Path) -> bool:
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        return False
    if sys.platform == "win32":
        return True  # the folder above is for its user alone
    others_can_write = found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return found.st_uid == os.geteuid() and not others_can_write


Kept = TypeVar("Kept")

_FOLDER = "__pycache__"


def cached_questionnaire(
    folder: Path, make: Callable[[Path], Kept], language: str = ENGLISH
) -> Kept:
    """Return the object that `make` builds from a folder, or its cached copy if that is current.

    Args:
        folder: A folder of the installation.
        make: Reads and checks the files. Its exceptions are not caught.
        language: The language of its texts, which the name of the cache says.
    """
    files, name = [*folder.glob("*.yaml")], "questionnaire"
    if language != ENGLISH:
        files, name = [*files, *folder.glob(f"translations/{language}.po")], f"{name}-{language}"
    return cached(folder, name, files, lambda: make(folder))


def cached(
    folder: Path,
    name: str,
    files: Iterable[Path],
    make: Callable[[], Kept],
    *,
    is_plain: bool = False,
) -> Kept:
    """Return the object that `make` builds, or its cached copy if that is current.

    Args:
        folder: The folder of the installation next to whose files the cache is kept.
        name: The name of the cache, which no other cache of the folder has.
        files: The files of the installation from which the object is built.
        make: Builds the object. Its exceptions are not caught.
        is_plain: Whether the object is of texts, tuples and mappings alone, or compiled code. It is
            read sooner then, and neither `pickle` nor Pydantic is imported, which takes as long as
            a short command.
    """
    form: Any = marshal
    version = ""
    if not is_plain:
        import pickle

        from pydantic import VERSION

        form, version = pickle, VERSION
    # The layout of the kept objects depends on the versions of all three.
    stamp = (sys.version, __version__, version, _file_stamps(files))
    for path in _paths(folder, name, form.__name__):
        with suppress(Exception):
            kept_stamp, kept = form.loads(path.read_bytes())
            if kept_stamp == stamp:
                return kept  # type: ignore[no-any-return]
    made = make()
    _keep(folder, name, form.__name__, form.dumps((stamp, made)))
    return made


def _keep(folder: Path, name: str, ending: str, content: bytes) -> None:
    """Write the cache of a folder to the first of its places that can be written to."""
    from checklist.files.writer import replace  # the first run after an installation needs it

    for path in _paths(folder, name, ending, to_write=True):
        with suppress(SaveError, OSError):
            path.parent.mkdir(exist_ok=True)
            replace(path, content, mode=0o644)
            return


def _paths(folder: Path, name: str, ending: str, *, to_write: bool = False) -> Iterator[Path]:
    """Yield the files that can hold the cache of a folder."""
    ending = f"{sys.implementation.cache_tag}.{ending}"
    if not (to_write and sys.dont_write_bytecode):
        yield folder / _FOLDER / f"{name}.{ending}"
    own = user_cache_folder()
    if own is not None:
        import hashlib  # few need it

        # Two installations, such as those of two environments, do not take turns.
        place = hashlib.sha256(str(folder).encode(errors="surrogateescape")).hexdigest()[:16]
        yield own / f"{folder.name}-{name}-{place}.{ending}"


def _file_stamps(files: Iterable[Path]) -> list[tuple[str, int, int]]:
    """Return the name, time of change and size of each file: they differ once a file changes."""
    return [(path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(files)]
