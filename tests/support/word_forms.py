"""Word forms that are filled in by program as a clerk would, in any way of marking."""

import copy
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from checklist.answer_types.answer import MISSING_LABELS
from checklist.forms.docx_layout import (
    ANSWER_HEAD,
    LABELS,
    LINK_LABEL,
    is_boxed,
    option_rows,
)
from checklist.forms.form import (
    ANSWER,
    COLUMNS,
    CONFIDENTIAL,
    EVIDENCE,
    MISSING,
    NOTE,
    Form,
    FormLine,
)
from checklist.forms.words import AS_BEFORE
from checklist.text.messages import parted, tr
from tests.support.ministries import all_to, form

_ADDRESS = re.compile(r"⟦(\S+) (\S+?)(?: (\S+?))?⟧")
WAYS = ("x", "✓", "☒", "highlight", "fill", "behind", "delete", "strike", "tracked", "control")
"""The ways to mark an option."""
IN_GRID = ("x", "✓", "☒", "fill", "tracked", "control")
"""The ways to mark an option whose words are the head of a column."""


@dataclass
class WordField:
    """A field: its cells in a row, the box or the label first."""

    cells: Sequence[Any]
    row: Any
    """The row of the table in which it stands."""
    is_of_grid: bool = False
    """Whether its words stand in the head of the table."""

    def iter(self, tag: str) -> Iterator[Any]:
        """Yield the elements of a kind in it."""
        for cell in self.cells:
            yield from cell.iter(tag)

    @property
    def table(self) -> Any:
        """The table in which it stands."""
        return self.row.getparent()

    def remove_row(self) -> None:
        """Delete the row in which it stands, with what else stands there."""
        self.table.remove(self.row)


class WordForm:
    """A Word form that is open in a program."""

    def __init__(self, content: bytes) -> None:
        self.document = docx.Document(io.BytesIO(content))
        self.rows: dict[tuple[str, str, str], WordField] = {}
        self.entries: dict[str, list[Any]] = {}
        self.grids: set[tuple[str, str, str]] = set()
        """The addresses of the heads of grids."""
        self.labels = _labels()
        """The words of options, by the key of their line and their codes."""
        for table in self.document.element.body.iter(qn("w:tbl")):
            heads: list[str] = []
            for row in table.iter(qn("w:tr")):
                heads = self._note(row, heads)

    def _note(self, row: Any, heads: list[str]) -> list[str]:
        """Note the fields of a row. Returns the headings of its table, if it is a grid."""
        inside = cells(row)
        addresses = [(at, _address(cell)) for at, cell in enumerate(inside)]
        found = [(at, address) for at, address in addresses if address is not None]
        if not found:
            return heads
        (key, column, code) = found[0][1]
        if column == "grid":
            self.grids.add(found[0][1])
            return [words(cell) for cell in inside]
        if column == "row":
            for head, cell in list(zip(heads, inside, strict=True))[1:]:
                known = _columns().get(head)
                at = (known, "") if known else (ANSWER, self._code(key, head))
                pair = [cell, inside[0]] if known in {None, CONFIDENTIAL} else [inside[0], cell]
                self.rows[key, *at] = WordField(pair, row, is_of_grid=True)
        elif column not in COLUMNS:  # an entry, the head of entries, or a row of another document
            self.entries.setdefault(key, []).append(row) if column == "entry" else None
            self.rows[key, column, code] = WordField(inside, row)
        else:
            starts = [at - is_boxed(address) for at, address in found]
            for (_, address), start, end in zip(
                found, starts, [*starts[1:], len(inside)], strict=True
            ):
                self.rows.setdefault(address, WordField(inside[start:end], row))
        return heads

    def _code(self, key: str, label: str) -> str:
        codes = {label: code for (line, code), label in self.labels.items() if line == key}
        return "as-before" if label == tr(AS_BEFORE) else codes.get(label, label)

    def saved(self) -> bytes:
        """Return the file as it is now."""
        output = io.BytesIO()
        self.document.save(output)
        return output.getvalue()

    def row(self, key: str, column: str = ANSWER, code: str = "") -> WordField:
        """Return a field."""
        return self.rows[key, column, code]

    def delete(self, key: str, column: str = ANSWER, code: str = "") -> None:
        """Delete the words of a field, with the hidden ones between them."""
        for cell in self.rows[key, column, code].cells:
            put(cell, "")

    def write(self, text: str, key: str, column: str = ANSWER, code: str = "") -> None:
        """Write a text in the field of a row, in place of what is there."""
        put(cells(self.row(key, column, code))[-1], text)

    def mark(self, key: str, code: str = "", how: str = "x", column: str = ANSWER) -> None:
        """Mark an option in one of `WAYS`."""
        row = self.row(key, column, code)
        first, label = cells(row)[:2]
        assert how not in WAYS or how in IN_GRID or not row.is_of_grid
        match how:
            case "highlight":
                for run in list(label.iter(qn("w:r")))[1:]:
                    _property(run, "w:highlight", "yellow")
            case "fill":
                fill = OxmlElement("w:shd")
                fill.set(qn("w:val"), "clear")
                fill.set(qn("w:fill"), "92D050")
                (first if row.is_of_grid else label).get_or_add_tcPr().append(fill)
            case "behind":
                add_run(paragraphs(label)[0], "  X")
            case "delete" | "strike":
                for other, at, its in list(self.rows):
                    if (other, at) != (key, column) or its in {code, "as-before"}:
                        continue
                    if how == "delete":
                        self.delete(other, at, its)
                    else:
                        for run in list(cells(self.row(other, at, its))[1].iter(qn("w:r")))[1:]:
                            _property(run, "w:strike", "true")
            case "tracked":
                run = add_run(paragraphs(first)[0], "x")
                _wrap(run, "w:ins")
            case "control":
                run = add_run(paragraphs(first)[0], "☒")
                inner = OxmlElement("w:sdtContent")
                outer = OxmlElement("w:sdt")
                run.addprevious(outer)
                outer.append(inner)
                inner.append(run)
            case _:
                put(first, how)

    def fill(self, wanted: Form, random: Random | None = None) -> bytes:
        """Return the form, filled in with what a second form shows."""
        for line in wanted.lines:
            names = {one.label: one.code for one in line.options}
            for (key, column, code), field in list(self.rows.items()):
                if key == line.key and column == ANSWER and code in names:
                    self.rows[key, column, names[code]] = field
            for column, text in line.shown.items():
                self._put(line, column, text, random)
        for table in wanted.tables:
            rows = self.entries[table.question]
            while len(rows) < len(table.entries):  # as Word adds a row: without hidden texts
                new = copy.deepcopy(rows[-1])
                for cell in cells(new):
                    put(cell, "")
                rows[-1].addnext(new)
                rows.append(new)
            for row, entry in zip(rows, table.entries, strict=False):
                for number, one in enumerate(table.columns, 1):
                    put(cells(row)[number], entry.cells[one.id])
        return self.saved()

    def missing(self, line: FormLine, code: str, reason: str = "") -> None:
        """Say why there is no answer: with a mark, or with the letter of a row below its grid."""
        field = self.row(line.question if line.is_row else line.key, MISSING, code)
        sign = line.letter if line.is_row else "x"
        written = words(field.cells[0])
        if written and reason and words(field.cells[2]) != reason:
            new = copy.deepcopy(field.row)  # a row of its own for another reason
            field.row.addnext(new)
            field, written = WordField(cells(new), new), ""
        put(field.cells[0], ", ".join(filter(None, [written, sign])))
        if reason:
            put(field.cells[2], reason)

    def _put(self, line: FormLine, column: str, text: str, random: Random | None) -> None:
        if column == MISSING:
            label, reason = parted(text)
            code = next(code for code, words in MISSING_LABELS.items() if words == label)
            self.missing(line, code, reason)
        elif column == CONFIDENTIAL or (column == ANSWER and line.mark):
            self.mark(line.key, "", "x", column)
        elif column == ANSWER and (line.key, ANSWER, "") in self.rows:
            numbers = {option.label: str(n) for n, option in enumerate(line.options, 1)}
            self.write(numbers.get(text, text), line.key, column)
        elif column == ANSWER and len(list(option_rows(line))) > line.can_confirm:
            code = next(one.code for one in line.options if one.label == text)
            ways = WAYS if len(line.options) > 1 else WAYS[:6]
            ways = IN_GRID if self.row(line.key, ANSWER, code).is_of_grid else ways
            self.mark(line.key, code, random.choice(ways) if random else "x")
        else:
            self.write(text, line.key, column)


