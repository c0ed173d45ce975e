"""Word forms that are filled in by program as a clerk would, in any way of marking."""

import copy
import io
import re
from random import Random
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from checklist.forms.docx_layout import option_rows
from checklist.forms.form import ANSWER, CONFIDENTIAL, MISSING, Form, FormLine

_ADDRESS = re.compile(r"⟦(\S+) (\S+?)(?: (\S+?))?⟧")
WAYS = ("x", "✓", "☒", "highlight", "fill", "behind", "delete", "strike", "tracked", "control")
"""The ways to mark an option."""


class WordForm:
    """A Word form that is open in a program."""

    def __init__(self, content: bytes) -> None:
        self.document = docx.Document(io.BytesIO(content))
        self.rows: dict[tuple[str, str, str], Any] = {}
        self.entries: dict[str, list[Any]] = {}
        for table in self.document.element.body.iter(qn("w:tbl")):
            for row in table.iter(qn("w:tr")):
                self._note(row)

    def _note(self, row: Any) -> None:
        found = _ADDRESS.search("".join(one.text or "" for one in row.iter(qn("w:t"))))
        if found is None:
            return
        if found[2] == "entry":
            self.entries.setdefault(found[1], []).append(row)
        self.rows[found[1], found[2], found[3] or ""] = row

    def saved(self) -> bytes:
        """Return the file as it is now."""
        output = io.BytesIO()
        self.document.save(output)
        return output.getvalue()

    def row(self, key: str, column: str = ANSWER, code: str = "") -> Any:
        """Return a row of a table."""
        return self.rows[key, column, code]

    def write(self, text: str, key: str, column: str = ANSWER, code: str = "") -> None:
        """Write a text in the field of a row, in place of what is there."""
        put(cells(self.row(key, column, code))[-1], text)

    def mark(self, key: str, code: str = "", how: str = "x", column: str = ANSWER) -> None:
        """Mark an option in one of `WAYS`."""
        row = self.row(key, column, code)
        first, label = cells(row)[:2]
        match how:
            case "highlight":
                for run in list(label.iter(qn("w:r")))[1:]:
                    _property(run, "w:highlight", "yellow")
            case "fill":
                fill = OxmlElement("w:shd")
                fill.set(qn("w:val"), "clear")
                fill.set(qn("w:fill"), "92D050")
                label.get_or_add_tcPr().append(fill)
            case "behind":
                add_run(paragraphs(label)[0], "  X")
            case "delete" | "strike":
                for (other, at, its), one in list(self.rows.items()):
                    if (other, at) == (key, column) and its not in {code, "as-before"}:
                        _delete(one, how)
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
        lines = {line.key: line for line in wanted.lines}
        for line in lines.values():
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

    def _put(self, line: FormLine, column: str, text: str, random: Random | None) -> None:
        if column == MISSING:
            label, _, words = text.partition(": ")
            code = label.lower().replace(" ", "-")
            put(cells(self.row(line.key, MISSING, code))[0], "x")
            self.write(words, line.key, MISSING, code) if words else None
        elif column == CONFIDENTIAL or (column == ANSWER and line.mark):
            self.mark(line.key, "", "x", column)
        elif column == ANSWER and len(list(option_rows(line))) > line.can_confirm:
            code = next(one.code for one in line.options if one.label == text)
            ways = WAYS if len(line.options) > 1 else WAYS[:6]
            self.mark(line.key, code, random.choice(ways) if random else "x")
        else:
            self.write(text, line.key, column)


def cells(row: Any) -> list[Any]:
    """Return the cells of a row."""
    return list(row.findall(qn("w:tc")))


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


def _delete(row: Any, how: str) -> None:
    if how == "delete":
        row.getparent().remove(row)
        return
    for run in list(cells(row)[1].iter(qn("w:r")))[1:]:
        _property(run, "w:strike", "true")


def tracked_deletion(run: Any) -> None:
    """Delete a run while changes are tracked."""
    _wrap(run, "w:del")
    for text in run.iter(qn("w:t")):
        text.tag = qn("w:delText")
