"""What clerks do to rows, columns, sheets and paragraphs around the fields."""

import io
from collections.abc import Callable, Iterator, Mapping
from copy import copy, deepcopy
from typing import Any

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl.styles import Alignment, Font

from tests.forms.variants.hands import SheetHand, WordHand
from tests.forms.variants.starts import SHEET, WORD
from tests.forms.variants.variant import Deed, Outcome, Variant, asked, refused, right
from tests.support.word_forms import add_run, cells, paragraphs, put

TEXT = "The owner pays."
FILLED = {
    "pay-details": TEXT,
    "pay-rule": "law",
    "channels": ["radio"],
    "training/pilots": "some",
    "training/volunteers": "regular",
}
ALL = right(FILLED)


def variants() -> Iterator[Variant]:
    """Yield the variants."""
    for what, (does, becomes) in _of_sheets().items():
        yield Variant(format=SHEET, what=what, does=_after_filling(does), becomes=becomes)
    for what, (does, becomes) in _of_word().items():
        yield Variant(format=WORD, what=what, does=_after_filling(does), becomes=becomes)
    for what, (change, becomes) in _of_word_files().items():
        yield Variant(format=WORD, what=what, does=fill, file=change, becomes=becomes)
    for what, (change, becomes) in _of_workbooks().items():
        yield Variant(format=SHEET, what=what, does=fill, file=change, becomes=becomes)


def fill(hand: Any) -> None:
    """Answer five questions as usual."""
    hand.write(TEXT, "pay-details")
    hand.choose("pay-rule", "law")
    hand.mark("channels#radio")
    hand.choose("training/pilots", "some")
    hand.choose("training/volunteers", "regular")


def _after_filling(does: Deed) -> Deed:
    def both(hand: Any) -> None:
        fill(hand)
        does(hand)

    return both


Deeds = Mapping[str, tuple[Deed, Outcome]]
Files = Mapping[str, tuple[Callable[[bytes], bytes], Outcome]]


# Excel


