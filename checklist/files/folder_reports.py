"""The reports in a folder, and for each whether it is a draft, final, or a copy to publish."""

import re
from codecs import BOM_UTF8
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from checklist.files.discovery import is_file, is_report_name
from checklist.files.reader import beginning_of
from checklist.text.messages import Words, grouped, tr

_KEY = rb"(?:^|\")%s\"?\s*:"
"""A key at the beginning of a line, as in YAML, or in quotation marks, as in JSON."""
_IS_REPORT = re.compile(_KEY % b"checklist_report", re.MULTILINE)
_IS_COPY = re.compile(_KEY % b"redacted", re.MULTILINE)
_STATUS = re.compile(_KEY % b"status" + rb" *[\"']?(draft|final)\b", re.MULTILINE)

_STATE = re.compile(_KEY % b"state" + rb" *[\"']?([A-Z]{3})\b", re.MULTILINE)

_BEGINNING = 8 * 1024
"""The bytes of a report that are searched for its kind; its header takes some hundreds."""
_MOST_LISTED = 20
"""The most reports of a folder that are listed."""


class ReportKind(Words):
    """The kind of a report, by its header."""

    DRAFT = "draft"
    FINAL = "final"
    COPY = "copy for publication"
    UNCLEAR = "not clear whether draft or final"
    """It is named like a report, but does not begin like one, or has no status."""


class FolderReport(NamedTuple):
    """A report in a folder."""

    path: Path
    kind: ReportKind


def first_lines(lines: Sequence[str]) -> list[str]:
    """Return a list of reports as it is shown: at most 20 lines, and the number of the others."""
    more = len(lines) - _MOST_LISTED
    return [*lines[:_MOST_LISTED], *([tr("and {ids} more", grouped(more))] if more > 0 else [])]


def reports_in_folder(folder: Path | None = None) -> list[FolderReport]:
    """Return the reports in a folder, not below it, in the order of their names.

    Kept drafts are left out.

    Args:
        folder: The folder; None: the current one.
    """
    try:
        paths = sorted((folder or Path()).iterdir())
    except OSError:  # it cannot be listed
        return []
    kinds = ((path, kind_of(path)) for path in paths if is_report_name(path.name))
    return [FolderReport(path, kind) for path, kind in kinds if kind is not None]


def kind_of(path: Path) -> ReportKind | None:
    """Return the kind of a report by its beginning, or None when it is no readable report.

    Only the beginning is read, so that a folder with many reports does not take long. The rest of
    the report can still be invalid.
    """
    if not is_file(path):
        return None
    content = beginning_of(path, _BEGINNING).removeprefix(BOM_UTF8)
    if _IS_REPORT.search(content) is None:
        return ReportKind.UNCLEAR if path.name.startswith("report-") else None
    status = _STATUS.search(content)
    if status is None:
        return ReportKind.UNCLEAR
    if status[1] == b"draft":
        return ReportKind.DRAFT
    return ReportKind.COPY if _IS_COPY.search(content) else ReportKind.FINAL


def drafts_of_state(code: str, folder: Path) -> list[Path]:
    """Return the drafts of a State in a folder, whatever their names, in the order of the names."""
    drafts = [draft for draft, kind in reports_in_folder(folder) if kind is ReportKind.DRAFT]
    heads = ((draft, _STATE.search(beginning_of(draft, _BEGINNING))) for draft in drafts)
    return [draft for draft, state in heads if state and state[1] == code.encode()]
