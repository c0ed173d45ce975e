"""The counts of the reports of two sides next to each other."""

from collections import Counter
from collections.abc import (
    Callable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
    Set,
)
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from checklist.analysis.comparison.report_units import (
    CountedReport,
    UnitAnswer,
)
from checklist.analysis.comparison.side_by_side_document import (
    Cycle,
    CycleCounts,
    CyclePair,
    CyclePairCounts,
    GroupLine,
    Groups,
    LineChange,
    OwnCodesLine,
    RecommendationLine,
    SideBySide,
    StatesOfTheme,
    SubjectCounts,
    Transition,
)
from checklist.analysis.groups import Grouping
from checklist.analysis.rows.columns import ANSWERED, HIDDEN, QuestionRow
from checklist.analysis.rows.consent import questions_on_wishes
from checklist.analysis.rows.questionnaire_rows import BETWEEN, QuestionnaireRows
from checklist.analysis.summary.figures import FEW, CodeLabel, StateName, States, Tally
from checklist.analysis.summary.tally import MEASURE, TallyKey, tally_keys, tally_of
from checklist.answer_types.answer import MISSING_LABELS
from checklist.questionnaire.catalogue import STATE_ADDRESSEES
from checklist.questionnaire.standing import by_own_codes
from checklist.states import alphabetical

ANSWER_LABELS: Mapping[str, str] = {
    **MISSING_LABELS,
    ANSWERED: "Answered",
    "unanswered": "Unanswered",
    "off-path": "Not asked, because of another answer",
    "invalid": "Invalid",
    "withheld": "Withheld in a copy for publication",
}
"""The words for the standings of answers that are counted in pairs."""
_TENTH = 10
"""The part of the States compared from which a net change of a line is said."""

Pair = tuple[UnitAnswer, UnitAnswer]


class Subject(NamedTuple):
    """What a line counts."""

    id: str
    title: str
    units: Sequence[int]
    """The places of its questions and rows."""
    offered: Sequence[tuple[str, str]]
    """The codes that are counted, with their labels."""
    has_several: bool = False
    """Whether one answer can have several codes; then no transitions are counted."""


@dataclass(frozen=True)
class Counted:
    """The reports of the cycles, and the pairs of reports of the same States."""

    cycles: Mapping[str, Sequence[CountedReport]]
    """By the cycle's year, from the earliest on."""
    pairs: Mapping[tuple[str, str], Sequence[tuple[CountedReport, CountedReport]]]
    """By the earlier and the later cycle."""

    @cached_property
    def _of_cycles(self) -> Mapping[str, Sequence[Counter[UnitAnswer]]]:
        found = {}
        for cycle, reports in self.cycles.items():
            columns = zip(*(report.units for report in reports), strict=True)
            found[cycle] = [*map(Counter, columns)]
        return found

    @cached_property
    def _of_pairs(self) -> Mapping[tuple[str, str], Sequence[Counter[Pair]]]:
        found = {}
        for step, pairs in self.pairs.items():
            before = zip(*(earlier.units for earlier, _ in pairs), strict=True)
            after = zip(*(other.units for _, other in pairs), strict=True)
            both: Iterator[tuple[Any, Any]] = zip(before, after, strict=True)
            found[step] = [Counter(zip(*column, strict=True)) for column in both]
        return found

    def line(self, subject: Subject) -> SubjectCounts:
        """Return the counts of a subject."""
        return SubjectCounts(
            id=subject.id,
            title=subject.title,
            units=len(subject.units),
            cycles=[
                _cycle_counts(cycle, _sum(columns, subject.units), subject)
                for cycle, columns in self._of_cycles.items()
            ],
            steps=[
                _step_counts(step, _sum(columns, subject.units), subject)
                for step, columns in self._of_pairs.items()
            ],
        )


def _sum(columns: Sequence[Counter], units: Iterable[int]) -> Counter:  # type: ignore[type-arg]
    added: Counter = Counter()  # type: ignore[type-arg]
    if columns:
        for unit in units:
            added.update(columns[unit])
    return added


def _cycle_counts(cycle: str, counts: Counter[UnitAnswer], subject: Subject) -> CycleCounts:
    return CycleCounts(cycle=cycle, tally=_tally(counts, subject.offered))


def _step_counts(step: tuple[str, str], counts: Counter[Pair], subject: Subject) -> CyclePairCounts:
    before: Counter[UnitAnswer] = Counter()
    after: Counter[UnitAnswer] = Counter()
    transitions: Counter[tuple[str, str]] = Counter()
    confidential = 0
    for (earlier, other), number in counts.items():
        standings = {earlier.standing, other.standing}
        if HIDDEN in standings:
            confidential += number
        else:
            before[earlier] += number
            after[other] += number
            transitions[key_of(earlier), key_of(other)] += number
    labels = {**dict(subject.offered), **ANSWER_LABELS}
    order = list(labels)
    return CyclePairCounts(
        earlier=step[0],
        later=step[1],
        before=_tally(before, subject.offered),
        after=_tally(after, subject.offered),
        transitions=[]
        if subject.has_several
        else [
            Transition(CodeLabel(before, labels[before]), CodeLabel(other, labels[other]), number)
            for (before, other), number in sorted(
                transitions.items(),
                key=lambda item: (order.index(item[0][0]), order.index(item[0][1])),
            )
        ],
        confidential=confidential,
    )


