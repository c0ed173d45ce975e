"""A workbook whose visible columns were sorted, or whose hidden column is gone: what is read."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.support.sent_forms import SentForm

ENTRY = {"year": {"value": 2020}, "kind": {"value": "cargo"}, "number": {"value": 5}}
OTHER = {"year": {"value": 2021}, "kind": {"value": "ferry"}, "number": {"value": 6}}
WRITTEN: dict[tuple[str, ...], str] = {
    ("rescue-service", "answer"): "Yes",
    ("training/pilots", "answer"): "Some, or once only",
    ("training/pilots", "note"): "In May.",
    ("pay-rule", "answer"): "A law",
    ("pay-rule", "confidential"): "x",
    ("channels#radio", "answer"): "x",
    ("pay-details", "answer"): "The wage of the port.",
}
ANSWERS = {
    "rescue-service": {"value": "affirmative"},
    "training": {"value": {"pilots": {"value": "some", "note": "In May."}}},
    "channels": {"value": ["radio"]},
    "pay-rule": {"value": "law", "confidential": True},
    "pay-details": {"value": "The wage of the port."},
}


def changed(content: bytes, change: Callable[[Any], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def sorted_by_answer(sheet: Any) -> None:
    """Sort the columns that are shown, and leave the hidden one, as Excel does."""
    columns = range(2, sheet.max_column + 1)
    rows = range(4, sheet.max_row + 1)
    lines = [[sheet.cell(row, column).value for column in columns] for row in rows]
    lines.sort(key=lambda line: str(line[3] or "~"))
    for row, line in zip(rows, lines, strict=True):
        for column, value in zip(columns, line, strict=True):
            sheet.cell(row, column).value = value


@pytest.fixture
def sent(tmp_path: Path) -> SentForm:
    return SentForm(tmp_path / "report", "xlsx")


def test_rows_that_were_sorted_without_their_addresses_are_what_they_show(sent: SentForm) -> None:
    content = changed(sent.filled(WRITTEN), lambda book: sorted_by_answer(book["Form"]))

    done = sent.merge(content)

    assert sent.answers == ANSWERS
    assert done.code == 0
    assert done.stdout.count("the row was moved without its hidden address") >= 5
    assert "it is read as `3.3 Which rule on pay applies to seafarers?`, as it shows" in done.stdout


def test_what_stands_in_several_places_is_refused_row_by_row(sent: SentForm) -> None:
    measure = {
        ("signals/status", "answer"): "In place",
        ("signals/practice", "answer"): "In all ports.",
        ("boats/practice", "answer"): "In the north.",
    }
    content = changed(
        sent.filled({**WRITTEN, **measure}), lambda book: sorted_by_answer(book["Form"])
    )

    done = sent.merge(content)

    refused = [line for line in done.stdout.splitlines() if "it is not read" in line]
    assert done.code == 1
    assert {one: sent.answers.get(one) for one in ANSWERS} == ANSWERS
    assert len(refused) == 2 and all("back.xlsx:Form!" in line for line in refused)
    assert "beside the fields, not in the report: In all ports." in done.stdout
    assert "beside the fields, not in the report: In the north." in done.stdout


def test_a_workbook_that_was_not_sorted_has_no_such_line(sent: SentForm) -> None:
    done = sent.merge(WRITTEN)

    assert (done.code, sent.answers) == (0, ANSWERS)
    assert "moved" not in done.stdout


def test_words_that_a_clerk_changed_move_no_row(sent: SentForm) -> None:
    def change(book: Any) -> None:
        sheet = book["Form"]
        for row in range(4, sheet.max_row + 1):
            if sheet.cell(row, 1).value == "pay-rule":
                sheet.cell(row, 3).value = "Which rule? Ask Ms Lie."

    done = sent.merge(changed(sent.filled(WRITTEN), change))

    assert (done.code, sent.answers) == (0, ANSWERS)
    assert "beside the fields, not in the report: Which rule? Ask Ms Lie." in done.stdout


def test_without_column_a_the_rows_are_what_they_show_and_one_line_says_so(sent: SentForm) -> None:
    content = changed(sent.filled(WRITTEN), lambda book: book["Form"].delete_cols(1))

    done = sent.merge(content)

    assert (done.code, sent.answers) == (0, ANSWERS)
    assert done.stdout.count("column A, which is hidden") == 1
    assert "beside the fields" not in done.stdout


@pytest.mark.sampled
@pytest.mark.parametrize("loses_addresses", [False, True])
def test_entries_of_a_table_are_known_by_their_printed_number(
    loses_addresses: bool, tmp_path: Path
) -> None:
    sent = SentForm(tmp_path / "report", "xlsx", {"ships": {"value": [ENTRY, OTHER]}})

    def change(book: Any) -> None:
        sheet = next(one for one in book if str(one.cell(1, 1).value).endswith(" ships"))
        for column in range(2, 8):
            first, second = sheet.cell(4, column), sheet.cell(5, column)
            first.value, second.value = second.value, first.value
        sheet.cell(4, 5).value = "7"
        if loses_addresses:
            sheet.delete_cols(1)

    done = sent.merge(changed(sent.form(), change))

    assert sent.answers["ships"]["value"] == [ENTRY, {**OTHER, "number": {"value": 7}}]
    assert done.code == 0


def test_an_emptied_column_of_addresses_is_said_once(sent: SentForm) -> None:
    def without_addresses(book: Any) -> None:
        for row in range(4, book["Form"].max_row + 1):
            book["Form"].cell(row, 1).value = None

    done = sent.merge(changed(sent.filled(WRITTEN), without_addresses))

    assert sent.answers == ANSWERS
    assert done.stdout.count("emptied or deleted") == 1
    assert "without its hidden address" not in done.stdout