def _columns() -> dict[str, str]:
    """Return the columns of a grid by their headings, but for options."""
    labels = {column: LABELS[column] for column in (EVIDENCE, NOTE, CONFIDENTIAL)}
    heads = {parted(label)[0]: column for column, label in labels.items()}
    return {**heads, parted(tr(LINK_LABEL))[0]: EVIDENCE, str(ANSWER_HEAD): ANSWER}


@cache
def _labels() -> dict[tuple[str, str], str]:
    lines = form({}, "labour", all_to("labour")).lines
    return {(line.key, one.code): one.label for line in lines for one in line.options}


def _address(cell: Any) -> tuple[str, str, str] | None:
    found = _ADDRESS.search("".join(one.text or "" for one in cell.iter(qn("w:t"))))
    return (found[1], found[2], found[3] or "") if found else None


def words(cell: Any) -> str:
    """Return the text of a cell without its address."""
    text = "\n".join(
        "".join(one.text or "" for one in paragraph.iter(qn("w:t")))
        for paragraph in paragraphs(cell)
    )
    return _ADDRESS.sub("", text)


def cells(row: Any) -> list[Any]:
    """Return the cells of a row, or of a field."""
    return list(row.cells) if isinstance(row, WordField) else list(row.findall(qn("w:tc")))


def paragraphs(cell: Any) -> list[Any]:
    """Return the paragraphs of a cell."""
    return list(cell.findall(qn("w:p")))


def add_run(paragraph: Any, text: str) -> Any:
    """Return a run that was added at the end of a paragraph."""
    run = OxmlElement("w:r")
    paragraph.append(run)
    run.text = text
    return run


def put(cell: Any, text: str) -> None:
    """Write a text in a cell, each line in a paragraph of its own, as a clerk does."""
    first, *others = paragraphs(cell)
    for one in others:
        cell.remove(one)
    for run in list(first.iter(qn("w:r"))):
        run.getparent().remove(run)
    line, *more = text.split("\n")
    add_run(first, line)
    for one in more:
        new = OxmlElement("w:p")
        cell.append(new)
        add_run(new, one)


def _property(run: Any, name: str, value: str) -> None:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    run.get_or_add_rPr().append(element)


def _wrap(run: Any, name: str) -> None:
    outer = OxmlElement(name)
    outer.set(qn("w:id"), "900")
    outer.set(qn("w:author"), "Ola")
    run.addprevious(outer)
    outer.append(run)


def tracked_deletion(run: Any) -> None:
    """Delete a run while changes are tracked."""
    _wrap(run, "w:del")
    for text in run.iter(qn("w:t")):
        text.tag = qn("w:delText")
