"""Forms as HTML pages, which a browser shows from a file and without a network; how they are read.

Only two blocks of data are read, whatever stands around them: a browser that saves a page writes
it anew, and a stranger can write anything. So the page is not interpreted: the blocks are found by
the tags that begin them, in one pass, and nothing is run.
"""

import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from checklist.forms.filled import FilledCell, FilledEntry, FormReading
from checklist.forms.form import (
    ANSWER,
    CLOSING,
    COLUMNS,
    CONFIDENTIAL,
    MISSING,
    Form,
    FormLine,
    FormTable,
)
from checklist.forms.html_writer import write_html
from checklist.forms.interface import (
    FormFormat,
    OpenedForm,
    UnreadableFormError,
    carried_content,
    carried_record,
)
from checklist.forms.words import MARK, missing_values
from checklist.ministries.part_record import PartRecord
from checklist.questionnaire.authorities import OWN
from checklist.text.messages import Message, Texts, commas, in_quotes, tr, trn
from checklist.text.sanitize import beginning, quoted

_PART, _ANSWERS = "form-part", "form-answers"
_SCRIPT = re.compile(r"<script\b[^<>]{0,500}>", re.IGNORECASE)
_END = re.compile(r"</script", re.IGNORECASE)
_MOST_ENTRIES = 500
_MOST_STRAYS, _MOST_CHARACTERS = 5, 500
_NAMES: Mapping[str, str] = Texts(
    {
        ANSWER: "",
        "missing": "why there is none",
        "evidence": "evidence",
        "note": "remark",
        "confidential": "do not publish",
    }
)


_NEEDS_TEXT = Message("a text is needed here")


class _Tag(HTMLParser):
    """The attributes of one tag."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.attributes: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes = {name: value or "" for name, value in attrs}


def open_html(content: bytes) -> OpenedForm:
    """Return a page as an opened form.

    Args:
        content: The bytes of the page.

    Raises:
        UnreadableFormError: It cannot be read, or is no part.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = tr("the page is not in UTF-8: save it with the button “Save” that stands in it")
        raise UnreadableFormError("F004", message) from None
    blocks = {**_blocks(text)}
    if _PART not in blocks and 'id="form-data"' in text:
        raise UnreadableFormError("F002", tr("the page ends before its answers: it is cut off"))
    if _PART not in blocks:
        raise UnreadableFormError(
            "F001", tr("the page is not a form, or the data that identifies the part is missing")
        )
    data = _data(blocks[_PART], tr("what identifies the part"))
    if data.get("checklist_form") != 1:
        raise UnreadableFormError("F001", tr("the page is a form of another version of this tool"))
    if _ANSWERS not in blocks:
        raise UnreadableFormError("F002", tr("the page ends before its answers: it is cut off"))
    answers = _data(blocks[_ANSWERS], tr("the answers"))
    record, is_whole = _record(data, answers), data.get("whole") is True
    if is_whole and (record.base or record.identity.report_id or record.identity.authority != OWN):
        # It is a part, whose base is compared with what was sent; a draft has none.
        raise UnreadableFormError("F001", tr("what identifies the part was altered"))
    return OpenedForm(record, lambda form: _PageReading(answers, record, form), is_whole=is_whole)


def _blocks(text: str) -> Mapping[str, str]:
    """Return the blocks of data by their ids: of two with one id the first, as in a browser."""
    blocks: dict[str, str] = {}
    at = 0
    while found := _SCRIPT.search(text, at):
        at = found.end()
        end = _END.search(text, at)
        attributes = _Tag(found[0]).attributes
        name = attributes.get("id", "")
        is_data = attributes.get("type") == "application/json"
        if end is None:
            if is_data and name in {_PART, _ANSWERS}:
                message = tr("the page ends in the middle of its data: it is cut off")
                raise UnreadableFormError("F002", message)
            return blocks
        if is_data and name in {_PART, _ANSWERS}:
            blocks.setdefault(name, text[at : end.start()])
        at = end.end()
    return blocks


def _data(text: str, what: str) -> dict[str, Any]:
    """Return a block of data.

    Raises:
        UnreadableFormError: It is none.
    """
    try:
        data = carried_content(text)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise UnreadableFormError(
            "F002", tr("{what} in the page cannot be read: it was altered", what)
        )
    return data


def _record(data: Mapping[str, Any], answers: Mapping[str, Any]) -> PartRecord:
    base, asked, own = data.get("base"), data.get("asked"), data.get("part")
    if data.get("whole") is True and isinstance(own, dict) and not own.get("state"):
        own = {**own, "state": answers.get("state", "")}
    altered = tr("what identifies the part was altered")
    if not isinstance(base, dict):
        raise UnreadableFormError("F001", altered)
    try:
        return carried_record({**base, "identity": own, "asked": asked})
    except ValueError as error:
        raise UnreadableFormError("F001", altered) from error


