"""Finds the questionnaire for a command: the chosen one, or the one that a report names."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from checklist.diagnostics import Severity
from checklist.files.discovery import is_folder
from checklist.files.reader import Document
from checklist.questionnaire.loading import (
    QuestionnaireError,
    chosen_language,
    load_once,
    questionnaire_of,
    shipped,
    shipped_or_default,
)
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.questionnaire.shipped_files import questionnaire_folders
from checklist.text.languages import ENGLISH
from checklist.text.messages import language as spoken_language

if TYPE_CHECKING:
    from checklist.checks.codes import Explained


def resolve(name: str | None, report: str | None = None) -> Questionnaire:
    """Return the questionnaire in a folder, or the one that ships with an id.

    Args:
        name: A folder or an id; None: the default questionnaire.
        report: The language of the report that is shown; None where there is no report.

    Raises:
        QuestionnaireError: It does not exist, or has errors.
    """
    if name is not None and is_folder(name):
        language = chosen_language(Path(name), report)
        asked = _load_without_errors(Path(name))
        return asked if language == asked.language else load_once(Path(name), language)
    return shipped(name, report=report)


@cache
def _load_without_errors(folder: Path) -> Questionnaire:
    """Return the questionnaire of a folder, in which lint finds no errors."""
    # Not needed for shipped questionnaires.
    from checklist.checks.linter import lint_sources
    from checklist.questionnaire.sources import read_sources

    sources = read_sources(folder)
    found = [finding for file in lint_sources(sources).values() for finding in file]
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    questionnaire = questionnaire_of(sources)
    if errors or questionnaire is None:
        raise QuestionnaireError.of(folder, errors)
    return questionnaire


def resolve_for_report(document: Document, name: str | None) -> Questionnaire:
    """Return the chosen questionnaire, or else that of the report."""
    questionnaire_id, language = _reference(document)
    if name is not None:
        return resolve(name, language)
    return shipped_or_default(questionnaire_id, language)


def report_codes(name: str | None) -> "Mapping[str, Explained]":
    """Return the codes that findings on reports can have, those of questionnaires included.

    Args:
        name: The chosen questionnaire; None: all shipped ones.

    Raises:
        QuestionnaireError: The questionnaire does not exist, or has errors.
    """
    from checklist.checks.codes import OF_REPORTS, codes  # imports what all rules need

    return codes(OF_REPORTS, [resolve(name)] if name else map(shipped, questionnaire_folders()))


def speak_for(document: Document) -> None:
    """Speak the language of a report from now on, unless the user named another one."""
    _reference(document)


def _reference(document: Document) -> tuple[str | None, str]:
    """Return the id of the questionnaire that a report names, and the language of its texts.

    The program speaks that language from now on, unless the user named another one.
    """
    data = document.data if isinstance(document.data, dict) else {}
    reference = data.get("questionnaire")
    named = reference if isinstance(reference, dict) else {}
    questionnaire_id = named.get("id")
    named_language = data.get("language")
    language = named_language if isinstance(named_language, str) else ENGLISH
    if language != spoken_language():
        from checklist.questionnaire.program_texts import speak_as_report  # few need it

        speak_as_report(language)
    return (
        questionnaire_id if isinstance(questionnaire_id, str) else None,
        language,
    )
