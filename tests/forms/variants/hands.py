"""Hands of clerks: each fills in a form of one format, and notes every act.

What a hand does to a field it notes with the field's address and places, so that the judge can
ask of each act what became of it.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from checklist.forms.form import ANSWER, CLOSING, CONFIDENTIAL, MISSING, FormLine
from checklist.forms.words import missing_text
from tests.forms.variants.starts import LINES, PAGE, TABLES, WORD
from tests.support.page_answers import with_state
from tests.support.word_forms import WordForm, add_run, cells, paragraphs, put, tracked_deletion

_NUMBERS = {line.question: line.number for line in LINES.values() if line.is_question}
_NUMBERS |= {name: table.number for name, table in TABLES.items()}
_BLOCK = rb'<script type="application/json" id="form-%s">(.*?)</script>'
"""A block of data of a page."""


@dataclass(frozen=True)
class Act:
    """What a clerk put in one place, or took away there."""

    text: str = ""
    """What was written; empty for a mark, a colour or a deletion."""
    at: str = ""
    """The address of what it gives in the report; empty where it gives nothing."""
    places: Sequence[Callable[[], str]] = ()
    """The places by which messages can call it; none where its text is enough."""
    word: str = ""
    """A part of a word that the message has beside the place."""


def number_of(key: str) -> str:
    """Return the number that stands in the form at a key: `3.1 c`."""
    line = LINES.get(key)
    if line is not None and "/" in line.owner:
        return line.number
    return _NUMBERS[key.partition("/")[0].partition("#")[0]]


def address_of(key: str, column: str = ANSWER) -> str:
    """Return the address in the report of what a field gives."""
    line: FormLine | None = LINES.get(key)
    if line is None:
        return key
    return line.unit if column == ANSWER else f"{line.owner}/{column}"


@dataclass
class _Noting:
    """Notes the acts of a hand."""

    content: bytes
    acts: list[Act] = field(default_factory=list)

    def note(self, key: str, column: str = ANSWER, text: str = "", **more: Any) -> None:
        """Note an act in a field."""
        places = [lambda: number_of(key), *more.pop("places", ())]
        word = "publi" if column == CONFIDENTIAL else ""
        self.acts.append(Act(text, more.pop("at", address_of(key, column)), places, word))

    def saved(self) -> bytes:
        """Return the file."""
        raise NotImplementedError

    def beside(self, text: str, at: str = "") -> None:
        """Note an act that is in no field."""
        self.acts.append(Act(text, at))


class WordHand(_Noting):
    """A clerk with Word."""

    name = WORD

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.form = WordForm(content)
        self.body = self.form.document.element.body

    def mark(self, key: str, code: str = "", how: str = "x", column: str = ANSWER) -> None:
        self.note(key, column)
        self.form.mark(key, code, how, column)

    def scribble(self, text: str, key: str, code: str = "", column: str = ANSWER) -> None:
        self.note(key, column, text)
        put(self.box(key, code, column), text)

    def choose(self, key: str, code: str) -> None:
        """Answer as the form asks for it."""
        self.mark(key, code)

    def write(self, text: str, key: str, column: str = ANSWER, code: str = "") -> None:
        self.note(key, column, text)
        self.form.write(text, key, column, code)

    def missing(self, key: str, code: str, words: str = "") -> None:
        self.note(key, MISSING, words)
        self.form.missing(LINES[key], code, words)

    def closing(self, key: str, text: str) -> None:
        self.beside(text)
        self.form.write(text, key)

    def entry(self, table: str, row: int, as_entry: int = 0, /, **texts: str) -> None:
        columns = [column.id for column in TABLES[table].columns]
        found = cells(self.form.entries[table][row - 1])
        for column, text in texts.items():
            at = f"{table}/{as_entry or row}/{column.replace('_', '-')}"
            self.note(table, text=text, at=at)
            put(found[columns.index(column.replace("_", "-")) + 1], text)

    def box(self, key: str, code: str = "", column: str = ANSWER) -> Any:
        """Return the cell in which an option is marked."""
        return cells(self.form.row(key, column, code))[0]

    def label(self, key: str, code: str = "", column: str = ANSWER) -> Any:
        """Return the cell with the words of an option."""
        return cells(self.form.row(key, column, code))[1]

    def field(self, key: str, column: str = ANSWER) -> Any:
        """Return the cell of a field."""
        return cells(self.form.row(key, column))[-1]

    def label_of_field(self, key: str, column: str = ANSWER) -> Any:
        """Return the cell with the label of a field."""
        return cells(self.form.row(key, column))[0]

    def saved(self) -> bytes:
        return self.form.saved()

    # Habits of Word

    def symbol(self, cell: Any, character: str, font: str = "Wingdings") -> None:
        """Put in a character of a font of symbols."""
        run = add_run(paragraphs(cell)[0], "")
        symbol = OxmlElement("w:sym")
        symbol.set(qn("w:font"), font)
        symbol.set(qn("w:char"), character)
        run.append(symbol)

    def check_box_field(self, cell: Any, *, is_checked: bool) -> None:
        """Put in a check box of Word's old form fields."""
        paragraph = paragraphs(cell)[0]
        begin = add_run(paragraph, "")
        character = OxmlElement("w:fldChar")
        character.set(qn("w:fldCharType"), "begin")
        data, box = OxmlElement("w:ffData"), OxmlElement("w:checkBox")
        for name, value in (("w:default", "0"), ("w:checked", "1" if is_checked else "0")):
            one = OxmlElement(name)
            one.set(qn("w:val"), value)
            box.append(one)
        data.append(box)
        character.append(data)
        begin.append(character)
        instruction = OxmlElement("w:instrText")
        instruction.text = " FORMCHECKBOX "
        add_run(paragraph, "").append(instruction)
        for kind in ("separate", "end"):
            other = OxmlElement("w:fldChar")
            other.set(qn("w:fldCharType"), kind)
            add_run(paragraph, "").append(other)

    def check_box_control(self, cell: Any, *, is_checked: bool) -> None:
        """Put in a check box of Word's content controls."""
        run = add_run(paragraphs(cell)[0], "☒" if is_checked else "☐")
        outer, inner = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        properties = OxmlElement("w:sdtPr")
        box = properties.makeelement(
            "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"
        )
        properties.append(box)
        run.addprevious(outer)
        outer.append(properties)
        outer.append(inner)
        inner.append(run)

    def strike(self, cell: Any) -> None:
        """Draw a line through the words of a cell."""
        for run in cell.iter(qn("w:r")):
            look(run, "w:strike", "true")

    def tracked(self, run: Any, how: str = "w:ins") -> None:
        """Make a run one that was put in, or taken away, while changes are tracked."""
        if how == "w:del":
            tracked_deletion(run)
            return
        outer = OxmlElement(how)
        outer.set(qn("w:id"), "901")
        outer.set(qn("w:author"), "Ola")
        run.addprevious(outer)
        outer.append(run)

    def comment(self, cell: Any, text: str) -> None:
        """Put a comment at the words of a cell."""
        self.beside(text)
        paragraph = paragraphs(cell)[0]
        runs = Paragraph(paragraph, self.form.document._body).runs
        self.form.document.add_comment(runs or [], text, author="Ola", initials="O")

    def paragraph_below(self, key: str, text: str, code: str = "") -> None:
        """Write a paragraph below the table of a question."""
        self.beside(text)
        table = self.form.row(key, code=code).table
        new = OxmlElement("w:p")
        table.addnext(new)
        add_run(new, text)

    def table_in(self, cell: Any, rows: Sequence[Sequence[str]]) -> None:
        """Paste a table into a cell."""
        table = OxmlElement("w:tbl")
        for texts in rows:
            row = OxmlElement("w:tr")
            for text in texts:
                one, paragraph = OxmlElement("w:tc"), OxmlElement("w:p")
                one.append(paragraph)
                add_run(paragraph, text)
                row.append(one)
            table.append(row)
        cell.insert(0 if cell.tcPr is None else 1, table)


