"""The list of ministries, as a table to print."""

from datetime import date

from checklist.ministries.division import DivisionContact
from checklist.ministries.status import statuses
from checklist.render.blocks import Table
from checklist.render.ministries.chase_list import chase_blocks
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
