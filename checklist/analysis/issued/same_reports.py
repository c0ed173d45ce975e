"""Whether the reports that are here are those of a manifest."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from checklist.analysis.issued.manifest import Manifest, ManifestReport, manifest_report
from checklist.reports.revisions import ReportIdentity


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
