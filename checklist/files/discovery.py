"""Which files the paths of a command line mean."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

ENDINGS = frozenset({".yaml", ".yml", ".json"})
DRAFT_ENDING = ".draft.yaml"
"""What `checklist finalize` keeps beside a final report: not a report of its own."""


def free_path(path: Path) -> Path:
    """Return the path of a kept draft, numbered when there is one of this name already."""
    stem = path.name.removesuffix(DRAFT_ENDING)
    free, number = path, 2
    while free.exists():
        free = path.with_name(f"{stem}.{number}{DRAFT_ENDING}")
        number += 1
    return free


def is_folder(path: Path | str) -> bool:
    """Whether a path is a folder that can be looked at.

    `Path.is_dir` raises before Python 3.14 where the name is too long or a folder before it may
    not be entered; here that is left to the reading of the path, which says so.
    """
    return os.path.isdir(path)  # noqa: PTH112


def report_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield each path that is not a folder, and of each folder the reports below it, by name.

    Hidden files and folders and kept drafts are passed over, and links to folders not followed.
    A path that does not exist and a folder that cannot be listed are yielded too: reading them
    says so.
    """
    for path in paths:
        if is_folder(path):
            yield from _below(path)
        else:
            yield path


def _below(folder: Path) -> Iterator[Path]:
    unlisted: list[Path] = []

    def keep(error: OSError) -> None:
        unlisted.append(Path(error.filename))

    for parent, folders, names in os.walk(folder, onerror=keep):
        yield from unlisted
        unlisted.clear()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if _is_report(name):
                yield Path(parent, name)
    yield from unlisted


def _is_report(name: str) -> bool:
    return (
        not name.startswith(".")
        and Path(name).suffix.lower() in ENDINGS
        and not name.lower().endswith(DRAFT_ENDING)
    )
