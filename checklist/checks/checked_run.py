"""The reports of one run, for the rules that check all of them together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from checklist.reports.revisions import Period, ReportIdentity, periods

RevisionKey: TypeAlias = tuple[str, int]
"""The id of a questionnaire, and the number of a revision."""


@dataclass(frozen=True)
class CheckedRun:
    """The usable reports of one run, for the R rules that check all of them together.

    A report is usable if its head is valid, its State is known, and its seal fits.
    """

    reports: Sequence[ReportIdentity]
    """The identities of the reports, ordered by the names of their files."""

    @cached_property
    def periods(self) -> Sequence[Period]:
        """The reports by State, questionnaire and period."""
        return list(periods(self.reports))

    @cached_property
    def superseded(self) -> Mapping[str, Mapping[str, Mapping[RevisionKey, ReportIdentity]]]:
        """The first report of each revision that `supersedes` can refer to, by seal and State.

        A copy for publication stands for its original.
        """
        found: dict[str, dict[str, dict[RevisionKey, ReportIdentity]]] = {}
        for report in self.reports:
            for seal in report.seals:
                same = found.setdefault(seal, {}).setdefault(report.state, {})
                same.setdefault((report.questionnaire, report.revision), report)
        return found
