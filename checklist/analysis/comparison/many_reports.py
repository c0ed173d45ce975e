"""Counts and compares the reports of one or many States, in one process or in several."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple, Self, TypeAlias, TypeVar

from checklist.analysis.comparison.comparison import Comparison
from checklist.analysis.comparison.document import AloneEntry, ReportEntry
from checklist.analysis.comparison.report_pair import ReportVersion, UsableReport, compare
from checklist.analysis.comparison.report_units import CountedReport, kept_rows_of, reduced
from checklist.analysis.comparison.word_diff import MOST_STEPS_OF_REPORTS, steps_of_reports
from checklist.analysis.groups import Grouping
from checklist.analysis.rows.report_reader import LeftOut, lazily_made, lost_report
from checklist.analysis.rows.report_rows import Disclosure
from checklist.analysis.rows.report_selection import (
    OTHER_CYCLE,
    NotCounted,
    ReportSelection,
    selected,
)
from checklist.answer_types.state_entries import state_name
from checklist.checks.batch import MIN_BATCH, ReportSource, jobs_for
from checklist.checks.validator import Validator
from checklist.errors import ChecklistError
from checklist.files.reader import Document
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.check_structure import check_structure
from checklist.reports.revisions import ReportIdentity
from checklist.states import BY_CODE, alphabetical
from checklist.text.sanitize import safe_text


class Reports(NamedTuple):
    """The reports of one side."""

    side: str
    """`old` or `new`."""
    selection: ReportSelection[UsableReport]
    """The reports that count, and why the other files do not."""

    @classmethod
    def of(
        cls,
        side: str,
        read: Iterable[UsableReport | LeftOut],
        *,
        drafts: bool = False,
        cycle: str = "",
    ) -> Self:
        """Keep the report of each State that counts.

        Args:
            side: The side on which they are.
            read: The report of each file, or the reason why it cannot be used.
            drafts: Whether drafts count.
            cycle: The year of the only cycle of which reports count; empty: they count of each.
        """
        return cls(side, selected(read, drafts=drafts, cycle=cycle))


_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_CHUNK = 4
"""The pairs that are sent to a process at once. A pair takes five times as long as a file."""

_MANY = 16
"""The reports that are sent to be counted at once."""

Pair: TypeAlias = tuple[UsableReport, UsableReport]
"""The earlier and the later report of a State."""


class Comparer(NamedTuple):
    """Reads reports and compares pairs of them, each by itself. Can be sent to other processes."""

    questionnaire: Questionnaire
    """The questionnaire of all reports."""
    shown: Disclosure = Disclosure()
    """Whether confidential and personal answers are shown."""
    steps: int = MOST_STEPS_OF_REPORTS
    """The most steps for the texts of a pair."""
    grouping: Grouping | None = None
    """The groups of States, where they are asked for."""
    is_public: bool = False
    """Whether the comparison is for publication: of States that agree in both reports."""

    def for_many(self) -> Self:
        """Return the same for many reports, with their common parts already loaded."""
        check_structure({}, self.questionnaire)
        return self

    def read(self, source: ReportSource) -> UsableReport | LeftOut:
        """Return a report, or the reason why it cannot be used."""
        return UsableReport.of(source.document(), Validator(self.questionnaire))

    def lost(self, source: ReportSource) -> LeftOut:
        """Return the result for a report whose reading ended the process."""
        return lost_report(source)

    def counts(self, reports: Sequence[UsableReport]) -> Iterator[CountedReport]:
        """Yield each report as it is counted, in their order, for any number of jobs."""
        return self._mapped(Comparer.as_counted, reports, lost_count, _MANY)

    def as_counted(self, read: UsableReport) -> CountedReport:
        """Return a report as it is counted."""
        rows = kept_rows_of(self.questionnaire)
        validator = Validator(self.questionnaire)
        made = lazily_made(_document(read), validator, rows, Disclosure(), is_usable=True)
        assert not isinstance(made, LeftOut)
        return reduced(made.made(), rows)

    def compared(self, pairs: Sequence[Pair]) -> Iterator[ReportEntry | None]:
        """Yield what `compare` returns for each pair, in their order, for any number of jobs."""
        comparer = self._replace(steps=steps_of_reports(len(pairs)))
        return comparer._mapped(Comparer.compare, pairs, lost_pair, _CHUNK)

    def _mapped(
        self,
        function: "Callable[[Comparer, _Item], _Result]",
        items: Sequence[_Item],
        lost: Callable[[_Item], _Result],
        chunk: int,
    ) -> Iterator[_Result]:
        """Yield the results of a method for all items, in their order, for any number of jobs."""
        comparer = self.for_many() if len(items) >= MIN_BATCH else self
        jobs = jobs_for(len(items), None)
        if jobs == 1:
            return map(partial(function, comparer), items)
        from checklist.checks.process_pool import map_in_processes  # takes 9 ms to import

        return map_in_processes(partial(function, comparer), items, jobs, lost, chunk)

    def compare(self, pair: Pair) -> ReportEntry | None:
        """Compare two reports of one State; None where the State does not agree to publication.

        Raises:
            ChecklistError: They are of different States.
        """
        validator = Validator(self.questionnaire)
        old, new = (ReportVersion.of(read, validator) for read in pair)
        if self.is_public and not (old.may_be_named and new.may_be_named):
            return None
        return compare(old, new, self.shown, self.steps, self.grouping, is_public=self.is_public)


def _document(read: UsableReport) -> Document:
    return Document(name=read.file, text="", format="yaml", data=dict(read.data), refusals=())


def lost_pair(pair: Pair) -> ReportEntry:
    """Raise the error for a pair whose comparison ended the process."""
    names = " and ".join(safe_text(report.file) for report in pair)
    raise ChecklistError(
        f"the process that compared {names} has died; it may have run out of memory"
    )


def lost_count(read: UsableReport) -> CountedReport:
    """Raise the error for a report whose counting ended the process."""
    raise ChecklistError(
        f"the process that counted {safe_text(read.file)} has died; it may have run out of memory"
    )


def compare_two(old: Reports, new: Reports, comparer: Comparer) -> Comparison:
    """Compare the one report of each side, if both can be used.

    Raises:
        ChecklistError: They are of different States.
    """
    not_counted = not_counted_of(old, new)
    if not_counted:
        return Comparison(comparer.questionnaire, [], not_counted=not_counted)
    (report,), (other,) = (side.selection.counted for side in (old, new))
    compared = comparer.compare((report, other))
    reports = [] if compared is None else [compared]
    return Comparison(comparer.questionnaire, reports, counted=_counted(old, new))


def compare_all(
    old: Reports, new: Reports, comparer: Comparer, *, with_changes: bool = True
) -> Comparison:
    """Compare the reports of each State that has one that counts on both sides.

    Args:
        old: The earlier reports.
        new: The later ones.
        comparer: Compares two reports.
        with_changes: Whether the changes of each State are found.
    """
    before, after = (
        {candidate.identity.state: candidate for candidate in side.selection.counted}
        for side in (old, new)
    )
    states = sorted({*before, *after}, key=lambda code: alphabetical(BY_CODE[code].name))
    both = [(before[state], after[state]) for state in states if state in before and state in after]
    alone = [
        _alone(*((old.side, before[state]) if state in before else (new.side, after[state])))
        for state in states
        if (state in before) != (state in after)
    ]
    compared = [entry for entry in comparer.compared(both if with_changes else []) if entry]
    not_counted = not_counted_of(old, new)
    return Comparison(
        comparer.questionnaire,
        compared,
        alone=alone,
        not_counted=not_counted,
        other_cycles=other_cycles_of(old, new),
        counted=_counted(old, new),
        grouping=comparer.grouping,
    )


def _alone(side: str, read: UsableReport) -> AloneEntry:
    head, state = read.head, read.identity.state
    return AloneEntry(
        state=state,
        name=state_name(state),
        side=side,
        revision=head.revision,
        file=head.file,
    )


def _counted(*sides: Reports) -> Sequence[tuple[str, ReportIdentity]]:
    return [
        (side.side, candidate.identity) for side in sides for candidate in side.selection.counted
    ]


def not_counted_of(*sides: Reports) -> Sequence[tuple[str, NotCounted]]:
    """Return the files that are not counted, except those that were not asked for."""
    return [
        (side.side, file)
        for side in sides
        for file in side.selection.not_counted
        if file.why != OTHER_CYCLE
    ]


def other_cycles_of(*sides: Reports) -> Sequence[str]:
    """Return the files of cycles that are compared on neither side."""
    asked_for: set[str] = set()
    others: dict[str, None] = {}
    for side in sides:
        asked_for.update(candidate.identity.file for candidate in side.selection.counted)
        for file in side.selection.not_counted:
            if file.why == OTHER_CYCLE:
                others[file.file] = None
            else:
                asked_for.add(file.file)
    return sorted(others.keys() - asked_for)
