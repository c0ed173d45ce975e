"""Answers counted: how they stand, and which codes they have."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tests.support.independent.asked import STATUSES, Asked, Unit
from tests.support.independent.told import ANSWERED, STANDINGS, Answer, Told

Cells = dict[str, int]
"""The numbers of a row by the head of their column."""


class Tally:
    """Answers of one kind."""

    def __init__(self, answers: Iterable[Answer], codes: Mapping[str, str] = {}) -> None:
        every = [*answers]
        self.of = len(every)
        self.standings = Counter(one.standing for one in every)
        self.given = Counter(code for one in every for code in one.codes)
        self.by_gate = sum(one.by_gate for one in every)
        self.codes = codes

    def cells(self) -> Cells:
        """Return the row of a table with a column for each code and standing."""
        codes = {words: self.given[code] for code, words in self.codes.items()}
        standings = {words: self.standings[one] for one, words in STANDINGS.items()}
        answered = standings.pop(STANDINGS[ANSWERED])
        return {"In all": self.of, "Answered": answered, **codes, **standings}

    def as_json(self) -> dict[str, object]:
        """Return it as the JSON of a summary has it; codes without their words."""
        names = {one: one.replace("-", "_") for one in STANDINGS}
        return {
            "of": self.of,
            **{names[one]: self.standings[one] for one in STANDINGS},
            "by_gate": self.by_gate,
            "codes": {code: self.given[code] for code in self.codes},
        }


def of_unit(asked: Asked, reports: Iterable[Told], unit: Unit) -> Tally:
    """Return the tally of a question or row, with its own codes."""
    answers = (one.answer(unit.question, unit.row) for one in reports)
    return Tally(answers, asked.codes(unit.question))


def of_question(asked: Asked, reports: Iterable[Told], question: str, row: str = "") -> Tally:
    """Return the tally of a question, with its own codes."""
    return Tally((one.answer(question, row) for one in reports), asked.codes(question))


def of_measures(reports: Iterable[Told], units: Sequence[Unit]) -> Tally:
    """Return the tally of the measures among some units, by status."""
    measures = [unit for unit in units if unit.is_measure]
    return Tally((one.measure(unit) for one in reports for unit in measures), STATUSES)


def of_others(reports: Iterable[Told], units: Sequence[Unit]) -> Tally:
    """Return the tally of the units that are no measures; their codes are not counted."""
    others = [unit for unit in units if not unit.is_measure]
    answers = (one.answer(unit.question, unit.row) for one in reports for unit in others)
    return Tally(one._replace(codes=(), by_gate=False) for one in answers)
