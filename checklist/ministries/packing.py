"""One file of a report with all that belongs to it, and back."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from checklist.errors import ChecklistError
from checklist.files.archive import MAX_ALL, MAX_MEMBER, BadArchiveError, pack, unpack
from checklist.files.discovery import PARTS_FOLDER, RETURNS_FOLDER, exists, is_folder
from checklist.files.reader import content_of_list
from checklist.ministries.folder import ReportFolder
from checklist.text.sanitize import quoted, safe_text

PACK_ENDING = ".pack.zip"
"""The ending of a packed report."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ ()-]{0,120}")
"""A name that no system reads as a path, a device or an option."""
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def packed(folder: ReportFolder) -> bytes:
    """Return one file of a report, its division, log, kept drafts, parts and returns.

    Raises:
        ChecklistError: A file cannot be read.
    """
    members: dict[str, bytes] = {}
    for path in _files(folder):
        content = content_of_list(path, MAX_MEMBER)
        members[path.relative_to(folder.folder).as_posix()] = content
    if sum(map(len, members.values())) > MAX_ALL:
        raise ChecklistError(f"the files of the report have more than {MAX_ALL:,} bytes together")
    return pack(members)


def _files(folder: ReportFolder) -> Iterator[Path]:
    """Yield the files that belong to a report."""
    stem = folder.report.name.rpartition(".")[0]
    own = [folder.report, folder.division, folder.log]
    own += sorted(folder.folder.glob(f"{stem}.*.yaml"))  # kept drafts, and what was set aside
    yield from (path for path in dict.fromkeys(own) if path.is_file() and not path.is_symlink())
    for inner in (folder.parts, folder.returns):
        if is_folder(inner):
            files = (path for path in sorted(inner.iterdir()) if path.is_file())
            yield from (p for p in files if p.name[0] not in ".~" and not p.is_symlink())


def unpacked(content: bytes, folder: Path) -> Mapping[Path, bytes]:
    """Return the files of a packed report with where they go. None of them exists yet.

    Args:
        content: The packed report.
        folder: Where it is restored.

    Raises:
        ChecklistError: It is no packed report, has a name that leads elsewhere, or a file exists.
    """
    try:
        members = unpack(content)
    except BadArchiveError as error:
        raise ChecklistError(f"this is no packed report: {error}") from error
    if not any(re.fullmatch(r"report-[^/]*\.(yaml|yml|json)", name) for name in members):
        raise ChecklistError("this is no packed report: there is no report in it")
    files = {}
    for name, inner in members.items():
        *above, last = PurePosixPath(name).parts or [""]
        is_ours = _NAME.fullmatch(last) and not _DEVICES.fullmatch(last) and ".." not in name
        if above not in ([], [PARTS_FOLDER], [RETURNS_FOLDER]) or not is_ours:
            raise ChecklistError(f"this is no packed report: {quoted(name)} has no place in one")
        path = folder.joinpath(*above, last)
        if exists(path) or path.is_symlink():
            raise ChecklistError(f"{safe_text(str(path))} exists already; choose an empty folder")
        files[path] = inner
    return files
