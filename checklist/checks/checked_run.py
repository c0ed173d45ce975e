"""The reports of one run, for the rules that check all of them together."""

from collections.abc import Sequence
from functools import cached_property

from checklist.reports.revisions import Period, ReportIdentity, periods


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
