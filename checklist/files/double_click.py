"""A double click on the program: no folder is chosen, and its window closes behind the program."""

import os
import re
import sys
from pathlib import Path

_FOLDER_OF_LINUX = re.compile(r'^XDG_DOCUMENTS_DIR="\$HOME/([^"]+)"$', re.MULTILINE)
_FOLDER_OF_WINDOWS = b"\xd0\x9a\xd3\xfd\x8f\x23\xaf\x46\xad\xb4\x6c\x85\x48\x03\x69\xc7"
"""The number by which Windows knows the documents folder, which can be in a folder of a cloud."""


def go_to_documents() -> None:
    """Go to the user's documents folder if a double click began the program, and say so."""
    if not (has_own_window() or _is_started_by_itself()):
        return
    try:
        folder = _documents()
        os.chdir(folder)
    except (OSError, RuntimeError):  # the latter if the system knows no home
        return
    print(f"The program works in your documents folder: {folder}", file=sys.stderr)


def keep_window() -> None:
    """Wait until the person has read what the window shows, if the window closes after that."""
    if not (has_own_window() and sys.stdin is not None and sys.stdin.isatty()):
        return
    try:
        print("Press Enter to close this window.", file=sys.stderr, end=" ", flush=True)
        sys.stdin.readline()
    except (KeyboardInterrupt, OSError, ValueError):  # the latter if it is no text
        pass  # the person closes it otherwise


def has_own_window() -> bool:
    """Whether the terminal belongs to this process alone: Windows opened it for a double click."""
    if sys.platform != "win32":
        return False
    import ctypes

    # The console names as many processes as fit, and returns how many there are.
    found: int = ctypes.windll.kernel32.GetConsoleProcessList((ctypes.c_uint32 * 1)(), 1)
    return found == 1


def _is_started_by_itself() -> bool:
    """Whether the program of the folder began where nobody keeps reports.

    Systems begin a program at home, in its own folder, or at the top of all folders.
    """
    if not getattr(sys, "frozen", False):
        return False
    here = Path.cwd()
    return here in {Path.home(), Path(sys.executable).resolve().parent, Path(here.anchor)}


def _documents() -> Path:
    """Return the user's documents folder; the home folder where there is none."""
    home = Path.home()
    if sys.platform == "win32":
        named = _known_folder(_FOLDER_OF_WINDOWS)
    elif sys.platform == "darwin":
        named = home / "Documents"
    else:
        settings = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "user-dirs.dirs"
        text = settings.read_text("utf-8", "replace") if settings.is_file() else ""
        found = _FOLDER_OF_LINUX.search(text)
        named = home / (found[1] if found else "Documents")
    return named if named.is_dir() else home


def _known_folder(number: bytes) -> Path:
    """Return the folder of a number.

    Raises:
        OSError: Windows has none.
    """
    if sys.platform != "win32":
        raise OSError
    import ctypes

    path = ctypes.c_wchar_p()
    failed = ctypes.windll.shell32.SHGetKnownFolderPath(number, 0, None, ctypes.byref(path))
    named = path.value
    ctypes.windll.ole32.CoTaskMemFree(path)
    if failed or not named:
        raise OSError
    return Path(named)
