"""The counts of States that may be counted and not named, counted from the YAML of reports."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
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
    joined: str = ""


def lines(asked: Asked, reports: Sequence[Told], withheld: int = 0) -> dict[tuple[str, str], Line]:
    """Return the lines that one output can give without telling anybody's answer.

    States whose answers may not be counted stand among those without an answer: so many are
    `withheld`. At least five stand there, so that nobody learns that a State may be counted.
    The units with the same codes are joined in the same way: so that most of them can be given.
    """
    alike: dict[Hashable, list[Unit]] = {}
    for unit in asked.units:
        standing = asked.plan["standing"].get(unit.question, {}) if _has_levels(asked, unit) else ()
        alike.setdefault((tuple(asked.codes(unit.question)), str(standing)), []).append(unit)
    found: dict[tuple[str, str], Line] = {}
    for units in alike.values():
        ways: Sequence[str] = ("", "three", "two") if _has_levels(asked, units[0]) else ("",)
        tried = [
            {
                unit: line._replace(without_answer=line.without_answer + withheld)
                for unit, line in _safe_lines(asked, reports, units, way).items()
                if line.without_answer + withheld >= LEAST
            }
            for way in ways
        ]
        most = max(map(len, tried))
        found |= next(one for one in tried if len(one) == most)
    return {
        (one.question, one.row): found[one.question, one.row]
        for one in asked.units
        if (one.question, one.row) in found
    }


def _has_levels(asked: Asked, unit: Unit) -> bool:
    return asked.questions[unit.question]["type"] != "choices" and asked.is_measure(unit.question)


def _safe_lines(
    asked: Asked, reports: Sequence[Told], units: Sequence[Unit], way: str
) -> dict[tuple[str, str], Line]:
    found = {}
    for unit in units:
        line = _joined(reports, unit, way) if way else _line(asked, reports, unit)
        is_several = asked.questions[unit.question]["type"] == "choices"
        if line.answered >= LEAST and _is_safe(line, is_several):
            found[unit.question, unit.row] = line
    return found


def _joined(reports: Sequence[Told], unit: Unit, way: str) -> Line:
    """Return a line with three levels, or with two, whatever the codes are."""
    said = Counter(code for one in reports for code in one.measure(unit).codes)
    whole, part = said["implemented"], said["partly-implemented"]
    others = said.total() - whole - part
    codes = {"whole": whole, "part": part} if way == "three" else {"in-place": whole + part}
    return Line(said.total(), len(reports) - said.total(), {**codes, "not": others}, way)


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
