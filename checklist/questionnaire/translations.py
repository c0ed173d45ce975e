"""A questionnaire in another language: its data with translations in place of the English.

The translations are laid over the data before the data is checked, so that an ordinary
questionnaire comes out. What is not translated, or was translated from another English, stays
English and says so: a question falls back together with its options, a row or column by itself.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from checklist.answer_types.base_model import LINE
from checklist.diagnostics import DocumentPath
from checklist.files import po
from checklist.files.cache import cached
from checklist.files.po import PoEntry, PoError, read_po
from checklist.questionnaire.places import Kind, Text, texts_of
from checklist.questionnaire.translation_files import own_translations, shipped_translations
from checklist.text.languages import language_named

IN_ENGLISH = "[English] "
"""What stands before a text that is English, because its translation is not there or is old."""

_PLACEHOLDER = r"\{[A-Za-z0-9_-]*\}"
_LONGEST_LINE, _LONGEST_TEXT = 400, 4000
"""The most characters of texts on one line, and of longer ones, as the models have them."""


def placeholders(text: str) -> list[str]:
    """Return the placeholders of a text, in the order of their names: `{count}`."""
    return sorted(re.findall(_PLACEHOLDER, text)) if "{" in text else []


def has_placeholders(entry: PoEntry, text: str) -> bool:
    """Whether a translation has the placeholders of the English, each as often.

    Of a plural, the number may be a word: `{count}` can be left out.
    """
    free = "{count}" if entry.plural else ""
    wanted, found = (
        [name for name in placeholders(each) if name != free]
        for each in (entry.plural or entry.english, text)
    )
    return found == wanted


@dataclass(frozen=True)
class Translations:
    """The translations of a questionnaire into a language."""

    language: str
    path: Path
    entries: Mapping[str, PoEntry]
    """By place."""
    shipped: "Translations | None" = None
    """That of the installation, where this one is the user's own."""

    def texts(self, text: Text) -> tuple[str, ...]:
        """Return the translation of a text, with its forms; nothing where it must not be shown.

        Raises:
            PoError: It does not fit where the English stands.
        """
        shipped = self.shipped.texts(text) if self.shipped is not None else ()
        return self._own_texts(text) or shipped

    def _own_texts(self, text: Text) -> tuple[str, ...]:
        entry = self.entries.get(text.place)
        if entry is None or entry.is_fuzzy:
            return ()
        if not is_current(entry, text) or not is_whole(entry, self.language):
            return ()
        if not all(has_placeholders(entry, form) for form in entry.texts):
            return ()
        for form in entry.texts:
            self._refuse_unfit(entry, form, text)
        return tuple(entry.texts)

    def _refuse_unfit(self, entry: PoEntry, form: str, text: Text) -> None:
        fault = ""
        if len(form) > longest(text):
            fault = f"has more than {longest(text):,} characters"
        elif not text.can_have_lines and not re.fullmatch(LINE, form):
            fault = "has a line break, or spaces around it"
        if fault:
            message = f"the translation of `{text.place}` {fault}"
            raise PoError(str(self.path), entry.line, message)


def longest(text: Text) -> int:
    """Return the most characters of a text."""
    is_long = text.can_have_lines or 2 * len(text.english) > _LONGEST_LINE
    return _LONGEST_TEXT if is_long else _LONGEST_LINE


def is_whole(entry: PoEntry, language: str) -> bool:
    """Whether a text has a translation, with as many forms as its language has."""
    forms = language_named(language).plurals if entry.plural else 1
    return len(entry.texts) == forms and all(text.strip() for text in entry.texts)


def is_current(entry: PoEntry, text: Text) -> bool:
    """Whether a translation is of the present English."""
    if text.singular:
        return (entry.english, entry.plural) == (text.singular, text.english)
    return entry.english == text.english


