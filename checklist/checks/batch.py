"""Many reports → their findings, in this process or shared out among several."""

import gc
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple, Protocol, Self, TypeVar

from checklist.checks import validator
from checklist.checks.codes import EVERYTHING, CodeFilter
from checklist.checks.report_summary import ReportSummary, report_summary
from checklist.checks.resolve_questionnaire import resolve, resolve_for_report
from checklist.diagnostics import FileFindings, Severity, diagnostic
from checklist.files.reader import Document, parse, read
from checklist.questionnaire.loading import shipped_or_default
from checklist.reports.revisions import ReportIdentity

Result = TypeVar("Result", covariant=True)

WORTH_SHARING = 32
"""How many reports take longer than starting processes for them."""


class ReportSource(NamedTuple):
    """A report that is to be checked."""

    path: Path
    """The file, or what stands for it."""
    content: bytes | None = None
    """What it holds, where it is no file: standard input can only be read by one process."""

    def document(self) -> Document:
        """Return what the report holds."""
        name = str(self.path)
        return read(name) if self.content is None else parse(self.content, name)


class Reader(Protocol[Result]):
    """What reads reports, each for itself. It and its results can be sent to other processes."""

    def for_many(self) -> Self:
        """Return the same for so many reports that it pays to get ready for them."""

    def read(self, source: ReportSource) -> Result:
        """Return what comes of a report."""

    def lost(self, source: ReportSource) -> Result:
        """Return what is told of a report that ended the process which read it."""


class Checked(NamedTuple):
    """A report that was checked."""

    findings: FileFindings
    """What was found."""
    recommendations: Sequence[str] = ()
    """The ids of the recommendations behind the findings, if they were asked for."""
    report_summary: ReportSummary | None = None
    """What a State can be told beside the findings, if that was asked for."""
    identity: ReportIdentity | None = None
    """What the report says of itself; None where it cannot be used as a whole."""


class Checker(NamedTuple):
    """Checks reports, each for itself. Can be sent to other processes."""

    questionnaire: str | None = None
    """A questionnaire's folder or id; None: the one that each report names."""
    final_only: bool = False
    """Whether a draft is an error."""
    selection: CodeFilter = EVERYTHING
    """The codes that are wanted."""
    with_recommendations: bool = False
    """Whether the recommendations behind the findings are wanted."""
    with_report_summary: bool = False
    """Whether it is wanted what a State can be told beside the findings."""
    of_many: bool = False
    """Whether so many reports are checked that it pays to get ready for them."""

    def for_many(self) -> Self:
        """Load what nearly every report needs. Processes that are forked then have it already."""
        questionnaire = self.questionnaire
        validator.get_ready(resolve(questionnaire) if questionnaire else shipped_or_default(None))
        return self._replace(of_many=True)

    def read(self, source: ReportSource) -> Checked:
        """Read a report and check it."""
        document = source.document()
        questionnaire = resolve_for_report(document, self.questionnaire)
        codes: set[str] = set()

        def is_wanted(code: str) -> bool:
            codes.add(code)
            return self.selection.wants(code)

        found = validator.validate(
            document,
            questionnaire,
            final_only=self.final_only,
            wanted=is_wanted,
            one_of_many=self.of_many,
        )
        identity = validator.identity(document, codes)
        checked = Checked(FileFindings(document.name, found), identity=identity)
        if self.with_recommendations:
            grave = (one.where for one in found if one.severity is not Severity.NOTE)
            concerned = [one.id for one in questionnaire.recommendations_at(grave)]
            checked = checked._replace(recommendations=concerned)
        if self.with_report_summary:
            checked = checked._replace(
                report_summary=report_summary(document, questionnaire, found)
            )
        return checked

    def lost(self, source: ReportSource) -> Checked:
        """Return what is told of a report whose check ended the process that ran it."""
        name = str(source.path)
        message = "the process that checked the file has died; it may have run out of memory"
        found = [diagnostic(name, 1, 1, "S014", message, hint="check this file with --jobs 1")]
        return Checked(FileFindings(name, found))


def read_all(
    reader: Reader[Result], sources: Iterable[ReportSource], jobs: int | None = None
) -> Iterator[Result]:
    """Yield what comes of each report, in their order, from this process or from several.

    Args:
        reader: What reads them.
        sources: The reports. They are asked for as they are needed.
        jobs: How many processes read them; None: one for each processor that may be used, where
            there are so many reports that it pays.
    """
    rest = iter(sources)
    first = list(islice(rest, WORTH_SHARING))
    number, sources = len(first), chain(first, rest)
    if number == WORTH_SHARING:
        reader = reader.for_many()
    jobs = usable_processors() if jobs is None and number == WORTH_SHARING else jobs or 1
    if jobs == 1 or number == 1:
        with _garbage_sought_between():
            results = map(reader.read, sources)
            yield from islice(results, 1)  # most often the only one
            for one in results:
                gc.collect(0)
                yield one
        return
    from checklist.checks.process_pool import shared_out  # takes time to import

    yield from shared_out(reader.read, sources, jobs, reader.lost)


@contextmanager
def _garbage_sought_between() -> Iterator[None]:
    """Save a quarter of the time: while a report is read there is no garbage, only afterwards."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def usable_processors() -> int:
    """Return how many processors this process may use, which can be fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
