"""Checks the reports of one run: first each by itself, then all of them together."""

from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path
from typing import Any, NamedTuple

from checklist.checks.batch import Checker, CheckResult, ReportSource, read_all
from checklist.checks.report_state import state_of
from checklist.checks.rule import CheckedRun, run_rules
from checklist.diagnostics import (
    DocumentPath,
    FileFindings,
    Finding,
    in_order,
    locate,
)
from checklist.files.reader import Document, beginning_of, parse
from checklist.reports.report_facts import ReportFacts
from checklist.reports.revisions import ReportIdentity


class RunValidator:
    """Checks the reports of one run. Of each report, only its identity and facts are kept."""

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
        self._facts: dict[str, ReportFacts] = {}
        self._texts: dict[str, str] = {}
        """The texts that several identities share."""
        self._without_file: dict[str, ReportSource] = {}

    def one_by_one(self) -> Iterator[CheckResult]:
        """Yield the result of each report by itself, in the order of the reports."""
        for checked in read_all(self._checker, self._noted(), self._jobs):
            if checked.identity is not None:
                self._reports.append(checked.identity.sharing_texts(self._texts))
                self._facts[checked.identity.file] = checked.facts
            yield checked

    def _noted(self) -> Iterator[ReportSource]:
        for source in self._sources:
            if source.content is not None:
                self._without_file[str(source.path)] = source
            yield source

    def together(self) -> Iterator[FileFindings]:
        """Yield the findings on the reports together, file by file.

        The reports that `one_by_one` has yielded take part. Files that these findings name are
        read again for the line numbers.
        """
        self._texts.clear()  # the rules need memory for tables of their own
        by_file = self._findings()
        documents = {name: self._places(name, w) for name, w in _named_places(by_file).items()}
        states = {
            report.file: state_of({"state": report.state}, report.file)
            for report in self._reports
            if report.file in by_file
        }
        for name, findings in sorted(by_file.items()):
            found = in_order(locate(findings, documents[name], documents))
            yield FileFindings(name, found, states.get(name) or "")

    def _findings(self) -> Mapping[str, list[Finding]]:
        in_order_of_files = sorted(self._reports, key=lambda finding: finding.file)
        run = CheckedRun(in_order_of_files, self._facts, self._answers)
        by_file: dict[str, list[Finding]] = {}
        for rule in run_rules():
            if self._checker.selection.wants(rule.code):
                for report, finding in rule.check(run):
                    by_file.setdefault(report.file, []).append(finding)
        return by_file

    def _answers(self, report: ReportIdentity) -> Mapping[str, Any]:
        """Return the answers of a report, read again."""
        data = self._source(report.file).document().data
        answers = data.get("answers") if isinstance(data, dict) else None
        return answers if isinstance(answers, dict) else {}

    def _source(self, name: str) -> ReportSource:
        return self._without_file.get(name) or ReportSource(Path(name))

    def _places(self, name: str, wanted: Set[DocumentPath]) -> "_HeadPlaces":
        source = self._source(name)
        document = _head(source, wanted) or source.document()
        return _HeadPlaces(name, {where: document.position(where) for where in wanted})


class _HeadPlaces(NamedTuple):
    """Lines and columns in the head of a report, all that is kept of the document."""

    name: str
    places: Mapping[DocumentPath, tuple[int, int]]

    def position(self, where: DocumentPath, *, key: bool = False) -> tuple[int, int]:
        return self.places[where]

    def number(self, where: DocumentPath) -> str:
        return ""


def _named_places(by_file: Mapping[str, Iterable[Finding]]) -> Mapping[str, Set[DocumentPath]]:
    """Return the places that the findings are at or name, by file."""
    named: dict[str, set[DocumentPath]] = {}
    for name, findings in by_file.items():
        for finding in findings:
            named.setdefault(name, set()).add(finding.where)
            for other in finding.related:
                named.setdefault(other.file or name, set()).add(other.where)
    return named


_MAX_HEAD = 4_096
_ANSWERS_LINE = b"\nanswers:"


def _head(source: ReportSource, wanted: Iterable[DocumentPath]) -> Document | None:
    """Return the part of a report above its answers, as a document.

    The places in it are those in the whole report, which takes four times as long to read. None if
    it is not a document by itself, or lacks one of the places.
    """
    begin = source.content or beginning_of(source.path, _MAX_HEAD)
    end = begin.find(_ANSWERS_LINE, 0, _MAX_HEAD)
    head = parse(begin[: end + 1], str(source.path))
    data = head.data
    is_enough = isinstance(data, dict) and all(where and where[0] in data for where in wanted)
    return head if is_enough and not head.refusals else None
