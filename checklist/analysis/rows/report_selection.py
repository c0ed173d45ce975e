"""The selection of one report for each State, and the reasons why other files do not count."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Generic, NamedTuple

from checklist.analysis.rows.report_reader import AnyCandidate, LazyReport, LeftOut
from checklist.diagnostics import Diagnostic
from checklist.reports.report import FINAL
from checklist.reports.revisions import ReportIdentity, foreign_seals, is_out_of_order, rank
from checklist.states import BY_CODE, alphabetical
from checklist.text.sanitize import safe_text

UNUSABLE = "unusable"
TWO_STATES = "two-states"
OTHER_CYCLE = "other-cycle"
EARLIER_CYCLE = "earlier-cycle"
SAME_REVISION, ORDER_UNCLEAR = "same-revision", "order-unclear"
UNCLEAR = (SAME_REVISION, ORDER_UNCLEAR)
WHY_NOT_COUNTED: Mapping[str, str] = {
    UNUSABLE: "cannot be used",
    "draft": "is a draft, and drafts are not counted",
    OTHER_CYCLE: "is of a cycle that is not counted",
    EARLIER_CYCLE: "a report of this State for a later cycle is here",
    "copy": "is a copy of a report that is here",
    "superseded": "a later revision of this State is here",
    "beside-final": "is a draft of a revision whose final report is here",
    SAME_REVISION: "this revision of this State is here more than once; keep one of them",
    ORDER_UNCLEAR: "a revision with a higher number is from an earlier day than one with a "
    "lower; keep the reports of one cycle",
    TWO_STATES: "names a seal that a report from another State has, or names, too, so that one "
    "report stands under two States; `checklist validate` names both (R033)",
}
"""The reasons why a file is not counted: each code with its message."""


class NotCounted(NamedTuple):
    """A file that is not counted."""

    file: str
    state: str
    """The code of its State; empty where that cannot be said."""
    why: str
    """A code of `WHY_NOT_COUNTED`."""
    instead: str = ""
    """The file of the same State that counts instead; empty where none does."""
    findings: Sequence[Diagnostic] = ()
    """The errors that make the file unusable."""
    may_be_newer: bool = False
    """Whether it cannot be used, and may be newer than the file that counts instead."""

    @property
    def message(self) -> str:
        """The reason in words, with the file that counts instead."""
        if self.may_be_newer:
            return f"cannot be used, and may be newer than {safe_text(self.instead)}, which counts"
        counts = f"; {safe_text(self.instead)} counts" if self.instead else ""
        return WHY_NOT_COUNTED[self.why] + counts

    @property
    def is_unclear(self) -> bool:
        """Whether the report cannot be used, or nobody can say whether the report counts."""
        return self.why in {UNUSABLE, *UNCLEAR, TWO_STATES}

    @property
    def is_outside(self) -> bool:
        """Whether the report is of another cycle than the reports that count."""
        return self.why == OTHER_CYCLE

    @property
    def first(self) -> str:
        """The first finding of an unusable file: `path:line:column: CODE message`; else empty."""
        for found in self.findings:
            place = f"{safe_text(found.path)}:{found.line}:{found.column}"
            return f"{place}: {found.code} {found.message}"
        return ""


@dataclass(frozen=True)
class ReportSelection(Generic[AnyCandidate]):
    """The reports that count, and the files that do not."""

    counted: Sequence[AnyCandidate]
    """One a State, by the State's name."""
    not_counted: Sequence[NotCounted]
    """By the file's name."""
    drafts: bool = False
    """Whether drafts count."""
    cycle: str = ""
    """The year of the only cycle of which reports count; empty: they count of each."""
    not_agreed: Sequence[AnyCandidate] | None = None
    """The reports that are not counted because their States do not agree to publication; None: no
    report is left out for this reason."""
    in_several_cycles: Collection[str] = ()
    """The codes of the States with reports of several cycles, of which only one report counts."""

    @property
    def reporting(self) -> Sequence[AnyCandidate]:
        """The report of each State that has reported, whether or not it is counted."""
        return [*self.counted, *(self.not_agreed or ())]

    @property
    def files(self) -> int:
        """The number of all files."""
        return len(self.reporting) + len(self.not_counted)

    @property
    def is_clear(self) -> bool:
        """Whether all files can be used, and it is clear which report of each State counts."""
        return not any(file.is_unclear for file in self.not_counted)

    @property
    def unclear_states(self) -> Collection[str]:
        """The codes of the States without a counted report because it is unclear which counts."""
        return {file.state for file in self.not_counted if file.is_unclear and file.why != UNUSABLE}


