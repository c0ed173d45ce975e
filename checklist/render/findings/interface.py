"""The interface of the output formats for findings, and the findings that they write."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TextIO

from checklist.diagnostics import FileFindings, Severity

__all__ = ["FileFindings", "Findings", "FindingsCount", "Format"]


class CodeSummary:
    """The counts of one code."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self.files = 0
        """The number of files with a finding of this code."""
        self.severities = Counter[Severity]()
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

    def add(self, file: FileFindings) -> None:
        """Count the findings of one more file."""
        self.files += 1
        if any(finding.severity is Severity.ERROR for finding in file.diagnostics):
            self.with_errors += 1
            self._paths_with_errors.add(file.path)
        self._count(file)

    def add_later(self, file: FileFindings) -> None:
        """Count more findings of a file that is counted already."""
        if any(finding.severity is Severity.ERROR for finding in file.diagnostics):
            self.with_errors += file.path not in self._paths_with_errors
            self._paths_with_errors.add(file.path)
        self._count(file)

    def _count(self, file: FileFindings) -> None:
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
            self.summary.add_later(file)
            yield file


class Format(Protocol):
    """Writes the findings of many files, in the order in which they come."""

    def __call__(self, findings: Findings, output: TextIO) -> None:
        """Write all findings to the output, those of each file before the next file is taken."""
