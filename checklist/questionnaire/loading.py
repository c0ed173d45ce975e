"""Loads a questionnaire from its folder, or a questionnaire that ships with the tool."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

from checklist.diagnostics import Diagnostic
from checklist.errors import ChecklistError
from checklist.files.cache import cached_questionnaire
from checklist.questionnaire import shipped_files
from checklist.questionnaire.digest import questionnaire_digest
from checklist.questionnaire.questionnaire import Questionnaire, with_lists
from checklist.text.languages import ENGLISH, wanted_language
from checklist.text.sanitize import quoted, safe_text

if TYPE_CHECKING:
    from checklist.questionnaire.sources import Sources
    from checklist.questionnaire.translations import Overlay

# What reads and describes question sets is imported where it is needed: the cache spares it most
# runs.


class QuestionnaireError(ChecklistError):
    """A questionnaire does not load, or has errors. The text of the exception names the first."""

    @classmethod
    def of(cls, folder: Path, errors: Sequence[Diagnostic]) -> Self:
        """Return the error for a command that cannot use the questionnaire in a folder."""
        name = safe_text(str(folder))
        first = "\n".join(
            f"{safe_text(d.path)}:{d.line}:{d.column}: {d.code} {d.message}" for d in errors[:3]
        )
        return cls(
            f"the questionnaire in {name} has errors ({len(errors):,}); "
            f"`checklist lint {name}` shows them all\n{first}"
        )


def load(folder: Path, language: str = ENGLISH) -> Questionnaire:
    """Read a questionnaire whose lint is known to find no errors.

    Args:
        folder: The folder.
        language: The language of its texts, of which it has a catalogue.

    Raises:
        QuestionnaireError: A file cannot be read or has errors of structure.
        PoError: The catalogue cannot be read, or has a text that does not fit.
    """
    from checklist.questionnaire.sources import read_sources

    overlay = None if language == ENGLISH else _overlay(folder, language)
    sources = read_sources(folder, overlay=overlay)
    loaded = questionnaire_of(sources)
    if loaded is None:
        wrong = [found for part in sources.parts for found in part.diagnostics()]
        raise QuestionnaireError.of(folder, wrong)
    if overlay is None:
        return loaded
    from checklist.questionnaire.translation_files import own_digest

    return replace(
        loaded,
        language=language,
        own_translations=own_digest(language, folder.name),
    )


def _overlay(folder: Path, language: str) -> "Overlay":
    from checklist.questionnaire.translations import Overlay, read_translations

    return Overlay(read_translations(folder, language, is_shipped=_is_shipped(folder)))


def _is_shipped(folder: Path) -> bool:
    return folder in shipped_files.questionnaire_folders().values()


def chosen_language(folder: Path, report: str | None) -> str:
    """Return the language in which the questions of a folder are shown.

    Args:
        folder: The folder of the questionnaire.
        report: The language of the report that is shown; None where there is no report.

    Raises:
        QuestionnaireError: The user named a language into which it is not translated.
    """
    language, is_named = wanted_language(report)
    if language == ENGLISH:
        return ENGLISH
    known = _languages(folder)
    if language not in known and is_named:
        languages = ", ".join(sorted({ENGLISH, *known}))
        raise QuestionnaireError(
            f"the questionnaire {quoted(folder.name)} cannot be read in the language "
            f"{quoted(language)}; known: {languages}"
        )
    return language if language in known else ENGLISH


load_once = cache(load)
"""`load` for a folder that does not change while the process runs."""


def in_language(questionnaire: Questionnaire, language: str = ENGLISH) -> Questionnaire:
    """Return a questionnaire in another language; itself where it has none."""
    folder = questionnaire.folder
    if questionnaire.language == language or folder is None:
        return questionnaire
    if language != ENGLISH and language not in _languages(folder):
        return questionnaire
    return _shipped(folder, language) if _is_shipped(folder) else load_once(folder, language)


def languages_of(questionnaire: Questionnaire) -> set[str]:
    """Return the languages in which a questionnaire can be read."""
    folder = questionnaire.folder
    own = {ENGLISH, questionnaire.language}
    return own if folder is None else own | _languages(folder)


def _languages(folder: Path) -> set[str]:
    """Return the languages, beside English, in which the questionnaire of a folder can be read."""
    from checklist.questionnaire.translation_files import languages_of

    return languages_of(folder)


def questionnaire_of(sources: "Sources") -> Questionnaire | None:
    """Return the questionnaire of a folder's files; None where a file has errors of structure."""
    from checklist.questionnaire.analysis_plan import AnalysisPlan

    head, catalogue = sources.head.model, sources.catalogue.model
    sets = [part.model for part in sources.sets if part.model is not None]
    if head is None or catalogue is None or any(part.model is None for part in sources.parts):
        return None
    plan = None if sources.plan is None else sources.plan.model
    return Questionnaire(
        head=head,
        catalogue=catalogue,
        sets=[with_lists(part, head.lists) for part in sets],
        digest=questionnaire_digest([part.document.data for part in sources.asked]),
        plan=plan or AnalysisPlan(),
        folder=sources.folder,
    )


def shipped(questionnaire_id: str | None = None, report: str | None = None) -> Questionnaire:
    """Return a questionnaire that ships with the tool, in the language that is wanted.

    Args:
        questionnaire_id: Its id; None: the only one there is.
        report: The language of the report that is shown; None where there is no report.

    Raises:
        QuestionnaireError: There is none with this id, or several and no id.
    """
    folders = shipped_files.questionnaire_folders()
    if questionnaire_id is None and len(folders) == 1:
        (questionnaire_id,) = folders
    if questionnaire_id is None or questionnaire_id not in folders:
        known = ", ".join(folders) or "none"
        raise QuestionnaireError(
            f"there is no questionnaire {quoted(questionnaire_id)}; known: {known}"
            if questionnaire_id
            else f"name a questionnaire with --questionnaire; known: {known}"
        )
    folder = folders[questionnaire_id]
    return _shipped(folder, chosen_language(folder, report))


@cache
def _shipped(folder: Path, language: str) -> Questionnaire:
    # In a checkout the code changes as often as the questions; the user's own translations can
    # change at any time.
    if not shipped_files.is_installed() or _is_own(folder, language):
        return load(folder, language)
    kept = cached_questionnaire(folder, partial(load, language=language), language)
    # The installation may have been moved since.
    return kept if kept.folder == folder else replace(kept, folder=folder)


def _is_own(folder: Path, language: str) -> bool:
    """Whether a translation of the questionnaire, or of the program, is the user's own."""
    if language == ENGLISH:
        return False
    from checklist.questionnaire.translation_files import own_digest

    return bool(own_digest(language, folder.name))


def shipped_or_default(questionnaire_id: str | None, report: str | None = None) -> Questionnaire:
    """Return the shipped questionnaire with this id, or the first one if the id is unknown.

    That a report names an unknown questionnaire is a finding, not an error: the rest of
    the report is checked against the questionnaire that it most likely means.
    """
    folders = shipped_files.questionnaire_folders()
    known = questionnaire_id if questionnaire_id in folders else next(iter(folders), None)
    return shipped(known, report)
