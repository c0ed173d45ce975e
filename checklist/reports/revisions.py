"""Reports of one State: their periods, their order, and the chain of seals between them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any, NamedTuple, Self, TypeAlias

from checklist.reports.report import FINAL, Report


class ReportIdentity(NamedTuple):
    """The part of a report's head that relates it to other reports."""

    file: str
    """The name of the report's file, as the user gave it."""
    state: str
    """The State's code."""
    questionnaire: str
    """The id of the questionnaire that it answers."""
    date: str
    """The day on which the answers are true: `2026-01-31`."""
    status: str
    """Whether the report is a draft or final."""
    revision: int
    """1, and one more for each later correction."""
    is_copy: bool = False
    """Whether the report was made from another report: for publication, or to be sent."""
    is_public: bool = False
    """Whether it is a copy for publication."""
    seal: str | None = None
    """The seal; a draft has none."""
    original: str | None = None
    """The seal of the report that it is a copy of, where it names one."""
    supersedes: str | None = None
    """The seal of the revision before, where it names one."""
    cycle: str = ""
    """The year of its cycle: `2026`; empty where that was not asked for."""
    stands_for: int = 1
    """The number of reports that it stands for: itself, and equal ones that are left out."""

    @classmethod
    def of(cls, data: Mapping[str, Any], file: str) -> Self:
        """Return the identity of a report from its data, which `ReportHead` accepts."""
        return cls.of_report(Report.from_data(data), file)

    @classmethod
    def of_report(cls, report: Report, file: str) -> Self:
        """Return the identity of a report in memory."""
        made_from = report.redacted or report.submitted or {}
        return cls(
            file=file,
            state=report.state,
            questionnaire=report.questionnaire_id,
            date=report.as_of,
            status=report.status,
            revision=report.revision,
            is_copy=report.redacted is not None or report.submitted is not None,
            is_public=report.redacted is not None,
            seal=report.seal,
            original=made_from.get("original"),
            supersedes=report.supersedes,
        )

    def sharing_texts(self, known: dict[str, str]) -> "ReportIdentity":
        """Return the same identity, whose texts are those of other identities with the same.

        Args:
            known: The texts of the other identities, each by itself. Those of this one are added.
        """
        file, *rest = self  # no other report has the name of this file
        shared = (known.setdefault(part, part) if isinstance(part, str) else part for part in rest)
        return ReportIdentity._make([file, *shared])

    @property
    def cycle_or_year(self) -> str:
        """The year of its cycle; where that is not known, the year of its date."""
        return self.cycle or self.date[:4]

    @property
    def is_final(self) -> bool:
        """Whether the report is final."""
        return self.status == FINAL

    @property
    def seals(self) -> Sequence[str]:
        """The seals by which a later revision can name it: its own and that of its original."""
        return [seal for seal in (self.seal, self.original) if seal is not None]

    @property
    def named_seals(self) -> Sequence[str]:
        """All the seals in it: those by which it can be named, and the one that it supersedes."""
        return [*self.seals, *filter(None, [self.supersedes])]


def rank(report: ReportIdentity) -> tuple[int, bool, bool, bool]:
    """Return the sort key for the reports of a State and a period: the greatest counts.

    If two reports share the greatest key, neither counts more than the other.
    """
    return report.revision, report.status == FINAL, not report.is_copy, not report.is_public


def weight(report: ReportIdentity) -> tuple[bool, int, bool]:
    """Return the sort key for the report of a period that is compared with other periods.

    The greatest is: a final report before drafts, whatever their revisions.
    """
    return report.status == FINAL, report.revision, not report.is_copy


def is_out_of_order(lower: ReportIdentity, higher: ReportIdentity) -> bool:
    """Whether the revision with the lower number has the later date."""
    return lower.revision < higher.revision and lower.date > higher.date


class ForeignSeal(NamedTuple):
    """A report that names a seal of another State: one that its report has, or also names."""

    report: ReportIdentity
    other: ReportIdentity
    """A report from another State."""
    is_of_other: bool
    """Whether the other report has the seal; otherwise it names the seal, too."""


