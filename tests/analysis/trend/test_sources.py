"""Every count of a trend is the number of the answers to which it is traced."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from checklist.analysis.groups import by_region
from checklist.analysis.rows.report_reader import ReportReader
from checklist.analysis.rows.report_rows import Disclosure
from checklist.analysis.rows.report_selection import ALWAYS
from checklist.analysis.trend.report_units import TrendReader, units_of
from checklist.analysis.trend.sources import TrendTable, traced_in_trend
from checklist.analysis.trend.trend import (
    Selections,
    TrendMaker,
    counted_reports,
    selections_of,
    trend,
)
from checklist.checks.batch import ReportSource
from checklist.render.table_numbers import table_numbers
from checklist.render.trend.sections import trend_blocks
from tests.support.cycles import reports_of_cycles
from tests.support.made_reports import as_json


@cache
def selections() -> Selections:
    reader = TrendReader(ReportReader(None, Disclosure()))
    read = [
        reader.read(ReportSource(Path(name), as_json(data).encode()))
        for name, data in reports_of_cycles()
    ]
    return selections_of(read, drafts=False, within=ALWAYS)


@cache
def maker() -> TrendMaker:
    cycles = counted_reports(selections(), for_publication=False)
    return TrendMaker(units_of(None), cycles, by_region(), with_states=True)


@pytest.mark.thorough
def test_every_count_is_the_number_of_its_sources() -> None:
    made = trend(units_of(None), selections(), ALWAYS, by_region())
    ids = {one.id: one for one in made.tables}
    wrong: list[Any] = []
    compared = tables = 0
    for table in table_numbers(trend_blocks(made)):
        table_id, _, cycles = table.id.partition(".")
        one = ids[table_id]
        found = traced_in_trend(
            maker(), TrendTable(one.section, one.name, *cycles.split("-") if cycles else ())
        )
        counts = {(count.row, count.column): len(count.sources) for count in found}
        told = {
            (row.label, column): count
            for row in table.rows
            for column, count in zip(table.columns, row.counts, strict=True)
            if count
        }
        compared += len(told)
        tables += bool(told)
        wrong += [
            (table.id, key, told.get(key), counts.get(key))
            for key in {*told, *counts}
            if told.get(key) != counts.get(key)
        ]

    assert wrong == []
    assert (compared > 3000, tables > 100) == (True, True)


def test_a_pair_says_what_it_was_and_what_it_is() -> None:
    found = traced_in_trend(maker(), TrendTable("themes", "changed", "2024", "2026"))

    changed = next(one for one in found if one.column == "Changed")
    for one in changed.sources:
        before, _, after = one.said.partition(" → ")
        assert before != after
        assert one.report.cycle == "2026"
        assert one.question
