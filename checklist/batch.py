"""Many reports → their findings, in this process or shared out among several."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from checklist import validator
from checklist.codes import EVERYTHING, Selection
from checklist.diagnostics import FileFindings, Severity, diagnostic
from checklist.feedback import Feedback, feedback
from checklist.files.reader import parse, read
from checklist.models.questionnaire import shipped_or_default
from checklist.questionnaires import chosen, chosen_for

Result = TypeVar("Result")

WORTH_SHARING = 32
"""How many reports take longer than starting processes for them."""


class Source(NamedTuple):
    """A report that is to be checked."""

    path: Path
    """The file, or what stands for it."""
    content: bytes | None = None
    """What it holds, where it is no file: standard input can only be read by one process."""


class Checked(NamedTuple):
    """A report that was checked."""

    findings: FileFindings
    """What was found."""
    recommendations: Sequence[str] = ()
    """The ids of the recommendations behind the findings, if they were asked for."""
    feedback: Feedback | None = None
    """What a State can be told beside the findings, if that was asked for."""


class Checker(NamedTuple):
    """Checks reports, each for itself. Can be sent to other processes."""

    questionnaire: str | None = None
    """A questionnaire's folder or id; None: the one that each report names."""
    final_only: bool = False
    """Whether a draft is an error."""
    selection: Selection = EVERYTHING
    """The codes that are wanted."""
    with_recommendations: bool = False
    """Whether the recommendations behind the findings are wanted."""
    with_feedback: bool = False
    """Whether it is wanted what a State can be told beside the findings."""
    of_many: bool = False
    """Whether so many reports are checked that it pays to get ready for them."""

    def get_ready(self) -> None:
        """Load what nearly every report needs. Processes that are forked then have it already."""
        questionnaire = self.questionnaire
        validator.get_ready(chosen(questionnaire) if questionnaire else shipped_or_default(None))

    def check(self, source: Source) -> Checked:
        """Read a report and check it."""
        name = str(source.path)
        document = read(name) if source.content is None else parse(source.content, name)
        questionnaire = chosen_for(document, self.questionnaire)
        found = validator.validate(
            document,
            questionnaire,
            final_only=self.final_only,
            wanted=self.selection.wants,
            one_of_many=self.of_many,
        )
        checked = Checked(FileFindings(document.name, found))
        if self.with_recommendations:
            grave = (one.where for one in found if one.severity is not Severity.NOTE)
            concerned = [one.id for one in questionnaire.concerned(grave)]
            checked = checked._replace(recommendations=concerned)
        if self.with_feedback:
            checked = checked._replace(feedback=feedback(document, questionnaire, found))
        return checked

    def lost(self, source: Source) -> Checked:
        """Return what is told of a report whose check ended the process that ran it."""
        name = str(source.path)
        message = "the process that checked the file has died; it may have run out of memory"
        found = [diagnostic(name, 1, 1, "S014", message, hint="check this file with --jobs 1")]
        return Checked(FileFindings(name, found))


def check(
    checker: Checker, sources: Iterable[Source], jobs: int | None = None
) -> Iterator[Checked]:
    """Yield what was found in each report, in their order.

    Args:
        checker: What is to be found.
        sources: The reports. They are asked for as they are needed.
        jobs: How many processes check them; None: one for each processor that may be used, where
            there are so many reports that it pays.
    """
    sources, number = counted(sources)
    checker = checker._replace(of_many=number == WORTH_SHARING)
    if checker.of_many:
        checker.get_ready()
    yield from each(checker.check, sources, number, jobs, checker.lost)


def counted(sources: Iterable[Source]) -> tuple[Iterable[Source], int]:
    """Return the same reports, and how many they are; where they are many, `WORTH_SHARING`."""
    rest = iter(sources)
    first = list(islice(rest, WORTH_SHARING))
    return chain(first, rest), len(first)


def each(
    function: Callable[[Source], Result],
    sources: Iterable[Source],
    number: int,
    jobs: int | None,
    lost: Callable[[Source], Result],
) -> Iterator[Result]:
    """Yield the result of each report, in their order, from this process or from several.

    Args:
        function: Can be pickled, as can its results.
        sources: The reports. They are asked for as they are needed.
        number: How many there are, as `counted` says.
        jobs: How many processes run it; None: as many as pay.
        lost: Gives the result of a report that ended the process.
    """
    jobs = usable_processors() if jobs is None and number == WORTH_SHARING else jobs or 1
    if jobs == 1 or number == 1:
        with _garbage_sought_between():
            results = map(function, sources)
            yield from islice(results, 1)  # most often the only one
            for one in results:
                gc.collect(0)
                yield one
        return
    from checklist.workers import shared_out  # takes time to import

    yield from shared_out(function, sources, jobs, lost)


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
