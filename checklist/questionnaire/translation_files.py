"""Where translations lie: in the folder of a questionnaire, and the user's own, which come first.

Each command in another language asks for them, so the module imports only what such a command needs
in any case.
"""

import os
from pathlib import Path

from checklist.errors import ChecklistError
from checklist.text.messages import tr
from checklist.text.sanitize import quoted

FOLDER = "translations"
"""The folder of a questionnaire with its catalogues: `fr.po`."""

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


def own_digest(language: str, name: str) -> str:
    """Return the SHA-256 of the user's own catalogues of a questionnaire and of the program.

    Empty where there are none; of both, it is that of the one with the other behind it.
    """
    paths = (own_translations(language, name), own_translations(language, PROGRAM))
    if paths == (None, None):
        return ""
    from checklist.files.reader import digest_of, whole_content  # few have catalogues of their own

    contents = [whole_content(path) for path in paths if path is not None]
    return digest_of(b"".join(contents))


def shipped_translations(folder: Path, language: str) -> Path:
    """Return where the catalogue of a questionnaire is, or would be."""
    return folder / FOLDER / f"{language}.po"


def languages_of(folder: Path) -> set[str]:
    """Return the languages, beside English, in which a questionnaire can be read.

    Args:
        folder: The folder of the questionnaire.
    """
    own, name = own_folder(), f"{folder.name}.po"
    found = {path.stem for path in (folder / FOLDER).glob("*.po")}
    return found | ({path.parent.name for path in own.glob(f"*/{name}")} if own else set())


def missing_own(language: str) -> str:
    """Return in a sentence that the user's folder has no catalogue of a language; else nothing."""
    folder = own_folder()
    if folder is None or any(path.is_file() for path in (folder / language).glob("*.po")):
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
