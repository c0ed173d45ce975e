"""Every count of cycles next to each other is the number of the answers to which it is traced."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from checklist.analysis.comparison.comparing import Task, compare_cycles
from checklist.analysis.comparison.many_reports import Comparer
from checklist.analysis.groups import by_region
from checklist.checks.batch import ReportSource
from checklist.questionnaire.loading import shipped
from checklist.render.bars import Bars
from checklist.render.blocks import Table, figures_table
from checklist.render.comparison.document import opening_blocks
from checklist.render.table_numbers import table_numbers
from checklist.render.trace import traced_counts
from tests.support.cycles import reports_of_cycles
from tests.support.made_reports import as_json


@cache
def tables() -> Mapping[str, Table]:
    """Return the tables of a comparison whose counts keep what they count, by their ids."""
    sources = [
        ReportSource(Path(name), as_json(data).encode()) for name, data in reports_of_cycles()
    ]
    comparer = Comparer(shipped(), grouping=by_region())
    made = compare_cycles(sources, Task(comparer, with_changes=False, keeps=True))
    blocks = opening_blocks(made, are_many=True)
    found = (figures_table(one) if isinstance(one, Bars) else one for one in blocks)
    return {one.id: one for one in found if isinstance(one, Table) and one.id}


@pytest.mark.thorough
def test_every_count_is_the_number_of_its_sources() -> None:
    wrong: list[Any] = []
    compared = with_counts = 0
    for numbers in table_numbers(tables().values()):
        told = {
            (row.label, column): count
            for row in numbers.rows
            for column, count in zip(numbers.columns, row.counts, strict=True)
            if count
        }
        traced = traced_counts(tables()[numbers.id]) if told else []
        counts = {(count.row, count.column): len(count.sources) for count in traced}
        compared += len(told)
        with_counts += bool(told)
        wrong += [
            (numbers.id, key, told.get(key), counts.get(key))
            for key in {*told, *counts}
            if told.get(key) != counts.get(key)
        ]

    assert wrong == []
    assert (compared > 3000, with_counts > 100) == (True, True)


def test_a_pair_says_what_it_was_and_what_it_is() -> None:
    found = traced_counts(tables()["R2-2.2024-2026"])

    changed = next(one for one in found if one.column == "Changed")
    for one in changed.sources:
        before, _, after = one.said.partition(" → ")
        assert before != after
        assert one.report.cycle == "2026"
        assert one.question
