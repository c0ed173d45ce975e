"""The answers behind the counts of cycles, or of two sides, next to each other.

Each count of a table is the number of the sources that are found here. A pair of answers is at its
later report, and says what it was and what it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from checklist.analysis.comparison.announced_steps import LAST_CYCLE, NOT_AGAIN, announced_steps
from checklist.analysis.comparison.counting import ANSWER_LABELS, Counted, Subject, key_of
from checklist.analysis.comparison.report_units import NOT_COMPARABLE, CountedReport, UnitAnswer
from checklist.analysis.comparison.side_by_side import SideBySideMaker
from checklist.analysis.comparison.side_by_side_document import (
    AnnouncedStep,
    RecommendationLine,
    ThemeSteps,
)
from checklist.analysis.comparison.table_ids import NEXT_STEPS, own_codes_name
from checklist.analysis.rows.columns import ANSWERED, HIDDEN, QuestionRow
from checklist.analysis.summary.tally import MEASURE, STANDING_HEADS
from checklist.analysis.traced import A_REPORT, IN_ALL, STATES, Source, Traced

IN_BARS = "Answers in all"
"""The head of the column of a figure that counts all."""
IN_STATES = "States in all"
"""The head of the column of a figure that counts all States."""
PAIR_HEADS = ("Reported in both", "Came", "Went")
"""The heads of the columns of the States of two cycles."""
CHANGE_HEADS = ("Compared", "Unchanged", "Changed", "Confidential", "Not comparable")
"""The heads of the columns of what changed."""
MORE_HEADS = ("More", "As many", "Fewer")
"""The parts of the figure of how many States report more or fewer measures than before."""
STEP_HEADS = (
    "Announced",
    LAST_CYCLE,
    "Reported again",
    "With changed measures of the theme",
)
"""The heads of the columns of the announced steps."""


class SidesTable(NamedTuple):
    """A table of two cycles, or of all."""

    section: str
    name: str
    """What it is about, within its section, without its cycles."""
    earlier: str = ""
    """The earlier of the two cycles that it compares; empty where it compares none."""
    later: str = ""

    @property
    def span(self) -> str:
        """The two cycles in words."""
        return f"{self.earlier} → {self.later}"


class _Given(NamedTuple):
    """An answer in a report."""

    report: CountedReport
    unit: QuestionRow
    answer: UnitAnswer


class _Change(NamedTuple):
    """The answers of a State in two cycles."""

    before: _Given
    after: _Given

    @property
    def standings(self) -> set[str]:
        return {self.before.answer.standing, self.after.answer.standing}

    @property
    def is_compared(self) -> bool:
        return self.standings.isdisjoint({HIDDEN, NOT_COMPARABLE})

    @property
    def is_same(self) -> bool:
        return key_of(self.before.answer) == key_of(self.after.answer)


def traced_sides(maker: SideBySideMaker, table: SidesTable) -> list[Traced]:
    """Return the counts of a table that are not zero, each with its sources.

    It is empty for a table of words.
    """
    return [one for one in _Tracer(maker, table).counts() if one.sources]


class _Tracer:
    def __init__(self, maker: SideBySideMaker, table: SidesTable) -> None:
        self._maker, self._table = maker, table
        self._labels = {**dict(MEASURE), **ANSWER_LABELS}

    def counts(self) -> Iterator[Traced]:
        counted, table = self._maker.counted, self._table
        themes = [*self._maker.themes()]
        match table.section, table.name:
            case "overview", "reported":
                for cycle, reports in counted.cycles.items():
                    yield Traced(cycle, STATES, _reports(reports))
            case "overview", "same":
                yield from self._who_came()
            case "overview", "themes":
                for theme in themes:
                    yield from self._glance(theme)
            case "overview", "more":
                for theme in themes:
                    yield from self._more(theme)
            case "themes", "same":
                for theme in themes:
                    yield from self._bars(counted, theme)
            case "themes", "changed":
                for theme in themes:
                    yield from self._changes(counted, theme)
            case "themes", "all":
                for theme in themes:
                    for cycle in counted.cycles:
                        given = self._of_cycle(counted, theme, cycle)
                        yield from self._parts(f"{cycle} {theme.title}", given, theme, IN_BARS)
            case "transitions", part:
                (theme,) = [one for one in themes if one.id == part]
                yield from self._moved(counted, theme)
            case "groups", _:
                yield from self._groups(themes)
            case "recommendations", _:
                yield from self._recommendations()
            case "steps", "themes":
                yield from self._steps()
            case "steps", name if name == NEXT_STEPS:
                yield from self._next_steps()

    def _who_came(self) -> Iterator[Traced]:
        for (earlier, later), pairs in self._maker.counted.pairs.items():
            both = {one.report.state for one, _ in pairs}
            row = f"{earlier} → {later}"
            before, after = (
                [one for one in self._maker.cycles[cycle] if one.report.state not in both]
                for cycle in (earlier, later)
            )
            kept = [other for _, other in pairs]
            for column, reports in zip(PAIR_HEADS, (kept, after, before), strict=True):
                yield Traced(row, column, _reports(reports))

    def _glance(self, theme: Subject) -> Iterator[Traced]:
        compared = [*self._compared(self._maker.counted, theme)]
        code, label = MEASURE[0]
        earlier, later = self._table.earlier, self._table.later
        yield Traced(theme.title, "Compared", [self._pair(one) for one in compared])
        yield Traced(
            theme.title,
            f"{label}, {earlier}",
            [self._source(one.before) for one in compared if code in one.before.answer.codes],
        )
        yield Traced(
            theme.title,
            f"{label}, {later}",
            [self._source(one.after) for one in compared if code in one.after.answer.codes],
        )
        changed = [self._pair(one) for one in compared if not one.is_same]
        yield Traced(theme.title, "Changed", changed)

    def _more(self, theme: Subject) -> Iterator[Traced]:
        step = self._table.earlier, self._table.later
        parts: dict[str, list[Source]] = {head: [] for head in (IN_STATES, *MORE_HEADS)}
        for one in self._maker.counted.reported(step, theme):
            if one.answered:
                head = MORE_HEADS[1 + (one.after < one.before) - (one.after > one.before)]
                said = f"{MEASURE[0][1]}: {one.before} → {one.after} of {one.answered}"
                for column in (IN_STATES, head):
                    parts[column].append(Source(one.later.report, "", "", said))
        for column, sources in parts.items():
            yield Traced(theme.title, column, sources)

    def _bars(self, counted: Counted, subject: Subject) -> Iterator[Traced]:
        for cycle, given in self._sides(counted, subject):
            yield from self._parts(f"{cycle} {subject.title}", given, subject, IN_BARS)

    def _sides(self, counted: Counted, subject: Subject) -> Iterator[tuple[str, Sequence[_Given]]]:
        compared = [*self._compared(counted, subject)]
        yield self._table.earlier, [one.before for one in compared]
        yield self._table.later, [one.after for one in compared]

    def _changes(self, counted: Counted, subject: Subject) -> Iterator[Traced]:
        pairs = [*self._pairs(counted, subject)]
        compared = [one for one in pairs if one.is_compared]
        hidden = [one for one in pairs if HIDDEN in one.standings]
        others = [one for one in pairs if not one.is_compared and HIDDEN not in one.standings]
        same = [one for one in compared if one.is_same]
        changed = [one for one in compared if not one.is_same]
        found = (compared, same, changed, hidden, others)
        for column, several in zip(CHANGE_HEADS, found, strict=True):
            yield Traced(subject.title, column, [self._pair(one) for one in several])

    def _parts(
        self, row: str, given: Sequence[_Given], subject: Subject, whole: str
    ) -> Iterator[Traced]:
        """Yield the counts of a row of a table, or of a bar, with a column for each answer."""
        yield Traced(row, whole, [self._source(one) for one in given])
        for code, label in subject.offered:
            yield Traced(
                row, label, [self._source(one) for one in given if code in one.answer.codes]
            )
        for standing, head in STANDING_HEADS.items():
            if standing != ANSWERED or whole != IN_BARS:
                found = [self._source(one) for one in given if one.answer.standing == standing]
                yield Traced(row, head, found)

    def _moved(self, counted: Counted, subject: Subject) -> Iterator[Traced]:
        found: dict[tuple[str, str], list[Source]] = {}
        for one in self._compared(counted, subject):
            before, after = (self._words(side.answer) for side in one)
            found.setdefault((before, after), []).append(self._pair(one))
        for (before, after), sources in found.items():
            yield Traced(before, after, sources)

    def _groups(self, themes: Sequence[Subject]) -> Iterator[Traced]:
        for group, counted, subject in self._maker.groups():
            match self._table.name:
                case "reported":
                    for cycle, reports in counted.cycles.items():
                        yield Traced(group.label, cycle, _reports(reports))
                case "same":
                    yield from self._bars(counted, subject)
                case "changed":
                    yield from self._changes(counted, subject)
                case "themes":
                    for theme in themes:
                        for cycle, given in self._sides(counted, theme):
                            row = f"{theme.title} / {group.label} / {cycle}"
                            yield from self._parts(row, given, theme, IN_ALL)

    def _recommendations(self) -> Iterator[Traced]:
        for line in self._maker.recommendations():
            subject = self._maker.measures_of(line.measures.id, line.measures.title)
            if self._table.name == "measures" and subject.units:
                for cycle, given in self._sides(self._maker.counted, subject):
                    row = " / ".join(filter(None, (subject.id, cycle, _numbers(line))))
                    yield from self._parts(row, given, subject, IN_ALL)
            for own in line.own_codes:
                if self._table.name == own_codes_name(own.question, own.row):
                    yield from self._own_codes(own.question, own.row)
                    return

    def _own_codes(self, question: str, row: str) -> Iterator[Traced]:
        (place,) = [
            place
            for place, unit in enumerate(self._maker.units.all)
            if (unit.question, unit.row) == (question, row)
        ]
        subject = self._maker.own_codes_at(place)
        self._labels = {**dict(subject.offered), **ANSWER_LABELS}
        for cycle, given in self._sides(self._maker.counted, subject):
            for code, label in subject.offered:
                found = [self._source(one) for one in given if code in one.answer.codes]
                yield Traced(label, cycle, found)
            for standing, head in STANDING_HEADS.items():
                found = [self._source(one) for one in given if one.answer.standing == standing]
                yield Traced(head, cycle, found)
            yield Traced("Compared in all", cycle, [*map(self._source, given)])

    def _steps(self) -> Iterator[Traced]:
        for theme in self._announced():
            for column, steps in zip(
                STEP_HEADS,
                (
                    theme.steps,
                    [one for one in theme.steps if self._is_of_last_cycle(one)],
                    [one for one in theme.steps if one.next_cycle],
                    [one for one in theme.steps if one.changes],
                ),
                strict=True,
            ):
                yield Traced(theme.theme, column, self._of_steps(theme, steps))

    def _next_steps(self) -> Iterator[Traced]:
        for theme in self._announced():
            yield Traced(theme.theme, STEP_HEADS[0], self._of_steps(theme, theme.steps))
            for code in theme.next:
                found = [one for one in theme.steps if one.next_code == code.code]
                yield Traced(theme.theme, code.label, self._of_steps(theme, found))
            alone = [one for one in theme.steps if not one.next_cycle]
            last = [one for one in alone if self._is_of_last_cycle(one)]
            gone = [one for one in alone if not self._is_of_last_cycle(one)]
            yield Traced(theme.theme, NOT_AGAIN, self._of_steps(theme, gone))
            yield Traced(theme.theme, LAST_CYCLE, self._of_steps(theme, last))

    def _is_of_last_cycle(self, step: AnnouncedStep) -> bool:
        return step.cycle == next(reversed(self._maker.cycles))

    def _announced(self) -> Sequence[ThemeSteps]:
        return announced_steps(self._maker.units, self._maker.cycles, with_states=True)

    def _of_steps(self, theme: ThemeSteps, steps: Iterable[AnnouncedStep]) -> Sequence[Source]:
        reports = {
            (one.report.state, cycle): one.report
            for cycle, several in self._maker.cycles.items()
            for one in several
        }
        return [
            Source(reports[one.state.code, one.cycle], theme.question, "", one.text)
            for one in steps
        ]

    # Answers and their sources

    def _of_cycle(self, counted: Counted, subject: Subject, cycle: str) -> Sequence[_Given]:
        units = self._maker.units.all
        return [
            given
            for report in counted.cycles[cycle]
            for place in subject.units
            if (given := _Given(report, units[place], report.units[place])).answer.standing
            != NOT_COMPARABLE
        ]

    def _pairs(self, counted: Counted, subject: Subject) -> Iterator[_Change]:
        units = self._maker.units.all
        for one, other in counted.pairs[self._table.earlier, self._table.later]:
            for place in subject.units:
                yield _Change(
                    _Given(one, units[place], one.units[place]),
                    _Given(other, units[place], other.units[place]),
                )

    def _compared(self, counted: Counted, subject: Subject) -> Iterator[_Change]:
        return (one for one in self._pairs(counted, subject) if one.is_compared)

    def _words(self, answer: UnitAnswer) -> str:
        return self._labels.get(key_of(answer)) or STANDING_HEADS.get(
            answer.standing, "Not comparable"
        )

    def _source(self, given: _Given) -> Source:
        words = "; ".join(self._labels.get(code, code) for code in given.answer.codes)
        unit = given.unit
        said = words or self._words(given.answer)
        return Source(given.report.report, unit.question, unit.row, said)

    def _pair(self, one: _Change) -> Source:
        later = self._source(one.after)
        if HIDDEN in one.standings:
            return later._replace(said=STANDING_HEADS[HIDDEN])
        return later._replace(said=f"{self._source(one.before).said} → {later.said}")


def _reports(reports: Iterable[CountedReport]) -> Sequence[Source]:
    return [Source(one.report, "", "", A_REPORT) for one in reports]


def _numbers(line: RecommendationLine) -> str:
    return ", ".join(dict.fromkeys(own.number for own in line.own_codes))
