"""The reports of one run, for the rules that check all of them together."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from checklist.reports.revisions import Period, ReportIdentity, periods

RevisionKey: TypeAlias = tuple[str, int]
"""The id of a questionnaire, and the number of a revision."""


class CheckedRun:
    """The usable reports of one run, for the R rules that check all of them together.

    A report is usable if its head is valid, its State is known, and its seal fits.
    """

    def __init__(self, reports: Sequence[ReportIdentity]) -> None:
        """Keep the identities of the reports, ordered by the names of their files."""
        self.reports = reports

    @cached_property
    def periods(self) -> Sequence[Period]:
        """The reports by State, questionnaire and period."""
        return list(periods(self.reports))

    @cached_property
    def sealed(self) -> Mapping[str, Sequence[ReportIdentity]]:
        """The first report of each revision that `supersedes` can refer to, by seal.

        Nearly always, a seal has a single one. A copy for publication stands for its original.
        """
        found: dict[str, tuple[ReportIdentity, ...]] = {}
        for report in self.reports:
            for seal in report.seals:
                same = found.get(seal, ())
                if all(_key(one) != _key(report) for one in same):
                    found[seal] = (*same, report)
        return found

    def superseded_by(self, report: ReportIdentity) -> Mapping[RevisionKey, ReportIdentity] | None:
        """Return the reports of the same State that `supersedes` of a report refers to.

        None where no report of the run has that seal.
        """
        having = self.sealed.get(report.supersedes or "")
        if having is None:
            return None
        return {(o.questionnaire, o.revision): o for o in having if o.state == report.state}


def _key(report: ReportIdentity) -> tuple[str, str, int]:
    return report.state, report.questionnaire, report.revision
