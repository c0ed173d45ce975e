"""Rows of a sheet as XML: the same cells as a library would write, whatever stands in them."""

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from checklist.analysis.rows.answer_rows import kept_row
from checklist.files.writer import replacing_together
from checklist.tables import interface
from checklist.tables.workbook import MAX_CHARACTERS, TooLongForCell, part, whole_row
from checklist.tables.xlsx import XlsxFormat
from tests.tables.tabulating import TINY, as_written, rows_of, tabulated

TEXTS = [
    *("=1+1", "'", " a", "a\n", "\ta", "a\tb", "a\r\nb", "<b>&amp;", "_x0041_", "_x0041_x0042_"),
    *("\x01", "_X0041_", "x_x00e9_x_", "]]>", '"', "𝄞", "\u2028", "\u200e", "x" * 41, "007"),
]


def by_library(row: list[object], folder: Path) -> list[object]:
    """Return what a reader gets of a row that the library wrote."""
    file = folder / "library.xlsx"
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        for number, cell in enumerate(row):
            write = {str: sheet.write_string, bool: sheet.write_boolean}
            write.get(type(cell), sheet.write_number)(0, number, cell)
    return [cell.value for cell in openpyxl.load_workbook(file).active[1]]


def by_parts(row: list[object], folder: Path) -> list[object]:
    """Return what a reader gets of a row that is written as XML: of a report's note."""
    report = rows_of({})
    answers = [report.answers[0]._replace(note=str(cell)) for cell in row]
    tables = tabulated(folder / "a.xlsx", [report._replace(answers=answers)])
    head, *rows = tables["answers"]
    return [row[head.index("note")] for row in rows]


def test_a_text_is_written_as_the_library_writes_it(tmp_path: Path) -> None:
    row: list[object] = [text for text in TEXTS if text != "_x0041_x0042_"]

    assert by_parts(row, tmp_path) == by_library(row, tmp_path)


def test_what_looks_like_a_code_of_a_character_stays_as_it_is() -> None:
    # The library leaves the second one as it is, so that a spreadsheet shows `B`.
    assert b"<t>_x005F_x0041_x005F_x0042_</t>" in part(["_x0041_x0042_"], 0)


def test_numbers_and_truth_are_no_texts_and_an_empty_text_has_no_cell() -> None:
    cells = whole_row(7, [part([1, True], 0), part(["", 0, False], 25)])

    assert cells == (
        b'<row r="7"><c r="A7"><v>1</v></c><c r="B7" t="b"><v>1</v></c>'
        b'<c r="AA7"><v>0</v></c><c r="AB7" t="b"><v>0</v></c></row>'
    )


@pytest.mark.parametrize("letter", ["x", "𝄞"])
def test_a_cell_holds_a_text_of_so_many_units_and_no_more(letter: str) -> None:
    fitting = letter * (MAX_CHARACTERS // (1 + (letter > "\uffff")))

    assert fitting.encode() in part([fitting], 0)
    with pytest.raises(TooLongForCell):
        part([fitting + letter], 0)


def test_rows_are_those_of_their_answers_whichever_parts_were_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interface, "KEPT", 3)
    reports = []
    made = XlsxFormat(TINY)
    files = made.files(tmp_path / "a.xlsx")
    with replacing_together(files) as new, made.opened(new) as opened:
        for light in ("bad", "good") * 4:
            for notes in ({}, {"note": "So, so"}, {"confidential": True}):
                kept_row.cache_clear()  # then the rows of the next report may lie where these lay
                rows = rows_of({"light": {"value": light, **notes}, "kinds": {"value": [light]}})
                opened.add(made.encoded(rows))
                reports.append([list(row) for row in TINY.answer_rows(rows)])
                del rows

    workbook = openpyxl.load_workbook(tmp_path / "a.xlsx")
    (head, *read) = [
        ["" if cell is None else cell for cell in row]
        for row in workbook["answers"].iter_rows(values_only=True)
    ]
    assert read == [row for report in reports for row in report]
    assert head == as_written([])["answers"][0]
