"""The ids of the tables and figures of a comparison: stable, and each once."""

from pathlib import Path

from checklist.analysis.comparison.report_units import kept_rows_of
from checklist.analysis.comparison.table_ids import SECTION_NUMBERS, of_cycles, sides_table_ids
from checklist.questionnaire.loading import shipped
from checklist.render.comparison.document import FIRST, OF_CHANGES, SECTIONS
from tests.support.running import assert_kept

KEPT = Path(__file__).parent / "snapshots" / "table-ids.txt"


def test_the_ids_of_the_shipped_questionnaire_never_change() -> None:
    """An id that was published leads to the same table for ever: a new table gets a new id."""
    tables = sides_table_ids(kept_rows_of(shipped()))

    assert_kept("".join(f"{one.id} {one.section} {one.name}\n" for one in tables), KEPT)
    assert len({one.id for one in tables}) == len(tables)
    assert len({(one.section, one.name) for one in tables}) == len(tables)
    assert not any("." in one.name for one in tables)


def test_every_section_has_a_number() -> None:
    assert SECTION_NUMBERS.keys() == SECTIONS.keys() - {*OF_CHANGES} > {*FIRST}
    assert len({*SECTION_NUMBERS.values()}) == len(SECTION_NUMBERS)


def test_a_table_of_two_cycles_has_them_behind_its_id() -> None:
    assert of_cycles("R2-1", "2024", "2026") == "R2-1.2024-2026"
