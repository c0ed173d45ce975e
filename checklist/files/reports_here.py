"""The reports that lie in a folder, told apart by what they say of themselves."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from checklist.files.discovery import is_file, is_report_name
from checklist.files.reader import beginning_of

_KEY = rb"(?:^|\")%s\"?\s*:"
"""A key at the beginning of a line, as in YAML, or in quotation marks, as in JSON."""
_IS_REPORT = re.compile(_KEY % b"checklist_report", re.MULTILINE)
_IS_COPY = re.compile(_KEY % b"redacted", re.MULTILINE)
_STATUS = re.compile(_KEY % b"status" + rb" *[\"']?(draft|final)\b", re.MULTILINE)

_BEGINNING = 8 * 1024
"""Bytes in which a report says what it is, before its answers; all else takes some hundreds."""
_MOST_LISTED = 20
"""The reports of a folder that are listed."""


class ReportKind(StrEnum):
    """What a file says of itself."""

    DRAFT = "draft"
    FINAL = "final"
    COPY = "copy for publication"
    UNCLEAR = "not clear whether draft or final"
    """Its name is that of a report, and its beginning is not, or says nothing of its status."""


@dataclass(frozen=True, slots=True)
class ReportHere:
    """A report in a folder."""

    path: Path
    kind: ReportKind


def shortened(lines: Sequence[str]) -> list[str]:
    """Return the lines of a list of reports as they are shown: of many the first, and a count."""
    more = len(lines) - _MOST_LISTED
    return [*lines[:_MOST_LISTED], *([f"and {more:,} more"] if more > 0 else [])]


def reports_here(folder: Path | None = None) -> list[ReportHere]:
    """Return the reports that lie in a folder itself, by their names. Kept drafts are left out.

    Args:
        folder: The folder; None: the current one.
    """
    return list(_reports(Path() if folder is None else folder))


def kind_of(path: Path) -> ReportKind | None:
    """Return what a file says of itself; None when it is no report, or none can be read there."""
    return _kind(beginning_of(path, _BEGINNING), path.name) if is_file(path) else None


def _reports(folder: Path) -> Iterator[ReportHere]:
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return
    for path in paths:
        if is_report_name(path.name):
            kind = kind_of(path)
            if kind is not None:
                yield ReportHere(path, kind)


def _kind(beginning: bytes, name: str) -> ReportKind | None:
    """Return what the beginning of a file says; None when it is no report.

    The beginning decides, so that a folder with many reports does not take long; whether the file
    can be used is for who reads it.
    """
    content = beginning.removeprefix(BOM_UTF8)
    if _IS_REPORT.search(content) is None:
        return ReportKind.UNCLEAR if name.startswith("report-") else None
    status = _STATUS.search(content)
    if status is None:
        return ReportKind.UNCLEAR
    if status[1] == b"draft":
        return ReportKind.DRAFT
    return ReportKind.COPY if _IS_COPY.search(content) else ReportKind.FINAL