def selected(
    read: Iterable[AnyCandidate | LeftOut], *, drafts: bool = False, cycle: str = ""
) -> ReportSelection[AnyCandidate]:
    """Choose the latest revision of each State's latest cycle, whatever the order of the files.

    Only the reports of a State that may still count are kept in memory.

    Args:
        read: The report of each file, or the reason why it is left out.
        drafts: Whether drafts count.
        cycle: The year of the only cycle of which reports count; empty: they count of each.
    """
    selection = _Selection[AnyCandidate](drafts, cycle)
    for candidate in read:
        selection.add(candidate)
    return selection.of_cycle() if cycle else selection.of_all()


def made(selection: ReportSelection[LazyReport[AnyCandidate]]) -> ReportSelection[AnyCandidate]:
    """Return a selection with its reports made whole."""
    whole: Any = replace(selection, counted=[candidate.made() for candidate in selection.counted])  # type: ignore[misc]
    selection_of_whole: ReportSelection[AnyCandidate] = whole
    return selection_of_whole


class _Selection(Generic[AnyCandidate]):
    """The reports so far, by cycle and State."""

    def __init__(self, drafts: bool, cycle: str) -> None:
        self._drafts, self._cycle = drafts, cycle
        self._reports: dict[str, dict[str, _OfState[AnyCandidate]]] = {}
        self._identities: list[ReportIdentity] = []
        self._not_counted: list[NotCounted] = []
        self._unusable: list[LeftOut] = []

    def add(self, candidate: AnyCandidate | LeftOut) -> None:
        """Add what was read of a file."""
        if isinstance(candidate, LeftOut):
            self._unusable.append(candidate)
            return
        report = candidate.identity
        is_draft = report.status != FINAL and not self._drafts
        if not is_draft:
            # A report of an earlier cycle can have the seal that one of another State names.
            self._identities.append(report)
        why = OTHER_CYCLE if is_of_other_cycle(report, self._cycle) else "draft" if is_draft else ""
        if why:
            self._not_counted.append(NotCounted(report.file, report.state, why))
            return
        of_cycle = self._reports.setdefault(report.cycle_or_year, {})
        if report.state in of_cycle:
            of_cycle[report.state].add(candidate)
        else:
            of_cycle[report.state] = _OfState(candidate)

    def of_cycle(self) -> ReportSelection[AnyCandidate]:
        """Return the reports of the chosen cycle that count, and all other files."""
        counted: list[AnyCandidate] = []
        not_counted: list[NotCounted] = []
        for of_state in self._reports.get(self._cycle, {}).values():
            doubts = of_state.doubts(self._two_states)
            corrected = "" if doubts else self._corrected_by(of_state)
            counted += [] if doubts or corrected else [of_state.best]
            not_counted += of_state.not_counted(doubts, corrected)
        return self._ordered(counted, not_counted)

    def of_all(self) -> ReportSelection[AnyCandidate]:
        """Return, of each State, the report that counts in its latest cycle, and all other files.

        It is the report that counts when that cycle is chosen by itself.
        """
        counted: list[AnyCandidate] = []
        not_counted: list[NotCounted] = []
        in_several: list[str] = []
        latest: dict[str, str] = {}
        for cycle in sorted(self._reports, reverse=True):
            for state, of_state in self._reports[cycle].items():
                if state in latest:
                    in_several += [state] if latest[state] else []
                    not_counted += of_state.of_earlier_cycle(latest[state])
                    continue
                doubts = of_state.doubts(self._two_states)
                corrected = "" if doubts else self._corrected_by(of_state)
                not_counted += of_state.not_counted(doubts, corrected)
                if not corrected:
                    counted += [] if doubts else [of_state.best]
                    latest[state] = "" if doubts else of_state.best.identity.file
        return self._ordered(counted, not_counted, in_several)

    def _ordered(
        self,
        counted: list[AnyCandidate],
        not_counted: list[NotCounted],
        in_several: Iterable[str] = (),
    ) -> ReportSelection[AnyCandidate]:
        counted.sort(key=lambda candidate: alphabetical(_state_name(candidate.identity.state)))
        not_counted += [*self._not_counted, *self._beside(counted)]
        not_counted.sort(key=lambda file: file.file)
        return ReportSelection(
            counted, not_counted, self._drafts, self._cycle, in_several_cycles=frozenset(in_several)
        )

    def _beside(self, counted: Iterable[AnyCandidate]) -> Iterator[NotCounted]:
        """Yield the files that cannot be used, each with the report of its State that counts.

        Without a word on it, an older report would count in place of a newer one that is broken.
        """
        of_state = {candidate.identity.state: candidate.identity for candidate in counted}
        for file in self._unusable:
            instead = of_state.get(file.state)
            yield NotCounted(
                file=file.file,
                state=file.state,
                why=UNUSABLE,
                instead="" if instead is None else instead.file,
                findings=file.findings,
                may_be_newer=instead is not None and not file.is_surely_no_newer(instead),
            )

    @cached_property
    def _two_states(self) -> Container[str]:
        return {found.report.file for found in foreign_seals(self._identities)}

    @cached_property
    def _corrections(self) -> Mapping[tuple[str, str], ReportIdentity]:
        """The reports that supersede another one, by State and the seal of that one."""
        return {
            (report.state, report.supersedes): report
            for report in self._identities
            if report.supersedes
        }

    def _corrected_by(self, of_state: "_OfState[AnyCandidate]") -> str:
        """Return the file of another cycle that corrects the report that would count."""
        best = of_state.best.identity
        for seal in best.seals:
            correction = self._corrections.get((best.state, seal))
            if correction is not None and correction.cycle != best.cycle:
                return correction.file
        return ""


