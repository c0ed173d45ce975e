"""The manifest of an output: which reports it counts, and which numbers its tables have.

It is kept by those who made the output, as it names every report that is counted. The docstrings
are the texts of its published schema.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from pydantic import TypeAdapter, ValidationError

from checklist.analysis.summary.figures import UnnamedLine
from checklist.errors import ChecklistError
from checklist.files.reader import Limits, read
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.revisions import ReportIdentity
from checklist.text.sanitize import quoted, safe_text

FORMAT: Literal[1] = 1
"""Rises when a program that reads a manifest would no longer understand it."""

_LIMITS = Limits(max_bytes=16 * 1024 * 1024, max_events=2_000_000)
"""A summary of all States in a group each has a manifest of 4 MB, with 400,000 values."""

Option: TypeAlias = str | bool | int | Sequence[str]


@dataclass(frozen=True, kw_only=True)
class ManifestQuestionnaire:
    """The questionnaire whose questions were counted."""

    id: str
    """Its id."""
    version: str
    """Its version."""
    digest: str
    """The digest of what it asks: `sha256:…`."""


@dataclass(frozen=True, kw_only=True)
class ManifestReport:
    """A report that the output counts."""

    state: str
    """The code of its State."""
    seal: str | None
    """Its seal; null for a draft."""
    original: str | None
    """The seal of the report of which it is a copy, where it names one; else null."""
    revision: int
    """Its revision."""
    as_of: str
    """The day on which its answers are true."""
    status: str
    """`draft` or `final`."""
    is_named: bool
    """Whether the output names the State. Otherwise the State is only in counts."""
    side: str
    """In a comparison `old` or `new`, the side on which it is counted; elsewhere empty."""


@dataclass(frozen=True, kw_only=True)
class ManifestRow:
    """A row of a table."""

    label: str
    """The words of its first column."""
    counts: Sequence[int]
    """Its numbers, in the order of the table's columns."""


@dataclass(frozen=True, kw_only=True)
class ManifestTable:
    """A table of the output. A figure has the number of the table that it draws: F5-3."""

    id: str
    """The id by which a count is traced: `T5-3`."""
    caption: str
    """What it is about."""
    columns: Sequence[str]
    """The heads of the columns that hold numbers; empty for a table of words."""
    rows: Sequence[ManifestRow]
    """The rows with their numbers; empty for a table of words."""


@dataclass(frozen=True, kw_only=True)
class ManifestAnnex:
    """A workbook that belongs to the output."""

    name: str
    """The name of its file, in the folder of the output."""
    sha256: str
    """The SHA-256 of the bytes of that file, as 64 hexadecimal digits."""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What an output was made of."""

    checklist_manifest: Literal[1]
    """The version of the form of this document: 1."""
    output: str
    """The name of the output's file, without its folder."""
    sha256: str
    """The SHA-256 of the bytes of that file, as 64 hexadecimal digits."""
    command: str
    """The command that made it: `summarize`."""
    program: str
    """The version of the program."""
    options: Mapping[str, Option]
    """The options that were given, by their names without `--`; of a file, its name alone."""
    questionnaire: ManifestQuestionnaire
    """The questionnaire whose questions were counted."""
    cut_off: str
    """The cut-off date: the latest day of a report that is counted; empty where none is."""
    reports: Sequence[ManifestReport]
    """Every report that is counted, in alphabetical order of the States' names."""
    tables: Sequence[ManifestTable]
    """The tables with their numbers."""
    is_public: bool
    """Whether the output was made for publication."""
    unnamed: Sequence[UnnamedLine]
    """In an output for publication: the counts of the States that are not named."""
    annex: ManifestAnnex | None = None
    """The workbook with what a short edition leaves out; null where there is none."""

    def as_json(self) -> str:
        """Return the text of its file: ASCII, the same on every machine."""
        return json.dumps(asdict(self), indent=1) + "\n"


def read_manifest(path: Path) -> Manifest:
    """Read a manifest.

    Raises:
        ChecklistError: It cannot be read, or is no manifest. The error names the file and what is
            wrong in it.
    """
    document = read(path, limits=_LIMITS)
    name = safe_text(str(path))
    for refused in document.refusals:
        raise ChecklistError(f"{name}:{refused.line}:{refused.column}: {refused.message}")
    try:
        manifest = TypeAdapter(Manifest).validate_python(document.data)
    except ValidationError as error:
        found = error.errors()[0]
        where = tuple(step for step in found["loc"] if isinstance(step, str | int))
        line, column = document.position(where)
        place = " › ".join(map(str, where)) or "the file"
        raise ChecklistError(
            f"{name}:{line}:{column}: this is not a manifest of an output: {place}: {found['msg']}"
        ) from None
    if manifest.output in {"", ".."} or Path(manifest.output).name != manifest.output:
        line, column = document.position(("output",))
        raise ChecklistError(
            f"{name}:{line}:{column}: this is not a manifest of an output: output: "
            f"{quoted(manifest.output)} is not the name of a file"
        )
    return manifest


def manifest_questionnaire(questionnaire: Questionnaire) -> ManifestQuestionnaire:
    """Return the part of a manifest on the questionnaire."""
    head = questionnaire.head
    return ManifestQuestionnaire(id=head.id, version=head.version, digest=questionnaire.digest)


def manifest_report(
    report: ReportIdentity, *, is_named: bool = True, side: str = ""
) -> ManifestReport:
    """Return the part of a manifest on one report.

    Args:
        report: The part of its head that other reports have to fit.
        is_named: Whether the output names the State.
        side: In a comparison, the side on which it is counted.
    """
    return ManifestReport(
        state=report.state,
        seal=report.seal,
        original=report.original,
        revision=report.revision,
        as_of=report.date,
        status=report.status,
        is_named=is_named,
        side=side,
    )


class OtherReports(NamedTuple):
    """How reports differ from those that a manifest names."""

    gone: Sequence[ManifestReport]
    """Those of the manifest that are not here, or not with their seal."""
    new: Sequence[ManifestReport]
    """Those that are here, and not in the manifest."""

    @property
    def are_same(self) -> bool:
        """Whether the reports do not differ."""
        return not (self.gone or self.new)


def other_reports(
    manifest: Manifest, reports: Iterable[tuple[str, ReportIdentity]]
) -> OtherReports:
    """Compare reports with a manifest, by their seals; drafts by their revisions.

    Args:
        manifest: The manifest.
        reports: The reports that would be counted now, each with its side, as the manifest has it.
    """
    here = {
        _key(report): report
        for report in (manifest_report(report, side=side) for side, report in reports)
    }
    there = {_key(report): report for report in manifest.reports}
    return OtherReports(
        gone=[report for key, report in there.items() if key not in here],
        new=[report for key, report in here.items() if key not in there],
    )


def _key(report: ManifestReport) -> tuple[str, str, str | int]:
    return report.side, report.state, report.seal or report.revision