def key_of(answer: UnitAnswer) -> str:
    """Return the code of an answer; where it has none, its standing."""
    is_code = answer.standing == ANSWERED and len(answer.codes) == 1
    return answer.codes[0] if is_code else answer.standing


def _tally(counts: Mapping[UnitAnswer, int], offered: Sequence[tuple[str, str]]) -> Tally:
    found: dict[TallyKey, int] = {}
    known = dict(offered)
    for answer, number in counts.items():
        standing, codes, by_gate = answer
        for key in tally_keys(standing, codes, known, by_gate=by_gate):
            found[key] = found.get(key, 0) + number
    return tally_of(found, offered)


class SideBySideMaker:
    """Counts the reports of cycles, or of two sides."""

    def __init__(
        self,
        rows: QuestionnaireRows,
        cycles: Mapping[str, Sequence[CountedReport]],
        grouping: Grouping | None,
        *,
        with_states: bool,
    ) -> None:
        """Pair the reports of the same States.

        Args:
            rows: The questionnaire whose questions are counted.
            cycles: The reports that count, by cycle.
            grouping: The groups by which is counted, too.
            with_states: Whether States are named. Otherwise all is published, and the help that
                States want is not counted: few States agree that donors see it.
        """
        self.rows, self.grouping, self.with_states = rows, grouping, with_states
        asked = rows.questionnaire
        self._left_out: Set[str] = frozenset() if with_states else questions_on_wishes(asked)
        self.cycles = dict(cycles)
        self.steps = [*pairwise(cycles)]
        self.counted = self.counted_of()

    def side_by_side(self) -> SideBySide:
        """Return the counts."""
        return SideBySide(
            cycles=[self._cycle(*cycle) for cycle in self.cycles.items()],
            steps=[self._step(*step) for step in self.steps],
            grouped_by=self._grouped_by(),
            themes=[*map(self.counted.line, self._themes)],
            recommendations=[*self._recommendations()],
            groups=[*self._groups()],
        )

    def counted_of(self, fits: Callable[[CountedReport], bool] = lambda report: True) -> Counted:
        """Return the reports and pairs that fit, by their later report."""
        pairs = {}
        for earlier, later in self.steps:
            before = {counted.report.state: counted for counted in self.cycles[earlier]}
            # Who changes the group between two reports is in that of the later one.
            pairs[earlier, later] = [
                (before[counted.report.state], counted)
                for counted in self.cycles[later]
                if counted.report.state in before and fits(counted)
            ]
        cycles = {
            cycle: [counted for counted in reports if fits(counted)]
            for cycle, reports in self.cycles.items()
        }
        return Counted(cycles, pairs)

    def _cycle(self, cycle: str, reports: Sequence[CountedReport]) -> Cycle:
        return Cycle(
            cycle=cycle,
            reported=self._states(reports),
            versions=sorted({counted.report.version for counted in reports}),
        )

    def _step(self, earlier: str, later: str) -> CyclePair:
        before, after = (
            {counted.report.state: counted for counted in self.cycles[cycle]}
            for cycle in (earlier, later)
        )
        lines = [*self._line_changes((earlier, later))]
        return CyclePair(
            earlier=earlier,
            later=later,
            same=self._states(after[state] for state in after if state in before),
            measures=self._states_of((earlier, later), self._every),
            themes=[self._states_of((earlier, later), theme) for theme in self._themes],
            lines=[
                line for line in lines if abs(line.newly - line.no_longer) * _TENTH >= line.compared
            ],
            lines_compared=len(lines),
            came=self._states(after[state] for state in after if state not in before),
            went=self._states(before[state] for state in before if state not in after),
        )

    def _states_of(self, step: tuple[str, str], measures: Subject) -> StatesOfTheme:
        """Return how many States report more measures as in place, of those answered twice."""
        (in_place, _), *_ = MEASURE
        found = Counter[int]()
        for earlier, later in self.counted.pairs[step]:
            both = [
                (in_place in before.codes, in_place in after.codes)
                for place in measures.units
                for before, after in [(earlier.units[place], later.units[place])]
                if before.standing == after.standing == ANSWERED
            ]
            if both:
                before, after = map(sum, zip(*both, strict=True))
                found[(after > before) - (after < before)] += 1
        return StatesOfTheme(
            theme=measures.id,
            title=measures.title,
            more=found[1],
            as_many=found[0],
            fewer=found[-1],
        )

    def _line_changes(self, step: tuple[str, str]) -> Iterator[LineChange]:
        """Yield the lines of the plan's headlines that ten States or more answered twice."""
        (in_place, _), *_ = MEASURE
        headlines = self.rows.questionnaire.plan.headlines
        planned = {(line.question, row) for line in headlines for row in line.rows or [""]}
        for place in self._every.units:
            unit = self.rows.units[place]
            if (unit.question, unit.row) not in planned:
                continue
            found = Counter[int]()
            for earlier, later in self.counted.pairs[step]:
                before, after = earlier.units[place], later.units[place]
                if before.standing == after.standing == ANSWERED:
                    found[(in_place in after.codes) - (in_place in before.codes)] += 1
            if found.total() >= FEW:
                yield LineChange(
                    question=unit.question,
                    row=unit.row,
                    number=unit.number,
                    words=unit.row_words or unit.question_words,
                    asked=unit.question_words,
                    compared=found.total(),
                    newly=found[1],
                    no_longer=found[-1],
                )

    @cached_property
    def _every(self) -> Subject:
        """All measures."""
        units = [place for theme in self._themes for place in theme.units]
        return Subject("", "All themes", units, MEASURE)

    def _states(self, reports: Iterable[CountedReport]) -> States:
        states = [
            StateName(report.state, report.state_name)
            for report in (counted.report for counted in reports)
        ]
        states.sort(key=lambda state: alphabetical(state.name))
        return States(len(states), states if self.with_states else [])

    @cached_property
    def _themes(self) -> Sequence[Subject]:
        """The measures of each set that has some."""
        places: dict[str, list[int]] = {}
        for place, unit in enumerate(self.rows.units):
            if unit.is_measure:
                places.setdefault(unit.set, []).append(place)
        return [
            Subject(part.id, part.title, places[part.id], MEASURE)
            for part in self.rows.questionnaire.sets
            if part.id in places
        ]

    def _recommendations(self) -> Iterator[RecommendationLine]:
        """Yield the recommendations to States; a recommendation can have no measures."""
        asked = self.rows.questionnaire
        about: dict[str, list[int]] = {}
        for place, unit in enumerate(self.rows.units):
            for number in unit.recommendations.split(BETWEEN):
                about.setdefault(number, []).append(place)
        for recommendation in self.rows.recommendations:
            number = recommendation.recommendation
            units = {place: self.rows.units[place] for place in about.get(number, ())}
            measures = [place for place, unit in units.items() if unit.is_measure]
            questions = (
                (asked.questions[unit.question], unit.is_measure) for unit in units.values()
            )
            own = {question.id for question in by_own_codes(questions, asked.plan)}
            own -= self._left_out
            if measures or not STATE_ADDRESSEES.isdisjoint(
                recommendation.addressees.split(BETWEEN)
            ):
                subject = Subject(number, recommendation.summary, measures, MEASURE)
                yield RecommendationLine(
                    measures=self.counted.line(subject),
                    own_codes=[
                        self._own_codes(place, unit)
                        for place, unit in units.items()
                        if unit.question in own and not unit.is_measure
                    ],
                )

    def _own_codes(self, place: int, unit: QuestionRow) -> OwnCodesLine:
        """Return the counts of a question, or the row of one, by its own codes."""
        answer_type = self.rows.questionnaire.questions[unit.question].answer_type
        words = unit.row_words or unit.question_words
        several = answer_type.allows_several and not unit.row
        subject = Subject(unit.question, words, [place], answer_type.offered(), several)
        return OwnCodesLine(
            question=unit.question,
            row=unit.row,
            number=unit.number,
            words=words,
            counts=self.counted.line(subject),
        )

    def _groups(self) -> Iterator[GroupLine]:
        """Yield each group that has a report, with all measures and those of each theme."""
        grouping = self.grouping
        if grouping is None:
            return
        for group in grouping.groups:
            counted = self.counted_of(_in_group(grouping, group.code))
            if any(counted.cycles.values()):
                measures = self._every._replace(id=group.code, title=group.label)
                yield GroupLine(
                    group=CodeLabel(*group),
                    reports=[self._states(several).count for several in counted.cycles.values()],
                    measures=counted.line(measures),
                    themes=[*map(counted.line, self._themes)],
                )

    def _grouped_by(self) -> Groups | None:
        grouping = self.grouping
        if grouping is None:
            return None
        states = {counted.report.state for reports in self.cycles.values() for counted in reports}
        notes = [note for state, note in grouping.notes.items() if state in states]
        return Groups(
            by=grouping.by,
            title=grouping.title,
            source=grouping.source,
            notes=notes if self.with_states else [*grouping.notes.values()],
        )


def _in_group(grouping: Grouping, code: str) -> Callable[[CountedReport], bool]:
    return lambda counted: grouping.code_of(counted.report) == code
