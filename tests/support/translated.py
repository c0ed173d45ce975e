"""Copies of questionnaires with catalogues in which every text is said to be in the language."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from checklist.files.po import PoEntry, po_bytes
from checklist.questionnaire.sources import read_sources
from checklist.questionnaire.translation_update import head_for, texts_in, updated
from tests.support.folders import SMALL_FOLDER

Change = Callable[[PoEntry], PoEntry | None]
"""Returns an entry as it is to be, or None to leave it out."""


def said(entry: PoEntry, language: str = "fr") -> PoEntry:
    """Return an entry with its translation: the English between signs of the language."""
    words = entry.plural or entry.english
    forms = (f"‹{language}{number or ''} {words}›" for number in range(len(entry.texts)))
    return entry._replace(texts=tuple(forms))


def write_catalogue(
    folder: Path, language: str = "fr", change: Change = lambda entry: entry, to: Path | None = None
) -> Path:
    """Write the catalogue of a questionnaire, or that of a user's own folder; return its path."""
    texts = texts_in(read_sources(folder))
    whole = (said(entry, language) for entry in updated([], texts, language))
    path = folder / "translations" / f"{language}.po"
    if to is not None:
        path = to / language / f"{folder.name}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    entries = [*_changed(whole, change)]
    path.write_bytes(po_bytes(entries, head_for(folder.name, language)))
    return path


def _changed(entries: Iterator[PoEntry], change: Change) -> Iterator[PoEntry]:
    for entry in entries:
        new = change(entry)
        if new is not None:
            yield new


def without(*places: str) -> Change:
    """Return the change that leaves the translations of some places empty."""
    return lambda entry: entry._replace(texts=("",)) if entry.place in places else entry


def translated_folder(
    parent: Path,
    languages: Sequence[str] = ("fr",),
    change: Change = lambda entry: entry,
    source: Path = SMALL_FOLDER,
) -> Path:
    """Return a copy of a questionnaire with catalogues."""
    folder = parent / source.name
    shutil.copytree(source, folder)
    for language in languages:
        write_catalogue(folder, language, change)
    return folder
