"""Endings of files' names, which say in which format a file is written."""

from collections.abc import Iterable
from pathlib import Path

from checklist.errors import ChecklistError
from checklist.text.sanitize import quoted


def known_ending(output: Path, endings: Iterable[str]) -> str:
    """Return the ending of a file's name in small letters: one of those that say a format.

    Raises:
        ChecklistError: The name ends with none of them.
    """
    ending = output.suffix.lower()
    if ending not in endings:
        raise ChecklistError(
            f"--output: {quoted(output.name)} does not say in which format to write; "
            f"the name ends with {', '.join(endings)}"
        )
    return ending
