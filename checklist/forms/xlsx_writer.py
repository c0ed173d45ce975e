"""Writes a form as a workbook: what stands where in it, and how it looks."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from checklist.forms.form import (
    ANSWER,
    CLOSING,
    COLUMNS,
    CONFIDENTIAL,
    EVIDENCE,
    MISSING,
    NOTE,
    OPTIONS,
    Form,
    FormEntry,
    FormLine,
    FormSection,
    FormTable,
)
from checklist.forms.interface import carried_texts
from checklist.forms.words import MARK, fitting, missing_texts
from checklist.forms.workbook import BAND, CLOSED, HEADING, TINT, column_name
from checklist.tables.workbook_setup import cell_font, set_up_page, workbook_bytes
from checklist.text.languages import is_right_to_left, with_marks
from checklist.text.messages import Message, Texts, semicolons, sentences, tr

SHEET = Message("Form", "the name of a sheet")
LISTS, RECORD = "lists", "part"
"""The sheets: of the questions; hidden, of the drop-down lists and of what the part carries."""

MARKER = "checklist-form"
"""The text in the first cell of each sheet that is filled in."""
RECORD_MARKER, LISTS_MARKER = "checklist-part", "checklist-lists"
TABLE_MARKER = "checklist-table"
"""Stands, with the question behind a space, in the first cell of the sheet of a table."""

HEADINGS: Mapping[str, str] = Texts(
    {
        "key": "Address",
        "number": "No.",
        "text": "Question",
        "last": "Last report",
        ANSWER: "Your answer ▾",
        MISSING: "If there is no answer, why? ▾",
        EVIDENCE: "Source, as the question says",
        NOTE: "Remark",
        CONFIDENTIAL: "Do not publish",
    }
)
"""The columns of the sheet of questions, in their order."""
EARLIER_HEADINGS: Mapping[str, str] = Texts({EVIDENCE: "Law, article, link"})
"""The headings of columns in forms of earlier versions."""
COLUMN = {name: index for index, name in enumerate(HEADINGS)}
"""The index of each column."""
WIDTHS: Mapping[str, float] = {
    "key": 8,
    "number": 7,
    "text": 70,
    "last": 20,
    ANSWER: 45,
    MISSING: 20,
    EVIDENCE: 20,
    NOTE: 24,
    CONFIDENTIAL: 9,
}

HEADING_ROW = 2
"""The index of the row with the headings; those above say what the form is."""
MOST_PRINTED = 40
"""The most options of a drop-down list that stand below a question, for paper."""
EMPTY_ROWS = 20
"""The empty rows of a table."""

CHUNK = 15_000
"""The most characters of a cell of the hidden sheet: Excel takes 32,767, some counted twice."""

_GREY = "#666666"
_LINK_ONLY = Message(
    "Here only a web address is taken, which begins with https://. Name another document "
    "under “Remark”."
)
"""What is shown at a cell for evidence that takes no law, when it is chosen."""
_FREE = {"format_cells": True, "format_rows": True, "format_columns": True}
"""What a sheet that is protected still lets anyone do."""
_HOW_TO = Message(
    "Fill in the yellow cells. Leave open the questions that are not yours, and say "
    "under “Remark” whose they are. “Not known” is an answer. “remove” removes the "
    "answer that is there; a cell that you empty changes nothing. What you mark under "
    "“Do not publish” is not published, and no other ministry sees it; the secretariat "
    "gets it with this mark."
)


def write_xlsx(form: Form) -> bytes:
    """Return the workbook of a form, the same bytes for the same form."""
    return workbook_bytes(lambda book: _Workbook(book, form).write(), form.title)


class _Workbook:
    """The sheets of a form."""

    def __init__(self, book: Any, form: Form) -> None:
        self.book, self.form = book, form
        self.formats: dict[str, Any] = {}
        self.lists: dict[tuple[str, ...], str] = {}
        self.list_sheet: Any = None
        self.is_from_right = is_right_to_left(form.part.questionnaire.language)

    def write(self) -> None:
        """Write the sheet of questions, those of tables, and the hidden ones."""
        sheet = self.book.add_worksheet(tr(SHEET))
        tables = [(table, self.book.add_worksheet(table.number)) for table in self.form.tables]
        self.list_sheet = self.book.add_worksheet(LISTS)
        self.list_sheet.write_string(0, 0, LISTS_MARKER)
        record = self.book.add_worksheet(RECORD)
        self._questions(sheet)
        for table, own in tables:
            self._table(own, table)
        self._record(record)
        self.list_sheet.hide()
        record.hide()
        sheet.activate()

    def _format(self, name: str) -> Any:
        """Return one of the few formats, made when it is first needed."""
        if name not in self.formats:
            language = self.form.part.questionnaire.language
            font = cell_font(language, is_own=not name.startswith("answer"))
            base = {"text_wrap": True, "valign": "top", **font}
            self.formats[name] = self.book.add_format({**base, **_FORMATS[name]})
        return self.formats[name]

    # Questions

    def _questions(self, sheet: Any) -> None:
        has_last = any(line.last for line in self.form.lines)
        for name, index in COLUMN.items():
            is_hidden = name == "key" or (name == "last" and not has_last)
            hidden = {"hidden": True} if is_hidden else {}
            sheet.set_column(index, index, WIDTHS[name], self._format("plain"), hidden)
        sheet.write_string(0, 0, MARKER)
        sheet.write_string(0, 1, self.form.title, self._format("title"))
        how_to = sentences([tr(_HOW_TO), *self.form.about_notes])
        sheet.write_string(1, COLUMN["text"], how_to, self._format("note"))
        for name, index in COLUMN.items():
            sheet.write_string(HEADING_ROW, index, HEADINGS[name], self._format("heading"))
        row = HEADING_ROW + 1
        for section in self.form.sections:
            row = self._section(sheet, row, section)
        for key, words in CLOSING.items():
            sheet.write_string(row, 0, key, self._format("key"))
            sheet.write_string(row, COLUMN["text"], words, self._format("question"))
            sheet.write_blank(row, COLUMN[ANSWER], None, self._format("answer"))
            row += 1
        sheet.freeze_panes(HEADING_ROW + 1, 0)
        self._set_page(sheet, row, len(HEADINGS))

    def _set_page(self, sheet: Any, rows: int, columns: int) -> None:
        set_up_page(sheet, self.form.part.questionnaire.language)
        sheet.print_area(0, 1, rows - 1, columns - 1)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.repeat_rows(HEADING_ROW)
        label = self.form.part.label.replace("&", "&&")
        begin, end = "RL" if self.is_from_right else "LR"
        sheet.set_footer(f"&{begin}{label}&C&A&{end}&P / &N")
        sheet.protect("", _FREE)

    def _section(self, sheet: Any, row: int, section: FormSection) -> int:
        """Write a set: its band, then its lines. Returns the index of the next row."""
        band = f"{section.number} {section.title}"
        for column in range(1, len(HEADINGS)):
            sheet.write_blank(row, column, None, self._format("band"))
        sheet.write_string(row, 1, band, self._format("band"))
        row += 1
        if section.introduction:
            sheet.write_string(row, COLUMN["text"], section.introduction, self._format("note"))
            row += 1
        before: Sequence[str] = ()
        for line in section.lines:
            options = [option.label for option in line.options]
            self._line(sheet, row, line, options if options != before else ())
            before = options or before
            row += 1
        return row

    def _line(self, sheet: Any, row: int, line: FormLine, printed: Sequence[str]) -> None:
        """Write a line, with the options that paper shows: of rows that are alike at the first."""
        top = "_top" if line.is_question else ""
        sheet.write_string(row, COLUMN["key"], line.key, self._format("key"))
        sheet.write_string(row, COLUMN["number"], line.number, self._format(f"number{top}"))
        self._text(sheet, row, line, top, printed)
        sheet.write_string(row, COLUMN["last"], fitting(line.last), self._format(f"last{top}"))
        for name in COLUMNS:
            index = COLUMN[name]
            if name in line.takes:
                text = fitting(line.shown.get(name, ""))
                sheet.write_string(row, index, text, self._format(f"answer{top}"))
            else:
                sheet.write_blank(row, index, None, self._format(f"closed{top}"))
        if ANSWER in line.takes and line.choices:
            self._drop_down(sheet, row, COLUMN[ANSWER], line.choices)
        if ANSWER in line.takes and line.mark:
            self._drop_down(sheet, row, COLUMN[ANSWER], [MARK])
        if MISSING in line.takes:
            self._drop_down(sheet, row, COLUMN[MISSING], missing_texts())
        if CONFIDENTIAL in line.takes:
            self._drop_down(sheet, row, COLUMN[CONFIDENTIAL], [MARK])
        if EVIDENCE in line.takes and not self.form.answer_type(line).cites_register:
            where = row, COLUMN[EVIDENCE]
            sheet.data_validation(
                *where, *where, {"validate": "any", "input_message": str(_LINK_ONLY)}
            )

    def _text(self, sheet: Any, row: int, line: FormLine, top: str, printed: Sequence[str]) -> None:
        """Write the words of a line, and what explains them in grey below."""
        index, words = COLUMN["text"], line.full_text
        if 0 < len(printed) <= MOST_PRINTED:
            words += f"\n{tr(OPTIONS, semicolons(printed))}"
        cell = self._format(f"{'question' if line.is_question else 'row'}{top}")
        first, _, rest = words.partition("\n")
        if not rest:
            sheet.write_string(row, index, words, cell)
            return
        strong = self._format("strong" if line.is_question else "weak")
        sheet.write_rich_string(row, index, strong, first, self._format("grey"), f"\n{rest}", cell)

    def _drop_down(self, sheet: Any, row: int, column: int, choices: Sequence[str]) -> None:
        """Offer a list, of the hidden sheet: one that stands in the rule ends at 255 characters."""
        source = self.lists.get(tuple(choices))
        if source is None:
            at = len(self.lists)
            for index, choice in enumerate(choices, 1):
                self.list_sheet.write_string(index, at, choice)
            name = column_name(at)
            source = f"={LISTS}!${name}$2:${name}${len(choices) + 1}"
            self.lists[tuple(choices)] = source
        rule = {"validate": "list", "source": source, "show_error": False}
        sheet.data_validation(row, column, row, column, rule)

    # Tables

    def _table(self, sheet: Any, table: FormTable) -> None:
        sheet.set_column(0, 0, 8, self._format("plain"), {"hidden": True})
        sheet.set_column(1, 1, 5, self._format("plain"))
        sheet.write_string(0, 0, f"{TABLE_MARKER} {table.question}")
        sheet.write_string(0, 1, f"{table.number} {table.title}", self._format("title"))
        how = tr("One row for each {entry}.", table.entry)
        if table.is_register:
            how = tr(
                "These can be cited. Add a {entry} in the empty rows to cite it, too.", table.entry
            )
        sheet.write_string(1, 1, how, self._format("short note"))
        sheet.write_string(HEADING_ROW, 0, tr("Address"), self._format("heading"))
        sheet.write_string(HEADING_ROW, 1, tr("No."), self._format("heading"))
        for index, column in enumerate(table.columns, 2):
            sheet.set_column(index, index, 42 if column.is_long else 24, self._format("plain"))
            explained = with_marks(column.help)
            words = f"{column.label}\n{explained}" if explained else column.label
            sheet.write_string(HEADING_ROW, index, words, self._format("heading"))
        row = HEADING_ROW
        for number, entry in enumerate(table.rows(EMPTY_ROWS), 1):
            row += 1
            sheet.write_string(row, 0, str(entry.number), self._format("plain"))
            self._entry(sheet, row, number, table, entry)
        sheet.freeze_panes(HEADING_ROW + 1, 0)
        self._set_page(sheet, row + 1, len(table.columns) + 2)

    def _entry(self, sheet: Any, row: int, number: int, table: FormTable, entry: FormEntry) -> None:
        sheet.write_string(row, 1, str(number), self._format("number"))
        for index, column in enumerate(table.columns, 2):
            is_free = table.is_free(column, entry)
            text = fitting(entry.cells.get(column.id, ""))
            sheet.write_string(row, index, text, self._format("answer" if is_free else "closed"))
            if column.options and is_free:
                choices = [option.label for option in column.options]
                self._drop_down(sheet, row, index, choices)

    # What the part carries

    def _record(self, sheet: Any) -> None:
        sheet.write_string(0, 0, RECORD_MARKER)
        for row, (name, content) in enumerate(carried_texts(self.form).items(), 1):
            sheet.write_string(row, 0, name)
            text = json.dumps(content, ensure_ascii=False, sort_keys=True)
            for index in range(0, len(text), CHUNK):
                sheet.write_string(row, 1 + index // CHUNK, text[index : index + CHUNK])


_LINE = {"border": 1, "border_color": "#BFBFBF"}
_TOP = {"top": 2, "top_color": "#7F7F7F"}
_PLAIN_FORMATS: Mapping[str, Mapping[str, Any]] = {
    "plain": {},
    "key": {"text_wrap": False},
    "title": {"bold": True, "font_size": 13, "text_wrap": False},
    "note": {"italic": True, "font_color": _GREY},
    "short note": {"italic": True, "font_color": _GREY, "text_wrap": False},
    "heading": {**_LINE, "bold": True, "bg_color": f"#{HEADING}"},
    "band": {"bold": True, "font_color": "#FFFFFF", "bg_color": f"#{BAND}", "text_wrap": False},
    "number": {**_LINE, "num_format": "@"},
    "question": {**_LINE, "bold": True},
    "row": {**_LINE, "indent": 1},
    "last": {**_LINE, "font_color": _GREY, "num_format": "@"},
    "answer": {**_LINE, "bg_color": f"#{TINT}", "locked": False, "num_format": "@"},
    "closed": {**_LINE, "bg_color": f"#{CLOSED}", "num_format": "@"},
    "strong": {"bold": True},
    "weak": {},
    "grey": {"font_color": _GREY, "font_size": 9},
}
_FORMATS: Mapping[str, Mapping[str, Any]] = {
    **_PLAIN_FORMATS,
    **{
        f"{name}_top": {**_PLAIN_FORMATS[name], **_TOP}
        for name in ("number", "question", "row", "last", "answer", "closed")
    },
}
