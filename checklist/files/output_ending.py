"""The ending of an output's name, which gives the format in which it is written."""

from collections.abc import Iterable
from pathlib import Path

from checklist.errors import ChecklistError
from checklist.text.sanitize import quoted


def output_ending(output: Path, endings: Iterable[str]) -> str:
    """Return the ending of an output's name, in small letters.

    Args:
        output: The path of the output.
        endings: The endings that give a format.

    Raises:
        ChecklistError: The name has none of these endings.
    """
    ending = output.suffix.lower()
    if ending not in endings:
        raise ChecklistError(
            f"--output: {quoted(output.name)} does not say in which format to write; "
            f"the name ends with {', '.join(endings)}{_pdf_hint(ending, endings)}"
        )
    return ending


def _pdf_hint(ending: str, endings: Iterable[str]) -> str:
    """Return how a PDF is made of a page or a Word file, where that was wanted."""
    makers = [ending for ending in (".docx", ".html") if ending in endings]
    if ending != ".pdf" or not makers:
        return ""
    return f". For a PDF, write {' or '.join(makers)}, open the file, and print or save it as PDF"
