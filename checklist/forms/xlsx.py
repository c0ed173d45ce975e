"""Forms as workbooks, for Excel, LibreOffice and the like.

They are read by address, wherever their rows and sheets stand now.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from string import ascii_uppercase
from typing import Any

from checklist.forms.filled import FilledCell, FilledEntry, FormReading
from checklist.forms.form import (
    ANSWER,
    CLOSING,
    COLUMNS,
    CONFIDENTIAL,
    TEXTS_OF_SOME_FORMS,
    Form,
    FormLine,
    FormTable,
)
from checklist.forms.interface import (
    FormFormat,
    OpenedForm,
    UnreadableFormError,
    carried_content,
    carried_record,
)
from checklist.forms.words import MARK, at_option, fitting, is_confidential, is_tick, tidy
from checklist.forms.workbook import CellText, Sheet, Workbook, read_workbook
from checklist.forms.xlsx_writer import (
    COLUMN,
    EARLIER_HEADINGS,
    HEADING_ROW,
    HEADINGS,
    LISTS_MARKER,
    MARKER,
    RECORD_MARKER,
    TABLE_MARKER,
    write_xlsx,
)
from checklist.ministries.part_record import PartRecord
from checklist.text.messages import Message, beginning_of, commas, is_made_of, tr
from checklist.text.sanitize import quoted

Shown = tuple[str, str]
"""The number and the words that a row shows."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet."""

    row: int
    cells: Mapping[int, CellText]
    key: str
    """The key of its line; the text of its address where that is none; empty where it has none."""
    is_moved: bool = False
    """Whether its hidden address is lost, or that of another line."""
    is_unclear: bool = False
    """Whether it was moved, and several lines of the form show the same."""


def rows_of(sheet: Sheet) -> Iterator[tuple[int, Mapping[int, CellText]]]:
    """Yield the index of each row of a sheet with its cells."""
    rows: dict[int, dict[int, CellText]] = {}
    for (row, column), cell in sheet.cells.items():
        rows.setdefault(row, {})[column] = cell
    yield from sorted(rows.items())


def form_rows(sheet: Sheet, lines: "_Lines", at: Mapping[str, int]) -> Sequence[SheetRow]:
    """Return the rows of the sheet of questions, each with the key of its line.

    Args:
        sheet: The sheet.
        lines: The lines of the form as it was sent.
        at: The indices of the columns by their names.
    """
    rows = [(row, cells) for row, cells in rows_of(sheet) if row > HEADING_ROW]
    shown = lines.shown
    if "key" not in at:
        here = [(row, cells) for row, cells in rows if _shown(cells, at, lines) in lines.keys]
        in_order = [_shown(cells, at, lines) for _, cells in here]
        if in_order == [*shown.values()]:  # all, in their order
            keys = {row: key for (row, _), key in zip(here, shown, strict=True)}
            return [SheetRow(row, cells, keys.get(row, "")) for row, cells in rows]
    found = [_row(row, cells, at, lines) for row, cells in rows]
    was_sorted = any(one.is_moved and _text(one.cells, at.get("key")) in shown for one in found)
    if not was_sorted and "key" in at:
        return found
    # What stands in several places can have been moved, too, and nobody can see it.
    return [
        replace(one, is_unclear=True)
        if one.key in shown and len(lines.keys.get(_shown(one.cells, at, lines), ())) != 1
        else one
        for one in found
    ]


