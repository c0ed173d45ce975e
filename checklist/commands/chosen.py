"""Which questionnaire, and which copy of the source document, a command is to use."""

from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from checklist.diagnostics import Diagnostic, Severity
from checklist.errors import ChecklistError
from checklist.files.discovery import is_folder
from checklist.files.reader import Document, text_of
from checklist.models.questionnaire import (
    Questionnaire,
    QuestionnaireError,
    load,
    shipped,
    shipped_or_default,
)
from checklist.models.source_document import SourceDocument
from checklist.sanitize import safe_text

QuestionnaireOption = Annotated[
    str | None,
    typer.Option(
        "--questionnaire",
        metavar="PATH|ID",
        help="A questionnaire's folder, or a shipped one's id.",
    ),
]


def chosen(option: str | None) -> Questionnaire:
    """Return the questionnaire of the option; without one, the one that ships.

    Raises:
        QuestionnaireError: It does not exist, or has errors.
    """
    if option is not None and is_folder(option):
        return _sound(Path(option))
    return shipped(option)


@cache
def _sound(folder: Path) -> Questionnaire:
    """Return the questionnaire of a folder. What lint lets through is safe for all commands."""
    from checklist.linter import lint_folder  # only for a questionnaire that does not ship

    found = [one for file in lint_folder(folder).values() for one in file]
    errors = [one for one in found if one.severity is Severity.ERROR]
    if errors:
        raise QuestionnaireError.of(folder, errors)
    return load(folder)


def chosen_for(document: Document, option: str | None) -> Questionnaire:
    """Return the questionnaire of the option; without one, the one that a report names."""
    if option is not None:
        return chosen(option)
    data = document.data if isinstance(document.data, dict) else {}
    reference = data.get("questionnaire")
    named = reference.get("id") if isinstance(reference, dict) else None
    return shipped_or_default(named if isinstance(named, str) else None)


SourceOption = Annotated[
    Path | None,
    typer.Option(
        "--source",
        metavar="FILE",
        help="Your copy of the source document as plain text, for the official wording.",
    ),
]


def source_document(path: Path | None) -> SourceDocument | None:
    """Return the user's copy of the source document, if one is named.

    Raises:
        ChecklistError: It cannot be read, or holds none of the paragraphs.
    """
    if path is None:
        return None
    text = text_of(path)
    if isinstance(text, Diagnostic):
        raise ChecklistError(f"{safe_text(str(path))}: {text.message}")
    document = SourceDocument(text)
    if not document.wordings:
        raise ChecklistError(f"{safe_text(str(path))} has no numbered paragraphs")
    return document