class _PageReading(FormReading):
    """The reading of one page: what its block of answers says becomes texts in fields."""

    def __init__(self, answers: Mapping[str, Any], record: PartRecord, form: Form) -> None:
        super().__init__(record, form)
        self.answers = answers
        self.numbers = {item.question.id: item.number for item in form.part.items}
        self.missing = {value: words for words, value in missing_values().items()}

    def read(self) -> None:
        """Read the answers of the page."""
        given = self._mapping("cells")
        for line in self.form.lines:
            self._line(line, given.get(line.key))
        for key in given.keys() - self.lines.keys():
            self._unknown(key, given[key])
        self._tables()
        closing = self._mapping("closing")
        for key, words in CLOSING.items():
            self._put(key, ANSWER, closing.get(key), tr("field “{words}”", words))

    def _mapping(self, name: str) -> Mapping[str, Any]:
        found = self.answers.get(name, {})
        if isinstance(found, dict):
            return found
        self.fault("F007", tr("the answers in the page were altered"), name)
        return {}

    def _line(self, line: FormLine, given: Any) -> None:
        """Take the fields of a line; one that nobody touched has what it was sent with."""
        if given is not None and not isinstance(given, dict):
            self._refuse(self._place(line, ANSWER))
            given = None
        # A code can be a word that means something else in a form: `same`.
        labels = {option.code: option.label for option in line.options}
        for name in COLUMNS:
            content = (given or {}).get(name)
            if name not in line.takes and not (name == CONFIDENTIAL and content):
                continue
            if content is None:
                content = line.shown.get(name)
            elif name == ANSWER and isinstance(content, str):
                content = labels.get(content, content)
            elif name == MISSING and isinstance(content, str):
                content = self.missing.get(content, content)
            self._put(line.key, name, content, self._place(line, name))

    def _place(self, line: FormLine, column: str) -> str:
        has_number = line.is_question or line.is_row
        number = line.number if has_number else self.numbers.get(line.question, "")
        part = "" if has_number else in_quotes(line.text)
        return commas(filter(None, [tr("field {number}", number), part, _NAMES[column]]))

    def _put(self, key: str, column: str, content: Any, place: str) -> None:
        cell = self._cell(content, place)
        if cell is None and column == CONFIDENTIAL and content:
            cell = FilledCell(MARK, place)
        if cell is not None:
            self.cells[key, column] = cell

    def _cell(self, content: Any, place: str) -> FilledCell | None:
        """Return a text of a field, or None where there is none that can be kept."""
        if content is None:
            return None
        if not isinstance(content, str):
            self._refuse(place)
            return None
        text = self.readable(content, place)
        return None if text is None else FilledCell(text, place)

    def _refuse(self, place: str, message: str | Message = _NEEDS_TEXT) -> None:
        self.fault("F007", tr(message), place)

    def _unknown(self, key: str, given: Any) -> None:
        """List what stands in a field that is not asked, and say how much more there is."""
        texts = [one for one in given.values() if one] if isinstance(given, dict) else [given]
        if not texts:
            return
        place = tr("field {key}", quoted(key))
        more = len(texts) - _MOST_STRAYS
        message = tr("{key} is not a field of this part", quoted(key))
        if more > 0:
            message = trn(
                "{key} is not a field of this part: its first {most} texts are kept, and {count} "
                "more text is not",
                "{key} is not a field of this part: its first {most} texts are kept, and {count} "
                "more texts are not",
                more,
                quoted(key),
                _MOST_STRAYS,
            )
        self.warn("F012", message, place)
        shown = (beginning(str(text), _MOST_CHARACTERS) for text in texts[:_MOST_STRAYS])
        for text in shown:
            self.beside(text, place, "answer", key)

    # Tables

    def _tables(self) -> None:
        given = self._mapping("entries")
        for name in given.keys() - self.tables.keys():
            self._unknown(name, {"": json.dumps(given[name], ensure_ascii=False)})
        for name, table in self.tables.items():
            if name in given:
                self._table(table, given[name])

    def _table(self, table: FormTable, given: Any) -> None:
        if not isinstance(given, list):
            self._refuse(
                tr("field {table_number}", table.number), tr("a list of entries is expected here")
            )
            return
        if len(given) > _MOST_ENTRIES:
            message = tr("this table has more than {most_entries} entries", _MOST_ENTRIES)
            self._refuse(tr("field {table_number}", table.number), message)
            return
        for index, entry in enumerate(given, 1):
            place = tr("field {table_number}, {entry} {index}", table.number, table.entry, index)
            number = entry.get("number") if isinstance(entry, dict) else None
            cells = entry.get("cells") if isinstance(entry, dict) else None
            if not isinstance(cells, dict):
                self._refuse(place)
                continue
            is_number = isinstance(number, int) and not isinstance(number, bool)
            filled = self._cells(table, cells, place)
            kept = FilledEntry(number if is_number else None, filled, place)
            self.entries.setdefault(table.question, []).append(kept)

    def _cells(
        self, table: FormTable, cells: Mapping[str, Any], place: str
    ) -> Mapping[str, FilledCell]:
        filled = {}
        for column in table.columns:
            cell = self._cell(cells.get(column.id), commas([place, column.label]))
            if cell is not None:
                filled[column.id] = cell
        for name in cells.keys() - {column.id for column in table.columns}:
            self._unknown(f"{table.question}/{name}", cells[name])
        return filled


FORMAT = FormFormat("html", write_html, open_html)
