"""The files that the paths of a command line stand for."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

ENDINGS = frozenset({".yaml", ".yml", ".json"})
DRAFT_ENDING = ".draft.yaml"
"""The ending of a draft that `checklist finalize` keeps next to a final report."""

_NAMED_PASSED_OVER = 3
"""How many of the files that are passed over are named."""

PARTS_FOLDER = "parts"
"""The folders next to a division: what was sent to authorities, and what came back."""
_DIVISION = r"(?i)division-[A-Za-z]{3}\.ya?ml"
"""The name of a division."""

STANDARD_INPUT = Path("-")
"""The path that stands for standard input."""


def free_path(path: Path, ending: str = DRAFT_ENDING) -> Path:
    """Return a path whose name is free, with a number before the ending if the given name is taken.

    Args:
        path: The path, whose name has the ending.
        ending: The ending, which stays at the end.
    """
    stem = path.name.removesuffix(ending)
    free, number = path, 2
    while exists(free) or free.is_symlink():
        free = path.with_name(f"{stem}.{number}{ending}")
        number += 1
    return free


def is_folder(path: Path | str) -> bool:
    """Return whether a path is an accessible folder.

    Before Python 3.14, `Path.is_dir` raises an error where the name is too long or a parent folder
    may not be entered. Here the result is False, and reading the path gives the reason.
    """
    return os.path.isdir(path)  # noqa: PTH112


def is_link(path: Path) -> bool:
    """Return whether a path is a symbolic link. It never raises."""
    return os.path.islink(path)  # noqa: PTH114


def exists(path: Path) -> bool:
    """Return whether a path exists. Like `is_folder`, it never raises."""
    return os.path.exists(path)  # noqa: PTH110


def is_file(path: Path) -> bool:
    """Return whether a path is a regular file, or a link to one. It never raises."""
    return os.path.isfile(path)  # noqa: PTH113


class ReportFiles:
    """The files that the paths of a command line stand for, in the order of the paths.

    A path stands for itself, but a folder for the reports below it, in the order of their names.
    Hidden files and folders, kept drafts, and divisions with their parts are no
    reports, and links to folders are not followed.
    A path that does not exist and a folder that cannot be listed are among the files: reading them
    gives the reason. A file that is named twice, perhaps through a link, comes once.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        """Note the paths."""
        self._paths = tuple(paths)
        self.passed_over = 0
        """The number of files in the folders whose names are not those of reports."""
        self.first_passed_over: list[Path] = []
        """The first few of them."""

    def __iter__(self) -> Iterator[Path]:
        self.passed_over = 0
        self.first_passed_over = []
        self._folders = [_real(path) for path in self._paths if _is_to_be_listed(path)]
        self._walked: set[Path] = set()
        # Holds only paths that are named or reached by a link, so the set does not grow with the
        # folders.
        self._seen: set[Path] = set()
        for path in self._paths:
            if _is_to_be_listed(path):
                yield from self._below(path)
            elif self._is_new(_real(path)):
                yield path

    def _is_new(self, real: Path) -> bool:
        """Return whether a file, by its real path, has not come yet, and remember it."""
        has_come = real in self._seen or (real.parent in self._walked and is_report_name(real.name))
        self._seen.add(real)
        return not has_come

    def _below(self, folder: Path) -> Iterator[Path]:
        """Yield the reports in a folder and below it, and the folders that cannot be listed."""
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
            passed_by = _passed_by(names)
            folders[:] = sorted(n for n in folders if not _is_hidden(n) and n not in passed_by)
            for name in sorted(names):
                if is_report_name(name):
                    path = Path(parent, name)
                    if self._is_first(path, real / name):
                        yield path
                elif not _is_hidden(name) and not _is_kept(name):
                    self.passed_over += 1
                    if self.passed_over <= _NAMED_PASSED_OVER:
                        self.first_passed_over.append(Path(parent, name))
            self._walked.add(real)
        yield from unlisted

    def _is_first(self, path: Path, real: Path) -> bool:
        """Return whether the folders give this file under no other name, before or later."""
        if not path.is_symlink():
            return real not in self._seen
        target = _real(path)
        return not self._is_in_listed_folder(target) and self._is_new(target)

    def _is_in_listed_folder(self, real: Path) -> bool:
        """Return whether a real path is that of a report in one of the folders."""
        inner = [real.relative_to(f) for f in self._folders if real.is_relative_to(f)]
        return any(
            is_report_name(path.name) and not any(map(_is_hidden, path.parts)) for path in inner
        ) and os.path.exists(real)  # noqa: PTH110 - as in `is_folder`


def _is_to_be_listed(path: Path) -> bool:
    return path != STANDARD_INPUT and is_folder(path)


def _real(path: Path | str) -> Path:
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):  # no file can have such a name: reading it gives the reason
        return Path(path)


def _is_hidden(name: str) -> bool:
    return name.startswith(".")


def _is_kept(name: str) -> bool:
    """Whether a file is kept next to others: an earlier draft, what was set aside, a division."""
    is_beside = name.lower().endswith(DRAFT_ENDING)
    return is_beside or re.fullmatch(_DIVISION, name) is not None


def _passed_by(names: Iterable[str]) -> frozenset[str]:
    """Return the folder of forms, if a division stands next to it."""
    has_division = any(re.fullmatch(_DIVISION, name) for name in names)
    return frozenset({PARTS_FOLDER}) if has_division else frozenset()


def is_report_name(name: str) -> bool:
    """Return whether a name can be that of a report: YAML or JSON, not hidden, no kept file."""
    if _is_hidden(name) or _is_kept(name):
        return False
    return PurePath(name).suffix.lower() in ENDINGS
