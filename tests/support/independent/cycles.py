"""Reports of many cycles: codes and transitions, unit by unit, as a trend in JSON has them."""

from collections import Counter
from collections.abc import Collection
from pathlib import Path

from tests.support.independent.asked import Asked, Unit
from tests.support.independent.selected import by_cycle, read_all
from tests.support.independent.told import CONFIDENTIAL, OFF_PATH, UNANSWERED, Told

HIDDEN, NONE = CONFIDENTIAL, "no answer"


class CountedCycles:
    """The reports of a folder that count in each cycle, with counts of their answers."""

    def __init__(self, questions: Path, reports: Path) -> None:
        self.asked = Asked(questions)
        self.plan = self.asked.plan
        self.units = self.asked.units
        told = read_all(self.asked, sorted(reports.glob("*.yaml")))
        self.cycles = by_cycle(told)

    def answer(self, report: Told, unit: Unit) -> tuple[str, ...]:
        """Return the codes of an answer, those of a measure as statuses; or why there is none."""
        one = report.measure(unit) if unit.is_measure else report.answer(unit.question, unit.row)
        is_open = one.standing in {UNANSWERED, OFF_PATH}
        return (NONE,) if is_open else one.codes or (one.standing,)

    def cycle(
        self, cycle: str, units: Collection[Unit], states: Collection[str] | None = None
    ) -> Counter[str]:
        """Return how often each code, or standing, is in the reports of a cycle."""
        return Counter(
            code
            for state, report in self.cycles[cycle].items()
            if states is None or state in states
            for unit in units
            for code in self.answer(report, unit)
        )

    def transitions(
        self,
        earlier: str,
        later: str,
        units: Collection[Unit],
        states: Collection[str] | None = None,
    ) -> Counter[tuple[str, str]]:
        """Return the pairs of answers of the same States; a confidential one hides the other."""
        found: Counter[tuple[str, str]] = Counter()
        for state in self.cycles[earlier].keys() & self.cycles[later].keys():
            if states is not None and state not in states:
                continue
            for unit in units:
                (before,) = self.answer(self.cycles[earlier][state], unit)
                (after,) = self.answer(self.cycles[later][state], unit)
                if HIDDEN in (before, after):
                    before = after = HIDDEN
                found[before, after] += 1
        return found