def _of_sheets() -> Deeds:
    def turned(hand: SheetHand, *, with_hidden: bool) -> None:
        first, last = hand.row("channels#television"), hand.row("pay-details")
        order = list(reversed(range(last - first + 1)))
        hand.sort(first, last, order, with_hidden=with_hidden)

    def two_swapped(hand: SheetHand) -> None:
        at = hand.row("training/pilots")
        hand.sort(at, at + 1, [1, 0], with_hidden=False)

    def rows_hidden(hand: SheetHand) -> None:
        for row in range(hand.row("channels"), hand.row("pay-details") + 1):
            hand.sheet.row_dimensions[row].hidden = True

    def row_put_in(hand: SheetHand) -> None:
        row = hand.row("pay-rule")
        hand.sheet.insert_rows(row)
        hand.loose("see the annex", row, 5)

    def empty_rows_put_in(hand: SheetHand) -> None:
        hand.sheet.insert_rows(hand.row("pay-rule"), 3)

    def column_put_in(hand: SheetHand) -> None:
        hand.sheet.insert_cols(5)
        hand.loose("our own number 7", hand.row("pay-rule"), 5)

    def unasked_rows_deleted(hand: SheetHand) -> None:
        hand.sheet.delete_rows(hand.row("boats/status"), 3)

    def last_report_deleted(hand: SheetHand) -> None:
        hand.sheet.delete_cols(4)

    def numbers_deleted(hand: SheetHand) -> None:
        hand.sheet.delete_cols(2)

    def addresses_deleted(hand: SheetHand) -> None:
        hand.sheet.delete_cols(1)

    def headings_deleted(hand: SheetHand) -> None:
        hand.sheet.delete_rows(1, 3)

    def renamed(hand: SheetHand) -> None:
        hand.sheet.title = "Sheet1 (2)"

    def copied(hand: SheetHand) -> None:
        hand.book.copy_worksheet(hand.sheet).title = "Form (2)"

    def copied_and_changed(hand: SheetHand) -> None:
        other = hand.book.copy_worksheet(hand.sheet)
        row = hand.row("pay-details")
        other.cell(row, 5).value = "The crew pays."
        hand.note("pay-details", places=[lambda: f"{other.title}!E{row}"], at="")

    def merged(hand: SheetHand) -> None:
        row = hand.row("pay-details")
        hand.sheet.merge_cells(start_row=row, end_row=row, start_column=5, end_column=6)

    def merged_down(hand: SheetHand) -> None:
        row = hand.row("training/pilots")
        hand.acts = [one for one in hand.acts if one.at != "training/volunteers"]
        hand.note("training/volunteers", places=[lambda: f"Form!E{row}"])
        hand.sheet.merge_cells(start_row=row, end_row=row + 1, start_column=5, end_column=5)

    def row_repeated(hand: SheetHand) -> None:
        row = hand.row("pay-details")
        hand.sheet.insert_rows(row + 1)
        for column in range(1, 10):
            hand.sheet.cell(row + 1, column).value = hand.sheet.cell(row, column).value
        hand.sheet.cell(row + 1, 5).value = "The crew pays."
        hand.note("pay-details", places=[lambda: f"Form!E{row + 1}"], at="")

    def other_sheet(hand: SheetHand) -> None:
        sheet = hand.book.create_sheet("Notes of Ola")
        hand.loose("Ask Kari about 3.3", 2, 3, sheet)

    def under_the_form(hand: SheetHand) -> None:
        hand.loose("Greetings from Ola", hand.sheet.max_row + 4, 5)

    def beside_the_form(hand: SheetHand) -> None:
        hand.loose("not ours, ask police", hand.row("boats/status"), 12)

    def over_the_form(hand: SheetHand) -> None:
        hand.loose("Draft of 3 March", 1, 7)

    def over_a_question(hand: SheetHand) -> None:
        hand.loose("Which rule? We have two", hand.row("pay-rule"), 3)

    def commented(hand: SheetHand) -> None:
        hand.comment("pay-rule", "Kari is not sure of this")

    def lists_deleted(hand: SheetHand) -> None:
        del hand.book["lists"]
        hand.sheet.data_validations.dataValidation = []

    def part_deleted(hand: SheetHand) -> None:
        del hand.book["part"]

    def table_sheet_deleted(hand: SheetHand) -> None:
        hand.book.remove(hand.table("ships"))

    def tables_swapped(hand: SheetHand) -> None:
        hand.book.move_sheet(hand.table("ships"), offset=-2)

    def formatted(hand: SheetHand) -> None:
        cell = hand.cell("pay-details")
        cell.font, cell.alignment = Font(bold=True, size=14), Alignment(wrap_text=True)

    def filtered(hand: SheetHand) -> None:
        hand.sheet.auto_filter.ref = f"A3:I{hand.sheet.max_row}"
        hand.sheet.freeze_panes = "E4"

    def formula(hand: SheetHand) -> None:
        hand.put("=10+20", "boat-number", text="")

    def entries(hand: SheetHand) -> None:
        hand.entry("ships", 1, year=2023, kind="Cargo", number=70)
        hand.entry("ships", 3, 2, year="2024", kind="ferry", number="80")

    def entry_column_put_in(hand: SheetHand) -> None:
        sheet = hand.table("ships")
        sheet.insert_cols(5)
        hand.loose("about", 4, 5, sheet)
        sheet.cell(4, 3).value, sheet.cell(4, 4).value, sheet.cell(4, 6).value = 2023, "Cargo", 70

    two_ships = {
        **{"ships/1/year": 2023, "ships/1/kind": "cargo", "ships/1/number": 70},
        **{"ships/2/year": 2024, "ships/2/kind": "ferry", "ships/2/number": 80},
    }
    return {
        "all rows sorted, with the hidden column": (lambda h: turned(h, with_hidden=True), ALL),
        "rows sorted, only the visible columns": (lambda h: turned(h, with_hidden=False), ALL),
        "two rows swapped, only the visible columns": (two_swapped, ALL),
        "rows hidden": (rows_hidden, ALL),
        "a row put in with a text": (row_put_in, ALL),
        "empty rows put in": (empty_rows_put_in, ALL),
        "a column put in with a text": (column_put_in, ALL),
        "rows that are not ours deleted": (unasked_rows_deleted, ALL),
        "the column of the last report deleted": (last_report_deleted, ALL),
        "the column of the numbers deleted": (numbers_deleted, ALL),
        "the hidden column deleted": (addresses_deleted, ALL),
        "the headings deleted": (headings_deleted, refused()),
        "the sheet renamed": (renamed, ALL),
        "the sheet copied in the book": (copied, ALL),
        "the sheet copied in the book, and the copy changed": (
            copied_and_changed,
            asked({at: one for at, one in FILLED.items() if at != "pay-details"}),
        ),
        "cells merged to the right": (merged, ALL),
        "cells of two rows merged": (
            merged_down,
            asked({at: one for at, one in FILLED.items() if at != "training/volunteers"}),
        ),
        "a row copied below, and changed": (
            row_repeated,
            asked({at: one for at, one in FILLED.items() if at != "pay-details"}),
        ),
        "notes on a sheet of their own": (other_sheet, ALL),
        "a greeting below the form": (under_the_form, ALL),
        "a remark right of the form": (beside_the_form, ALL),
        "a remark above the form": (over_the_form, ALL),
        "the words of a question overwritten": (over_a_question, ALL),
        "a comment at a cell": (commented, ALL),
        "the hidden lists deleted": (lists_deleted, ALL),
        "the hidden part deleted": (part_deleted, ALL),
        "the sheet of a table deleted": (table_sheet_deleted, ALL),
        "the sheets in another order": (tables_swapped, ALL),
        "a cell in bold": (formatted, ALL),
        "a filter and frozen panes": (filtered, ALL),
        "a formula in a number": (formula, asked(FILLED)),
        "entries with a row left free": (entries, right({**FILLED, **two_ships})),
        "a column put into a table": (
            entry_column_put_in,
            right({**FILLED, **{at: two_ships[at] for at in list(two_ships)[:3]}}),
        ),
    }


