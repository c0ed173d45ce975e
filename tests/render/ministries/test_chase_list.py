"""The list of ministries, as a table to print."""

from datetime import date

from checklist.ministries.division import DivisionContact, SentPart
from checklist.ministries.status import statuses
from checklist.render.blocks import Table
from checklist.render.ministries.chase_list import chase_blocks, chase_row
from tests.support.ministries import COAST, all_to, checked

OLA = DivisionContact(office="Inspectorate", person="Ola Nordmann", email="ola@example.org")


def test_an_address_has_a_line_of_its_own() -> None:
    divided = all_to("labour").changed("labour", contact=OLA)
    listed = statuses(checked({}), divided, date(2026, 11, 26))

    (table,) = [
        block
        for block in chase_blocks(listed, "Norway", "2026-11-26", COAST)
        if isinstance(block, Table)
    ]

    assert table.rows[0][1] == ["Ola Nordmann", "ola@example.org"]


def test_days_are_in_words_on_paper_and_as_they_sort_in_a_workbook() -> None:
    sent = SentPart(
        number=1, part="b" * 32, on="2026-11-20", form="docx", base="sha256:" + "0" * 64
    )
    divided = all_to("labour").changed("labour", due="2026-11-27", sent=[sent])
    listed = statuses(checked({}), divided, date(2026, 11, 26))

    (table,) = [
        block
        for block in chase_blocks(listed, "Norway", "2026-11-26", COAST)
        if isinstance(block, Table)
    ]

    assert table.caption == "As of 26 November 2026, 0 of 1 are late"
    assert (table.rows[0][2], table.rows[0][6]) == ("27 November 2026", "20 November 2026")
    assert (chase_row(listed[0])[2], chase_row(listed[0])[6]) == ("2026-11-27", "2026-11-20")
