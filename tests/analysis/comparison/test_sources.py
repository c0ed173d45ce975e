"""Every count of a comparison is the number of the answers to which it is traced."""

from dataclasses import replace
from typing import Any

from checklist.render.comparison.document import count_tables
from checklist.render.table_numbers import table_numbers
from checklist.render.trace import traced_counts
from tests.render.comparison.test_comparison import examples


def test_every_count_is_the_number_of_its_sources() -> None:
    tables = [*count_tables(replace(examples(), keeps=True))]
    compared = 0
    wrong: list[Any] = []
    for table, shown in zip(table_numbers(tables), tables, strict=True):
        told = {
            (row.label, column): count
            for row in table.rows
            for column, count in zip(table.columns, row.counts, strict=True)
            if count
        }
        counts = {(one.row, one.column): len(one.sources) for one in traced_counts(shown)}
        compared += len(told)
        wrong += [(table.id, key) for key in {*told, *counts} if told.get(key) != counts.get(key)]

    assert wrong == []
    assert compared > 15


def test_a_source_says_what_changed_and_where_it_stands() -> None:
    _, transitions = count_tables(replace(examples(), keeps=True))

    (first, *_) = traced_counts(transitions)

    (source,) = first.sources
    assert first.row.endswith(source.said)
    assert source.where[:2] == ("answers", source.question)
    assert source.report.file.endswith(f"report-{source.report.state}.yaml")
