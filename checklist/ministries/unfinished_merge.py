"""What is left to write once the report of a merge is saved: receipts, and lines of the log.

It is kept in a file before the report is saved. A kill in between leaves the file there, and the
next merge writes from it what this one would have written.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checklist.files import writer
from checklist.files.private_folder import make_private_folder
from checklist.files.reader import content_of
from checklist.ministries.folder import ReportFolder
from checklist.ministries.log import LogEntry, append_new, read_log, standing
from checklist.ministries.merged_files import sha256
from checklist.ministries.record import claims_of
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedMerge:
    """What is left to write once the report of a merge is saved."""

    after: str
    """The digest of the report after the merge."""
    lines: Sequence[Mapping[str, Any]]
    """The lines of the log."""
    receipts: Mapping[str, bytes]
    """The receipts: Word files by name."""

    def keep(self, folder: ReportFolder) -> None:
        """Keep it in a file, before the report is saved.

        Raises:
            SaveError: The file cannot be written.
        """
        make_private_folder(folder.returns)
        packed = {
            name: base64.b64encode(receipt).decode() for name, receipt in self.receipts.items()
        }
        data = {"after": self.after, "lines": list(self.lines), "receipts": packed}
        content = json.dumps(data, ensure_ascii=False).encode()
        writer.replace(_path(folder), content, follows_link=False)

    def write(self, folder: ReportFolder) -> Sequence[Path]:
        """Write receipts and log, once the report is saved. Returns where the receipts are.

        Raises:
            SaveError: A file cannot be written.
        """
        paths = {folder.returns / name: content for name, content in self.receipts.items()}
        for path, content in paths.items():
            writer.replace(path, content, follows_link=False)
        append_new(folder.log, self.lines)
        writer.remove(_path(folder))
        return list(paths)


def finish(folder: ReportFolder, report: Report, questionnaire: Questionnaire) -> Sequence[Path]:
    """Write what a merge that was killed left to write. Returns where its receipts are.

    Nothing is written where the kill came before the report was saved.

    Raises:
        SaveError: A file cannot be written.
    """
    unfinished = _kept(folder)
    if unfinished is None:
        return ()
    logged = {entry.key for entry in standing(read_log(folder.log))}
    merged = {
        (claim.by, claim.part, mark.digest)
        for _, claim in claims_of(report, questionnaire)
        for mark in claim.returns
    }
    keys = {LogEntry(line).key for line in unfinished.lines}
    is_saved = sha256(content_of(folder.report) or b"") == unfinished.after
    if is_saved or keys & (merged - logged):
        return unfinished.write(folder)
    writer.remove(_path(folder))
    return ()


def _path(folder: ReportFolder) -> Path:
    return folder.returns / f"{folder.state}-unfinished-merge.json"


def _kept(folder: ReportFolder) -> UnfinishedMerge | None:
    """Return what is kept; None where there is nothing, or it was changed by hand."""
    try:
        data = json.loads(content_of(_path(folder)) or b"")
        receipts = {
            Path(name).name: base64.b64decode(receipt) for name, receipt in data["receipts"].items()
        }
        lines = [dict(line) for line in data["lines"]]
        return UnfinishedMerge(after=data["after"], lines=lines, receipts=receipts)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
