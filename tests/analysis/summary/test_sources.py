"""Every count of a summary is the number of the answers to which it is traced."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from checklist.analysis.groups import by_region
from checklist.analysis.issued.manifest import ManifestTable
from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_selection import selected
from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.sources import traced
from checklist.analysis.summary.summary import summary
from checklist.analysis.summary.table_ids import table_ids
from checklist.analysis.traced import Traced
from checklist.files.reader import read
from checklist.render.summary.sections import summary_blocks
from checklist.render.table_numbers import table_numbers
from checklist.states import STATES
from tests.support.folders import EXAMPLES
from tests.support.summaries import HIDDEN, SHIPPED, read_report

NO_ANSWERS = {
    "Revision",
    "Invalid",
    "Reports",
    "Expected",
    "Counted",
    "By its own codes",
    "Questions where it is cited",
    "Reporting States",
    "Answers in all",
}
"""The columns that count something else than answers, or repeat the number of reports."""


@cache
def answers() -> Answers:
    reports = [read(path).data for path in sorted(EXAMPLES.iterdir())]
    selection = selected(read_report(one) for one in reports if isinstance(one, dict))
    return Answers(QuestionnaireRows(SHIPPED), selection.counted, HIDDEN, by_region())


@cache
def tables() -> Mapping[str, ManifestTable]:
    reports = [read(path).data for path in sorted(EXAMPLES.iterdir())]
    selection = selected(read_report(one) for one in reports if isinstance(one, dict))
    made = summary(answers(), selection, STATES)
    return {one.id.replace("F", "T"): one for one in table_numbers(summary_blocks(made))}


def shown(table: ManifestTable) -> dict[tuple[str, str], int]:
    """Return the counts of a table that are not zero."""
    return {
        (row.label, column): count
        for row in table.rows
        for column, count in zip(table.columns, row.counts, strict=True)
        if count and column not in NO_ANSWERS
    }


def counted(found: list[Traced]) -> dict[tuple[str, str], int]:
    return {(one.row, one.column): len(one.sources) for one in found}


@pytest.mark.parametrize("each", [10, pytest.param(1, marks=pytest.mark.thorough)])
def test_every_count_is_the_number_of_its_sources(each: int) -> None:
    wrong: list[Any] = []
    compared = 0
    for one in [*table_ids(SHIPPED)][::each]:
        table = tables().get(one.id)
        if table is None or one.section in {"participation", "reports"}:
            continue
        told, found = shown(table), counted(traced(answers(), one))
        compared += len(told)
        wrong += [
            (one.id, key, count, found.get(key))
            for key, count in told.items()
            if found.get(key) != count
        ]

    assert wrong == []
    assert compared > 1000 / each


def test_a_source_names_the_report_the_question_and_what_stands_there() -> None:
    (offence,) = [one for one in table_ids(SHIPPED) if one.name == "offence"]

    (none, *_) = [one for one in traced(answers(), offence) if one.column.startswith("A specific")]

    assert {one.question for one in none.sources} == {"offence"}
    assert all(one.said == none.column for one in none.sources)
    assert all(one.report.revision == 1 for one in none.sources)
