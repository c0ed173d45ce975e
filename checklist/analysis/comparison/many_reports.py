"""Compares the reports of one or many States, in one process or in several."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, Self, TypeAlias

from checklist.analysis.comparison.comparison import Comparison
from checklist.analysis.comparison.document import (
    AloneEntry,
    ReportEntry,
    Side,
)
from checklist.analysis.comparison.report_pair import ReportVersion, UsableReport, compare
from checklist.analysis.comparison.word_diff import MOST_STEPS_OF_REPORTS, steps_of_reports
from checklist.analysis.groups import Grouping
from checklist.analysis.rows.report_reader import LeftOut, lost_report
from checklist.analysis.rows.report_rows import Disclosure
from checklist.analysis.rows.report_selection import (
    ALWAYS,
    OTHER_CYCLE,
    NotCounted,
    Within,
    selected,
)
from checklist.answer_types.state import state_name
from checklist.checks.batch import MIN_BATCH, ReportSource, jobs_for, read_all
from checklist.checks.validator import Validator
from checklist.errors import ChecklistError
from checklist.files.reader import Document
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.revisions import ReportIdentity
from checklist.states import BY_CODE, alphabetical
from checklist.text.sanitize import safe_text


class Reports:
    """The reports of one side."""

    def __init__(
        self,
        side: Side,
        read: Iterable[UsableReport | LeftOut],
        *,
        drafts: bool = False,
        within: Within = ALWAYS,
    ) -> None:
        """Keep the report of each State that counts.

        Args:
            side: The side on which they are.
            read: The report of each file, or the reason why it cannot be used.
            drafts: Whether drafts count.
            within: The cycle or the time of the reports that count.
        """
        self.side = side
        self.selection = selected(read, drafts=drafts, within=within)
        """The reports that count, and why the other files do not."""


_CHUNK = 4
"""The pairs that are sent to a process at once. A pair takes five times as long as a file."""

Pair: TypeAlias = tuple[UsableReport, UsableReport]
"""The earlier and the later report of a State."""


class ComparedPair(NamedTuple):
    """The result of the comparison of two reports of a State."""

    entry: ReportEntry
    """The changes."""
    section: str = ""
    """The section of the State in the output, if the comparer writes sections."""


class Comparer(NamedTuple):
    """Reads reports and compares pairs of them, each by itself. Can be sent to other processes."""

    questionnaire: Questionnaire
    """The version with which all are compared."""
    own: Callable[[Document], Questionnaire | None] = lambda _: None
    """Gives the version that a report itself names, where it ships."""
    shown: Disclosure = Disclosure()
    """Whether confidential and personal answers are shown."""
    jobs: int | None = 1
    """The number of processes; None: as many as save time."""
    steps: int = MOST_STEPS_OF_REPORTS
    """The most steps for the texts of a pair."""
    grouping: Grouping | None = None
    """The groups of States, where they are asked for."""
    is_public: bool = False
    """Whether the comparison is for publication: of States that agree in both reports."""
    section: Callable[[ReportEntry], str] | None = None
    """Writes the section of a State, in the process that compares its reports; None: nothing
    does."""
    validator_for: Callable[[Questionnaire], Validator] = Validator
    """Gives the validator of the questionnaire."""

    def for_many(self) -> Self:
        """Return the same for many reports, with their common parts already loaded."""
        from checklist.checks.batch_validator import batch_validator  # imports jsonschema-rs

        batch_validator(self.questionnaire).get_ready()
        return self._replace(validator_for=batch_validator)

    def read(self, source: ReportSource) -> UsableReport | LeftOut:
        """Return a report, or the reason why it cannot be used."""
        return UsableReport.of(source.document(), self.validator_for(self.questionnaire))

    def lost(self, source: ReportSource) -> LeftOut:
        """Return the result for a report whose reading ended the process."""
        return lost_report(source)

    def compared(self, pairs: Sequence[Pair]) -> Iterator[ComparedPair | None]:
        """Yield what `compare` returns for each pair, in their order, for any number of jobs."""
        one = self._replace(steps=steps_of_reports(len(pairs)))
        if len(pairs) >= MIN_BATCH:
            one = one.for_many()
        jobs = jobs_for(len(pairs), self.jobs)
        if jobs == 1:
            return map(one.compare, pairs)
        from checklist.checks.process_pool import map_in_processes  # takes 9 ms to import

        return map_in_processes(one.compare, pairs, jobs, lost_pair, _CHUNK)

    def compare(self, pair: Pair) -> ComparedPair | None:
        """Compare two reports of one State; None where the State does not agree to publication.

        Raises:
            ChecklistError: They are of different States.
        """
        validator = self.validator_for(self.questionnaire)
        old, new = (
            ReportVersion.of_usable(
                read,
                validator,
                self.own(_document(read)),
                tells_confidential=self.shown.confidential,
            )
            for read in pair
        )
        if self.is_public and not (old.may_be_named and new.may_be_named):
            return None
        entry = compare(old, new, self.shown, self.steps, self.grouping, is_public=self.is_public)
        return ComparedPair(entry, self.section(entry) if self.section else "")


def _document(read: UsableReport) -> Document:
    return Document(name=read.file, text="", format="yaml", data=dict(read.data), refusals=())


def lost_pair(pair: Pair) -> ComparedPair:
    """Raise the error for a pair whose comparison ended the process."""
    names = " and ".join(safe_text(one.file) for one in pair)
    raise ChecklistError(
        f"the process that compared {names} has died; it may have run out of memory; try --jobs 1"
    )


def compare_reports(
    old: Sequence[ReportSource],
    new: Sequence[ReportSource],
    comparer: Comparer,
    *,
    are_many: bool,
    drafts: bool = False,
    within: tuple[Within, Within] = (ALWAYS, ALWAYS),
) -> Comparison:
    """Compare the reports of many States, or two that are named by themselves.

    Args:
        old: The earlier reports.
        new: The later ones.
        comparer: Reads and compares them.
        are_many: Whether there may be many reports. Otherwise there is one on each side. It
            counts even as a draft, because the user named it; if one cannot be used, nothing is
            compared.
        drafts: Whether drafts count among many.
        within: The cycle or the time of the earlier reports, and of the later ones.

    Raises:
        ChecklistError: The two are of different States.
    """
    read = read_all(comparer, [*old, *new], comparer.jobs)
    sides = sides_of(read, len(old), drafts=drafts or not are_many, within=within)
    return (compare_all if are_many else compare_two)(*sides, comparer)


def sides_of(
    read: Iterable[UsableReport | LeftOut], old: int, *, drafts: bool, within: tuple[Within, Within]
) -> tuple[Reports, Reports]:
    """Return the two sides of a comparison.

    Args:
        read: What was read of all files, those of the earlier reports first.
        old: The number of these.
        drafts: Whether drafts count.
        within: The cycle or the time of the earlier reports, and of the later ones.
    """
    files = iter(read)
    before = Reports(Side.OLD, islice(files, old), drafts=drafts, within=within[0])
    return before, Reports(Side.NEW, files, drafts=drafts, within=within[1])


def compare_two(old: Reports, new: Reports, comparer: Comparer) -> Comparison:
    """Compare the one report of each side, if both can be used; otherwise like `compare_all`.

    Raises:
        ChecklistError: They are of different States.
    """
    not_counted = _not_counted(old, new)
    if not_counted:
        return Comparison(comparer.questionnaire, [], not_counted=not_counted)
    (one,), (other,) = (side.selection.counted for side in (old, new))
    compared = comparer.compare((one, other))
    reports = [] if compared is None else [compared.entry]
    return Comparison(comparer.questionnaire, reports, counted=_counted(old, new))


def compare_all(old: Reports, new: Reports, comparer: Comparer) -> Comparison:
    """Compare the reports of each State that has one that counts on both sides."""
    before, after = (
        {one.identity.state: one for one in side.selection.counted} for side in (old, new)
    )
    states = sorted({*before, *after}, key=lambda code: alphabetical(BY_CODE[code].name))
    both = [(before[state], after[state]) for state in states if state in before and state in after]
    alone = [
        _alone(*((Side.OLD, before[state]) if state in before else (Side.NEW, after[state])))
        for state in states
        if (state in before) != (state in after)
    ]
    compared = [one for one in comparer.compared(both) if one is not None]
    not_counted = _not_counted(old, new)
    return Comparison(
        comparer.questionnaire,
        [one.entry for one in compared],
        alone,
        not_counted=not_counted,
        other_cycles=_other_cycles(old, new),
        counted=_counted(old, new),
        grouping=comparer.grouping,
        sections={one.entry.state: one.section for one in compared},
    )


def _alone(side: Side, read: UsableReport) -> AloneEntry:
    head, state = read.head, read.identity.state
    return AloneEntry(
        state=state,
        name=state_name(state),
        side=side,
        revision=head.revision,
        file=head.file,
    )


def _counted(*sides: Reports) -> Sequence[tuple[Side, ReportIdentity]]:
    return [(side.side, one.identity) for side in sides for one in side.selection.counted]


def _not_counted(*sides: Reports) -> Sequence[tuple[Side, NotCounted]]:
    """Return the files that are not counted, except those that were not asked for."""
    return [
        (side.side, one)
        for side in sides
        for one in side.selection.not_counted
        if one.why != OTHER_CYCLE
    ]


def _other_cycles(*sides: Reports) -> Sequence[str]:
    """Return the files of cycles that are compared on neither side."""
    asked_for: set[str] = set()
    others: dict[str, None] = {}
    for side in sides:
        asked_for.update(one.identity.file for one in side.selection.counted)
        for one in side.selection.not_counted:
            if one.why == OTHER_CYCLE:
                others[one.file] = None
            else:
                asked_for.add(one.file)
    return sorted(others.keys() - asked_for)
