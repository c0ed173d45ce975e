"""Where what stands in a form that is a Word file, and how each row says which field it is."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence

from checklist.answer_types.answer import MISSING_LABELS
from checklist.answer_types.answer import REASONS as MISSING_REASONS
from checklist.forms.form import (
    ANSWER,
    CLOSING,
    CONFIDENTIAL,
    EVIDENCE,
    MISSING,
    NOTE,
    Form,
    FormColumn,
    FormLine,
    FormTable,
)
from checklist.forms.words import AS_BEFORE

RECORD = "⟦part⟧"
"""What begins each paragraph of what the part carries."""
OWN_TEXTS = "texts"
"""The name under which it carries the marks of its own texts."""
ENTRY, TABLE, NEW = "entry", "table", "+"
"""The words in the address of a row of a table, in that of its head, and of an added entry."""
BEFORE = "as-before"
"""The code of the option “As before”."""

_ADDRESS = re.compile(r"⟦([^⟦⟧\s]+) ([a-z]+)(?: ([^⟦⟧\s]+))?⟧")

MOST_OPTIONS = 40
"""The most options that stand in rows of their own; the names of all States do not."""
EMPTY_ROWS = 8
"""The empty rows of a table. A row that is added below is read, too."""

LABELS = {EVIDENCE: "Law and article, link:", NOTE: "Remark:", CONFIDENTIAL: "Do not publish"}
"""The words of the rows below an answer."""
LINK_LABEL = "Web address:"
"""The words where only links are evidence."""
OF_LAST_REPORT = "   (last report)"
"""The words behind an option that the last report had."""
YOUR_ANSWER = "Your answer:"

Address = tuple[str, str, str]
"""The key of a line, the column, and the code of an option; the last can be empty."""


def address_text(address: Address) -> str:
    """Return an address as it stands, hidden, in a row."""
    return f"⟦{' '.join(filter(None, address))}⟧"


def address_in(text: str) -> tuple[list[Address], str]:
    """Return the address in a text, if there is one, and what is left of it.

    A row has one address. What looks like a further one is somebody's text.
    """
    found = _ADDRESS.search(text)
    if found is None:
        return [], text
    return [(found[1], found[2], found[3] or "")], text[: found.start()] + text[found.end() :]


def bookmark_name(address: Address) -> str:
    """Return the name of the bookmark that stands for an address, should its text get lost."""
    return f"_c{hashlib.sha256(address_text(address).encode()).hexdigest()[:24]}"


def text_mark(text: str) -> str:
    """Return the mark of a text of the form's own, by which it is known however it is wrapped."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:8]


def missing_label(code: str) -> str:
    """Return the words of a row for answers that are missing."""
    return f"{MISSING_LABELS[code]}, because:" if MISSING_REASONS[code] else MISSING_LABELS[code]


def lists_options(line: FormLine) -> bool:
    """Whether the options of a line stand in rows of their own."""
    return 0 < len(line.options) <= MOST_OPTIONS


def option_rows(line: FormLine) -> Iterator[tuple[str, str]]:
    """Yield the code and the words of each row at which one can be marked."""
    if line.can_confirm:
        yield BEFORE, AS_BEFORE
    if lists_options(line):
        for number, option in enumerate(line.options, 1):
            yield option.code, f"{number}  {option.label}"


def field_label(line: FormLine) -> str:
    """Return the words before the field of an answer, or of a part of it."""
    if line.is_question or line.takes - {ANSWER}:
        return YOUR_ANSWER
    return line.text if line.text.endswith("?") else f"{line.text}:"


def has_field(line: FormLine) -> bool:
    """Whether the answer to a line is written, not marked."""
    return line.read is not None and bool(line.unit) and not lists_options(line)


def mark_words(line: FormLine) -> str:
    """Return the words of a row that is one option of several."""
    return f"{line.number}  {line.text}"


def addresses(form: Form) -> Iterator[Address]:
    """Yield the addresses of all fields of a form."""
    for line in form.lines:
        if line.mark:
            yield line.key, ANSWER, ""
        elif ANSWER in line.takes:
            yield from ((line.key, ANSWER, code) for code, _ in option_rows(line))
            if has_field(line):
                yield line.key, ANSWER, ""
        if MISSING in line.takes:
            yield from ((line.key, MISSING, code) for code in MISSING_LABELS)
        for column in (EVIDENCE, NOTE, CONFIDENTIAL):
            if column in line.takes:
                yield line.key, column, ""
    yield from ((key, ANSWER, "") for key in CLOSING)
    for table in form.tables:
        yield table.question, TABLE, ""
        yield from ((table.question, ENTRY, str(entry.number)) for entry in table.entries)


def columns_at(table: FormTable, heads: Sequence[str], cells: int) -> Mapping[int, FormColumn]:
    """Return the columns of a row of entries by the index of their cells.

    They are known by their headings, as a column can have been put in or taken away; where the row
    has another number of cells than its heading, they stand where the form had them.

    Args:
        table: The table.
        heads: The headings that stand in the file; empty where there are none.
        cells: The number of cells of the row.
    """
    usual = dict(enumerate(table.columns, 1))
    if len(heads) != cells:
        return {index: column for index, column in usual.items() if index < cells}
    named = {_heading(column.label): column for column in table.columns}
    found = {at: named[_heading(one)] for at, one in enumerate(heads) if _heading(one) in named}
    known = {column.id for column in found.values()}
    others = {
        index: column
        for index, column in usual.items()
        if index < cells and index not in found and column.id not in known
    }
    return {**found, **others}


def _heading(text: str) -> str:
    return " ".join(text.split()).casefold()
