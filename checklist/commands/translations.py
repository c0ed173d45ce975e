"""`checklist translations`."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated

import typer

from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.errors import ChecklistError
from checklist.files.discovery import is_folder
from checklist.files.po import PoEntry, po_bytes, read_po
from checklist.files.reader import whole_content
from checklist.files.writer import replace
from checklist.forms.translators_workbook import read_back, translators_workbook
from checklist.questionnaire import shipped_files
from checklist.questionnaire.catalogue_update import (
    MISSING,
    OUTDATED,
    STATES,
    TO_REVIEW,
    head_for,
    parts_of,
    state_of,
    updated,
)
from checklist.questionnaire.changes import NO_CHANGES
from checklist.questionnaire.loading import QuestionnaireError
from checklist.questionnaire.places import Text
from checklist.questionnaire.sources import Sources, read_sources
from checklist.questionnaire.translation import (
    FOLDER,
    VARIABLE,
    Review,
    catalogue_paths,
    own_folder,
    reviewed,
)
from checklist.text.sanitize import quoted, safe_text
from checklist.today import today

_MOST_BYTES = 20 * 1024 * 1024
"""The most bytes of a workbook that is read."""


class CatalogueFormat(StrEnum):
    """The formats of a catalogue for translators, beside its own."""

    XLSX = "xlsx"


def run(
    language: Annotated[
        str | None, typer.Argument(metavar="CODE", help="A language, such as fr; none: all.")
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help="Bring the catalogue up to the present English.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Exit with 1 if a text is missing or outdated.")
    ] = False,
    format_name: Annotated[
        CatalogueFormat | None,
        typer.Option("--format", help="Write the catalogue as a workbook: CODE.xlsx."),
    ] = None,
    read: Annotated[
        Path | None,
        typer.Option(
            "--read", metavar="FILE", readable=False, help="Take translations from a workbook."
        ),
    ] = None,
    reviewed_by: Annotated[
        str | None,
        typer.Option(
            "--reviewed-by",
            metavar="NAME, FUNCTION",
            help="Note that this person reviewed all present translations, or those of --part.",
        ),
    ] = None,
    part: Annotated[
        str | None,
        typer.Option("--part", metavar="FILE", help="Only this file, as the table names it."),
    ] = None,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Show how far translations are, and keep them up to date.

    The table counts, by language and file, the texts that are missing, outdated, a draft, or
    reviewed. A translation of another English is kept and marked; until somebody corrects it, the
    English is shown. A review has a hash of both texts: if either changes, the review ends.

    A corrected catalogue of your own lies in a folder that CHECKLIST_TRANSLATIONS names. With
    --update, --read and --reviewed-by, the catalogue there is written, or else that of the
    questionnaire.
    """
    sources = read_sources(_folder(questionnaire))
    if sources.head.model is None or any(file.model is None for file in sources.parts):
        found = [finding for file in sources.parts for finding in file.diagnostics()]
        raise QuestionnaireError.of(sources.folder, found)
    writes = update or read is not None or reviewed_by is not None or format_name is not None
    if writes and language is None:
        raise ChecklistError("name the language first: checklist translations fr --update")
    known = catalogue_paths(sources.folder)
    for code in [language] if language is not None else sorted(known):
        if not code.isalpha():
            raise ChecklistError(f"{quoted(code)} is not the code of a language, such as fr")
        if code not in known and not update:
            languages = ", ".join(sorted(known)) or "none"
            raise ChecklistError(
                f"there is no catalogue for {quoted(code)}; there is: {languages}. "
                f"To begin it: checklist translations {code} --update"
            )
    if language is not None:
        catalogue = _Catalogue(sources, language, part)
        if update or read is not None or reviewed_by is not None:
            _write(catalogue, read, reviewed_by)
            catalogue = _Catalogue(sources, language, part)
        if format_name is not None:
            path = Path(f"{language}.xlsx")
            workbook = translators_workbook(catalogue.entries, catalogue.texts, language)
            replace(path, workbook, follows_link=False)
            print(f"{path}: {len(catalogue.texts):,} texts", file=sys.stderr)
    codes = [language] if language is not None else sorted(known)
    tables = [_Catalogue(sources, code, part) for code in codes]
    for table in tables:
        for line in table.lines():
            print(safe_text(line))
    if check and any(table.lacks for table in tables):
        raise typer.Exit(1)


