"""Every count of cycles next to each other is the number of the answers to which it is traced."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from checklist.analysis.comparison.comparing import Compared, Task, compare_cycles
from checklist.analysis.comparison.many_reports import Comparer
from checklist.analysis.comparison.side_by_side import SideBySideMaker
from checklist.analysis.comparison.side_by_side_sources import SidesTable, traced_sides
from checklist.analysis.groups import by_region
from checklist.checks.batch import ReportSource
from checklist.questionnaire.loading import shipped
from checklist.render.comparison.document import opening_blocks
from checklist.render.table_numbers import table_numbers
from tests.support.cycles import reports_of_cycles
from tests.support.made_reports import as_json


@cache
def whole() -> Compared:
    sources = [
        ReportSource(Path(name), as_json(data).encode()) for name, data in reports_of_cycles()
    ]
    comparer = Comparer(shipped(), grouping=by_region())
    return compare_cycles(sources, Task(comparer, with_changes=False))


def maker() -> SideBySideMaker:
    made = whole().maker
    assert made is not None
    return made


@pytest.mark.thorough
def test_every_count_is_the_number_of_its_sources() -> None:
    made = whole().comparison
    ids = {one.id: one for one in made.side_by_side.tables}
    wrong: list[Any] = []
    compared = tables = 0
    for table in table_numbers(opening_blocks(made, are_many=True)):
        table_id, _, cycles = table.id.partition(".")
        one = ids[table_id]
        found = traced_sides(
            maker(), SidesTable(one.section, one.name, *cycles.split("-") if cycles else ())
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
    found = traced_sides(maker(), SidesTable("themes", "changed", "2024", "2026"))

    changed = next(one for one in found if one.column == "Changed")
    for one in changed.sources:
        before, _, after = one.said.partition(" → ")
        assert before != after
        assert one.report.cycle == "2026"
        assert one.question
