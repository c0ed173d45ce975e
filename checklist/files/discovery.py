"""Which files the paths of a command line mean."""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path, PurePath

from checklist.errors import ChecklistError

ENDINGS = frozenset({".yaml", ".yml", ".json"})
DRAFT_ENDING = ".draft.yaml"
"""What `checklist finalize` keeps beside a final report: not a report of its own."""


STANDARD_INPUT = Path("-")
"""The path that stands for standard input."""

MAX_LIST_BYTES = 16 * 1024 * 1024
"""The most bytes of a list of paths."""
MAX_LISTED_PATHS = 100_000
"""The most paths of a list: reports of all States for five centuries."""


def free_path(path: Path, ending: str = DRAFT_ENDING) -> Path:
    """Return a path, with a number before its ending when there is something of this name already.

    Args:
        path: The path, whose name has the ending.
        ending: What stays at the end.
    """
    stem = path.name.removesuffix(ending)
    free, number = path, 2
    while exists(free) or free.is_symlink():
        free = path.with_name(f"{stem}.{number}{ending}")
        number += 1
    return free


def is_folder(path: Path | str) -> bool:
    """Whether a path is a folder that can be looked at.

    `Path.is_dir` raises before Python 3.14 where the name is too long or a folder before it may
    not be entered; here that is left to the reading of the path, which says so.
    """
    return os.path.isdir(path)  # noqa: PTH112


def exists(path: Path) -> bool:
    """Whether there is something at a path. Without raising, as in `is_folder`."""
    return os.path.exists(path)  # noqa: PTH110


def is_file(path: Path) -> bool:
    """Whether a path is a regular file, or a link to one. Without raising, as in `is_folder`."""
    return os.path.isfile(path)  # noqa: PTH113


def listed_paths(content: bytes) -> list[Path]:
    """Return the paths of a list: one a line, or separated by NUL, as `find -print0` writes them.

    Empty ones are passed over. A line ends with LF or CRLF; a path may have any other character.

    Raises:
        ChecklistError: The list is too large, or has too many paths.
    """
    if len(content) > MAX_LIST_BYTES:
        raise ChecklistError(
            f"--files-from: the list has more than {MAX_LIST_BYTES:,} bytes, and no more are read; "
            "name folders, or split the list"
        )
    paths = list(islice(_listed(content.removeprefix(b"\xef\xbb\xbf")), MAX_LISTED_PATHS + 1))
    if len(paths) > MAX_LISTED_PATHS:
        raise ChecklistError(
            f"--files-from: the list has more than {MAX_LISTED_PATHS:,} paths, and no more are "
            "read; name folders, or split the list"
        )
    return paths


def _listed(content: bytes) -> Iterator[Path]:
    """Yield the paths one by one: to split millions of line feeds would take much memory."""
    has_nul = b"\0" in content
    for found in re.finditer(rb"[^\0]+" if has_nul else rb"[^\n]+", content):
        path = found[0] if has_nul else found[0].removesuffix(b"\r")
        if path:
            yield _path(path)


def _path(name: bytes) -> Path:
    """Return a path, also of bytes that are no text: reading it says that there is no such file."""
    return Path(name.decode(sys.getfilesystemencoding(), "surrogateescape"))


class ReportFiles:
    """The files that the paths of a command line mean, in the order of the paths.

    A path that is no folder is meant as it is; of a folder, the reports below it are, by name.
    Hidden files and folders and kept drafts are no reports, and links to folders are not followed.
    A path that does not exist and a folder that cannot be listed are among the files: reading them
    says so. A file that is named twice, be it through a link, comes once.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = tuple(paths)
        self.passed_over = 0
        """How many files in the folders that were gone through are no reports by their name."""

    def __iter__(self) -> Iterator[Path]:
        self.passed_over = 0
        self._folders = [_real(path) for path in self._paths if _is_to_be_listed(path)]
        self._walked: set[Path] = set()
        # Only what is named, or reached by a link, so that it does not grow with the folders.
        self._seen: set[Path] = set()
        for path in self._paths:
            if _is_to_be_listed(path):
                yield from self._below(path)
            elif self._is_new(_real(path)):
                yield path

    def _is_new(self, real: Path) -> bool:
        has_come = real in self._seen or (real.parent in self._walked and is_report_name(real.name))
        self._seen.add(real)
        return not has_come

    def _below(self, folder: Path) -> Iterator[Path]:
        unlisted: list[Path] = []

        def keep(error: OSError) -> None:
            unlisted.append(Path(error.filename))

        for parent, folders, names in os.walk(folder, onerror=keep):
            yield from unlisted
            unlisted.clear()
            real = _real(parent)
            if real in self._walked:
                folders.clear()
                continue
            folders[:] = sorted(name for name in folders if not _is_hidden(name))
            for name in sorted(names):
                if is_report_name(name):
                    path = Path(parent, name)
                    if self._is_first(path, real / name):
                        yield path
                elif not _is_hidden(name) and not _is_kept_draft(name):
                    self.passed_over += 1
            self._walked.add(real)
        yield from unlisted

    def _is_first(self, path: Path, real: Path) -> bool:
        """Whether a file in a folder does not come under another name, before or later."""
        if not path.is_symlink():
            return real not in self._seen
        target = _real(path)
        return not self._comes_by_itself(target) and self._is_new(target)

    def _comes_by_itself(self, real: Path) -> bool:
        """Whether a file, by its real path, is among those in one of the folders."""
        inner = [real.relative_to(f) for f in self._folders if real.is_relative_to(f)]
        return any(
            is_report_name(path.name) and not any(map(_is_hidden, path.parts)) for path in inner
        ) and os.path.exists(real)  # noqa: PTH110 - as in `is_folder`


def _is_to_be_listed(path: Path) -> bool:
    return path != STANDARD_INPUT and is_folder(path)


def _real(path: Path | str) -> Path:
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):  # no file can have such a name; reading it says so
        return Path(path)


def _is_hidden(name: str) -> bool:
    return name.startswith(".")


def _is_kept_draft(name: str) -> bool:
    return name.lower().endswith(DRAFT_ENDING)


def is_report_name(name: str) -> bool:
    """Whether a file can be a report by its name: not hidden, no kept draft, YAML or JSON."""
    if _is_hidden(name) or _is_kept_draft(name):
        return False
    return PurePath(name).suffix.lower() in ENDINGS
