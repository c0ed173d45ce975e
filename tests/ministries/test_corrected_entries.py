"""Entries of a table without a key, corrected in a further return of the same form."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from checklist.forms.build import form_of
from checklist.forms.incoming_files import IncomingFile, incoming_of
from checklist.forms.registry import format_named, read_return
from checklist.forms.xlsx_writer import HEADING_ROW, TABLE_MARKER
from checklist.ministries.conflicts import open_conflicts
from checklist.ministries.division import Authority
from checklist.ministries.log import LogEntry, merge_entry
from checklist.ministries.merge import Incoming, merge
from checklist.ministries.part import PartMaker
from checklist.reports.check_structure import check_structure
from checklist.reports.report import Report
from tests.support.ministries import all_to, report_of
from tests.support.tiny import questionnaire

COLUMNS = [
    {"id": "place", "label": "Place", "type": "text", "single_line": True, "required": True},
    {"id": "beds", "label": "Beds", "type": "integer"},
]
ASKED = questionnaire([{"id": "shelters", "type": "table", "entry": "shelter", "columns": COLUMNS}])
SENT = {"on": "2026-11-02", "form": "xlsx", "base": f"sha256:{'0' * 64}"}
FIRST = HEADING_ROW + 2
"""The first row with an entry, as openpyxl counts."""


def table_in(book: openpyxl.Workbook) -> Any:
    sheets = book.worksheets
    return next(s for s in sheets if str(s.cell(1, 1).value).startswith(TABLE_MARKER))


def form(report: Report, number: int = 1) -> bytes:
    checked = check_structure(report.to_data(), ASKED)[0]
    sent = [{"number": at, "part": f"{at:032x}", **SENT} for at in range(1, number)]
    division = all_to("labour", ASKED)
    known = Authority.model_validate({"sent": sent})
    division = division.model_copy(update={"authorities": {"labour": known}})
    maker = PartMaker(checked=checked, division=division)
    return format_named("xlsx").write(form_of(maker.part("labour", f"{number:032x}"), "kari"))


def changed(content: bytes, change: Callable[[Any], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(table_in(book))
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def write(row: int, place: str | None, beds: int | str | None) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        sheet.cell(row, 3).value, sheet.cell(row, 4).value = place, beds

    return change


def merged(report: Report, content: bytes) -> Report:
    returned = read_return(content, "NOR-labour.xlsx", ASKED)
    assert not returned.findings
    return merge(report, [Incoming(returned=returned, seen={})], ASKED, "2026-11-24").report


def shelters(report: Report) -> list[tuple[str, int]]:
    entries = report.answers["shelters"]["value"]
    return [(entry["place"]["value"], entry["beds"]["value"]) for entry in entries]


def insert_above(sheet: Any) -> None:
    sheet.insert_rows(FIRST)
    write(FIRST, "East", 3)(sheet)


def sort(sheet: Any) -> None:
    rows = [[sheet.cell(row, c).value for c in range(1, 5)] for row in (FIRST, FIRST + 1)]
    for row, cells in zip((FIRST + 1, FIRST), rows, strict=True):
        for column, value in enumerate(cells, 1):
            sheet.cell(row, column).value = value


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("moved", "south", "more"),
    [(lambda sheet: None, FIRST + 1, []), (sort, FIRST, []),
     (insert_above, FIRST + 2, [("East", 3)])],
    ids=["as it was", "sorted", "with a row inserted above"],
)  # fmt: skip
def test_an_added_entry_is_corrected_and_not_added_again(
    moved: Callable[[Any], None], south: int, more: list[Any]
) -> None:
    sent = report_of({}, ASKED)
    first = changed(form(sent), write(FIRST, "North", 10))
    first = changed(first, write(FIRST + 1, "South", 20))
    report = merged(sent, first)
    second = changed(changed(first, moved), write(south, "South", 25))

    report = merged(report, second)

    assert shelters(report) == [("North", 10), ("South", 25), *more]
    assert not open_conflicts(report)


def test_an_entry_of_the_next_part_is_corrected_twice_in_its_place() -> None:
    report = report_of({}, ASKED)
    report = merged(report, changed(form(report), write(FIRST, "North", 10)))
    form_2 = form(report, 2)

    once = changed(form_2, write(FIRST, "North", 11))
    report = merged(report, once)
    report = merged(report, changed(once, write(FIRST, "Northern", 12)))

    assert shelters(report) == [("Northern", 12)]
    assert not open_conflicts(report)


def test_a_row_that_was_copied_is_an_entry_of_its_own() -> None:
    report = report_of({}, ASKED)

    def copied(sheet: Any) -> None:
        for row, beds in ((FIRST, 10), (FIRST + 1, 12)):
            write(row, "North", beds)(sheet)
            sheet.cell(row, 1).value = "1"

    report = merged(report, changed(form(report), copied))

    assert shelters(report) == [("North", 10), ("North", 12)]


def test_a_correction_after_copies_with_entries_is_found_as_one() -> None:
    report = report_of({}, ASKED)
    contents = [changed(form(report), write(FIRST, *cells)) for cells in (("East", 3), ("West", 4))]

    def came(content: bytes, log: list[LogEntry]) -> IncomingFile:
        return incoming_of(content, "NOR-labour.xlsx", report, ASKED, None, log)

    first, second = (came(content, []) for content in contents)
    result = merge(report, [first.incoming, second.incoming], ASKED, "2026-11-24")
    together = [LogEntry(merge_entry(came, at="T", who="")) for came in result.returns]
    apart = [LogEntry({**entry.data, "at": number}) for number, entry in enumerate(together)]
    correction = changed(form(report), write(FIRST, "West", 40))

    assert came(correction, together).corrects_copies
    assert not came(correction, apart).corrects_copies
    assert not came(contents[0], together).corrects_copies
