"""The words of the options of a form, as they were sent: the present words can be others by now.

A label can be corrected, or translated anew, while a form is with a ministry. What comes back is
understood by the words that the form showed, and beside them by the present words.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from checklist.answer_types.interface import Option
from checklist.forms.form import Form, FormLine, FormTable
from checklist.forms.words import folded

Words: TypeAlias = Mapping[str, str]
"""The words of options by their codes."""

_BETWEEN = re.compile(r"(\s*[;\n]\s*)")
"""What stands between several options in a cell."""


def words_of(form: Form) -> dict[str, dict[str, str]]:
    """Return the words of all options, by question, part of a value, or column of a table."""
    found: dict[str, dict[str, str]] = {}
    for line in form.lines:
        for option in line.options:
            found.setdefault(line.question, {})[option.code] = option.label
        if line.mark:
            found.setdefault(line.unit, {})[line.mark] = line.option_label
    for table in form.tables:
        for column in table.columns:
            for option in column.options:
                found.setdefault(_name(table, column.id), {})[option.code] = option.label
    return found


def as_sent(form: Form, words: Mapping[str, Words]) -> Form:
    """Return a form whose options have the words with which it was sent.

    Args:
        form: The form with the present words.
        words: The words as they were sent; none of a form of earlier versions.
    """
    then = {
        name: {label: words.get(name, {}).get(code, label) for code, label in present.items()}
        for name, present in words_of(form).items()
    }
    if all(label == was for sent in then.values() for label, was in sent.items()):
        return form
    sections = [
        replace(section, lines=[_line(line, then) for line in section.lines])
        for section in form.sections
    ]
    return replace(form, sections=sections, tables=[_table(table, then) for table in form.tables])


def _name(table: FormTable, column: str) -> str:
    return f"{table.question}/{column}"


def _line(line: FormLine, words: Mapping[str, Words]) -> FormLine:
    if line.mark:
        was = words[line.unit][line.option_label]
        return replace(line, text=f"{was}{line.text.removeprefix(line.option_label)}")
    if not line.options:
        return line
    then = words[line.question]
    return replace(
        line,
        options=_options(line.options, then),
        read=None if line.read is None else _reader(line.read, then),
        last=_exchanged(line.last, then),
        shown={column: _exchanged(text, then) for column, text in line.shown.items()},
    )


def _table(table: FormTable, words: Mapping[str, Words]) -> FormTable:
    sent = {column.id: words.get(_name(table, column.id), {}) for column in table.columns}
    columns = [
        replace(
            column,
            options=_options(column.options, sent[column.id]),
            read=_reader(column.read, sent[column.id]),
        )
        for column in table.columns
    ]
    entries = [
        replace(entry, cells={name: _exchanged(of, sent[name]) for name, of in entry.cells.items()})
        for entry in table.entries
    ]
    return replace(table, columns=columns, entries=entries)


def _options(options: Sequence[Option], then: Words) -> Sequence[Option]:
    return [Option.model_construct(code=one.code, label=then[one.label]) for one in options]


def _reader(read: Callable[[str], Any], then: Words) -> Callable[[str], Any]:
    """Return a reader that understands the words as they were sent, and all that it did before.

    Args:
        read: The reader of the present words.
        then: The words that were sent, by the present words.
    """
    now = {folded(was): label for label, was in then.items()}
    return lambda text: read(_exchanged(text, now, folded))


def _exchanged(text: str, words: Words, form: Callable[[str], str] = str) -> str:
    """Return a text with other words for each option that it names."""
    if form(text) in words:
        return words[form(text)]
    return "".join(words.get(form(part), part) for part in _BETWEEN.split(text))
