"""What an output format of findings is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TextIO

from checklist.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class FileFindings:
    """What was found in one file."""

    path: str
    """The file as the user named it."""
    diagnostics: Sequence[Diagnostic]
    """In the order of their lines; empty when nothing is wrong."""


class Format(Protocol):
    """Writes the findings of many files, in the order in which they come."""

    def __call__(self, files: Iterable[FileFindings], output: TextIO) -> None:
        """Write all findings to the output."""