def _folder(named: str | None) -> Path:
    """Return the folder of a questionnaire that was named, or of the only one that ships."""
    if named is not None and is_folder(named):
        return Path(named)
    folders = shipped_files.questionnaire_folders()
    if named is None and len(folders) == 1:
        return next(iter(folders.values()))
    if named not in folders:
        raise ChecklistError(f"name a questionnaire with --questionnaire: {', '.join(folders)}")
    return folders[named]


@dataclass(frozen=True)
class _Catalogue:
    """The catalogue of a language."""

    sources: Sources
    language: str
    part: str | None

    @cached_property
    def parts(self) -> Mapping[str, Sequence[Text]]:
        """The texts by file, or those of the file that was named."""
        parts = parts_of(self.sources)
        if self.part is None:
            return parts
        if self.part not in parts:
            raise ChecklistError(f"--part: there is no {quoted(self.part)}: {', '.join(parts)}")
        return {self.part: parts[self.part]}

    @cached_property
    def texts(self) -> Sequence[Text]:
        return [text for texts in self.parts.values() for text in texts]

    @cached_property
    def path(self) -> Path:
        """The file that is written: in the user's own folder, where one is named."""
        own, name = own_folder(), f"{self.language}.po"
        if own is not None:
            return own / name
        folder = self.sources.folder
        is_shipped = folder in shipped_files.questionnaire_folders().values()
        if is_shipped and shipped_files.is_installed():
            raise ChecklistError(
                "the catalogues of the installation are not changed: name a folder of your own "
                f"with {VARIABLE}"
            )
        return folder / FOLDER / name

    @cached_property
    def there(self) -> Sequence[PoEntry]:
        """The entries as they are in the file."""
        path = catalogue_paths(self.sources.folder).get(self.language)
        return [] if path is None else [entry for entry in read_po(path) if entry.place]

    @cached_property
    def entries(self) -> Sequence[PoEntry]:
        """The entries of all texts of the present English."""
        changes = self.sources.changes
        steps = NO_CHANGES if changes is None or changes.model is None else changes.model
        texts = [text for own in parts_of(self.sources).values() for text in own]
        return updated(self.there, texts, self.language, steps)

    def save(self, entries: Sequence[PoEntry]) -> None:
        head = self.sources.head.model
        content = po_bytes(entries, head_for(head.id if head is not None else "", self.language))
        self.path.parent.mkdir(exist_ok=True)
        replace(self.path, content, mode=0o644)
        print(f"wrote {safe_text(str(self.path))}", file=sys.stderr)

    @cached_property
    def states(self) -> Mapping[str, str]:
        """The states of the texts by place."""
        known = {entry.place: entry for entry in self.there}
        return {
            text.place: state_of(known.get(text.place), text, self.language) for text in self.texts
        }

    @property
    def lacks(self) -> bool:
        """Whether a text is missing or outdated."""
        return not {MISSING, OUTDATED}.isdisjoint(self.states.values())

    def lines(self) -> Iterator[str]:
        """Yield the table: a line for each file, and one for all."""
        widest = max(len(name) for name in [*self.parts, self.language])
        heads = "".join(f"{state:>10}" for state in STATES)
        yield f"{self.language:<{widest}}{'texts':>10}{heads}"
        for name, texts in [*self.parts.items(), ("all", self.texts)]:
            states = [self.states[text.place] for text in texts]
            counts = "".join(f"{states.count(state):>10,}" for state in STATES)
            yield f"{name:<{widest}}{len(texts):>10,}{counts}"


def _write(catalogue: _Catalogue, read: Path | None, reviewed_by: str | None) -> None:
    """Write a catalogue of the present English, with what a workbook or a review says."""
    entries = catalogue.entries
    if read is not None:
        content = whole_content(read, _MOST_BYTES)
        entries = read_back(content, str(read), entries)
    if reviewed_by is not None:
        if "," not in reviewed_by:
            raise ChecklistError("--reviewed-by: give the name and the function: Name, function")
        review = Review(today().isoformat(), " ".join(reviewed_by.split()))
        drafts = {
            text.place for text in catalogue.texts if catalogue.states[text.place] == TO_REVIEW
        }
        entries = [reviewed(e, review) if e.place in drafts else e for e in entries]
    places = {entry.place for entry in entries}
    for entry in catalogue.there:
        if any(entry.texts) and entry.place not in places:
            print(f"left out, no text is there any more: {safe_text(entry.place)}", file=sys.stderr)
    catalogue.save(entries)
