"""Compares two reports, two folders, or the cycles of many reports: in counts, then each State.

A comparison for publication counts a report only where its State agrees in it to be named, and
shows the changes of a State only where the State agrees in both reports. Of all other States it
says that they reported: a comparison over time tells too much of few States.
"""

from collections.abc import (
    Callable,
    Collection,
    Container,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
    Set,
)
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from checklist.analysis.comparison.comparison import OLD_AND_NEW, Comparison
from checklist.analysis.comparison.document import PublicationEntry, StateEntry
from checklist.analysis.comparison.many_reports import (
    Comparer,
    Reports,
    compare_all,
    compare_two,
    not_counted_of,
    other_cycles_of,
)
from checklist.analysis.comparison.report_pair import UsableReport
from checklist.analysis.comparison.report_units import CountedReport, kept_rows_of
from checklist.analysis.comparison.side_by_side_document import NOTHING_COUNTED, SideBySide
from checklist.analysis.comparison.table_ids import SECTION_NUMBERS
from checklist.analysis.rows.consent import question_on_publication
from checklist.analysis.rows.report_reader import LeftOut
from checklist.analysis.rows.report_rows import Disclosure, report_rows
from checklist.analysis.rows.report_selection import ALWAYS, NotCounted, Within, selected_by_cycle
from checklist.answer_types.state_entries import state_name
from checklist.checks.batch import ReportSource, read_all
from checklist.errors import ChecklistError
from checklist.states import BY_CODE, alphabetical

if TYPE_CHECKING:
    from checklist.analysis.summary.unnamed import Issued


class Task(NamedTuple):
    """What is compared, and how."""

    comparer: Comparer
    """Reads, counts and compares the reports."""
    drafts: bool = False
    """Whether drafts count among many reports."""
    within: tuple[Within, Within] = (ALWAYS, ALWAYS)
    """The cycle or the time of the earlier reports, and of the later ones; the first holds for
    cycles."""
    issued: "Sequence[Issued] | None" = None
    """For publication: the outputs that were issued before. None: it is not for publication."""
    named: Container[str] | None = None
    """For publication, where a manifest says it: the codes of the States that are counted; None:
    those that may be."""
    sections: Collection[str] = SECTION_NUMBERS.keys()
    """The sections for which both sides, or all cycles, are counted; empty: nothing is counted."""
    with_changes: bool = True
    """Whether the changes of each State are found."""
    keeps: bool = False
    """Whether each count leads to the answers that it counts."""
    progress: Callable[[Iterable[Any], int], Iterable[Any]] = lambda read, _: read
    """Passes on what is read of that number of files, and shows how far that is."""


def compare_reports(old: ReportSource, new: ReportSource, task: Task) -> Comparison:
    """Compare two reports that are named: they count even as drafts.

    If one of them cannot be used, nothing is compared.

    Raises:
        ChecklistError: They are of different States, or are to be published, and the State does
            not agree, or the questionnaire does not ask whether it does.
    """
    comparing = _Comparing(task._replace(drafts=True))
    sides = comparing.sides([old], [new])
    if not_counted_of(*sides):
        return compare_two(*sides, task.comparer)
    return replace(comparing.two(*sides), keeps=task.keeps)


def compare_folders(
    old: Sequence[ReportSource], new: Sequence[ReportSource], task: Task
) -> Comparison:
    """Compare the reports of many States on two sides.

    Raises:
        ChecklistError: They are to be published, and the questionnaire does not ask whether States
            agree.
    """
    comparing = _Comparing(task)
    sides = comparing.sides(old, new)
    return comparing.many(sides, OLD_AND_NEW)


def compare_cycles(sources: Sequence[ReportSource], task: Task) -> Comparison:
    """Compare the reports of many States in all cycles, and each State in the last two.

    Raises:
        ChecklistError: They are to be published, and the questionnaire does not ask whether States
            agree.
    """
    comparing = _Comparing(task)
    selections = selected_by_cycle(
        comparing.read(sources), drafts=task.drafts, within=task.within[0]
    )
    return comparing.many([Reports(*selection) for selection in selections.items()], None)


