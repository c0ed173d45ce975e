"""The counts of States that may be counted and not named, counted from the YAML of reports."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tests.support.independent.asked import Asked, Unit
from tests.support.independent.tallies import of_unit
from tests.support.independent.told import ANSWERED, Told

LEAST = 5
"""Fewer States are not told by a count."""


class Line(NamedTuple):
    """What the States that are not named answered to a question or row."""

    answered: int
    without_answer: int
    codes: Mapping[str, int]


def lines(asked: Asked, reports: Sequence[Told]) -> dict[tuple[str, str], Line]:
    """Return the lines that one output can give without telling anybody's answer."""
    found = {}
    for unit in asked.units:
        line = _line(asked, reports, unit)
        is_several = asked.questions[unit.question]["type"] == "choices"
        if line.answered >= LEAST and _is_safe(line, is_several):
            found[unit.question, unit.row] = line
    return found


def _line(asked: Asked, reports: Sequence[Told], unit: Unit) -> Line:
    tally = of_unit(asked, reports, unit)
    answered = tally.standings[ANSWERED]
    codes = {code: tally.given[code] for code in tally.codes}
    return Line(answered, len(reports) - answered, codes)


def _is_safe(line: Line, is_several: bool) -> bool:
    """Whether no count is small, and no answer is that of all States."""
    counts = [line.answered, line.without_answer, *line.codes.values()]
    if is_several:
        counts += [line.answered - one for one in line.codes.values()]
    if any(0 < one < LEAST for one in counts):
        return False
    if is_several:
        return all(line.answered - one or line.without_answer for one in line.codes.values())
    said = [one for one in line.codes.values() if one] or [line.answered]
    return len(said) + bool(line.without_answer) > 1
