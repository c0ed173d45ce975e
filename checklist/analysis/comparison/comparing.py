"""Compares two reports or two folders: in counts, then each State.

A comparison for publication counts a report only where its State agrees in it to be named, and
shows the changes of a State only where the State agrees in both reports. Of all other States it
says that they reported: a comparison over time tells too much of few States.
"""

from collections.abc import (
    Callable,
    Container,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
    Set,
)
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple

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
from checklist.analysis.comparison.side_by_side_document import SideBySide
from checklist.analysis.rows.consent import question_on_publication
from checklist.analysis.rows.report_reader import LeftOut
from checklist.analysis.rows.report_selection import NotCounted
from checklist.answer_types.state_entries import state_name
from checklist.checks.batch import ReportSource, read_all
from checklist.errors import ChecklistError
from checklist.states import BY_CODE, alphabetical


class Task(NamedTuple):
    """What is compared, and how."""

    comparer: Comparer
    """Reads, counts and compares the reports."""
    drafts: bool = False
    """Whether drafts count among many reports."""
    cycles: tuple[str, str] = ("", "")
    """The year of the only cycle of the earlier reports that count, and of the later ones."""
    is_public: bool = False
    """Whether it is for publication."""
    with_changes: bool = True
    """Whether the changes of each State are found."""
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
    return comparing.two(*sides)


def compare_folders(
    old: Sequence[ReportSource], new: Sequence[ReportSource], task: Task
) -> Comparison:
    """Compare the reports of many States on two sides.

    Raises:
        ChecklistError: They are to be published, and the questionnaire does not ask whether States
            agree.
    """
    comparing = _Comparing(task)
    return comparing.many(*comparing.sides(old, new))


class _Comparing:
    """One run of a comparison."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._comparer = task.comparer._replace(is_public=task.is_public)
        self._number = 0
        if task.is_public:
            question_on_publication(task.comparer.questionnaire)

    def _read(self, sources: Sequence[ReportSource]) -> Iterator[UsableReport | LeftOut]:
        return iter(self._task.progress(read_all(self._comparer, sources), len(sources)))

    def sides(
        self, old: Sequence[ReportSource], new: Sequence[ReportSource]
    ) -> tuple[Reports, Reports]:
        read = self._read([*old, *new])
        earlier, later = OLD_AND_NEW
        drafts, (before, after) = self._task.drafts, self._task.cycles
        files = islice(read, len(old))
        first = Reports.of(earlier, files, drafts=drafts, cycle=before)
        return first, Reports.of(later, read, drafts=drafts, cycle=after)

    def two(self, old: Reports, new: Reports) -> Comparison:
        """Compare the one report of each side; both can be used."""
        if not self._task.is_public:
            return compare_two(old, new, self._comparer)
        counted = self._counted((old, new))
        compared = compare_two(old, new, self._comparer)
        if not (compared.reports and all(counted.values())):
            raise ChecklistError(
                "the State does not agree to publication in both reports: this comparison is for "
                "the State itself, and for those who read all reports"
            )
        return replace(compared, publication=self._publication(old, new, counted))

    def many(self, old: Reports, new: Reports) -> Comparison:
        """Count the reports of both sides, and compare them State by State."""
        task, is_public = self._task, self._task.is_public
        counted = self._counted((old, new))
        named = _states(counted, old.side) & _states(counted, new.side)
        compared = compare_all(
            _only(old, named) if is_public else old,
            _only(new, named) if is_public else new,
            self._comparer,
            with_changes=task.with_changes,
        )
        not_counted, public = not_counted_of(old, new), None
        if is_public:
            files = (file for _, file in not_counted)
            public = self._publication(old, new, counted, files)
        return replace(
            compared,
            side_by_side=self._side_by_side(counted),
            alone=() if is_public else compared.alone,
            not_counted=not_counted,
            other_cycles=other_cycles_of(old, new),
            counted=[
                (side, report.identity) for side, reports in counted.items() for report in reports
            ],
            drafts=task.drafts,
            publication=public,
        )

    def _side_by_side(self, counted: Mapping[str, Sequence[CountedReport]]) -> SideBySide:
        from checklist.analysis.comparison.side_by_side import SideBySideMaker  # two have no counts

        comparer = self._comparer
        return SideBySideMaker(
            kept_rows_of(comparer.questionnaire),
            counted,
            comparer.grouping,
            with_states=not self._task.is_public,
        ).side_by_side()

    def _counted(self, sides: Sequence[Reports]) -> Mapping[str, Sequence[CountedReport]]:
        """Return the reports of each side that count, as they are counted.

        For publication, they are those whose States agree to it.
        """
        reports = {side.side: side.selection.counted for side in sides}
        made = iter(self._comparer.counts([report for each in reports.values() for report in each]))
        self._number = sum(map(len, reports.values()))
        counted = {side: [*islice(made, len(each))] for side, each in reports.items()}
        if self._task.is_public:
            counted = {
                side: [report for report in each if report.agrees] for side, each in counted.items()
            }
        return counted

    def _publication(
        self,
        old: Reports,
        new: Reports,
        counted: Mapping[str, Sequence[CountedReport]],
        not_counted: Iterable[NotCounted] = (),
    ) -> PublicationEntry:
        before, after = (
            {candidate.identity.state for candidate in x.selection.counted} for x in (old, new)
        )
        shown = {report.report.state for each in counted.values() for report in each}
        named = _states(counted, old.side) & _states(counted, new.side)
        return PublicationEntry(
            not_agreed=self._number - sum(map(len, counted.values())),
            newer_unusable=len({file.state for file in not_counted if file.may_be_newer} & shown),
            not_compared=_names((before & after) - named),
            only_old=_names(before - after),
            only_new=_names(after - before),
        )


def _states(counted: Mapping[str, Sequence[CountedReport]], side: str) -> Set[str]:
    return {report.report.state for report in counted[side]}


def _only(reports: Reports, states: Container[str]) -> Reports:
    """Return the reports of these States only."""
    selection = reports.selection
    kept = [candidate for candidate in selection.counted if candidate.identity.state in states]
    return reports._replace(selection=replace(selection, counted=kept))


def _names(states: Iterable[str]) -> Sequence[StateEntry]:
    codes = sorted(states, key=lambda code: alphabetical(BY_CODE[code].name))
    return [StateEntry(code, state_name(code)) for code in codes]
