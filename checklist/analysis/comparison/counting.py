"""Counts answers of cycles, or of two sides: all of each, and the pairs of the same States."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from checklist.analysis.comparison.report_units import NOT_COMPARABLE, CountedReport, UnitAnswer
from checklist.analysis.comparison.side_by_side_document import (
    CycleCounts,
    Line,
    StepCounts,
    Transition,
)
from checklist.analysis.rows.columns import ANSWERED, HIDDEN, STANDINGS
from checklist.analysis.summary.figures import CodeLabel, Tally
from checklist.analysis.summary.tally import tally_of
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


@dataclass(frozen=True)
class Counted:
    """The reports of the cycles, and the pairs of reports of the same States."""

    cycles: Mapping[str, Sequence[CountedReport]]
    """By the cycle's year, from the earliest on."""
    pairs: Mapping[tuple[str, str], Sequence[tuple[CountedReport, CountedReport]]]
    """By the earlier and the later cycle."""

    @cached_property
    def _of_cycles(self) -> Mapping[str, Sequence[Counter[UnitAnswer]]]:
        return {
            cycle: [Counter(column) for column in zip(*(one.units for one in reports), strict=True)]
            for cycle, reports in self.cycles.items()
        }

    @cached_property
    def _of_pairs(self) -> Mapping[tuple[str, str], Sequence[Counter[Pair]]]:
        found = {}
        for step, pairs in self.pairs.items():
            before = zip(*(one.units for one, _ in pairs), strict=True)
            after = zip(*(other.units for _, other in pairs), strict=True)
            columns = zip(before, after, strict=True)
            found[step] = [Counter(zip(*column, strict=True)) for column in columns]
        return found

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
            before[one] += number
            after[other] += number
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
    standings: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    known = dict(offered)
    by_gate = 0
    for answer, number in counts.items():
        standings[answer.standing] += number
        for code in answer.codes:
            codes[code] += number
        if answer.by_gate and not known.keys().isdisjoint(answer.codes):
            by_gate += number
    assert standings.keys() <= STANDINGS.keys()
    return tally_of(standings, codes, offered, by_gate=by_gate)
