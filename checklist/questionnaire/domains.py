"""What is translated: a questionnaire, or the program, with one catalogue for each language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from checklist.errors import ChecklistError
from checklist.files.po import PoEntry, po_bytes, read_po
from checklist.questionnaire import shipped_files
from checklist.questionnaire.changes import NO_CHANGES, Changes
from checklist.questionnaire.places import Text
from checklist.questionnaire.questionnaire import DRAFT
from checklist.questionnaire.sources import Sources
from checklist.questionnaire.terms import Terms
from checklist.questionnaire.translation_files import (
    VARIABLE,
    languages_of,
    own_folder,
    own_translations,
    shipped_translations,
)
from checklist.questionnaire.translation_update import (
    REVIEWED,
    head_for,
    parts_of,
    state_of,
    updated,
)


@dataclass(frozen=True)
class Domain:
    """A questionnaire, or the program."""

    name: str
    """The name of its catalogues: the id of the questionnaire, or `program`."""
    sources: Sources
    """The files of the questionnaire, whose terms hold for the program, too."""

    @property
    def terms(self) -> Terms | None:
        """How terms are translated."""
        return None if self.sources.terms is None else self.sources.terms.model

    @cached_property
    def parts(self) -> Mapping[str, Sequence[Text]]:
        """The texts by file."""
        return parts_of(self.sources)

    @cached_property
    def texts(self) -> Sequence[Text]:
        """All texts."""
        return [text for texts in self.parts.values() for text in texts]

    @property
    def languages(self) -> set[str]:
        """The languages that have a catalogue."""
        return languages_of(self.sources.folder)

    @property
    def changes(self) -> Changes:
        """What became of the questions of earlier versions."""
        changes = self.sources.changes
        return NO_CHANGES if changes is None or changes.model is None else changes.model

    def shipped(self, language: str) -> Path:
        """Return where the catalogue of a language is, or would be."""
        return shipped_translations(self.sources.folder, language)

    def read(self, path: Path) -> Sequence[PoEntry]:
        """Return the entries of a catalogue, each with the place of its text."""
        return [entry for entry in read_po(path) if entry.place]

    def name_of(self, entry: PoEntry) -> str:
        """Return by what a person knows the text of an entry."""
        return entry.place

    def there(self, language: str) -> Sequence[PoEntry]:
        """Return the entries of a language: the user's own, and of the installation all others."""
        path, own = self.shipped(language), own_translations(language, self.name)
        entries = {e.place: e for e in (self.read(path) if path.is_file() else ())}
        corrected = self.read(own) if own is not None else ()
        return [*{**entries, **{e.place: e for e in corrected if any(e.texts)}}.values()]

    def updated(self, language: str) -> Sequence[PoEntry]:
        """Return the entries of all texts of the present English."""
        return updated(self.there(language), self.texts, language, self.changes)

    def written(self, entries: Sequence[PoEntry], language: str) -> tuple[Path, bytes]:
        """Return a catalogue, and where it is to be written: in the user's folder, if one is named.

        Raises:
            ChecklistError: It would be written into the installation.
        """
        known = {entry.place: entry for entry in entries}
        states = {state_of(known.get(text.place), text, language) for text in self.texts}
        remark = "" if states == {REVIEWED} else DRAFT.english
        content = po_bytes(self.as_in_file(entries), head_for(self.name, language), remark)
        own = own_folder()
        if own is not None:
            return own / language / f"{self.name}.po", content
        is_shipped = self.sources.folder in shipped_files.questionnaire_folders().values()
        if is_shipped and shipped_files.is_installed():
            raise ChecklistError(
                "the catalogues of the installation are not changed: name a folder of your own "
                f"with {VARIABLE}"
            )
        return self.shipped(language), content

    def as_in_file(self, entries: Sequence[PoEntry]) -> Sequence[PoEntry]:
        """Return entries as a catalogue has them."""
        return entries


def questionnaire_domain(sources: Sources) -> Domain:
    """Return a questionnaire as what is translated."""
    return Domain(sources.folder.name, sources)
