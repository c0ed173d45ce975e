"""How a workbook is laid out: to be printed, sorted and filled in anywhere."""

import io
from typing import Any

import openpyxl
import pytest

from checklist.forms.xlsx_writer import COLUMN, HEADING_ROW, TABLE_MARKER
from checklist.questionnaire.loading import shipped
from tests.support.ministries import all_to, form, written

SHIPPED = shipped()


@pytest.fixture(scope="module")
def book() -> Any:
    content = written(form({}, "labour", all_to("labour", SHIPPED), SHIPPED))
    return openpyxl.load_workbook(io.BytesIO(content))


def test_it_is_printed_on_a4_across_with_its_head_on_each_sheet(book: Any) -> None:
    sheet = book["Form"]

    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == f"${HEADING_ROW + 1}:${HEADING_ROW + 1}"


def test_it_has_no_merged_cells_and_is_protected_without_a_password(book: Any) -> None:
    for sheet in book:
        assert list(sheet.merged_cells.ranges) == []
    form_sheet = book["Form"]
    assert form_sheet.protection.sheet
    assert not form_sheet.protection.password
    # What is free: heights of rows, widths of columns, formats.
    for name in ("formatRows", "formatColumns", "formatCells"):
        assert getattr(form_sheet.protection, name) is False


def test_answers_are_texts_so_that_no_month_becomes_a_day(book: Any) -> None:
    sheet = book["Form"]
    answers = [row[COLUMN["answer"]] for row in sheet.iter_rows(min_row=HEADING_ROW + 2)]
    open_cells = [cell for cell in answers if not cell.protection.locked]

    assert len(open_cells) > 300
    assert {cell.number_format for cell in open_cells} == {"@"}
    letter = openpyxl.utils.get_column_letter(COLUMN["answer"] + 1)
    assert 44 < sheet.column_dimensions[letter].width < 46


def test_the_address_stands_in_a_hidden_column_and_lists_on_a_hidden_sheet(book: Any) -> None:
    sheet = book["Form"]

    assert sheet.column_dimensions["A"].hidden
    assert {one.title for one in book if one.sheet_state == "hidden"} == {"lists", "part"}
    rules = sheet.data_validations.dataValidation
    assert rules
    # A list that stands in the rule ends at 255 characters.
    assert all(rule.formula1.startswith("lists!") for rule in rules if rule.type == "list")


def test_a_cell_that_takes_no_law_says_so_when_it_is_chosen(book: Any) -> None:
    sheet = book["Form"]
    said = [rule for rule in sheet.data_validations.dataValidation if rule.prompt]
    letter = openpyxl.utils.get_column_letter(COLUMN["evidence"] + 1)
    cells = {str(cell) for rule in said for cell in rule.sqref.ranges}
    keys = {str(row[0].value): row[0].row for row in sheet.iter_rows(min_row=HEADING_ROW + 2)}

    assert {rule.prompt for rule in said} == {
        "Here only a web address is taken, which begins with https://. Name another document "
        "under “Remark”."
    }
    assert f"{letter}{keys['monitoring/results']}" in cells
    assert f"{letter}{keys['protection/witness-protection']}" not in cells


def test_a_table_has_a_sheet_of_its_own_with_twenty_empty_rows(book: Any) -> None:
    tables = [sheet for sheet in book if str(sheet.cell(1, 1).value or "").startswith(TABLE_MARKER)]

    assert tables
    for sheet in tables:
        free = [
            row for row in sheet.iter_rows(min_row=HEADING_ROW + 2) if not row[2].protection.locked
        ]
        assert len(free) == 20
