"""Finds the files that ship with the tool: `questions/` and `schemas/`."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from checklist.errors import InstallationError

_PACKAGE = Path(__file__).resolve().parent.parent
_INSTALLED = _PACKAGE / "_data"


def root() -> Path:
    """Return the folder that holds `questions/` and `schemas/`.

    A wheel has both below `checklist/_data`; a checkout has them next to `checklist/`.
    """
    return _INSTALLED if is_installed() else _PACKAGE.parent


@cache
def is_installed() -> bool:
    """Whether the package runs from a wheel, not from a checkout."""
    return _INSTALLED.is_dir()


def questionnaire_folders() -> dict[str, Path]:
    """Return the shipped questionnaires: folder by id, in the order of the ids.

    Raises:
        InstallationError: The folder `questions` is absent.
    """
    return {folder.name: folder for folder in _questionnaires_in(root() / "questions")}


@cache
def _questionnaires_in(questions: Path) -> Sequence[Path]:
    """Return the folders of questionnaires. Cached, because each report of a batch needs them."""
    if not questions.is_dir():
        raise InstallationError(f"the installation is broken: {questions} is absent")
    return [
        folder
        for folder in sorted(questions.iterdir())
        if (folder / "questionnaire.yaml").is_file()
    ]


def schema_folder() -> Path:
    """Return the folder of the JSON Schemas."""
    return root() / "schemas"