class _Lines:
    """The lines of a form by what they show."""

    def __init__(self, form: Form) -> None:
        self._plain: dict[str, str] = {}
        self._beginnings = tuple(map(beginning_of, chain(*TEXTS_OF_SOME_FORMS)))
        self.texts = {line.key: line.full_text for line in form.lines}
        self.shown = {
            line.key: (line.number, self.plain(self.texts[line.key])) for line in form.lines
        }
        self.shown |= {key: ("", self.plain(words)) for key, words in CLOSING.items()}
        self.keys: dict[Shown, list[str]] = {}
        self.by_words: dict[str, list[str]] = {}
        for key, one in self.shown.items():
            self.keys.setdefault(one, []).append(key)
            self.by_words.setdefault(one[1], []).append(key)
        self.numbers = {number for number, _ in self.shown.values()}

    def plain(self, text: str) -> str:
        """Return the words of a question without those that only some versions of the form have.

        Of each there is one at most. What begins alike and stands below it is somebody's remark.
        """
        if text not in self._plain:  # most rows have the words of their line
            lines = tidy(text).split("\n")
            added = [line for line in lines if line.startswith(self._beginnings)]
            for messages in TEXTS_OF_SOME_FORMS if added else ():
                own = [line for line in added if any(is_made_of(line, one) for one in messages)]
                for line in own[:1]:
                    lines.remove(line)
                    added.remove(line)
            self._plain[text] = " ".join(" ".join(lines).split())
        return self._plain[text]

    def is_changed(self, text: str, printed: str) -> bool:
        """Whether a text differs from what was printed, but for what only some versions have."""
        return text != printed and self.plain(text) != self.plain(printed)


def _row(row: int, cells: Mapping[int, CellText], at: Mapping[str, int], lines: _Lines) -> SheetRow:
    key = _text(cells, at.get("key"))
    here = number, words = _shown(cells, at, lines)
    own = lines.shown.get(key)
    if here == own or not any(here) or (key and own is None):
        return SheetRow(row, cells, key)
    same: Sequence[str] = lines.keys.get(here, ())
    if own is not None and not same and words != own[1]:
        same = lines.by_words.get(words, ()) if words else ()
        if not same and number != own[0] and number in lines.numbers:
            return SheetRow(row, cells, key, is_moved=True, is_unclear=True)
    if not same:  # its own words, which somebody changed; or no line of the form
        return SheetRow(row, cells, key)
    if len(same) > 1:
        return SheetRow(row, cells, key, is_moved=True, is_unclear=True)
    return SheetRow(row, cells, same[0], is_moved=same[0] != key)


def _shown(cells: Mapping[int, CellText], at: Mapping[str, int], lines: _Lines) -> Shown:
    number, words = (_text(cells, at.get(name)) for name in ("number", "text"))
    return tidy(number), lines.plain(words)


def _text(cells: Mapping[int, CellText], index: int | None) -> str:
    return cells[index].text if index is not None and index in cells else ""


def is_written(row: SheetRow, at: Mapping[str, int]) -> bool:
    """Whether something stands in a field of a row."""
    return any(tidy(_text(row.cells, at.get(name))) for name in COLUMNS)


def entry_numbers(
    table: FormTable,
    rows: Sequence[tuple[int, Mapping[int, CellText]]],
    key: int | None,
    columns: Collection[int],
) -> Mapping[int, tuple[int | None, bool]]:
    """Return the number of each entry in the part by its row, and whether the row was moved.

    Args:
        table: The table.
        rows: The rows of its sheet, below the headings.
        key: The index of the column of addresses, before that of the printed numbers; None where
            it is gone.
        columns: The indexes of the columns of the table; the printed numbers can be gone, too.
    """
    own = {number: entry.number for number, entry in enumerate(table.entries, 1)}
    at = 0 if key is None else key + 1
    has_numbers = at not in columns
    printed = {row: _text(cells, at).strip() if has_numbers else "" for row, cells in rows}
    times = Counter(printed.values())
    hidden_times = Counter(_text(cells, key) for _, cells in rows)
    found: dict[int, tuple[int | None, bool]] = {}
    for row, cells in rows:
        hidden = _text(cells, key)
        number = int(hidden) if hidden.isdecimal() else None
        shown = printed[row]
        is_one = shown.isdecimal() and len(shown) < _DIGITS and times[shown] == 1
        meant = int(shown) if is_one else 0
        expected = own.get(meant, table.next_number + meant - len(own) - 1) if meant else number
        # Of rows that were copied with their address, each is an entry of its own.
        is_known = key is None or (number is not None and hidden_times[hidden] == 1)
        is_moved = is_known and expected != number
        found[row] = (expected if is_moved else number), is_moved
    return found


