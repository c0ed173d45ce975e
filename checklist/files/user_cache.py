"""The folder in which the tool keeps for a user what can be made again.

Where a program keeps its cache is the convention of each system: `$XDG_CACHE_HOME` or `~/.cache`,
`~/Library/Caches` on macOS, `%LOCALAPPDATA%` on Windows.
"""

import os
import stat
import sys
from pathlib import Path

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
