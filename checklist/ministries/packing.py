"""One file of a report with all that belongs to it, and back."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from checklist.errors import ChecklistError
from checklist.files.archive import MAX_ALL, MAX_MEMBER, BadArchiveError, pack, unpack
from checklist.files.discovery import PARTS_FOLDER, RETURNS_FOLDER, exists, is_file, is_folder
from checklist.files.folder_reports import reports_in_folder
from checklist.files.reader import content_of_list, read
from checklist.lifecycle.sent_list import list_name
from checklist.ministries.folder import ReportFolder
from checklist.text.sanitize import quoted, safe_text

PACK_ENDING = ".pack.zip"
"""The ending of a packed report."""

_NAME = re.compile(r"""(?![.~ -])[^/\\:*?"<>|\x00-\x1f\x7f-\x9f]{1,200}(?<![. ])""")
"""A name that no system reads as a path or an option, and that each can write."""
_REPORT = re.compile(r"(?!division-)[^/]*\.(yaml|yml|json)")
"""The name of a report, which is not in a folder."""
_SENT = re.compile(r"([^/]+)/files-[A-Z]{3}\.txt")
"""The list in the folder of what was sent."""
_SUBMITTED = "*.submitted.yaml"
_FOLDERS = (PARTS_FOLDER, RETURNS_FOLDER)
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def packed(folder: ReportFolder) -> bytes:
    """Return one file of a report, its division, log, kept drafts, parts, returns, and submission.

    Raises:
        ChecklistError: A file cannot be read, or has a name that another system cannot write.
    """
    members: dict[str, bytes] = {}
    for path in _files(folder):
        name = path.relative_to(folder.folder).as_posix()
        members[name] = content_of_list(path, MAX_MEMBER)
    for name in members:
        if not _has_place(name, members):
            raise ChecklistError(
                f"{quoted(name)} cannot be packed: another system may not be able to write this "
                "name; rename the file or its folder"
            )
    if sum(map(len, members.values())) > MAX_ALL:
        raise ChecklistError(f"the files of the report have more than {MAX_ALL:,} bytes together")
    return pack(members)


def _files(folder: ReportFolder) -> Iterator[Path]:
    """Yield the files that belong to a report."""
    stem = folder.report.name.rpartition(".")[0]
    own = [folder.report, *_revisions(folder), folder.division, folder.log]
    own += sorted(folder.folder.glob(f"{stem}.*.yaml"))  # kept drafts, and what was set aside
    yield from (path for path in dict.fromkeys(own) if path.is_file() and not path.is_symlink())
    for inner in (folder.parts, folder.returns, *_submissions(folder)):
        if is_folder(inner):
            files = (path for path in sorted(inner.iterdir()) if path.is_file())
            yield from (p for p in files if p.name[0] not in ".~" and not p.is_symlink())


def _revisions(folder: ReportFolder) -> Iterator[Path]:
    """Yield the other revisions of a report, by the id that they share."""
    report_id = _report_id(folder.report)
    for one in reports_in_folder(folder.folder):
        if report_id is not None and _report_id(one.path) == report_id:
            yield one.path


def _report_id(path: Path) -> Any:
    data = read(path).data
    return data.get("report_id") if isinstance(data, dict) else None


def _submissions(folder: ReportFolder) -> Iterator[Path]:
    """Yield the folders of what was sent of a State: of the report, and of its other revisions."""
    for inner in sorted(folder.folder.iterdir()):
        is_ours = is_folder(inner) and not inner.is_symlink() and inner.name[0] != "."
        if is_ours and is_file(inner / list_name(folder.state)) and [*inner.glob(_SUBMITTED)]:
            yield inner


def _has_place(name: str, members: Collection[str]) -> bool:
    """Whether a member of a packed report is where one can be, with a name that is only a name."""
    parts = PurePosixPath(name).parts
    sent = {found[1] for one in members if (found := _SENT.fullmatch(one))}
    is_there = parts[:-1] == () or (len(parts) == 2 and parts[0] in {*_FOLDERS, *sent})
    are_names = all(_NAME.fullmatch(one) and not _DEVICES.fullmatch(one) for one in parts)
    return is_there and are_names and "/".join(parts) == name


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
        raise ChecklistError(f"this is not a packed report: {error}") from error
    if not any(_REPORT.fullmatch(name) for name in members):
        raise ChecklistError("this is not a packed report: there is no report in it")
    files = {}
    for name, inner in members.items():
        if not _has_place(name, members):
            raise ChecklistError(f"this is not a packed report: {quoted(name)} has no place in one")
        path = folder.joinpath(*PurePosixPath(name).parts)
        if exists(path) or path.is_symlink():
            raise ChecklistError(f"{safe_text(str(path))} exists already; choose an empty folder")
        files[path] = inner
    return files
