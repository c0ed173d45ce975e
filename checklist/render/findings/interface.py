"""The interface of the output formats for findings, and the findings that they write."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol, TextIO

from checklist.diagnostics import FileFindings, Severity

__all__ = ["FileFindings", "Findings", "FindingsCount", "Format"]


@dataclass(slots=True)
class CodeSummary:
    """The counts of one code."""

    files: int = 0
    """The number of files with a finding of this code."""
    severities: Counter[Severity] = field(default_factory=Counter)
    """The number of findings by severity."""


class FindingsCount:
    """The counts of all findings."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self.files = 0
        """The number of checked files."""
        self.with_errors = 0
        """The number of files with an error."""
        self.severities = Counter[Severity]()
        """The number of findings by severity."""
        self.codes: dict[str, CodeSummary] = defaultdict(CodeSummary)
        """The counts by code."""
        self._paths_with_errors: set[str] = set()

    def add(self, file: FileFindings, *, is_counted: bool = False) -> None:
        """Count the findings of one more file, or more findings of a file that is counted."""
        self.files += not is_counted
        if any(finding.severity is Severity.ERROR for finding in file.diagnostics):
            self.with_errors += not (is_counted and file.path in self._paths_with_errors)
            self._paths_with_errors.add(file.path)
        for code in {finding.code for finding in file.diagnostics}:
            self.codes[code].files += 1
        for finding in file.diagnostics:
            self.severities[finding.severity] += 1
            self.codes[finding.code].severities[finding.severity] += 1


class Findings:
    """The findings of many files, which can be iterated once and are counted on the way."""

    def __init__(
        self,
        files: Iterable[FileFindings],
        later: Callable[[], Iterable[FileFindings]] = tuple,
    ) -> None:
        """Keep both sources; no finding is taken from them yet.

        Args:
            files: The findings of each file.
            later: Gives more findings of the same files after all files were iterated.
        """
        self._files = files
        self._later = later
        self.summary = FindingsCount()
        """The counts of the findings so far."""

    def __iter__(self) -> Iterator[FileFindings]:
        for file in self._files:
            self.summary.add(file)
            yield file
        for file in self._later():
            self.summary.add(file, is_counted=True)
            yield file


class Format(Protocol):
    """Writes the findings of many files, in the order in which they come."""

    def __call__(self, findings: Findings, output: TextIO) -> None:
        """Write all findings to the output, those of each file before the next file is taken."""
