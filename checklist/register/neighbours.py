"""The reports of one State with which a new report is compared: not all, where it sent many."""

from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from checklist.diagnostics import MAX_RELATED
from checklist.reports.revisions import ReportIdentity, rank, weight

MOST = 100
"""The most reports that are all compared; of more, only the nearest are."""
_FEW = MAX_RELATED + 2
"""The equal reports that are compared: all that a finding names, and more."""
_PERIODS = 50
"""The most other periods whose latest report is compared."""

_Period: TypeAlias = tuple[str, str]
"""The id of a questionnaire, and the year of the first report of the period."""


class _Equals:
    """The reports of one period, one revision and one rank. Of many, the first few are compared."""

    def __init__(self) -> None:
        self.first: list[ReportIdentity] = []
        """The first few by the names of their files."""
        self.count = 0

    def add(self, report: ReportIdentity) -> None:
        self.count += 1
        insort(self.first, report, key=lambda report: report.file)
        del self.first[_FEW:]


class ReportsOfState:
    """The reports of one State in a register, which are found without a look at each of them."""

    def __init__(self) -> None:
        self._all: dict[str, ReportIdentity] = {}
        self._period_of_seal: dict[tuple[str, str], _Period] = {}
        self._by_seal: dict[str, list[ReportIdentity]] = {}
        self._equals: dict[tuple[_Period, int], dict[tuple[int, bool, bool, bool], _Equals]] = {}
        self._final: dict[_Period, dict[int, ReportIdentity]] = {}
        """The final report of the latest date, by period and revision."""
        self._by_date: dict[tuple[str, int], list[ReportIdentity]] = {}
        """The final reports in the order of their dates, by questionnaire and revision."""
        self._latest: dict[str, dict[str, ReportIdentity]] = {}
        """The report of each period that counts most, by questionnaire and year."""

    def add(self, report: ReportIdentity) -> None:
        """Add a report."""
        self._all[report.file] = report
        period = questionnaire, year = self._period(report)
        for seal in report.named_seals:
            self._period_of_seal.setdefault((questionnaire, seal), period)
            self._by_seal.setdefault(seal, []).append(report)
        equals = self._equals.setdefault((period, report.revision), {})
        equals.setdefault(rank(report), _Equals()).add(report)
        latest = self._latest.setdefault(questionnaire, {})
        latest[year] = max(latest.get(year, report), report, key=weight)
        if report.is_final:
            final = self._final.setdefault(period, {})
            same = sorted(
                (final.get(report.revision, report), report), key=lambda known: known.file
            )
            final[report.revision] = max(same, key=_date)
            by_date = self._by_date.setdefault((questionnaire, report.revision), [])
            insort(by_date, report, key=_date)

    def near(self, report: ReportIdentity) -> Sequence[ReportIdentity]:
        """Return the reports with which a report is compared, without the report itself.

        Where there are many, these are the reports that its seals link, those of its revision and
        the revisions before it, and the latest of other periods.
        """
        if len(self._all) <= MOST:
            return [other for other in self._all.values() if other.file != report.file]
        found = {other.file: other for other in self._nearest(report)}
        found.pop(report.file, None)
        of_revision = self._equals.get((self._period(report), report.revision), {})
        for its_rank, equals in of_revision.items():
            first = [other for other in equals.first if other.file != report.file]
            found.update((other.file, other) for other in first)
            here = [
                other
                for other in found.values()
                if rank(other) == its_rank and self._period(other) == self._period(report)
            ]
            is_own = report.file in self._all and rank(report) == its_rank
            more = equals.count - is_own - len(here)
            if first and more > 0:
                found[first[-1].file] = first[-1]._replace(stands_for=1 + more)
        return [*found.values()]

    def _nearest(self, report: ReportIdentity) -> Iterator[ReportIdentity]:
        for seal in report.named_seals:
            yield from self._by_seal.get(seal, [])[:_FEW]
        period = questionnaire, year = self._period(report)
        final = self._final.get(period, {})
        lower = sorted(number for number in final if number < report.revision)
        if lower:
            yield final[lower[-1]]
            yield max((final[number] for number in lower), key=_date)
        for equals in self._equals.get((period, report.revision - 1), {}).values():
            yield from equals.first
        before = self._by_date.get((questionnaire, report.revision - 1), [])
        at = bisect_right(before, report.date, key=_date)
        yield from before[max(at - 1, 0) : at]
        latest = self._latest.get(questionnaire, {})
        years = sorted(latest)
        at = bisect_right(years, year)
        yield from (latest[known] for known in years[max(at - _PERIODS, 0) : at + 1])

    def _period(self, report: ReportIdentity) -> _Period:
        """Return the period of a report: its year, or the period of a report that a seal links."""
        own = report.questionnaire, report.date.partition("-")[0]
        seals = ((report.questionnaire, seal) for seal in report.named_seals)
        linked = (self._period_of_seal[known] for known in seals if known in self._period_of_seal)
        return next(linked, own)


def _date(report: ReportIdentity) -> str:
    return report.date
