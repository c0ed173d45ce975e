"""The trend of the selected reports: cycles side by side."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from checklist.analysis.groups import Grouping, StateGroup
from checklist.analysis.rows.candidate import LazyReport, bounded
from checklist.analysis.rows.portable_names import PortableNames, renamed
from checklist.analysis.rows.questionnaire_rows import BETWEEN
from checklist.analysis.rows.report_reader import LeftOut
from checklist.analysis.rows.report_selection import (
    ReportSelection,
    Within,
    made,
    selected_by_cycle,
)
from checklist.analysis.summary.figures import CodeLabel, StateName, States
from checklist.analysis.summary.implementation import MEASURE
from checklist.analysis.summary.participation import uncounted
from checklist.analysis.trend.counting import Counted, Subject
from checklist.analysis.trend.document import (
    FORMAT,
    Cycle,
    GroupLine,
    Groups,
    NotComparable,
    OwnCodesLine,
    RecommendationLine,
    Step,
    Trend,
)
from checklist.analysis.trend.report_units import TrendReport, Units
from checklist.analysis.trend.steps import announced_steps
from checklist.analysis.trend.table_ids import trend_table_ids
from checklist.analysis.trend.versions import comparable_units
from checklist.questionnaire.catalogue import STATE_ADDRESSEES
from checklist.questionnaire.standing import by_own_codes
from checklist.states import BY_CODE, alphabetical

Selections = Mapping[str, ReportSelection[TrendReport]]
"""The reports that count, by cycle; the files of no cycle are under ""."""


def selections_of(
    read: Iterable[LazyReport[TrendReport] | LeftOut], *, drafts: bool, within: Within
) -> Selections:
    """Return the reports that count, by cycle, and why the other files do not.

    Args:
        read: The reports, and the files that are left out.
        drafts: Whether drafts count.
        within: The time of the reports that count.
    """
    chosen = selected_by_cycle(bounded(read), drafts=drafts, within=within)
    return {cycle: made(one) for cycle, one in chosen.items()}


def trend(
    units: Units,
    selections: Selections,
    within: Within,
    grouping: Grouping | None = None,
    *,
    drafts: bool = False,
    for_publication: bool = False,
) -> Trend:
    """Return the cycles side by side.

    Args:
        units: The questions that are counted.
        selections: The reports that count, by cycle.
        within: Of which time they are.
        grouping: The groups by which is counted, too.
        drafts: Whether drafts count.
        for_publication: Whether only States count that agree to be named, and none is named.
    """
    counted = counted_reports(selections, for_publication=for_publication)
    return TrendMaker(units, counted, grouping, with_states=not for_publication).trend(
        selections, within, drafts=drafts
    )


def counted_reports(
    selections: Selections, *, for_publication: bool
) -> Mapping[str, Sequence[TrendReport]]:
    """Return the reports that a trend counts, by cycle; cycles without any are left out.

    Args:
        selections: The reports that count, by cycle.
        for_publication: Whether only States count that agree to be named.
    """
    return {
        cycle: reports
        for cycle, selection in selections.items()
        if (
            reports := [
                one
                for one in selection.counted
                if not for_publication or (one.agrees and not one.is_held_back)
            ]
        )
    }


class TrendMaker:
    """Makes the lines of a trend from the reports of its cycles."""

    def __init__(
        self,
        units: Units,
        cycles: Mapping[str, Sequence[TrendReport]],
        grouping: Grouping | None,
        *,
        with_states: bool,
    ) -> None:
        """Pair the reports of the same States.

        Args:
            units: The questions that are counted.
            cycles: The reports that count, by cycle.
            grouping: The groups by which is counted, too.
            with_states: Whether States are named.
        """
        self.units, self.grouping, self.with_states = units, grouping, with_states
        self.cycles = dict(cycles)
        self.steps = _steps([*cycles])
        self.counted = self.counted_of()

    def trend(self, selections: Selections, within: Within, *, drafts: bool) -> Trend:
        """Return the whole trend of the selections that the cycles come from."""
        head = self.units.questionnaire.head
        every = [one for selection in selections.values() for one in selection.counted]
        number, counted = len(every), sum(map(len, self.cycles.values()))
        not_counted = [one for selection in selections.values() for one in selection.not_counted]
        files = [one.report.file for reports in self.cycles.values() for one in reports]
        names = PortableNames([*files, *(one.file for one in not_counted)])
        return Trend(
            checklist_trend=FORMAT,
            questionnaire=head.id,
            version=head.version,
            title=head.title,
            source=head.source.symbol,
            files=number + len(not_counted),
            drafts=drafts,
            since=within.since,
            until=within.until,
            cut_off=max(
                (one.report.date for reports in self.cycles.values() for one in reports), default=""
            ),
            not_agreed=None if self.with_states else number - counted,
            held_back=len({one.report.state for one in every if one.is_held_back}),
            cycles=[self._cycle(*one) for one in self.cycles.items()],
            steps=[self._step(*one) for one in self.steps],
            grouped_by=self._grouped_by(),
            themes=[self.counted.line(one) for one in self.themes()],
            recommendations=[*self.recommendations()],
            groups=[*self._groups()],
            announced=announced_steps(self.units, self.cycles, with_states=self.with_states),
            not_comparable=[*self._not_comparable()],
            left_out=[
                uncounted(renamed(one, names))
                for one in sorted(not_counted, key=lambda one: one.file)
            ]
            if self.with_states
            else [],
            tables=trend_table_ids(self.units.rows),
        )

    def counted_of(self, fits: Callable[[TrendReport], bool] = lambda one: True) -> Counted:
        """Return the reports and pairs that fit, by their later report."""
        pairs = {}
        for earlier, later in self.steps:
            before = {one.report.state: one for one in self.cycles[earlier]}
            # Who changes the group between two reports is in that of the later one.
            pairs[earlier, later] = [
                (before[one.report.state], one)
                for one in self.cycles[later]
                if one.report.state in before and fits(one)
            ]
        cycles = {
            cycle: [one for one in reports if fits(one)] for cycle, reports in self.cycles.items()
        }
        return Counted(cycles, pairs)

    def _cycle(self, cycle: str, reports: Sequence[TrendReport]) -> Cycle:
        return Cycle(
            cycle=cycle,
            reported=self._states(one.report.state for one in reports),
            versions=sorted({one.report.version for one in reports}),
        )

    def _step(self, earlier: str, later: str) -> Step:
        before, after = (
            {one.report.state for one in self.cycles[cycle]} for cycle in (earlier, later)
        )
        return Step(
            earlier=earlier,
            later=later,
            same=self._states(before & after),
            came=self._states(after - before),
            went=self._states(before - after),
        )

    def _states(self, codes: Iterable[str]) -> States:
        states = [StateName(one, BY_CODE[one].name) for one in codes]
        states.sort(key=lambda one: alphabetical(one.name))
        return States(len(states), states if self.with_states else [])

    def themes(self) -> Iterator[Subject]:
        """Yield the measures of each set that has some."""
        for part in self.units.questionnaire.sets:
            places = [
                place
                for place, unit in enumerate(self.units.all)
                if unit.set == part.id and unit.is_measure
            ]
            if places:
                yield Subject(part.id, part.title, places, MEASURE)

    def recommendations(self) -> Iterator[RecommendationLine]:
        """Yield the recommendations to States."""
        asked = self.units.questionnaire
        for one in self.units.rows.recommendations:
            places = self._places_about(one.recommendation)
            measures = self.measures_of(one.recommendation, one.summary)
            units = [self.units.all[place] for place in places]
            questions = ((asked.questions[one.question], one.is_measure) for one in units)
            own = {question.id for question in by_own_codes(questions, asked.plan)}
            if measures.units or not STATE_ADDRESSEES.isdisjoint(one.addressees.split(BETWEEN)):
                yield RecommendationLine(
                    measures=self.counted.line(measures),
                    own_codes=[
                        self._own_codes(place)
                        for place, unit in zip(places, units, strict=True)
                        if unit.question in own and not unit.is_measure
                    ],
                )

    def measures_of(self, recommendation: str, title: str) -> Subject:
        """Return the measures of a recommendation; it can have none."""
        places = self._places_about(recommendation)
        measures = [place for place in places if self.units.all[place].is_measure]
        return Subject(recommendation, title, measures, MEASURE)

    def _places_about(self, recommendation: str) -> Sequence[int]:
        return [
            place
            for place, unit in enumerate(self.units.all)
            if recommendation in unit.recommendations.split(BETWEEN)
        ]

    def own_codes_at(self, place: int) -> Subject:
        """Return a question, or the row of one, whose own codes are counted."""
        unit = self.units.all[place]
        answer_type = self.units.questionnaire.questions[unit.question].answer_type
        words = unit.row_words or unit.question_words
        several = answer_type.allows_several and not unit.row
        return Subject(unit.question, words, [place], answer_type.offered(), several)

    def _own_codes(self, place: int) -> OwnCodesLine:
        unit, subject = self.units.all[place], self.own_codes_at(place)
        return OwnCodesLine(
            question=unit.question,
            row=unit.row,
            number=unit.number,
            words=subject.title,
            counts=self.counted.line(subject),
        )

    def groups(self) -> Iterator[tuple[StateGroup, Counted, Subject]]:
        """Yield each group that has a report, with its reports and all its measures."""
        if self.grouping is None:
            return
        every = [place for one in self.themes() for place in one.units]
        for group in self.grouping.groups:
            counted = self.counted_of(_in_group(self.grouping, group.code))
            if any(counted.cycles.values()):
                yield group, counted, Subject(group.code, group.label, every, MEASURE)

    def _groups(self) -> Iterator[GroupLine]:
        themes = [*self.themes()]
        for group, counted, measures in self.groups():
            yield GroupLine(
                group=CodeLabel(*group),
                reports=[len(several) for several in counted.cycles.values()],
                measures=counted.line(measures),
                themes=[counted.line(one) for one in themes],
            )

    def _grouped_by(self) -> Groups | None:
        grouping = self.grouping
        if grouping is None:
            return None
        states = {one.report.state for reports in self.cycles.values() for one in reports}
        notes = [note for state, note in grouping.notes.items() if state in states]
        return Groups(
            by=grouping.by,
            title=grouping.title,
            source=grouping.source,
            notes=notes if self.with_states else [*grouping.notes.values()],
        )

    def _not_comparable(self) -> Iterator[NotComparable]:
        versions = {one.report.version for reports in self.cycles.values() for one in reports}
        for version in sorted(versions):
            comparable = comparable_units(self.units.questionnaire, version)
            for unit in self.units.all:
                why = comparable.why_not(unit.question, unit.row)
                if why:
                    yield NotComparable(
                        version=version,
                        question=unit.question,
                        row=unit.row,
                        number=unit.number,
                        why=why,
                    )


def _steps(cycles: Sequence[str]) -> Sequence[tuple[str, str]]:
    """Return each cycle with the next one; of more than two, also the first with the last."""
    steps = [*pairwise(cycles)]
    return [*steps, (cycles[0], cycles[-1])] if len(cycles) > 2 else steps


def _in_group(grouping: Grouping, code: str) -> Callable[[TrendReport], bool]:
    return lambda one: grouping.code_of(one.report) == code
