"""The reports that lie in a folder, told apart by what they say of themselves."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from checklist.files.discovery import is_report_name
from checklist.files.reader import content_of

_KEY = rb"(?:^|\")%s\"?\s*:"
"""A key at the beginning of a line, as in YAML, or in quotation marks, as in JSON."""
_IS_REPORT = re.compile(_KEY % b"checklist_report", re.MULTILINE)
_IS_COPY = re.compile(_KEY % b"redacted", re.MULTILINE)
_STATUS = re.compile(_KEY % b"status" + rb" *[\"']?(draft|final)\b", re.MULTILINE)

_MOST_LISTED = 20
"""The reports of a folder that are listed."""


class ReportKind(StrEnum):
    """What a file says of itself."""

    DRAFT = "draft"
    FINAL = "final"
    COPY = "copy for publication"
    UNCLEAR = "cannot be read"
    """Its name is that of a report, and its content is not, or says nothing of its status."""


@dataclass(frozen=True, slots=True)
class ReportHere:
    """A report in a folder."""

    path: Path
    kind: ReportKind


def shortened(lines: Sequence[str]) -> list[str]:
    """Return the lines of a list of reports as they are shown: of many the first, and a count."""
    more = len(lines) - _MOST_LISTED
    return [*lines[:_MOST_LISTED], *([f"and {more} more"] if more > 0 else [])]


def reports_here(folder: Path | None = None) -> list[ReportHere]:
    """Return the reports that lie in a folder itself, by their names. Kept drafts are left out.

    Args:
        folder: The folder; None: the current one.
    """
    return list(_reports(Path() if folder is None else folder))


def kind_of(path: Path) -> ReportKind | None:
    """Return what a file says of itself; None when it is no report, or none can be read there."""
    content = content_of(path) if path.is_file() else None
    return None if content is None else _kind(content, path.name)


def _reports(folder: Path) -> Iterator[ReportHere]:
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return
    for path in paths:
        if is_report_name(path.name) and path.is_file():
            kind = _kind(content_of(path) or b"", path.name)
            if kind is not None:
                yield ReportHere(path, kind)


def _kind(content: bytes, name: str) -> ReportKind | None:
    """Return what the content of a file says; None when it is no report.

    Its beginning words decide, so that a folder with many reports does not take long; whether the
    file can be used is for who reads it.
    """
    if _IS_REPORT.search(content) is None:
        return ReportKind.UNCLEAR if name.startswith("report-") else None
    status = _STATUS.search(content)
    if status is None:
        return ReportKind.UNCLEAR
    if status[1] == b"draft":
        return ReportKind.DRAFT
    return ReportKind.COPY if _IS_COPY.search(content) else ReportKind.FINAL
