"""The words of the options of a form, as they were sent: the present words can be others by now.

A label can be corrected, or translated anew, while a form is with a ministry. What comes back is
understood by the words that the form showed, and beside them by the present words.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from checklist.answer_types.interface import Option
from checklist.forms.form import Form, FormColumn, FormLine, FormTable
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
                found.setdefault(_name(table, column), {})[option.code] = option.label
    return found


def as_sent(form: Form, words: Mapping[str, Words]) -> Form:
    """Return a form whose options have the words with which it was sent.

    Args:
        form: The form with the present words.
        words: The words as they were sent; none of a form of earlier versions.
    """
    present = words_of(form)
    if all(words.get(name, own) == own for name, own in present.items()):
        return form
    sections = [
        replace(section, lines=[_line(line, words) for line in section.lines])
        for section in form.sections
    ]
    tables = [
        replace(table, columns=[_column(c, words.get(_name(table, c), {})) for c in table.columns])
        for table in form.tables
    ]
    entries = [
        replace(
            table,
            entries=[
                replace(entry, cells=dict(_cells(table, entry.cells, present, words)))
                for entry in table.entries
            ],
        )
        for table in tables
    ]
    return replace(form, sections=sections, tables=entries)


def _name(table: FormTable, column: FormColumn) -> str:
    return f"{table.question}/{column.id}"


def _line(line: FormLine, words: Mapping[str, Words]) -> FormLine:
    if line.mark:
        was = words.get(line.unit, {}).get(line.mark, line.option_label)
        return replace(line, text=f"{was}{line.text.removeprefix(line.option_label)}")
    sent = words.get(line.question, {})
    if not (line.options and sent):
        return line
    then = {option.label: sent.get(option.code, option.label) for option in line.options}
    return replace(
        line,
        options=_options(line.options, sent),
        read=None if line.read is None else _reader(line.read, then),
        last=_exchanged(line.last, then),
        shown={column: _exchanged(text, then) for column, text in line.shown.items()},
    )


def _column(column: FormColumn, sent: Words) -> FormColumn:
    then = {option.label: sent.get(option.code, option.label) for option in column.options}
    if not then:
        return column
    read = _reader(column.read, then)
    return replace(column, options=_options(column.options, sent), read=read)


def _cells(
    table: FormTable,
    cells: Mapping[str, str],
    present: Mapping[str, Words],
    words: Mapping[str, Words],
) -> Iterator[tuple[str, str]]:
    for column, text in cells.items():
        name = f"{table.question}/{column}"
        sent = words.get(name, {})
        then = {label: sent.get(code, label) for code, label in present.get(name, {}).items()}
        yield column, _exchanged(text, then)


def _options(options: Sequence[Option], sent: Words) -> Sequence[Option]:
    return [
        Option.model_construct(code=option.code, label=sent.get(option.code, option.label))
        for option in options
    ]


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
