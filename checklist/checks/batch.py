"""Checks many reports, in this process or in several."""

import gc
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple, Protocol, Self, TypeVar

from checklist.checks.codes import EVERYTHING, CodeFilter
from checklist.checks.report_state import state_of
from checklist.checks.resolve_questionnaire import resolve, resolve_for_report
from checklist.checks.validator import Validator, identity
from checklist.diagnostics import FileFindings, diagnostic
from checklist.files.reader import Document, parse, read
from checklist.questionnaire.loading import shipped_or_default
from checklist.reports.check_structure import check_structure
from checklist.reports.checked_report import CheckedReport
from checklist.reports.report_facts import NO_FACTS, ReportFacts, report_facts
from checklist.reports.revisions import ReportIdentity

Result = TypeVar("Result", covariant=True)

MIN_BATCH = 32
"""The least number of reports for which a reader for many, and several processes, pay."""


class ReportSource(NamedTuple):
    """A report that is to be checked."""

    path: Path
    """The file, or a name for standard input."""
    content: bytes | None = None
    """The content, if it comes from standard input, which only one process can read."""

    def document(self) -> Document:
        """Read the report."""
        name = str(self.path)
        return read(name) if self.content is None else parse(self.content, name)


class Reader(Protocol[Result]):
    """Reads reports, each by itself. The reader and its results can be pickled."""

    def for_many(self) -> Self:
        """Return a reader with the same results, ready before processes are forked."""

    def read(self, source: ReportSource) -> Result:
        """Read a report and return its result."""

    def lost(self, source: ReportSource) -> Result:
        """Return the result of a report whose reading ended the process."""


class CheckResult(NamedTuple):
    """The result of the check of one report."""

    findings: FileFindings
    """The findings in it."""
    identity: ReportIdentity | None = None
    """Its place among other reports; None if the report cannot be used as a whole."""
    facts: ReportFacts = NO_FACTS
    """What is compared with other reports."""


class Checker(NamedTuple):
    """Checks reports, each by itself. A checker can be pickled."""

    questionnaire: str | None = None
    """A questionnaire's folder or id; None: the one that each report names."""
    final_only: bool = False
    """Whether a draft is an error."""
    selection: CodeFilter = EVERYTHING
    """The codes that are wanted."""

    def for_many(self) -> Self:
        """Return the same checker, with its questionnaire loaded before processes are forked."""
        name = self.questionnaire
        check_structure({}, resolve(name) if name else shipped_or_default(None))
        return self

    def read(self, source: ReportSource) -> CheckResult:
        """Read a report and check it."""
        document = source.document()
        questionnaire = resolve_for_report(document, self.questionnaire)
        codes: set[str] = set()

        def is_wanted(code: str) -> bool:
            codes.add(code)
            return self.selection.wants(code)

        facts = NO_FACTS

        def note(report: CheckedReport) -> None:
            nonlocal facts
            facts = report_facts(report)

        found = Validator(questionnaire).validate(
            document, final_only=self.final_only, wanted=is_wanted, noted=note
        )
        state = state_of(document.data, document.name) or ""
        return CheckResult(
            FileFindings(document.name, found, state),
            identity=identity(document, codes, questionnaire),
            facts=facts,
        )

    def lost(self, source: ReportSource) -> CheckResult:
        """Return the finding on a report whose check ended the process."""
        name = str(source.path)
        message = "the process that checked the file has died; it may have run out of memory"
        found = [diagnostic(name, 1, 1, "S014", message, hint="check this file alone")]
        return CheckResult(FileFindings(name, found))


def read_all(
    reader: Reader[Result], sources: Iterable[ReportSource], jobs: int | None = None
) -> Iterator[Result]:
    """Yield the result of each report, in their order, from this process or from several.

    Args:
        reader: The reader of the reports.
        sources: The reports. They are taken one by one, as they are needed.
        jobs: The number of processes that read them; None: one for each usable processor, if there
            are at least `MIN_BATCH` reports.
    """
    rest = iter(sources)
    first = list(islice(rest, MIN_BATCH))
    number, sources = len(first), chain(first, rest)
    if number == MIN_BATCH:
        reader = reader.for_many()
    jobs = jobs_for(number, jobs)
    if jobs == 1:
        with _garbage_collected_between():
            results = map(reader.read, sources)
            yield from islice(results, 1)  # no garbage is collected for a single report
            for result in results:
                gc.collect(0)
                yield result
        return
    from checklist.checks.process_pool import map_in_processes  # takes 9 ms to import

    yield from map_in_processes(reader.read, sources, jobs, reader.lost)


def jobs_for(number: int, jobs: int | None) -> int:
    """Return the number of processes for so many items.

    Args:
        number: The number of items, or `MIN_BATCH` if there are at least as many.
        jobs: The number that the user chose; None: one for each usable processor, if there are at
            least `MIN_BATCH` items.
    """
    if number <= 1:
        return 1
    return jobs or (usable_processors() if number >= MIN_BATCH else 1)


@contextmanager
def _garbage_collected_between() -> Iterator[None]:
    """Collect garbage between reports only, not while one is read: a quarter of the time less."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def usable_processors() -> int:
    """Return the number of processors that this process may use, which may not be all."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
