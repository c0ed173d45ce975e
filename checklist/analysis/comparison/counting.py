"""Counts answers of cycles, or of two sides: all of each, and the pairs of the same States."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from checklist.analysis.comparison.report_units import NOT_COMPARABLE, CountedReport, UnitAnswer
from checklist.analysis.comparison.side_by_side_document import (
    CycleCounts,
    Line,
    StepCounts,
    Transition,
)
from checklist.analysis.counting import Source, count, of_side
from checklist.analysis.rows.columns import ANSWERED, HIDDEN, QuestionRow
from checklist.analysis.summary.figures import CodeLabel, Tally
from checklist.analysis.summary.tally import STANDING_HEADS, TallyKey, tally_keys, tally_of
from checklist.answer_types.answer import MISSING_LABELS

ANSWER_LABELS: Mapping[str, str] = {
    **MISSING_LABELS,
    ANSWERED: "Answered",
    "unanswered": "Unanswered",
    "off-path": "Not asked, because of another answer",
    "invalid": "Invalid",
    "withheld": "Withheld in a copy for publication",
}
"""The words for the standings of answers that are counted in pairs."""

Pair = tuple[UnitAnswer, UnitAnswer]
AnyAnswer = TypeVar("AnyAnswer", bound=Hashable)


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


class Reported(NamedTuple):
    """How many measures a State reports as in place, of those that it answered in both reports."""

    earlier: CountedReport
    later: CountedReport
    answered: int
    before: int
    after: int


class Told(NamedTuple):
    """What the answers to a question, or a row, say."""

    unit: QuestionRow
    labels: Mapping[str, str]
    """The words for the codes and standings."""

    def of_report(self, given: tuple[UnitAnswer, CountedReport]) -> Source:
        """Return the source of an answer of a report."""
        answer, counted = given
        words = "; ".join(self.labels.get(code, code) for code in answer.codes)
        heads = {**STANDING_HEADS, NOT_COMPARABLE: "Not comparable", **self.labels}
        unit = self.unit
        return Source(counted.report, unit.question, unit.row, words or heads[key_of(answer)])

    def of_pair(
        self, given: tuple[Pair, tuple[CountedReport, CountedReport]], side: int | None = None
    ) -> Source:
        """Return the source of a pair of answers, at the later report, or that of one side."""
        both = [self.of_report(one) for one in zip(*given, strict=True)]
        if side is not None:
            return both[side]
        before, after = both
        is_hidden = HIDDEN in {answer.standing for answer in given[0]}
        said = STANDING_HEADS[HIDDEN] if is_hidden else f"{before.said} → {after.said}"
        return after._replace(said=said)


@dataclass(frozen=True)
class Counted:
    """The reports of the cycles, and the pairs of reports of the same States."""

    cycles: Mapping[str, Sequence[CountedReport]]
    """By the cycle's year, from the earliest on."""
    pairs: Mapping[tuple[str, str], Sequence[tuple[CountedReport, CountedReport]]]
    """By the earlier and the later cycle."""

    told: Sequence["Told"] | None = None
    """Where counts lead to the answers: what the answers to each unit say; else None."""

    @cached_property
    def _of_cycles(self) -> Mapping[str, Sequence[Counter[UnitAnswer]]]:
        found = {}
        for cycle, reports in self.cycles.items():
            columns = zip(*(one.units for one in reports), strict=True)
            found[cycle] = [*self._counters(columns, reports, Told.of_report)]
        return found

    @cached_property
    def _of_pairs(self) -> Mapping[tuple[str, str], Sequence[Counter[Pair]]]:
        found = {}
        for step, pairs in self.pairs.items():
            before = zip(*(one.units for one, _ in pairs), strict=True)
            after = zip(*(other.units for _, other in pairs), strict=True)
            both: Iterator[tuple[Any, Any]] = zip(before, after, strict=True)
            columns = (zip(*column, strict=True) for column in both)
            found[step] = [*self._counters(columns, pairs, Told.of_pair)]
        return found

    def _counters(
        self,
        columns: Iterable[Iterable[AnyAnswer]],
        givers: Sequence[Any],
        source: Callable[..., Source],
    ) -> Iterator[Counter[AnyAnswer]]:
        """Yield the counts of the answers to each unit.

        Args:
            columns: The answers of all reports, or pairs of reports, to each unit.
            givers: The reports, or pairs.
            source: Returns the source of an answer with its giver.
        """
        if self.told is None:
            yield from map(Counter, columns)
        else:
            # Without reports there are no columns.
            for told, column in zip(self.told, map(tuple, columns), strict=False):
                given = [*zip(column, givers, strict=True)]
                yield count(given, itemgetter(0), lambda answer: [answer], partial(source, told))

    def reported(self, step: tuple[str, str], measures: Subject) -> Iterator[Reported]:
        """Yield what each State reports in both cycles of a step."""
        (code, _), *_ = measures.offered
        for earlier, later in self.pairs[step]:
            both = [
                (before.codes, after.codes)
                for place in measures.units
                for before, after in [(earlier.units[place], later.units[place])]
                if before.standing == after.standing == ANSWERED
            ]
            yield Reported(
                earlier=earlier,
                later=later,
                answered=len(both),
                before=sum(code in one for one, _ in both),
                after=sum(code in one for _, one in both),
            )

    def line(self, subject: Subject) -> Line:
        """Return the counts of a subject."""
        return Line(
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
    left_out = sum(n for one, n in counts.items() if one.standing == NOT_COMPARABLE)
    kept = {one: n for one, n in counts.items() if one.standing != NOT_COMPARABLE}
    return CycleCounts(cycle=cycle, tally=_tally(kept, subject.offered), not_comparable=left_out)


def _step_counts(step: tuple[str, str], counts: Counter[Pair], subject: Subject) -> StepCounts:
    before: Counter[UnitAnswer] = Counter()
    after: Counter[UnitAnswer] = Counter()
    transitions: Counter[tuple[str, str]] = Counter()
    confidential = not_comparable = 0
    for (one, other), number in counts.items():
        standings = {one.standing, other.standing}
        if HIDDEN in standings:
            confidential += number
        elif NOT_COMPARABLE in standings:
            not_comparable += number
        else:
            before[one] += of_side(number, 0)
            after[other] += of_side(number, 1)
            transitions[key_of(one), key_of(other)] += number
    labels = {**dict(subject.offered), **ANSWER_LABELS}
    order = list(labels)
    return StepCounts(
        earlier=step[0],
        later=step[1],
        before=_tally(before, subject.offered),
        after=_tally(after, subject.offered),
        transitions=[]
        if subject.has_several
        else [
            Transition(CodeLabel(one, labels[one]), CodeLabel(other, labels[other]), number)
            for (one, other), number in sorted(
                transitions.items(),
                key=lambda item: (order.index(item[0][0]), order.index(item[0][1])),
            )
        ],
        not_comparable=not_comparable,
        confidential=confidential,
    )


def key_of(answer: UnitAnswer) -> str:
    """Return the code of an answer; where it has none, its standing."""
    is_code = answer.standing == ANSWERED and len(answer.codes) == 1
    return answer.codes[0] if is_code else answer.standing


def _tally(counts: Mapping[UnitAnswer, int], offered: Sequence[tuple[str, str]]) -> Tally:
    found: Counter[TallyKey] = Counter()
    known = dict(offered)
    for answer, number in counts.items():
        standing, codes, by_gate = answer
        for key in tally_keys(standing, codes, known, by_gate=by_gate):
            found[key] += number
    return tally_of(found, offered)
