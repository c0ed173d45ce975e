"""Verifies that a final report is what was sealed, and finds the reports that it names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from checklist.checks.codes import SEAL as SEAL_CODE
from checklist.checks.validator import head_findings
from checklist.diagnostics import Diagnostic, Finding, in_order, locate
from checklist.files.folder_reports import ReportKind, reports_in_folder
from checklist.files.reader import Document, read
from checklist.lifecycle.submission import paper_seal
from checklist.reports.report import FINAL, Report
from checklist.reports.seal import SEAL, seal
from checklist.text.messages import tr


class Link(StrEnum):
    """Why a report names the seal of another."""

    MADE_FROM = "made from"
    SUPERSEDES = "supersedes"


@dataclass(frozen=True, slots=True)
class NamedReport:
    """A report that another report names by its seal."""

    link: Link
    seal: str
    path: Path | None = None
    """Its file; None where no file with this seal was found."""
    is_sound: bool = True
    """Whether the file is what was sealed."""
    is_copy: bool = False
    """Whether the file was made from that report, to be sent or published, and is not it itself."""


def seal_findings(document: Document) -> Sequence[Diagnostic]:
    """Return why a document is not a report as it was sealed; nothing where it is.

    The seal is compared with all data of the file, whatever its questionnaire is.
    """
    wrong = head_findings(document)
    if wrong:
        return in_order(wrong)
    return [*locate(_findings(document), document)]


def _findings(document: Document) -> Iterator[Finding]:
    data = document.data
    assert isinstance(data, dict)
    if data["status"] != FINAL:
        message = tr("a draft has no seal, so nothing shows whether it was changed")
        hint = tr("`checklist finalize` makes it final, and seals it")
        yield Finding(SEAL_CODE, message, ("status",), hint=hint)
    elif SEAL not in data:
        yield Finding(SEAL_CODE, tr("a final report needs a seal, and this has none"), ("status",))
    elif data[SEAL] != seal(data):
        message = tr(
            "the seal does not match the content: the report was changed after it was finalized"
        )
        yield Finding(SEAL_CODE, message, (SEAL,))


def named_reports(document: Document, folders: Sequence[Path]) -> Sequence[NamedReport]:
    """Return the reports that a report names, with their files as far as they are found.

    Args:
        document: A report with a valid head.
        folders: The folders that are searched, without those below them.
    """
    assert isinstance(document.data, dict)
    named = [*_seals(document.data)]
    found: dict[str, NamedReport] = {}
    for path in _paths(folders, Path(document.name)) if named else ():
        other = read(path)
        if head_findings(other):
            continue
        assert isinstance(other.data, dict)
        for link, wanted in named:
            candidate = _match(link, wanted, path, other.data)
            if candidate is not None and (
                wanted not in found or _is_better(candidate, found[wanted])
            ):
                found[wanted] = candidate
    return [found.get(wanted) or NamedReport(link, wanted) for link, wanted in named]


def sealed_files(folders: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Yield the final reports in folders, each with the seals whose short forms can be on paper."""
    for path in _paths(folders, Path()):
        document = read(path)
        if not isinstance(document.data, dict) or head_findings(document):
            continue
        report = Report.from_data(document.data)
        if report.seal is not None:
            yield from ((path, seal) for seal in dict.fromkeys([report.seal, paper_seal(report)]))


def _seals(data: Mapping[str, Any]) -> Iterator[tuple[Link, str]]:
    """Yield the seals that a report names."""
    for key in ("submitted", "redacted"):
        original = data.get(key, {}).get("original")
        if original is not None:
            yield Link.MADE_FROM, original
    if "supersedes" in data:
        yield Link.SUPERSEDES, data["supersedes"]


def _paths(folders: Sequence[Path], own: Path) -> Iterator[Path]:
    for folder in folders:
        for listed in reports_in_folder(folder):
            if listed.kind in {ReportKind.FINAL, ReportKind.COPY} and listed.path != own:
                yield listed.path


def _match(link: Link, wanted: str, path: Path, data: Mapping[str, Any]) -> NamedReport | None:
    """Return a report as the report that is named, if it is."""
    is_sound = data.get(SEAL) == seal(data)
    if wanted in {data.get(SEAL), seal(data)}:
        return NamedReport(link, wanted, path, is_sound)
    originals = [data.get(key, {}).get("original") for key in ("submitted", "redacted")]
    if link is Link.SUPERSEDES and wanted in originals:
        return NamedReport(link, wanted, path, is_sound, is_copy=True)
    return None


def _is_better(report: NamedReport, other: NamedReport) -> bool:
    return (not report.is_copy, report.is_sound) > (not other.is_copy, other.is_sound)
