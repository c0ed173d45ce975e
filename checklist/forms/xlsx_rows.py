"""Which field each row of a workbook is: by its hidden address, and by what it shows.

Who sorts the visible columns alone leaves the hidden addresses where they were. Then a row is what
it shows, if no other row of the form shows the same; otherwise it is not read.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from checklist.forms.form import (
    AT_MOST,
    CLOSING,
    COLUMNS,
    ONLY_IF,
    OPTIONS,
    PERIOD,
    ROLE_BY_ROW,
    SOURCE,
    TOLD,
    YOU_CONTRIBUTE,
    YOU_LEAD,
    Form,
    FormTable,
)
from checklist.forms.words import tidy
from checklist.forms.workbook import CellText, Sheet
from checklist.forms.xlsx_layout import HEADING_ROW

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


def form_rows(sheet: Sheet, form: Form, at: Mapping[str, int]) -> Sequence[SheetRow]:
    """Return the rows of the sheet of questions, each with the key of its line.

    Args:
        sheet: The sheet.
        form: The form as it was sent.
        at: The indices of the columns by their names.
    """
    lines = _Lines(form)
    rows = [(row, cells) for row, cells in rows_of(sheet) if row > HEADING_ROW]
    shown = lines.shown
    if "key" not in at:
        here = [(row, cells) for row, cells in rows if _shown(cells, at) in lines.keys]
        if [_shown(cells, at) for _, cells in here] == [*shown.values()]:  # all, in their order
            keys = {row: key for (row, _), key in zip(here, shown, strict=True)}
            return [SheetRow(row, cells, keys.get(row, "")) for row, cells in rows]
    found = [_row(row, cells, at, lines) for row, cells in rows]
    was_sorted = any(one.is_moved and _text(one.cells, at.get("key")) in shown for one in found)
    if not was_sorted and "key" in at:
        return found
    # What stands in several places can have been moved, too, and nobody can see it.
    return [
        replace(one, is_unclear=True)
        if one.key in shown and len(lines.keys.get(_shown(one.cells, at), ())) != 1
        else one
        for one in found
    ]


class _Lines:
    """The lines of a form by what they show."""

    def __init__(self, form: Form) -> None:
        self.shown = {line.key: (line.number, plain(line.full_text)) for line in form.lines}
        self.shown |= {key: ("", plain(words)) for key, words in CLOSING.items()}
        self.keys: dict[Shown, list[str]] = {}
        self.by_words: dict[str, list[str]] = {}
        for key, one in self.shown.items():
            self.keys.setdefault(one, []).append(key)
            self.by_words.setdefault(one[1], []).append(key)
        self.numbers = {number for number, _ in self.shown.values()}


def _row(row: int, cells: Mapping[int, CellText], at: Mapping[str, int], lines: _Lines) -> SheetRow:
    key = _text(cells, at.get("key"))
    here = number, words = _shown(cells, at)
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


def _shown(cells: Mapping[int, CellText], at: Mapping[str, int]) -> Shown:
    number, words = (_text(cells, at.get(name)) for name in ("number", "text"))
    return tidy(number), plain(words)


def _text(cells: Mapping[int, CellText], index: int | None) -> str:
    return cells[index].text if index is not None and index in cells else ""


def is_written(row: SheetRow, at: Mapping[str, int]) -> bool:
    """Whether something stands in a field of a row."""
    return any(tidy(_text(row.cells, at.get(name))) for name in COLUMNS)


def plain(text: str) -> str:
    """Return the words of a question without those that only some versions of the form have.

    Of each there is one at most. What begins alike and stands below it is somebody's remark.
    """
    lines = tidy(text).split("\n")
    roles = (YOU_LEAD, YOU_CONTRIBUTE, ROLE_BY_ROW)
    for begin in (roles, TOLD, ONLY_IF, PERIOD, AT_MOST, SOURCE, OPTIONS):
        own = [line for line in lines if line.startswith(begin)]
        for line in own[:1]:
            lines.remove(line)
    return " ".join(" ".join(lines).split())


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