_DIGITS = 6
"""Fewer digits have the numbers of entries."""


_NO_ADDRESSES = Message(
    "column A, which is hidden and says which field each row is, was emptied or deleted: "
    "each row is read by the number and words that it shows"
)
_READ_AS_SHOWN = Message(
    "the row was moved without its hidden address: it is read as {shown}, as it shows"
)
_NOT_CLEAR = Message(
    "the row was moved without its hidden address, and what it shows stands in several "
    "places of the form: it is not read; write it again in the form as it was sent"
)
_HIDDEN = frozenset({RECORD_MARKER, LISTS_MARKER})
"""The first cells of the sheets in which nothing is filled in."""


def open_xlsx(content: bytes, sent: bytes) -> OpenedForm:
    """Return a workbook as an opened form.

    Args:
        content: The bytes of the file.
        sent: The form as it was sent, if the file has lost what identifies it; or nothing.

    Raises:
        BadArchiveError: It is no workbook.
        UnreadableFormError: It is no part.
    """
    book = read_workbook(content)
    try:
        record = _record_of(read_workbook(sent) if sent else book)
    except (ValueError, RecursionError, AttributeError, TypeError):
        raise UnreadableFormError(
            "F001", tr("the hidden sheet that identifies the part is missing")
        ) from None
    return OpenedForm(record, lambda form: _WorkbookReading(book, record, form))


def shown_texts(content: bytes) -> Sequence[str]:
    """Return the texts above the headings of each sheet.

    Raises:
        BadArchiveError: It is no workbook.
    """
    return [
        cell.text
        for sheet in read_workbook(content).sheets
        for (row, _), cell in sheet.cells.items()
        if row < HEADING_ROW
    ]


def _record_of(book: Workbook) -> PartRecord:
    """Return what the part carries, from the sheet that has it, whatever its name is."""
    contents: dict[str, Any] = {}
    for sheet in [one for one in book.sheets if one.text(0, 0) == RECORD_MARKER][:1]:
        for row, cells in rows_of(sheet):
            if row and (name := sheet.text(row, 0)):
                text = "".join(cells[column].text for column in sorted(cells) if column)
                contents[name] = carried_content(text)
    return carried_record(contents)


