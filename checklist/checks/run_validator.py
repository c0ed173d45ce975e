"""Checks the reports of one run: first each by itself, then all of them together."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from checklist.checks.batch import Checker, CheckResult, ReportSource, read_all
from checklist.checks.checked_run import CheckedRun
from checklist.checks.rule_registry import run_rules
from checklist.diagnostics import DocumentPath, FileFindings, Finding, in_order, locate
from checklist.files.reader import Document
from checklist.reports.revisions import ReportIdentity


class RunValidator:
    """Checks the reports of one run. Only the identity of each report is kept in memory."""

    def __init__(
        self, checker: Checker, sources: Iterable[ReportSource], jobs: int | None = None
    ) -> None:
        """Begin a run, without reading anything yet.

        Args:
            checker: Checks each report by itself.
            sources: The reports. They are taken one by one, as they are needed.
            jobs: The number of processes that read them, as for `read_all`.
        """
        self._checker = checker
        self._sources = sources
        self._jobs = jobs
        self._reports: list[ReportIdentity] = []
        self._without_file: dict[str, ReportSource] = {}

    def one_by_one(self) -> Iterator[CheckResult]:
        """Yield the result of each report by itself, in the order of the reports."""
        for checked in read_all(self._checker, self._noted(), self._jobs):
            if checked.identity is not None:
                self._reports.append(checked.identity)
            yield checked

    def _noted(self) -> Iterator[ReportSource]:
        for source in self._sources:
            if source.content is not None:
                self._without_file[str(source.path)] = source
            yield source

    def together(self) -> Iterator[FileFindings]:
        """Yield the findings on the reports together, file by file.

        Only the reports that `one_by_one` has yielded take part. Files that these findings name are
        read again for the line numbers.
        """
        by_file = self._findings()
        documents = {name: self._places(name) for name in dict.fromkeys(_named(by_file))}
        for name, findings in sorted(by_file.items()):
            yield FileFindings(name, in_order(locate(findings, documents[name], documents)))

    def _findings(self) -> Mapping[str, list[Finding]]:
        run = CheckedRun(sorted(self._reports, key=lambda one: one.file))
        by_file: dict[str, list[Finding]] = {}
        for rule in run_rules():
            if self._checker.selection.wants(rule.code):
                for report, finding in rule.check(run):
                    by_file.setdefault(report.file, []).append(finding)
        return by_file

    def _places(self, name: str) -> "_HeadPlaces":
        source = self._without_file.get(name) or ReportSource(Path(name))
        return _HeadPlaces.of(source.document())


class _HeadPlaces(NamedTuple):
    """The lines and columns of the keys of a report's head, all that is kept of the document."""

    name: str
    places: Mapping[DocumentPath, tuple[int, int]]

    @classmethod
    def of(cls, document: Document) -> "_HeadPlaces":
        keys = ("state", "as_of", "revision", "supersedes", "seal")
        present = document.data if isinstance(document.data, dict) else {}
        # To find that a key is absent, the whole text would be read again.
        places = {(key,): (key,) if key in present else () for key in keys}
        return cls(document.name, {key: document.position(at) for key, at in places.items()})

    def position(self, where: DocumentPath, *, key: bool = False) -> tuple[int, int]:
        return self.places[where]


def _named(by_file: Mapping[str, Iterable[Finding]]) -> Iterator[str]:
    """Yield the name of each file that a finding is in or names."""
    for name, findings in by_file.items():
        yield name
        yield from (other.file for finding in findings for other in finding.related)
