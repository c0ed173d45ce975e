"""The corrected catalogues of the user, which come before those of the installation.

Each command in another language asks for them, so the module imports only what such a command needs
in any case.
"""

import os
from pathlib import Path

from checklist.errors import ChecklistError
from checklist.text.messages import tr
from checklist.text.sanitize import quoted

VARIABLE = "CHECKLIST_TRANSLATIONS"
"""The environment variable with a folder of corrected catalogues: `fr/program.po`.

Text by text, they come before those of the installation.
"""

PROGRAM = "program"
"""The name of the catalogues of the program; that of a questionnaire has its id."""


def own_folder() -> Path | None:
    """Return the folder of catalogues that the user named; None for none."""
    named = os.environ.get(VARIABLE, "").strip()
    return Path(named) if named else None


def own_translations(language: str, name: str) -> Path | None:
    """Return the corrected catalogue of the user; None where there is none.

    Args:
        language: Its language.
        name: `PROGRAM`, or the id of a questionnaire.

    Raises:
        ChecklistError: The folder that the user named is not there.
    """
    folder = own_folder()
    if folder is None:
        return None
    from checklist.files.discovery import is_folder  # few name a folder

    if not is_folder(folder):
        raise ChecklistError(tr("{variable}: there is no folder {folder}", VARIABLE, _name(folder)))
    path = folder / language / f"{name}.po"
    return path if path.is_file() else None


def missing_own(language: str) -> str:
    """Return in a sentence that the user's folder has no catalogue of a language; else nothing."""
    folder = own_folder()
    if folder is None or [*(folder / language).glob("*.po")]:
        return ""
    return tr(
        "{variable}: {folder} has no corrected catalogue for `{language}`, such as {file}; "
        "the translation of the installation is shown",
        VARIABLE,
        _name(folder),
        language,
        f"{language}/{PROGRAM}.po",
    )


def _name(folder: Path) -> str:
    return quoted(str(folder))