class _WorkbookReading(FormReading):
    """The reading of one workbook."""

    def __init__(self, book: Workbook, record: PartRecord, form: Form) -> None:
        super().__init__(record, form)
        self.book = book
        self.printed = _Lines(form)
        self.differing: set[tuple[str, str]] = set()
        """The fields that stand twice in the book, each time with another content."""

    def read(self) -> None:
        """Read the workbook, sheet by sheet."""
        self._whole()
        has_form = False
        for sheet in self.book.sheets:
            marker = sheet.text(0, 0)
            if marker in _HIDDEN:
                continue
            if marker == MARKER or _has_headings(sheet):
                self._form(sheet)
                has_form = True
            elif marker.startswith(TABLE_MARKER):
                self._table(sheet, marker.removeprefix(TABLE_MARKER).strip())
            elif (table := self._table_named(sheet)) is not None:
                self._table(sheet, table.question)
            else:
                self._other(sheet)
        if not has_form:
            message = tr("the sheet with the questions is missing, or has lost its first cell")
            self.fault("F001", message)
        for at in self.differing:
            del self.cells[at]

    def _whole(self) -> None:
        """Note what concerns the workbook as a whole."""
        if self.book.active:
            words = commas(self.book.active)
            message = tr("the workbook has {words}: nothing of that is run or followed", words)
            self.warn("F005", message)
        if not self.record.is_whole:
            self.warn("F010", tr("the hidden copy of what was sent was altered"))
        for sheet in self.book.sheets:
            if sheet.text(0, 0) in _HIDDEN:
                continue
            for area in sheet.merged:
                first, *last = (one.lstrip(ascii_uppercase) for one in area.split(":"))
                is_of_rows = last not in ([], [first])
                message = (
                    tr(
                        "cells were merged, and only the content of the first is left: write the "
                        "answer of each row in its own cell"
                    )
                    if is_of_rows
                    else tr("cells were merged, and only the content of the first is left")
                )
                note = self.fault if is_of_rows else self.warn
                note("F011", message, f"{sheet.name}!{area}")
            if sheet.is_cut:
                message = tr("there are more cells or comments than in any form: not all are read")
                self.warn("F003", message, sheet.name)
            for place, text in sheet.comments:
                self.beside(text, f"{sheet.name}!{place}", "comment")
            for text in sheet.drawn:
                self.beside(text, tr("{sheet} (text box)", sheet.name), "comment")

    def _other(self, sheet: Sheet) -> None:
        """List what stands on a sheet that is none of the form."""
        for (row, column), cell in sorted(sheet.cells.items()):
            self.beside(cell.text, sheet.place(row, column))

    def _beside_head(self, sheet: Sheet, columns: int, helped: int = 1) -> None:
        """List what stands beside the title, the help and the headings of the columns.

        Args:
            sheet: A sheet of the form.
            columns: How many columns it has.
            helped: The index of the column in which the help stands.
        """
        head = [(at, cell) for at, cell in sheet.cells.items() if at[0] <= HEADING_ROW]
        for (row, column), cell in sorted(head):
            own = {HEADING_ROW: columns, HEADING_ROW - 1: helped + 1}.get(row, 2)
            if column >= own and tidy(cell.text):
                self.beside(cell.text, sheet.place(row, column))

    # The sheet of questions

    def _form(self, sheet: Sheet) -> None:
        at = _columns_of(sheet, HEADINGS, COLUMN)
        self._beside_head(sheet, max(at.values()) + 1, at.get("text", 1))
        names = {index: name for name, index in at.items()}
        key = at.get("key")
        if not any(
            column == key and row > HEADING_ROW and cell.text
            for (row, column), cell in sheet.cells.items()
        ):
            at = {name: column for name, column in at.items() if name != "key"}
            self.warn("F013", tr(_NO_ADDRESSES), sheet.name)
        for one in form_rows(sheet, self.printed, at):
            line = self.lines.get(one.key)
            if one.is_unclear and (line is not None or one.key in {"", *CLOSING}):
                self._unclear(sheet, one, at)
                continue
            if line is None and one.key not in CLOSING:
                self._unknown_row(sheet, one, at)
                continue
            if one.is_moved and "key" in at and is_written(one, at):
                place = sheet.place(one.row, at.get("number", 1))
                words = f"{line.number} {line.text}" if line else CLOSING[one.key]
                self.warn("F013", tr(_READ_AS_SHOWN, shown=quoted(words.strip())), place)
            self._row(sheet, one, line, names)
            if line is not None:
                self._emptied(line, sheet, one.row, at)

    def _row(
        self, sheet: Sheet, one: SheetRow, line: FormLine | None, names: Mapping[int, str]
    ) -> None:
        """Read a row of a line, or of what stands at the end."""
        known = {}
        if line:  # what the form has in the columns that are not filled in
            text, last = self.printed.texts[line.key], fitting(line.last)
            known = {"number": line.number, "text": text, "last": last}
        for column, cell in one.cells.items():
            name = names.get(column, "")
            if name == "key" or (line is None and name == "text"):
                continue
            place = sheet.place(one.row, column)
            if name in COLUMNS and (line is None or name == CONFIDENTIAL or name in line.takes):
                self._keep(one.key, name, cell, place)
            elif name in COLUMNS or self.printed.is_changed(cell.text, known.get(name, "")):
                self.beside(cell.text, place, address=one.key)

    def _unclear(self, sheet: Sheet, one: SheetRow, at: Mapping[str, int]) -> None:
        """Refuse a row that was moved without its address, and list what stands in it."""
        if not is_written(one, at):
            return
        place = sheet.place(one.row, at.get("number", 1))
        self.fault("F013", tr(_NOT_CLEAR), place)
        for name in COLUMNS:
            column = at.get(name, -1)
            if column in one.cells:
                self.beside(one.cells[column].text, sheet.place(one.row, column))

    def _table_named(self, sheet: Sheet) -> FormTable | None:
        """Return the table whose headings a sheet has that lost its first cell."""
        for table in self.tables.values():
            heads = {_heading(sheet.text(HEADING_ROW, at)) for at in range(len(table.columns) + 3)}
            if {_heading(column.label) for column in table.columns} <= heads:
                return table
        return None

    def _keep(self, key: str, name: str, cell: CellText, place: str) -> None:
        """Keep what stands in a field, once, unless it is a formula or cannot be kept."""
        found = self._struck(cell, place, name) if cell.is_struck else self._readable(cell, place)
        if found is None and name == CONFIDENTIAL:
            found = FilledCell(MARK, place)
        if found is None:
            return
        before = self.cells.get((key, name))
        if before is not None and name == CONFIDENTIAL:
            found = found if is_confidential(found.text) else before
        elif before is not None and tidy(before.text) != tidy(found.text):
            message = tr(
                "the answer here is not the one at {place}: neither is taken", before.place
            )
            self.fault("F009", message, place)
            self.differing.add((key, name))
            return
        self.cells[key, name] = found

    def _struck(self, cell: CellText, place: str, name: str) -> FilledCell:
        """Return what a text says through which a line is drawn: nothing, but at a mark."""
        if name == CONFIDENTIAL:
            message = tr(
                "the mark “Do not publish” is struck through, and counts all the same: "
                "write “no”, or “remove” where the form was sent with it"
            )
            self.fault("F007", message, place)
            return FilledCell(MARK, place)
        if not is_tick(at_option(cell.text)):
            self.beside(cell.text, place, "struck")
        return FilledCell("", place)

    def _readable(self, cell: CellText, place: str) -> FilledCell | None:
        if cell.formula:
            shown = quoted(f"={cell.formula}", 80)
            self.fault("F006", tr("{shown} is a formula", shown), place)
            return None
        text = self.readable(cell.text, place)
        return None if text is None else FilledCell(text, place, cell.as_day)

    def _emptied(self, line: FormLine, sheet: Sheet, row: int, at: Mapping[str, int]) -> None:
        """Note the fields of a line that had a content and have none now."""
        for name in line.takes & at.keys():
            here = row, at[name]
            if (line.key, name) not in self.cells and here not in sheet.cells:
                is_coloured = here in sheet.coloured
                cell = FilledCell("", sheet.place(*here), is_coloured=is_coloured)
                self.cells[line.key, name] = cell

    def _unknown_row(self, sheet: Sheet, one: SheetRow, at: Mapping[str, int]) -> None:
        """List what stands in a row without an address, or with one that is not asked."""
        row, key, cells = one.row, one.key, one.cells
        written = [at[name] for name in COLUMNS if name in at]
        if key:
            filled = [c for c in written if c in cells and tidy(cells[c].text)]
            message = tr("{key} is not a field of this part", quoted(key))
            self.warn("F012", message, sheet.place(row, filled[0] if filled else 0))
        bands = {section.title for section in self.form.sections}
        introductions = {tidy(section.introduction) for section in self.form.sections}
        for column, cell in cells.items():
            is_band = not key and any(cell.text.endswith(title) for title in bands)
            is_ours = column == at.get("text") and tidy(cell.text) in introductions
            if column and not is_band and not is_ours:
                kind = "answer" if key and column in written else "text"
                self.beside(cell.text, sheet.place(row, column), kind, key)

    # Tables

    def _table(self, sheet: Sheet, question: str) -> None:
        table = self.tables.get(question)
        if table is None:
            message = tr("{question} is not a table of this part", quoted(question))
            place = f"{sheet.name}!A1"
            self.warn("F012", message, place)
            self._other(sheet)
            return
        headings = {column.id: column.label for column in table.columns}
        usual = {column.id: index for index, column in enumerate(table.columns, 2)}
        at = _columns_of(sheet, headings, usual)
        self._beside_head(sheet, max(at.values()) + 1)
        entries = self.entries.setdefault(question, [])
        key = 0 if sheet.text(0, 0).startswith(TABLE_MARKER) else None
        if key is None:
            self.warn("F013", tr(_NO_ADDRESSES), sheet.name)
        rows = [one for one in rows_of(sheet) if one[0] > HEADING_ROW]
        numbers = entry_numbers(table, rows, key, at.values())
        for row, cells in rows:
            number, is_moved = numbers[row]
            place = sheet.place(row, 0 if key is None else 1)
            found = self._entry(sheet, row, table, cells, at)
            if is_moved and key is not None and any(tidy(one.text) for one in found.values()):
                shown = quoted(f"{table.entry} {cells[1].text if 1 in cells else ''}".strip())
                self.warn("F013", tr(_READ_AS_SHOWN, shown=shown), place)
            entries.append(FilledEntry(number, found, place))

    def _entry(
        self,
        sheet: Sheet,
        row: int,
        table: FormTable,
        cells: Mapping[int, CellText],
        at: Mapping[str, int],
    ) -> dict[str, FilledCell]:
        entry = {}
        for column_id, index in at.items():
            place = sheet.place(row, index)
            if index not in cells:
                entry[column_id] = FilledCell("", place)
                continue
            cell = cells[index]
            found = self._struck(cell, place, "") if cell.is_struck else self._readable(cell, place)
            if found is not None:
                entry[column_id] = found
        printed = min(at.values()) - 1
        if printed in cells:
            self.take_number(table, entry, cells[printed].text, sheet.place(row, printed))
        for index, cell in cells.items():
            if index > printed and index not in at.values():
                self.beside(cell.text, sheet.place(row, index), address=table.question)
        return entry


