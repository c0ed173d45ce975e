"""Every count of a summary is the number of the answers to which it is traced."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from checklist.analysis.groups import by_region
from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_selection import selected
from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.summary import summary
from checklist.files.reader import read
from checklist.render.bars import Bars
from checklist.render.blocks import Table, figures_table
from checklist.render.summary.sections import summary_blocks
from checklist.render.table_numbers import table_numbers
from checklist.render.trace import traced_counts
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
    "In all",
}
"""The columns that count something else than answers, or repeat the number of reports."""
NO_REPORTS = {"Expected", "Not reported"}
"""The rows that count States without a report."""


@cache
def tables() -> Mapping[str, Table]:
    """Return the tables of a summary whose counts keep what they count, by their ids."""
    reports = [read(path).data for path in sorted(EXAMPLES.iterdir())]
    selection = selected(read_report(one) for one in reports if isinstance(one, dict))
    rows = QuestionnaireRows(SHIPPED)
    answers = Answers(rows, selection.counted, HIDDEN, by_region(), keeps=True)
    blocks = summary_blocks(summary(answers, selection, STATES))
    found = (figures_table(one) if isinstance(one, Bars) else one for one in blocks)
    return {one.id.replace("F", "T"): one for one in found if isinstance(one, Table) and one.id}


def shown(table: Table) -> dict[tuple[str, str], int]:
    """Return the counts of a table that are not zero."""
    (numbers,) = table_numbers([table])
    return {
        (row.label, column): count
        for row in numbers.rows
        for column, count in zip(numbers.columns, row.counts, strict=True)
        if count and column not in NO_ANSWERS and row.label not in NO_REPORTS
    }


def test_every_count_is_the_number_of_its_sources() -> None:
    wrong: list[Any] = []
    compared = 0
    for table_id, table in tables().items():
        told = shown(table)
        counted = {(one.row, one.column): len(one.sources) for one in traced_counts(table)}
        compared += len(told)
        wrong += [
            (table_id, key, told.get(key), counted.get(key))
            for key in told
            if told[key] != counted.get(key)
        ]

    assert wrong == []
    assert compared > 1000


def test_a_source_names_the_report_the_question_and_what_stands_there() -> None:
    (offence,) = [one for one in tables().values() if one.name == "offence"]

    (none, *_) = [one for one in traced_counts(offence) if one.column.startswith("A specific")]

    assert {one.question for one in none.sources} == {"offence"}
    assert all(one.said == none.column for one in none.sources)
    assert all(one.report.revision == 1 for one in none.sources)
