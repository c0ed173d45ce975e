"""What `checklist compare` and `checklist trace` compare: two reports or folders, or cycles."""

from collections.abc import Callable, Sequence
from pathlib import Path

from checklist.analysis.comparison.comparing import (
    Task,
    compare_cycles,
    compare_folders,
    compare_reports,
)
from checklist.analysis.comparison.comparison import Comparison
from checklist.analysis.rows.report_selection import ALWAYS, Within
from checklist.checks.batch import ReportSource
from checklist.checks.resolve_questionnaire import resolve, resolve_for_report
from checklist.checks.validator import head_findings
from checklist.commands.shared.cycle_options import NONE_LEFT, within
from checklist.commands.shared.report_inputs import apart_from, source_of
from checklist.errors import ChecklistError
from checklist.files.discovery import STANDARD_INPUT, ReportFiles, exists, is_folder
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.text.sanitize import quoted, safe_text

FOR_FOLDERS = "cycles, times and groups are for folders: name folders, not two reports"
_TWO = 2


def is_of_sides(paths: Sequence[Path]) -> bool:
    """Whether OLD and NEW are compared: two paths are named. Any other number has cycles."""
    return len(paths) == _TWO


def are_many(paths: Sequence[Path]) -> bool:
    """Whether there may be reports of many States, and not only two reports that are named."""
    return not is_of_sides(paths) or any(map(is_folder, paths))


def times_of(
    paths: Sequence[Path], cycles: Sequence[str], since: str | None, until: str | None
) -> tuple[Within, Within]:
    """Return which of the earlier reports, and of the later ones, may count.

    Raises:
        ChecklistError: An option is no year or day, two reports are named, or two sides have more
            than two cycles.
    """
    if not is_of_sides(paths):
        every = within(cycles, since, until)
        return every, every
    if len(cycles) > _TWO:
        raise ChecklistError("--cycle: name a single cycle, or a cycle of OLD and a cycle of NEW")
    both = within(cycles[:1], since, until), within(cycles[-1:], since, until)
    if both != (ALWAYS, ALWAYS) and not are_many(paths):
        raise ChecklistError(FOR_FOLDERS)
    return both


def compared(
    paths: Sequence[Path], sources: Callable[[Sequence[Path]], Sequence[ReportSource]], task: Task
) -> Comparison:
    """Compare the reports of some paths.

    Args:
        paths: Two reports or folders, or any other number of them with reports of cycles.
        sources: Gives the reports that paths stand for.
        task: How they are compared.

    Raises:
        ChecklistError: No report is of the cycles or of the time that are asked for.
    """
    if not is_of_sides(paths):
        found = compare_cycles(sources(paths), task)
    else:
        old, new = (sources([path]) for path in paths)
        if not are_many(paths):
            (first,), (other,) = old, new
            return compare_reports(first, other, task)
        found = compare_folders(old, new, task)
    sides = {side for side, _ in found.counted}
    outside = found.other_cycles or any(file.is_outside for _, file in found.not_counted)
    left_out = found.publication is not None and found.publication.not_agreed
    if outside and found.is_clear and not left_out and len(sides) < len(found.sides):
        raise ChecklistError(NONE_LEFT)
    return found


class ComparedSources:
    """Finds the reports that are compared."""

    def __init__(self, output: Path | None, *, must_be_there: bool) -> None:
        """Note which files are no reports, and whether each path must have some."""
        self._output, self._must_be_there = output, must_be_there
        self._found: dict[tuple[Path, ...], Sequence[ReportSource]] = {}

    def __call__(self, paths: Sequence[Path]) -> Sequence[ReportSource]:
        """Return the reports that paths stand for; standard input is read once.

        Raises:
            ChecklistError: There must be some, and there are none.
        """
        key = tuple(paths)
        if self._must_be_there:
            _refuse_missing(paths)
        if key not in self._found:
            files = apart_from(self._output, ReportFiles(paths))
            self._found[key] = [source_of(file) for file in files]
        if not self._found[key] and self._must_be_there:
            raise ChecklistError(f"there are no reports in {safe_text(str(paths[0]))}")
        return self._found[key]


def _refuse_missing(paths: Sequence[Path]) -> None:
    """Refuse a path at which nothing is: its States would be counted as gone.

    Raises:
        ChecklistError: There is no such file or folder.
    """
    for path in paths:
        if path != STANDARD_INPUT and not exists(path):
            raise ChecklistError(f"there is no file or folder {quoted(str(path))}")


def questionnaire_of(
    named: Sequence[Path], sources: ComparedSources, name: str | None
) -> Questionnaire:
    """Return the questionnaire by whose questions is compared.

    It is the chosen one, or that of the first report that names one.
    """
    of_two = is_of_sides(named)
    if of_two and named[0] == named[1] == STANDARD_INPUT:
        raise ChecklistError("standard input is either the earlier report or the later one")
    groups = [sources([path]) for path in reversed(named)] if of_two else [sources(named)]
    every = [file for group in groups for file in group]
    if name is not None or not every:
        return resolve(name)
    documents = map(ReportSource.document, every)
    usable = (document for document in documents if not head_findings(document))
    return resolve_for_report(next(usable, every[0].document()), None)
