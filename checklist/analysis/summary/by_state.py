"""How each State stands: a tally for each theme, and its codes. For those who may see them only.

States stand in their groups, and in alphabetical order within a group. Nothing adds them up to a
score. A text that a State wrote is not among the codes.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from checklist.analysis.groups import NO_GROUP, StateGroup, by_treaty_status
from checklist.analysis.rows.columns import ANSWERED, AnswerRow
from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.document import Unit
from checklist.analysis.summary.figures import StateName, Tally
from checklist.analysis.summary.tally import MEASURE, tally


class StateStanding(NamedTuple):
    """A State with a tally of its measures for each theme."""

    state: StateName
    themes: Mapping[str, Tally]
    """By the id of the set; themes without measures are left out."""


class StatesInGroup(NamedTuple):
    """The States of one group."""

    group: StateGroup
    states: Sequence[StateStanding]


class UnitCodes(NamedTuple):
    """The answers of all States to a question, or to a row of a matrix, as codes."""

    unit: Unit
    labels: Sequence[str]
    """The labels of the codes that can be given."""
    levels: Sequence[int | None]
    """For each code how far the measure is in place: 0 to 6, or None where the answer is counted as
    not applicable; empty where the codes do not say that."""
    standings: Sequence[str]
    """How each State stands, in the order of the States: `answered`, `not-known` …"""
    given: Sequence[Sequence[int]]
    """The codes that each State gave, as indices of `labels`; empty for an answer in words."""


def by_state(answers: Answers, units: Sequence[Unit]) -> Sequence[StatesInGroup]:
    """Return the States in their groups; groups without a State are left out."""
    measures: dict[str, list[Unit]] = {}
    for unit in units:
        if unit.is_measure:
            measures.setdefault(unit.set, []).append(unit)
    as_measure = answers.questionnaire_rows.as_measure
    rows = {
        theme: [[*map(as_measure, answers.rows_of(unit.question, unit.row))] for unit in several]
        for theme, several in measures.items()
    }
    standings: dict[StateGroup, list[StateStanding]] = {}
    grouping = answers.grouping or by_treaty_status(answers.questionnaire)
    for place, counted in enumerate(answers.reports):
        tallies = {
            theme: tally([row[place] for row in several], MEASURE)
            for theme, several in rows.items()
        }
        group = NO_GROUP if grouping is None else grouping.of(counted.report)
        standings.setdefault(group, []).append(
            StateStanding(answers.state(counted.report), tallies)
        )
    order = [*standings] if grouping is None else grouping.groups
    return [StatesInGroup(group, standings[group]) for group in order if group in standings]


def unit_codes(answers: Answers, units: Sequence[Unit]) -> Sequence[UnitCodes]:
    """Return the codes of all States, question by question."""
    return [_unit_codes(answers, unit) for unit in units]


def _unit_codes(answers: Answers, unit: Unit) -> UnitCodes:
    offered = answers.offered(unit.question)
    places = {code: place for place, (code, _) in enumerate(offered)}
    counts_as = answers.questionnaire_rows.standings[unit.question]
    rows = answers.rows_of(unit.question, unit.row)
    several: dict[str, list[int]] = {}
    if not unit.row:
        for report, row in answers.given(unit.question):
            if row.code in places:
                several.setdefault(report.state, []).append(places[row.code])
    states = [report.report.state for report in answers.reports]
    return UnitCodes(
        unit=unit,
        labels=[label for _, label in offered],
        levels=[_level(counts_as.get(code, code)) for code in places] if unit.is_measure else [],
        standings=[row.standing for row in rows],
        given=[
            (_code(row, places) if unit.row else several.get(state, ()))
            for state, row in zip(states, rows, strict=True)
        ],
    )


def _level(status: str) -> int | None:
    statuses = [code for code, _ in MEASURE]
    return statuses.index(status) if status in statuses else None


def _code(row: AnswerRow, places: Mapping[str, int]) -> Sequence[int]:
    return [places[row.code]] if row.standing == ANSWERED and row.code in places else ()
