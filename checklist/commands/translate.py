"""`checklist translate`."""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated

import typer

from checklist.commands.shared.options import argument, option
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.errors import ChecklistError
from checklist.files.discovery import is_folder
from checklist.files.po import PoEntry
from checklist.files.writer import replace
from checklist.questionnaire import shipped_files
from checklist.questionnaire.domains import Domain, program_domain, questionnaire_domain
from checklist.questionnaire.loading import QuestionnaireError
from checklist.questionnaire.places import Text
from checklist.questionnaire.sources import read_sources
from checklist.questionnaire.translation_faults import unfit
from checklist.questionnaire.translation_update import (
    MISSING,
    OUTDATED,
    STAGES,
    TRANSLATED,
    state_of,
)
from checklist.text.languages import CODE
from checklist.text.messages import any_of
from checklist.text.sanitize import quoted, safe_text


def run(
    language: Annotated[str | None, argument("CODE", "A language, such as fr; none: all.")] = None,
    check: Annotated[
        bool, option("--check", "Write nothing; exit with 1 if a text is missing or outdated.")
    ] = False,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Bring a translation up to date, or show how far all are.

    The catalogue of the language gets all texts of the present English. A translation of another
    English is kept and marked; until somebody corrects it, the English is shown. Without a
    language, the command only shows how far all translations are. The table counts, by file, the
    texts that are missing, outdated or translated: those of the questionnaire, and in the line
    “program” those of the program. With --questionnaire, it is about that questionnaire alone.

    Corrected catalogues of your own lie in a folder that CHECKLIST_TRANSLATIONS names. If it is
    named, those there are written.
    """
    domains = _domains(questionnaire)
    if language is not None and not re.fullmatch(CODE, language):
        raise ChecklistError(f"{quoted(language)} is not the code of a language, such as fr")
    if language is not None and not check:
        for domain in domains:
            _write(domain, language)
    known = sorted({code for domain in domains for code in domain.languages})
    if language is not None and language not in known:
        raise ChecklistError(f"there is no catalogue for {quoted(language)}")
    tables = [_Table(domains, code) for code in (known if language is None else [language])]
    for table in tables:
        for line in table.lines():
            print(safe_text(line))
        for fault in table.faults() if check else ():
            print(safe_text(fault))
    if check and any(table.lacks for table in tables):
        raise typer.Exit(1)


def _domains(questionnaire: str | None) -> Sequence[Domain]:
    """Return what is translated: a questionnaire that is named, or else all that ships."""
    sources = read_sources(_folder(questionnaire), with_translations=True)
    if sources.head.model is None or any(file.model is None for file in sources.parts):
        found = [finding for file in sources.parts for finding in file.diagnostics()]
        raise QuestionnaireError.of(sources.folder, found)
    asked = questionnaire_domain(sources)
    return [asked] if questionnaire is not None else [asked, program_domain(sources)]


def _folder(named: str | None) -> Path:
    """Return the folder of a questionnaire that was named, or of the only one that ships."""
    if named is not None and is_folder(named):
        return Path(named)
    folders = shipped_files.questionnaire_folders()
    if named is None and len(folders) == 1:
        return next(iter(folders.values()))
    if named not in folders:
        names = any_of([*folders])
        raise ChecklistError(f"name a questionnaire with --questionnaire: {names}")
    return folders[named]


@dataclass(frozen=True)
class _Table:
    """All catalogues of a language."""

    domains: Sequence[Domain]
    language: str

    @cached_property
    def parts(self) -> Mapping[str, Sequence[Text]]:
        """The texts by file."""
        return {name: own for domain in self.domains for name, own in domain.parts.items()}

    @cached_property
    def texts(self) -> Sequence[Text]:
        return [text for texts in self.parts.values() for text in texts]

    @cached_property
    def there(self) -> Sequence[PoEntry]:
        """The entries as they are in the files."""
        return [entry for domain in self.domains for entry in domain.there(self.language)]

    @cached_property
    def states(self) -> Mapping[str, str]:
        """The states of the texts by place."""
        known = {entry.place: entry for entry in self.there}
        return {
            text.place: state_of(known.get(text.place), text, self.language) for text in self.texts
        }

    @property
    def lacks(self) -> bool:
        """Whether a text is missing, outdated, or does not fit."""
        is_behind = not {MISSING, OUTDATED}.isdisjoint(self.states.values())
        return is_behind or any(True for _ in self.faults())

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with translations that are there, in sentences."""
        known = {entry.place: entry for entry in self.there}
        terms = self.domains[0].terms
        for text in self.texts:
            if self.states[text.place] == TRANSLATED:
                yield from unfit(text, known[text.place], self.language, terms)

    def lines(self) -> Iterator[str]:
        """Yield the table: a line for each file, and one for all."""
        widest = max(len(name) for name in [*self.parts, self.language])
        heads = "".join(f"{state:>10}" for state in STAGES)
        yield f"{self.language:<{widest}}{'texts':>10}{heads}"
        for name, texts in [*self.parts.items(), ("all", self.texts)]:
            states = [self.states[text.place] for text in texts]
            counts = "".join(f"{states.count(state):>10,}" for state in STAGES)
            yield f"{name:<{widest}}{len(texts):>10,}{counts}"


def _write(domain: Domain, language: str) -> None:
    """Write the catalogue of the present English."""
    entries = domain.updated(language)
    places = {entry.place for entry in entries}
    for entry in domain.there(language):
        if any(entry.texts) and entry.place not in places:
            name = safe_text(domain.name_of(entry))
            print(f"{name} is left out: there is no such text any more", file=sys.stderr)
    path, content = domain.written(entries, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    replace(path, content, mode=0o644)
    print(f"wrote {safe_text(str(path))}", file=sys.stderr)