def look(run: Any, name: str, value: str) -> None:
    """Give a run a look: `w:highlight` and so on."""
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    properties = run.get_or_add_rPr()
    properties.append(element)


class PageHand(_Noting):
    """A clerk with the page in a browser."""

    name = PAGE

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.state: dict[str, Any] = self._block(b"answers")
        self.tables: dict[str, Any] = self._block(b"data")["tables"]
        for part in ("cells", "entries", "closing"):
            self.state[part] = deepcopy(self.state.get(part) or {})

    def _block(self, name: bytes) -> Any:
        found = re.search(_BLOCK % name, self.content, re.DOTALL)
        assert found is not None
        return json.loads(found[1])

    def _put(self, key: str, column: str, text: str) -> None:
        self.state["cells"].setdefault(key, {})[column] = text

    def mark(self, key: str, code: str = "", how: str = "x", column: str = ANSWER) -> None:
        key = f"{key}#{code}" if code else key
        self.note(key, column)
        self._put(key, column, how)

    def scribble(self, text: str, key: str, code: str = "", column: str = ANSWER) -> None:
        self.write(text, key, column)

    def choose(self, key: str, code: str) -> None:
        """Choose an option."""
        self.note(key)
        self._put(key, ANSWER, code)

    def write(self, text: str, key: str, column: str = ANSWER) -> None:
        self.note(key, column, text)
        self._put(key, column, text)

    def missing(self, key: str, code: str, words: str = "") -> None:
        self.note(key, MISSING, words)
        label = missing_text({"missing": code})
        self._put(key, MISSING, f"{label}: {words}" if words else label)

    def closing(self, key: str, text: str) -> None:
        assert key in CLOSING
        self.beside(text)
        self.state["closing"][key] = text

    def entry(self, table: str, row: int, as_entry: int = 0, /, **texts: str) -> None:
        shown = deepcopy(self.tables[table].get("entries", []))
        entries = self.state["entries"].setdefault(table, shown)
        while len(entries) < row:
            entries.append({"number": None, "cells": {}})
        for column, text in texts.items():
            column = column.replace("_", "-")
            self.note(table, text=text, at=f"{table}/{as_entry or row}/{column}")
            entries[row - 1]["cells"][column] = text

    def saved(self) -> bytes:
        return with_state(self.content, self.state)


HANDS: Mapping[str, Callable[[bytes], Any]] = {WORD: WordHand, PAGE: PageHand}
