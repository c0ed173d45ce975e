"""The ids of the tables of a summary: stable, each once, and on every table."""

from pathlib import Path
from typing import Any

from checklist.analysis.summary.table_ids import (
    SECTION_NUMBERS,
    figure_id,
    table_id_of,
    table_ids,
)
from checklist.files.reader import read
from checklist.render.bars import Bars
from checklist.render.blocks import Table
from checklist.render.summary.sections import SECTIONS, summary_blocks
from tests.support.folders import EXAMPLES
from tests.support.running import assert_kept
from tests.support.summaries import SHIPPED, summarized

KEPT = Path(__file__).parent / "snapshots" / "table-ids.txt"


def test_the_ids_of_the_shipped_questionnaire_never_change() -> None:
    """An id that was published leads to the same table for ever: a new table gets a new id."""
    lines = [f"{one.id} {one.section} {one.name}\n" for one in table_ids(SHIPPED)]

    assert_kept("".join(lines), KEPT)
    assert len({one.id for one in table_ids(SHIPPED)}) == len(lines)


def test_every_table_of_a_summary_has_its_id_whatever_the_reports() -> None:
    drawn = [one.id for one in table_ids(SHIPPED) if one.section == "overview"]
    expected = [*map(figure_id, drawn), *(one.id for one in table_ids(SHIPPED))]
    examples: list[Any] = [read(path).data for path in sorted(EXAMPLES.iterdir())]
    for made in (summarized(*examples), summarized()):
        tables = [one for one in summary_blocks(made) if isinstance(one, Table | Bars)]
        ids = [one.id for one in tables]

        assert tables
        assert ids == [one for one in expected if one in ids]
        assert all(one.title.startswith(f"{one.id} ") for one in tables)


def test_every_section_has_a_number() -> None:
    assert SECTION_NUMBERS.keys() >= SECTIONS.keys()
    assert len({*SECTION_NUMBERS.values()}) == len(SECTION_NUMBERS)


def test_a_figure_has_the_number_of_its_table() -> None:
    assert figure_id("T5-3") == "F5-3"
    assert [table_id_of(typed) for typed in ("F5-3", "t5-3", " T6-4.1 ")] == [
        "T5-3",
        "T5-3",
        "T6-4.1",
    ]