def _has_headings(sheet: Sheet) -> bool:
    """Whether a sheet has the headings of that of the questions."""
    heads = {_heading(cell.text) for (row, _), cell in sheet.cells.items() if row == HEADING_ROW}
    return {_heading(HEADINGS[name]) for name in ("number", "text", ANSWER)} <= heads


def _columns_of(
    sheet: Sheet, headings: Mapping[str, str], usual: Mapping[str, int]
) -> Mapping[str, int]:
    """Return the index of each column, by its heading: also where one was put in or taken away.

    A column without its heading is where the form had it, unless another one is there now.

    Args:
        sheet: The sheet.
        headings: The heading of each column, without what explains it on further lines.
        usual: The index of each column in the form.
    """
    known = {_heading(words): name for name, words in EARLIER_HEADINGS.items() if name in headings}
    known |= {_heading(words): name for name, words in headings.items()}
    found: dict[str, int] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if row == HEADING_ROW and (name := known.get(_heading(cell.text))):
            found.setdefault(name, column)
    taken = {*found.values()}
    others = {name: at for name, at in usual.items() if name not in found and at not in taken}
    return {**found, **others}


def _heading(text: str) -> str:
    return tidy(text.replace("▾", "").strip().partition("\n")[0]).casefold()


FORMAT = FormFormat("xlsx", write_xlsx, open_xlsx, shown_texts)
