"""The States by theme, their codes, and what they say; and what a reader sees first."""

from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

from checklist.analysis.groups import by_region
from checklist.analysis.rows.report_selection import selected
from checklist.analysis.summary.by_state import by_state, unit_codes
from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.document import Summary
from checklist.analysis.summary.overview import by_treaty_status, common_obstacles
from checklist.analysis.summary.summary import summary
from checklist.states import STATES
from tests.support.made_reports import made_report
from tests.support.summaries import (
    SHIPPED,
    answers_of,
    read_report,
    sealed,
    some_of_the_world,
    summarized,
)


@cache
def some() -> tuple[Answers, Summary]:
    selection = selected(map(read_report, some_of_the_world(12)))
    answers = answers_of(selection)
    return answers, summary(answers, selection, STATES)


@pytest.mark.thorough
def test_the_tallies_of_the_States_add_up_to_those_of_the_themes() -> None:
    answers, document = some()

    groups = by_state(answers, document.units)

    assert sum(len(group.states) for group in groups) == 12
    for theme in (one for one in document.themes if one.measures.of):
        tallies = [state.themes[theme.id] for group in groups for state in group.states]
        assert sum(one.of for one in tallies) == theme.measures.of
        assert sum(one.confidential for one in tallies) == theme.measures.confidential
        codes = Counter[str]()
        for one in tallies:
            codes.update({code.code: code.count for code in one.codes})
        assert codes == {code.code: code.count for code in theme.measures.codes}


def test_states_stand_in_their_groups_by_name_and_those_that_were_asked_for_come_first() -> None:
    answers, document = some()

    by_status = by_state(answers, document.units)
    by_regions = by_state(replace(answers, grouping=by_region()), document.units)

    for groups in (by_status, by_regions):
        for group in groups:
            names = [one.state.name for one in group.states]
            assert names == [one.state.name for one in document.reports if one.state.name in names]
    assert "African States" in [one.group.label for one in by_regions]
    assert "African States" not in [one.group.label for one in by_status]


def test_the_codes_of_the_States_are_those_that_are_counted() -> None:
    answers, document = some()

    codes = unit_codes(answers, document.units)

    assert [one.unit for one in codes] == document.units
    for one in codes:
        counted = Counter(place for given in one.given for place in given)
        tally = one.unit.tally
        assert [counted[place] for place in range(len(tally.codes))] == [
            code.count for code in tally.codes
        ]
        assert one.standings.count("confidential") == tally.confidential
        assert bool(one.levels) == one.unit.is_measure


def test_a_State_that_names_an_obstacle_for_several_themes_counts_once() -> None:
    named = {"value": ["staff", "funding"]}
    nothing = {name: {"value": ["none"]} for name in SHIPPED.plan.obstacles}
    twice = {"legislation-obstacles": named, "prevention-obstacles": named}
    first = sealed(made_report(1, state="AUT"), **{**nothing, **twice})
    second = sealed(made_report(2, state="NOR"), **nothing)

    document = summarized(first, second)

    assert len(document.reports) == 2
    assert [(one.label, one.count) for one in common_obstacles(document)] == [
        ("Too little money", 1),
        ("Too few staff", 1),
    ]


def test_the_treaty_statuses_of_the_first_screen_add_up_to_the_reports() -> None:
    _, document = some()

    assert sum(one.count for one in by_treaty_status(document)) == len(document.reports) == 12
    *others, last = common_obstacles(document)
    assert last.label == "Another obstacle"
    counts = [one.count for one in others]
    assert counts == sorted(counts, reverse=True)
