"""Reports of one State: their periods, their order, and the chain of seals between them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, Self, TypeAlias

from checklist.reports.report import FINAL, Report
from checklist.reports.seal import SEAL


class Revision(Protocol):
    """A report, as far as its place among the reports of its State depends on it."""

    @property
    def status(self) -> str:
        """Whether it is a draft or final."""

    @property
    def revision(self) -> int:
        """1, and one more for each later correction."""

    @property
    def date(self) -> str:
        """The day on which the answers are true: `2026-01-31`."""

    @property
    def is_copy(self) -> bool:
        """Whether it is a copy for publication."""


def rank(report: Revision) -> tuple[int, bool, bool]:
    """Return the key by which the reports of a State and a period are ordered: the greatest counts.

    Of two reports with the same key nobody can say which counts.
    """
    return report.revision, report.status == FINAL, not report.is_copy


def is_out_of_order(lower: Revision, higher: Revision) -> bool:
    """Whether a revision with a lower number is from a later day than one with a higher."""
    return lower.revision < higher.revision and lower.date > higher.date


class ReportIdentity(NamedTuple):
    """What a report says of itself, as far as other reports have to fit it: no answers."""

    file: str
    """The report's file, as it was named."""
    state: str
    """The State's code."""
    questionnaire: str
    """The id of the questionnaire that it answers."""
    date: str
    """The day on which the answers are true: `2026-01-31`."""
    status: str
    """Whether it is a draft or final."""
    revision: int
    """1, and one more for each later correction."""
    is_copy: bool = False
    """Whether it is a copy for publication."""
    seal: str | None = None
    """The seal; a draft has none."""
    original: str | None = None
    """The seal of the report that it is a copy of, where it names one."""
    supersedes: str | None = None
    """The seal of the revision before, where it names one."""

    @classmethod
    def of(cls, data: Mapping[str, Any], file: str) -> Self:
        """Return the identity of a report whose head `ReportHead` accepted."""
        redacted = data.get("redacted")
        return cls(
            file,
            data["state"],
            data["questionnaire"]["id"],
            data["as_of"],
            data["status"],
            data["revision"],
            redacted is not None,
            data.get(SEAL),
            redacted.get("original") if redacted else None,
            data.get("supersedes"),
        )

    @classmethod
    def of_report(cls, report: Report, file: str) -> Self:
        """Return the identity of a report that was read."""
        original = report.redacted.get("original") if report.redacted else None
        return cls(
            file,
            report.state,
            report.questionnaire_id,
            report.as_of,
            report.status,
            report.revision,
            report.redacted is not None,
            report.seal,
            original,
            report.supersedes,
        )

    @property
    def is_final(self) -> bool:
        """Whether the report is final."""
        return self.status == FINAL

    @property
    def seals(self) -> Sequence[str]:
        """The seals under which a later revision can name it: its own, that of its original."""
        return [one for one in (self.seal, self.original) if one is not None]


class ForeignSeal(NamedTuple):
    """A report that names a seal with which another State has to do."""

    report: ReportIdentity
    other: ReportIdentity
    """A report from another State."""
    is_of_other: bool
    """Whether the seal is that of the other report; else the other report names it, too."""


def foreign_seals(reports: Iterable[ReportIdentity]) -> Iterator[ForeignSeal]:
    """Yield the reports that stand under two States, each at most once for each seal it names.

    A report names the seal that it supersedes and, in a copy for publication, that of its original.
    Where no report here has that seal, no report from another State may name it.
    """
    reports = list(reports)
    superseded = _by_seal((seal, one) for one in reports for seal in one.seals)
    sealed = _by_seal((one.seal, one) for one in reports)
    superseding = _by_seal((one.supersedes, one) for one in reports)
    copied = _by_seal((one.original, one) for one in reports)
    for report in reports:
        for seal, having, naming in (
            (report.supersedes, superseded, superseding),
            (report.original, sealed, copied),
        ):
            found = _foreign(report, having.get(seal, {}), naming.get(seal, {}))
            if seal is not None and found is not None:
                yield found


_ByState: TypeAlias = Mapping[str, ReportIdentity]


def _by_seal(
    reports: Iterable[tuple[str | None, ReportIdentity]],
) -> Mapping[str | None, _ByState]:
    """Return by seal and State the first report."""
    found: dict[str | None, dict[str, ReportIdentity]] = {}
    for seal, report in reports:
        found.setdefault(seal, {}).setdefault(report.state, report)
    return found


def _foreign(report: ReportIdentity, having: _ByState, naming: _ByState) -> ForeignSeal | None:
    """Find a report from another State among those that have a seal, or else that name it."""
    if report.state in having:
        return None
    others = (one for state, one in (having or naming).items() if state != report.state)
    other = next(others, None)
    return None if other is None else ForeignSeal(report, other, bool(having))


Period: TypeAlias = Sequence[ReportIdentity]
"""The reports of one State on one questionnaire for one period."""


def periods(reports: Iterable[ReportIdentity]) -> Iterator[Period]:
    """Yield the reports by State, questionnaire and period.

    Reports that a chain of seals (`supersedes`) binds together are of one period, whatever their
    days, and it is the year from which the lowest revision among them is. Two reports of one year
    are of one period.
    """
    by_period: dict[tuple[str, str, str], list[ReportIdentity]] = {}
    for chain in _chains(reports):
        first = min(chain, key=lambda one: (one.revision, one.date))
        year = first.date.partition("-")[0]
        by_period.setdefault((first.state, first.questionnaire, year), []).extend(chain)
    yield from by_period.values()


def _chains(reports: Iterable[ReportIdentity]) -> Iterator[list[ReportIdentity]]:
    """Yield the reports of a State and questionnaire that seals bind together, each by itself."""
    seals = _Groups()
    known: list[tuple[ReportIdentity, Seal | None]] = []
    for report in reports:
        named = [*report.seals, *filter(None, [report.supersedes])]
        keys = [(report.state, report.questionnaire, seal) for seal in named]
        for key in keys:
            seals.join(keys[0], key)
        known.append((report, keys[0] if keys else None))
    by_group: dict[Seal, list[ReportIdentity]] = {}
    for report, first in known:
        if first is None:
            yield [report]
        else:
            by_group.setdefault(seals.group(first), []).append(report)
    yield from by_group.values()


Seal: TypeAlias = tuple[str, str, str]
"""A seal with the State and questionnaire of the report that names it."""


class _Groups:
    """Seals in groups. Each is known by one of its seals: a forest of disjoint sets."""

    def __init__(self) -> None:
        self._parents: dict[Seal, Seal] = {}

    def group(self, seal: Seal) -> Seal:
        """Return the seal by which the group of a seal is known."""
        while (parent := self._parents.setdefault(seal, seal)) != seal:
            # Half of the way is taken out each time, so that no way stays long.
            self._parents[seal] = self._parents[parent]
            seal = parent
        return seal

    def join(self, one: Seal, other: Seal) -> None:
        """Make one group of those of two seals."""
        self._parents[self.group(other)] = self.group(one)
