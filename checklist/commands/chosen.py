"""Which questionnaire a command is to use."""

from pathlib import Path
from typing import Annotated

import typer

from checklist.files.reader import Document
from checklist.models.questionnaire import Questionnaire, load, shipped, shipped_or_default

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
        QuestionnaireError: It does not exist or does not load.
    """
    if option is not None and Path(option).is_dir():
        return load(Path(option))
    return shipped(option)


def chosen_for(document: Document, option: str | None) -> Questionnaire:
    """Return the questionnaire of the option; without one, the one that a report names."""
    if option is not None:
        return chosen(option)
    data = document.data if isinstance(document.data, dict) else {}
    reference = data.get("questionnaire")
    named = reference.get("id") if isinstance(reference, dict) else None
    return shipped_or_default(named if isinstance(named, str) else None)