def foreign_seals(reports: Sequence[ReportIdentity]) -> Iterator[ForeignSeal]:
    """Yield each seal that a report names although it belongs to another State.

    A report names the seal that it supersedes and, if it is a copy for publication, that of its
    original. If no report of the run has that seal, no report from another State may name it.
    """
    several = _seals_of_several_states(reports)
    reports = [report for report in reports if not several.isdisjoint(report.named_seals)]
    superseded = _by_seal((seal, report) for report in reports for seal in report.seals)
    sealed = _by_seal((report.seal, report) for report in reports)
    superseding = _by_seal((report.supersedes, report) for report in reports)
    copied = _by_seal((report.original, report) for report in reports)
    for report in reports:
        for seal, having, naming in (
            (report.supersedes, superseded, superseding),
            (report.original, sealed, copied),
        ):
            found = _foreign(report, having.get(seal, {}), naming.get(seal, {}))
            if seal is not None and found is not None:
                yield found


def _seals_of_several_states(reports: Iterable[ReportIdentity]) -> Set[str]:
    """Return the seals that stand in reports of more than one State: hardly ever one."""
    states: dict[str, str] = {}
    return {
        seal
        for report in reports
        for seal in report.named_seals
        if states.setdefault(seal, report.state) != report.state
    }


_ByState: TypeAlias = Mapping[str, ReportIdentity]


def _by_seal(
    reports: Iterable[tuple[str | None, ReportIdentity]],
) -> Mapping[str | None, _ByState]:
    """Return the first report of each State, by seal."""
    found: dict[str | None, dict[str, ReportIdentity]] = {}
    for seal, report in reports:
        found.setdefault(seal, {}).setdefault(report.state, report)
    return found


def _foreign(report: ReportIdentity, having: _ByState, naming: _ByState) -> ForeignSeal | None:
    """Return a report from another State that has a seal or, if none has it, that names it."""
    if report.state in having:
        return None
    others = (namesake for state, namesake in (having or naming).items() if state != report.state)
    other = next(others, None)
    return None if other is None else ForeignSeal(report, other, bool(having))


Period: TypeAlias = Sequence[ReportIdentity]
"""The reports of one State on one questionnaire for one period."""


def periods(reports: Iterable[ReportIdentity]) -> Iterator[Period]:
    """Yield the reports of each period, by State and questionnaire.

    A period is a cycle; where that is not known, the year of the report's date. Reports that a
    chain of seals (`supersedes`) links belong to the cycle of the lowest revision among them,
    whatever their own.
    """
    together: dict[tuple[str, str], list[ReportIdentity]] = {}
    for report in reports:
        together.setdefault((report.state, report.questionnaire), []).append(report)
    for group in together.values():  # one after the other, because the chains take memory
        by_cycle: dict[str, list[ReportIdentity]] = {}
        for chain in _chains(group):
            first = min(chain, key=lambda report: (report.revision, report.date))
            by_cycle.setdefault(first.cycle_or_year, []).extend(chain)
        yield from by_cycle.values()


def _chains(reports: Iterable[ReportIdentity]) -> Iterator[list[ReportIdentity]]:
    """Yield the groups of reports of one State and questionnaire that seals link."""
    seals = _Groups()
    known: list[tuple[ReportIdentity, _SealKey | None]] = []
    for report in reports:
        keys = [(report.state, report.questionnaire, seal) for seal in report.named_seals]
        for key in keys:
            seals.join(keys[0], key)
        known.append((report, keys[0] if keys else None))
    by_group: dict[_SealKey, list[ReportIdentity]] = {}
    for report, first in known:
        if first is None:
            yield [report]
        else:
            by_group.setdefault(seals.group(first), []).append(report)
    yield from by_group.values()


_SealKey: TypeAlias = tuple[str, str, str]
"""A seal with the State and questionnaire of the report that names it."""


class _Groups:
    """Groups of seals, each represented by one of its seals: a forest of disjoint sets."""

    def __init__(self) -> None:
        self._parents: dict[_SealKey, _SealKey] = {}

    def group(self, seal: _SealKey) -> _SealKey:
        """Return the seal that represents the group of a seal."""
        while (parent := self._parents.setdefault(seal, seal)) != seal:
            # Path halving keeps the paths short.
            self._parents[seal] = self._parents[parent]
            seal = parent
        return seal

    def join(self, seal: _SealKey, other: _SealKey) -> None:
        """Merge the groups of two seals."""
        self._parents[self.group(other)] = self.group(seal)