def read_translations(folder: Path, language: str, *, is_shipped: bool = False) -> Translations:
    """Return the translations of a questionnaire: those of its folder, and the user's own.

    Args:
        folder: The folder of the questionnaire.
        language: A language in which it can be read.
        is_shipped: Whether it is of the installation: then its catalogue is parsed once and cached,
            for to parse it takes a third of the time in which a questionnaire is loaded.

    Raises:
        PoError: A catalogue cannot be read.
    """
    path, own = shipped_translations(folder, language), own_translations(language, folder.name)
    shipped = None
    if path.is_file() or own is None:
        make, files = partial(_entries, path), [path, Path(po.__file__)]
        name = f"catalogue-{language}"
        kept = cached(path.parent, name, files, make) if is_shipped else make()
        shipped = Translations(language, path, kept)
    if own is None:
        assert shipped is not None
        return shipped
    return Translations(language, own, _entries(own), shipped)


def _entries(path: Path) -> Mapping[str, PoEntry]:
    """Return the entries of a file by their places, without what only translators read."""
    return {
        entry.place: entry._replace(comments=(), was="") for entry in read_po(path) if entry.place
    }


@dataclass
class Overlay:
    """The laying of translations over the files of a questionnaire, the head first."""

    translations: Translations
    _lists: dict[str, Any] = field(default_factory=dict)
    """The English option lists."""
    _english: set[str] = field(default_factory=set)
    """The groups of the head that are in English."""

    def of(self, kind: Kind) -> Callable[[Any], Any]:
        """Return the function that lays the translations over the data of a file."""
        return lambda data: self.laid_over(data, kind)

    def laid_over(self, data: Any, kind: Kind) -> Any:
        """Return the data of a file in the language of the catalogue."""
        texts = [*texts_of(data, kind)]
        found = {text.where: self.translations.texts(text) for text in texts}
        english = {text.group for text in texts if not found[text.where]}
        if kind == "head":
            lists = data.get("lists") if isinstance(data, dict) else None
            self._lists = lists if isinstance(lists, dict) else {}
            self._english = english
        written_out = self._lists_in_english(data, english) if kind == "set" else {}
        new: dict[DocumentPath, Any] = {**written_out}
        for text in texts:
            if text.group not in english:
                new[text.where] = found[text.where][-1]
                if text.singular:
                    unit = {"language": self.translations.language, "forms": [*found[text.where]]}
                    new[(*text.where[:-1], "unit_forms")] = unit
            elif text.says_english:
                new[text.where] = f"{IN_ENGLISH}{text.english}"[: longest(text)].strip()
        return _with(data, _nested(new)) if new else data

    def _lists_in_english(self, data: Any, english: set[str]) -> dict[DocumentPath, Any]:
        """Return the lists to be written out, and note each group whose list is in English."""
        written_out: dict[DocumentPath, Any] = {}
        for where, group, name in _named_lists(data):
            if f"lists.{name}" in self._english:
                english.add(group)
            elif group in english and name in self._lists:
                written_out[where] = self._lists[name]
        return written_out


def _named_lists(data: Any) -> list[tuple[DocumentPath, str, str]]:
    """Return the places where a named list is used, each with its group and the name."""
    found: list[tuple[DocumentPath, str, str]] = []
    for index, question in _mappings(data, "questions"):
        name = str(question.get("id"))
        found.append((("questions", index, "options"), name, question.get("options")))
        for number, column in _mappings(question, "columns"):
            where = ("questions", index, "columns", number, "options")
            found.append((where, f"{name}.columns.{column.get('id')}", column.get("options")))
    return [(where, group, used) for where, group, used in found if isinstance(used, str)]


def _mappings(data: Any, key: str) -> Iterator[tuple[int, Any]]:
    """Yield the mappings of a list, with their indices, from data that can have any errors."""
    inner = data.get(key) if isinstance(data, dict) else None
    for index, part in enumerate(inner if isinstance(inner, list) else ()):
        if isinstance(part, dict):
            yield index, part


def _nested(new: Mapping[DocumentPath, Any]) -> dict[Any, Any]:
    """Return values by their places as mappings within mappings; a value is a tuple of itself."""
    root: dict[Any, Any] = {}
    for where, value in new.items():
        at = root
        for part in where[:-1]:
            at = at.setdefault(part, {})
        at[where[-1]] = (value,)
    return root


def _with(data: Any, new: dict[Any, Any]) -> Any:
    """Return data with other values at some places. What has none of them is not copied."""
    if isinstance(data, list):
        copy: Any = [*data]
    else:
        copy = {**data}
    for key, value in new.items():
        copy[key] = value[0] if isinstance(value, tuple) else _with(data[key], value)
    return copy
