"""A catalogue of translations as a workbook, for translators who work in a spreadsheet."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checklist.answer_types.base_model import LINE_BREAK
from checklist.errors import ChecklistError
from checklist.files.archive import BadArchiveError
from checklist.files.po import PoEntry
from checklist.forms.workbook import Sheet, read_workbook
from checklist.questionnaire.places import Text
from checklist.questionnaire.translation_faults import placeholders_in_words, unbroken
from checklist.questionnaire.translation_update import state_of
from checklist.questionnaire.translations import has_placeholders, longest
from checklist.tables.workbook_setup import set_up_page, workbook_bytes
from checklist.text.paragraphs import evenly_spaced
from checklist.text.sanitize import forbidden_character, quoted, safe_text

_SHEET = "Translation"
_HEADS = ("Place", "Form", "English", "Translation", "Look again", "Was translated from", "Remarks")
_PLACE, _FORM, _ENGLISH, _TRANSLATION, _AGAIN, _WAS, _REMARKS = range(len(_HEADS))
_WIDTHS = (24, 6, 60, 60, 10, 40, 40)
_HEAD_ROW = 2
_ABOUT = (
    "Write in the columns “Translation” and “Look again” only. An x under “Look again” says that "
    "the English was changed: correct the translation, or empty the cell if it still says the same."
)


def translators_workbook(entries: Sequence[PoEntry], texts: Sequence[Text], language: str) -> bytes:
    """Return the workbook of a catalogue, in which only translations can be changed.

    Args:
        entries: The entries, as `updated` returns them for the texts.
        texts: The texts of the questionnaire.
        language: The language of the catalogue.
    """
    return workbook_bytes(lambda book: _write(book, entries, texts, language), f"{language}.po")


def _write(book: Any, entries: Sequence[PoEntry], texts: Sequence[Text], language: str) -> None:
    sheet = book.add_worksheet(_SHEET)
    locked = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#F2F2F2"})
    free = book.add_format({"text_wrap": True, "valign": "top", "locked": False})
    bold = book.add_format({"bold": True})
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, _ABOUT, bold)
    sheet.write_string(1, 0, _counted(entries, texts, language))
    for column, head in enumerate(_HEADS):
        sheet.write_string(_HEAD_ROW, column, head, bold)
    row = _HEAD_ROW
    for entry in entries:
        for form, words in enumerate(entry.texts):
            row += 1
            english = entry.plural if entry.plural and form else entry.english
            remarks = "\n".join((*entry.files, *entry.comments, *entry.remarks))
            again = "x" if entry.is_fuzzy else ""
            form_name = str(form) if entry.plural else ""
            cells = (entry.place, form_name, english, words, again, entry.was, remarks)
            for column, text in enumerate(cells):
                is_free = column in {_TRANSLATION, _AGAIN}
                sheet.write_string(row, column, text, free if is_free else locked)
    sheet.freeze_panes(_HEAD_ROW + 1, _TRANSLATION)
    sheet.autofilter(_HEAD_ROW, 0, row, len(_HEADS) - 1)
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
    set_up_page(sheet)


def _counted(entries: Sequence[PoEntry], texts: Sequence[Text], language: str) -> str:
    known = {entry.place: entry for entry in entries}
    states = [state_of(known.get(text.place), text, language) for text in texts]
    words = sum(len(text.english.split()) for text in texts)
    counts = ", ".join(f"{state} {states.count(state):,}" for state in dict.fromkeys(states))
    return f"{len(texts):,} texts, {words:,} words of English; {counts}"


def read_back(
    content: bytes, name: str, entries: Sequence[PoEntry], language: str
) -> Sequence[PoEntry]:
    """Return the entries of a catalogue with the translations of a workbook.

    Args:
        content: The workbook.
        name: The file as the user named it.
        entries: The entries of the catalogue.
        language: The language of the catalogue.

    Raises:
        ChecklistError: The workbook is another one, or a cell cannot be used; the cell is named.
    """
    try:
        sheets = [sheet for sheet in read_workbook(content).sheets if sheet.name == _SHEET]
    except BadArchiveError as error:
        raise ChecklistError(f"{safe_text(name)}: {error}") from error
    if not sheets:
        raise ChecklistError(f"{safe_text(name)}: there is no sheet {quoted(_SHEET)}")
    known = {e.place: e for e in entries}
    return _TranslationsReading(sheets[0], safe_text(name), known, language).entries(entries)


@dataclass(frozen=True, slots=True)
class _TranslationsReading:
    sheet: Sheet
    name: str
    known: Mapping[str, PoEntry]
    language: str

    def entries(self, entries: Sequence[PoEntry]) -> Sequence[PoEntry]:
        found: dict[str, dict[int, str]] = {}
        again: dict[str, bool] = {}
        for row in sorted({row for row, _ in self.sheet.cells if row > _HEAD_ROW}):
            place, words = self.sheet.text(row, _PLACE), self.sheet.text(row, _TRANSLATION).strip()
            entry, form = self._entry(row, place), int(self.sheet.text(row, _FORM) or 0)
            words = self._with_spaces(words, entry, form)
            self._require_fit(row, entry, words)
            found.setdefault(place, {})[form] = words
            again[place] = bool(self.sheet.text(row, _AGAIN).strip())
        return [
            self._changed(entry, found[entry.place], is_again=again[entry.place])
            if entry.place in found
            else entry
            for entry in entries
        ]

    def _with_spaces(self, words: str, entry: PoEntry, form: int) -> str:
        """Return what was typed with the spaces that a cell loses, and keyboards do not have."""
        words = unbroken(words, self.language)
        if words == entry.texts[form].strip():
            return entry.texts[form]
        english = entry.english
        begin = english[: len(english) - len(english.lstrip())]
        return f"{begin}{words}{english[len(english.rstrip()) :]}" if words else ""

    def _changed(self, entry: PoEntry, words: Mapping[int, str], *, is_again: bool) -> PoEntry:
        texts = tuple(words.get(form, text) for form, text in enumerate(entry.texts))
        is_fuzzy = is_again and texts == entry.texts and any(texts)
        return entry._replace(texts=texts, is_fuzzy=is_fuzzy, was=entry.was if is_fuzzy else "")

    def _entry(self, row: int, place: str) -> PoEntry:
        entry, english = self.known.get(place), self.sheet.text(row, _ENGLISH)
        if entry is None:
            raise self._error(row, _PLACE, f"the questionnaire has no text at {quoted(place)}")
        form = self.sheet.text(row, _FORM)
        if form and form not in map(str, range(len(entry.texts))):
            raise self._error(row, _FORM, f"{quoted(form)} is no form of this language")
        if evenly_spaced(english) not in {
            evenly_spaced(entry.english),
            evenly_spaced(entry.plural),
        }:
            message = "the English is not the present one: write the workbook again"
            raise self._error(row, _ENGLISH, message)
        return entry

    def _require_fit(self, row: int, entry: PoEntry, words: str) -> None:
        key = entry.place.rpartition(".")[2]
        text = Text(
            place=entry.place,
            english=entry.plural or entry.english,
            where=(key,),
            group="",
            says_english=False,
        )
        if words and not has_placeholders(entry, words):
            message = f"the placeholders are wrong: the English has {placeholders_in_words(entry)}"
            raise self._error(row, _TRANSLATION, message)
        if len(words) > longest(text):
            message = f"there are {len(words):,} characters; {longest(text):,} fit"
            raise self._error(row, _TRANSLATION, message)
        if re.search(LINE_BREAK, words) and not text.can_have_lines:
            raise self._error(row, _TRANSLATION, "the text has a line break")
        new = "".join(character for character in words if character not in entry.english)
        if forbidden_character(new) is not None:
            raise self._error(row, _TRANSLATION, "a character that no file may hold is in it")

    def _error(self, row: int, column: int, message: str) -> ChecklistError:
        return ChecklistError(f"{self.name}, {'ABCDEFG'[column]}{row + 1}: {message}")