class _OfState(Generic[AnyCandidate]):
    """The reports of one State for one cycle so far."""

    def __init__(self, first: AnyCandidate) -> None:
        self._reports = [first.identity]
        self.best = first
        """The report that counts, if there is no doubt."""

    def add(self, candidate: AnyCandidate) -> None:
        self._reports.append(candidate.identity)
        if rank(candidate.identity) > rank(self.best.identity):
            self.best = candidate

    def of_earlier_cycle(self, instead: str) -> Iterator[NotCounted]:
        """Yield all the reports, because the State reported for a later cycle.

        Args:
            instead: The file of the later cycle that counts; empty: none does.
        """
        for report in self._reports:
            yield NotCounted(report.file, report.state, EARLIER_CYCLE, instead)

    def not_counted(self, doubts: Mapping[str, str], corrected: str) -> Iterator[NotCounted]:
        """Yield the reports that do not count.

        Args:
            doubts: The reasons why none counts, by file.
            corrected: The file of another cycle that counts instead of all; empty: there is none.
        """
        best = self.best.identity
        for report in self._reports:
            if doubts:
                yield NotCounted(report.file, report.state, doubts.get(report.file, "superseded"))
            elif corrected:
                yield NotCounted(report.file, report.state, "superseded", corrected)
            elif report is not best:
                yield NotCounted(report.file, report.state, _why(report, best), best.file)

    def doubts(self, two_states: Container[str]) -> Mapping[str, str]:
        """Return the reasons, by file, why no report counts; empty if one of them counts.

        Args:
            two_states: The files of the reports that stand under two States.
        """
        for why in UNCLEAR:
            rivals = [report.file for report in self._rivals(why)]
            if len(rivals) > 1:
                return {file: TWO_STATES if file in two_states else why for file in rivals}
        best = self.best.identity.file
        return {best: TWO_STATES} if best in two_states else {}

    def _rivals(self, why: str) -> Sequence[ReportIdentity]:
        """Return the reports among which it is unclear which one counts."""
        best = self.best.identity
        if why == SAME_REVISION:
            return [report for report in self._reports if rank(report) == rank(best)]
        later = [report for report in self._reports if is_out_of_order(report, best)]
        return [best, *later] if later else []


def is_of_other_cycle(report: ReportIdentity, cycle: str) -> bool:
    """Whether a report is not of the only cycle of which reports count; empty: any cycle does."""
    return bool(cycle) and report.cycle != cycle


def _why(report: ReportIdentity, best: ReportIdentity) -> str:
    """Return the reason why another report of a State counts instead of this one."""
    if report.revision < best.revision:
        return "superseded"
    return "copy" if report.status == best.status else "beside-final"


def _state_name(code: str) -> str:
    """Return the name of a State; of a code that is not known, the code."""
    state = BY_CODE.get(code)
    return code if state is None else state.name