class _Comparing:
    """One run of a comparison."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._issued = task.issued or ()
        self._is_public = task.issued is not None
        self._comparer = task.comparer._replace(is_public=self._is_public)
        self._kept: list[UsableReport] = []
        self._number = 0
        if self._is_public:
            question_on_publication(task.comparer.questionnaire)

    def read(self, sources: Sequence[ReportSource]) -> Iterator[UsableReport | LeftOut]:
        read = read_all(self._comparer, sources, self._comparer.jobs)
        shown = self._task.progress(read, len(sources))
        if not self._issued:
            return iter(shown)
        from checklist.analysis.summary.publication import keeping  # few follow another output

        return keeping(shown, self._issued, self._kept)

    def sides(
        self, old: Sequence[ReportSource], new: Sequence[ReportSource]
    ) -> tuple[Reports, Reports]:
        read = self.read([*old, *new])
        earlier, later = OLD_AND_NEW
        drafts, (before, after) = self._task.drafts, self._task.within
        files = islice(read, len(old))
        first = Reports.of(earlier, files, drafts=drafts, within=before)
        return first, Reports.of(later, read, drafts=drafts, within=after)

    def two(self, old: Reports, new: Reports) -> Comparison:
        """Compare the one report of each side; both can be used."""
        if not self._is_public:
            return compare_two(old, new, self._comparer)
        every = {side.side: side for side in (old, new)}
        counted, held_back = self._released(self._counted(every.values()))
        compared = compare_two(old, new, self._comparer)
        if not (compared.reports and all(counted.values())):
            raise ChecklistError(
                "the State does not agree to publication in both reports, or an output issued "
                "before counts it without its name: this comparison is for the State itself, and "
                "for those who read all reports"
            )
        return replace(compared, publication=self._publication(old, new, counted, held_back))

    def many(self, every: Sequence[Reports], sides: Sequence[str] | None) -> Comparison:
        """Count the reports of all sides, and compare two of them State by State.

        Args:
            every: The reports, by side or cycle.
            sides: The two sides; None: the last two cycles in which a report counts.
        """
        task, by_side = self._task, {side.side: side for side in every}
        held_back: Set[str] = frozenset()
        counted: Mapping[str, Sequence[CountedReport]] = {}
        if task.sections or self._is_public:
            counted = self._counted(every)
            if self._is_public:
                counted, held_back = self._released(counted)
        if sides is None:
            having: Mapping[str, Sequence[object]] = counted or {
                side.side: side.selection.counted for side in every
            }
            counted = {side: reports for side, reports in counted.items() if reports}
            sides = [side for side, reports in having.items() if reports][-2:] or [""]
        old, new = by_side[sides[0]], by_side[sides[-1]]
        is_compared = len(sides) > 1
        named = _states(counted, sides[0]) & _states(counted, sides[-1]) if is_compared else set()
        compared = compare_all(
            _only(old, named) if self._is_public else old,
            _only(new, named) if self._is_public else new,
            self._comparer,
            with_changes=task.with_changes and is_compared,
        )
        not_counted, public = not_counted_of(*every), None
        if self._is_public:
            files = (file for _, file in not_counted)
            public = self._publication(old, new, counted, held_back, files)
        published = {
            (side, counted_report.identity.file)
            for side, each in counted.items()
            for counted_report in each
        }
        return replace(
            compared,
            sides=tuple(sides),
            side_by_side=self._side_by_side(counted) if task.sections else NOTHING_COUNTED,
            alone=() if self._is_public or not is_compared else compared.alone,
            not_counted=not_counted,
            other_cycles=other_cycles_of(*every),
            counted=[
                (side.side, counted_report.identity)
                for side in every
                for counted_report in side.selection.counted
                if not self._is_public or (side.side, counted_report.identity.file) in published
            ],
            named=named if self._is_public else None,
            within=task.within[0],
            drafts=task.drafts,
            publication=public,
            keeps=task.keeps,
        )

    def _side_by_side(self, counted: Mapping[str, Sequence[CountedReport]]) -> SideBySide:
        from checklist.analysis.comparison.side_by_side import SideBySideMaker  # two have no counts

        comparer = self._comparer
        return SideBySideMaker(
            kept_rows_of(comparer.questionnaire),
            counted,
            comparer.grouping,
            with_states=not self._is_public,
            keeps=self._task.keeps,
        ).side_by_side(self._task.sections)

    def _counted(self, every: Iterable[Reports]) -> Mapping[str, Sequence[CountedReport]]:
        """Return the reports that count, by side or cycle, as they are counted."""
        reports = {side.side: side.selection.counted for side in every}
        made = iter(self._comparer.counts([report for each in reports.values() for report in each]))
        self._number = sum(map(len, reports.values()))
        return {
            side: [
                counted_report._replace(report=counted_report.report._replace(cycle=side))
                for counted_report in islice(made, len(each))
            ]
            for side, each in reports.items()
        }

    def _released(
        self, counted: Mapping[str, Sequence[CountedReport]]
    ) -> tuple[Mapping[str, Sequence[CountedReport]], Set[str]]:
        """Return the reports that may be published, and the States that are held back.

        An output issued before can count a State without its name. If the State agrees to be named
        now, the difference could tell the answers of others.
        """
        agreeing = {
            side: [counted_report for counted_report in each if counted_report.agrees]
            for side, each in counted.items()
        }
        states = {
            counted_report.report.state for each in agreeing.values() for counted_report in each
        }
        rows = kept_rows_of(self._comparer.questionnaire)
        if self._task.named is not None:
            held_back = frozenset(state for state in states if state not in self._task.named)
        elif self._issued:
            every = [counted_report for each in agreeing.values() for counted_report in each]
            earlier = [
                report_rows(
                    kept.data,
                    rows,
                    Disclosure(),
                    file=kept.file,
                )
                for kept in self._kept
            ]
            from checklist.analysis.summary.unnamed import UnnamedCounter  # few need it

            held_back = UnnamedCounter(rows, every, (), self._issued, earlier).held_back()
        else:
            held_back = frozenset()
        released = {
            side: [
                counted_report
                for counted_report in each
                if counted_report.report.state not in held_back
            ]
            for side, each in agreeing.items()
        }
        return released, held_back & states

    def _publication(
        self,
        old: Reports,
        new: Reports,
        counted: Mapping[str, Sequence[CountedReport]],
        held_back: Set[str],
        not_counted: Iterable[NotCounted] = (),
    ) -> PublicationEntry:
        before, after = (
            {candidate.identity.state for candidate in x.selection.counted} for x in (old, new)
        )
        shown = {
            counted_report.report.state for each in counted.values() for counted_report in each
        }
        named = _states(counted, old.side) & _states(counted, new.side)
        return PublicationEntry(
            not_agreed=self._number - sum(map(len, counted.values())),
            newer_unusable=len({file.state for file in not_counted if file.may_be_newer} & shown),
            not_compared=_names((before & after) - named if old is not new else ()),
            only_old=_names(before - after),
            only_new=_names(after - before),
            holds_back=bool(held_back),
        )


def _states(counted: Mapping[str, Sequence[CountedReport]], side: str) -> Set[str]:
    return {counted_report.report.state for counted_report in counted.get(side, ())}


def _only(reports: Reports, states: Container[str]) -> Reports:
    """Return the reports of these States only."""
    selection = reports.selection
    kept = [candidate for candidate in selection.counted if candidate.identity.state in states]
    return reports._replace(selection=replace(selection, counted=kept))


def _names(states: Iterable[str]) -> Sequence[StateEntry]:
    codes = sorted(states, key=lambda code: alphabetical(BY_CODE[code].name))
    return [StateEntry(code, state_name(code)) for code in codes]