def _of_workbooks() -> Files:
    def copied_to_new_book(content: bytes) -> bytes:
        """Return a new workbook with the texts of the first sheet, as “Move or copy” makes it."""
        book = openpyxl.load_workbook(io.BytesIO(content))
        for sheet in book.worksheets:
            if sheet.title != "Form":
                book.remove(sheet)
        return _saved(book)

    def texts_only(content: bytes) -> bytes:
        """Return a new workbook into which the visible cells were pasted."""
        old, new = openpyxl.load_workbook(io.BytesIO(content))["Form"], openpyxl.Workbook()
        for row in old.iter_rows(min_col=2):
            for cell in row:
                if cell.value is not None:
                    new.active.cell(cell.row, cell.column - 1).value = cell.value
        return _saved(new)

    return {
        "the sheet moved to a new book": (copied_to_new_book, ALL),
        "the visible cells pasted into a new book": (texts_only, ALL),
    }


def _saved(file: Any) -> bytes:
    output = io.BytesIO()
    file.save(output)
    return output.getvalue()


# Word


def _of_word() -> Deeds:
    def row_put_in(hand: WordHand) -> None:
        row = hand.form.row("pay-details").row
        new = deepcopy(row)
        for one in cells(new):
            put(one, "")
        row.addnext(new)
        hand.beside("and the harbour dues")
        put(cells(new)[-1], "and the harbour dues")

    def question_deleted(hand: WordHand) -> None:
        table = hand.form.row("boats/status", code="implemented").table
        table.getparent().remove(table)

    def question_moved(hand: WordHand) -> None:
        table = hand.form.row("pay-rule", code="law").table
        hand.body.insert(0, table)

    def text_box(hand: WordHand) -> None:
        hand.beside("For Kari: is this right?")
        run = add_run(paragraphs(hand.label("pay-rule", "law"))[0], "")
        picture, shape = OxmlElement("w:pict"), OxmlElement("w:txbxContent")
        paragraph = OxmlElement("w:p")
        shape.append(paragraph)
        add_run(paragraph, "For Kari: is this right?")
        picture.append(shape)
        run.append(picture)

    def page_head(hand: WordHand) -> None:
        hand.beside("Ministry of Labour, 12/2026")
        hand.form.document.sections[0].header.paragraphs[0].text = "Ministry of Labour, 12/2026"

    def bookmarks_deleted(hand: WordHand) -> None:
        for name in ("w:bookmarkStart", "w:bookmarkEnd"):
            for one in list(hand.body.iter(qn(name))):
                one.getparent().remove(one)

    def hidden_shown(hand: WordHand) -> None:
        for one in list(hand.body.iter(qn("w:vanish"))):
            one.getparent().remove(one)

    def addresses_deleted(hand: WordHand) -> None:
        for run in list(hand.body.iter(qn("w:r"))):
            text = "".join(one.text or "" for one in run.iter(qn("w:t")))
            if text.startswith("⟦") and "⟦part⟧" not in text:
                run.getparent().remove(run)

    def no_address_left(hand: WordHand) -> None:
        bookmarks_deleted(hand)
        addresses_deleted(hand)

    def all_hidden_deleted(hand: WordHand) -> None:
        for one in list(hand.body.iter(qn("w:vanish"))):
            run = one.getparent().getparent()
            if run.getparent() is not None and run.tag == qn("w:r"):
                run.getparent().remove(run)

    def joined_cells(hand: WordHand) -> None:
        label, field = cells(hand.form.row("pay-details"))[-2:]
        for one in paragraphs(field):
            label.append(one)
        field.getparent().remove(field)

    def pasted_table(hand: WordHand) -> None:
        hand.note("pay-date", "note", "owner")
        hand.write("2003", "pay-date")
        hand.table_in(hand.field("pay-date", "note"), [["owner", "half"], ["crew", "half"]])

    def entries(hand: WordHand) -> None:
        hand.entry("ships", 1, year="2023", kind="Cargo", number="70")
        hand.entry("ships", 3, 2, year="2024", kind="ferry", number="80")

    def entry_row_added(hand: WordHand) -> None:
        rows = hand.form.entries["ships"]
        new = deepcopy(rows[-1])
        for one in cells(new):
            put(one, "")
        rows[-1].addnext(new)
        rows.append(new)
        for cell, text in zip(cells(new)[1:], ("2023", "Cargo", "70"), strict=False):
            put(cell, text)

    def field_deleted(hand: WordHand) -> None:
        hand.form.row("boat-number").remove_row()

    def footnote(hand: WordHand) -> None:
        hand.comment(hand.field("pay-details"), "See the law of 2003")

    def below_questions(hand: WordHand) -> None:
        hand.paragraph_below("pay-rule", "This is to be checked with police.", "law")

    def typed_behind_the_label(hand: WordHand) -> None:
        hand.note("boat-number", text="30")
        add_run(paragraphs(hand.label_of_field("boat-number"))[0], " 30")

    two_ships = {
        **{"ships/1/year": 2023, "ships/1/kind": "cargo", "ships/1/number": 70},
        **{"ships/2/year": 2024, "ships/2/kind": "ferry", "ships/2/number": 80},
    }
    return {
        "a row put in below a field": (
            row_put_in,
            asked({at: one for at, one in FILLED.items() if at != "pay-details"}),
        ),
        "a question that is not ours deleted": (question_deleted, ALL),
        "a question moved to the beginning": (question_moved, ALL),
        "a text box": (text_box, ALL),
        "a letterhead in the head of the page": (page_head, ALL),
        "all bookmarks deleted": (bookmarks_deleted, ALL),
        "all hidden text shown": (hidden_shown, ALL),
        "hidden addresses deleted, bookmarks left": (addresses_deleted, ALL),
        "hidden addresses and bookmarks deleted": (no_address_left, ALL),
        "all hidden text deleted": (all_hidden_deleted, ALL),
        "label and field made one cell": (joined_cells, ALL),
        "a table pasted into a remark": (
            pasted_table,
            right({**FILLED, "pay-date": "2003", "pay-date/note": "owner | half\ncrew | half"}),
        ),
        "entries with a row left free": (entries, right({**FILLED, **two_ships})),
        "an entry in a row that was added": (
            entry_row_added,
            right({**FILLED, **{at: two_ships[at] for at in list(two_ships)[:3]}}),
        ),
        "the row of a field deleted": (field_deleted, ALL),
        "a comment at a field": (footnote, ALL),
        "a paragraph between two questions": (below_questions, ALL),
        "an answer typed behind its label": (
            typed_behind_the_label,
            right({**FILLED, "boat-number": 30}),
        ),
    }


def _of_word_files() -> Files:
    def copied_to_new(content: bytes) -> bytes:
        """Return a new document into which the whole text was copied."""
        old, new = docx.Document(io.BytesIO(content)), docx.Document()
        body = new.element.body
        for one in list(old.element.body):
            if one.tag != qn("w:sectPr"):
                body.insert(len(body) - 1, copy(deepcopy(one)))
        return _saved(new)

    return {"the whole text copied into a new document": (copied_to_new, ALL)}
