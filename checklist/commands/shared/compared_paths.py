"""What `checklist compare` compares: two reports or folders."""

from collections.abc import Callable, Sequence
from pathlib import Path

from checklist.analysis.comparison.comparing import (
    Task,
    compare_folders,
    compare_reports,
)
from checklist.analysis.comparison.comparison import Comparison
from checklist.checks.batch import ReportSource
from checklist.checks.resolve_questionnaire import resolve, resolve_for_report
from checklist.checks.validator import head_findings
from checklist.commands.shared.cycle_options import NONE_LEFT
from checklist.commands.shared.report_inputs import apart_from, source_of
from checklist.errors import ChecklistError
from checklist.files.discovery import STANDARD_INPUT, ReportFiles, exists, is_folder
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.text.sanitize import quoted, safe_text

FOR_FOLDERS = "cycles and groups are for folders: name folders, not two reports"


def are_many(paths: Sequence[Path]) -> bool:
    """Whether there may be reports of many States, and not only two reports that are named."""
    return any(map(is_folder, paths))


def compared(
    paths: Sequence[Path], sources: Callable[[Path], Sequence[ReportSource]], task: Task
) -> Comparison:
    """Compare two reports or folders.

    Args:
        paths: The earlier one, and the later one.
        sources: Gives the reports that a path stands for.
        task: How they are compared.

    Raises:
        ChecklistError: No report is of the cycles that are asked for.
    """
    old, new = map(sources, paths)
    if not are_many(paths):
        (first,), (other,) = old, new
        return compare_reports(first, other, task)
    found = compare_folders(old, new, task)
    sides = {side for side, _ in found.counted}
    outside = found.other_cycles or any(file.is_outside for _, file in found.not_counted)
    left_out = found.publication is not None and found.publication.not_agreed
    if outside and found.is_clear and not left_out and len(sides) < len(paths):
        raise ChecklistError(NONE_LEFT)
    return found


class ComparedSources:
    """Finds the reports that are compared."""

    def __init__(self, output: Path | None, *, must_be_there: bool) -> None:
        """Note which files are no reports, and whether each path must have some."""
        self._output, self._must_be_there = output, must_be_there
        self._found: dict[Path, Sequence[ReportSource]] = {}

    def __call__(self, path: Path) -> Sequence[ReportSource]:
        """Return the reports that a path stands for; standard input is read once.

        Raises:
            ChecklistError: There must be some, and there are none.
        """
        if self._must_be_there:
            _refuse_missing(path)
        if path not in self._found:
            files = apart_from(self._output, ReportFiles([path]))
            self._found[path] = [source_of(file) for file in files]
        if not self._found[path] and self._must_be_there:
            raise ChecklistError(f"there are no reports in {safe_text(str(path))}")
        return self._found[path]


def _refuse_missing(path: Path) -> None:
    """Refuse a path at which nothing is: its States would be counted as gone.

    Raises:
        ChecklistError: There is no such file or folder.
    """
    if path != STANDARD_INPUT and not exists(path):
        raise ChecklistError(f"there is no file or folder {quoted(str(path))}")


def questionnaire_of(
    named: Sequence[Path], sources: ComparedSources, name: str | None
) -> Questionnaire:
    """Return the questionnaire by whose questions is compared.

    It is the chosen one, or that of the first report that names one.
    """
    old, new = named
    if old == new == STANDARD_INPUT:
        raise ChecklistError("standard input is either the earlier report or the later one")
    every = [*sources(new), *sources(old)]
    if name is not None or not every:
        return resolve(name)
    documents = map(ReportSource.document, every)
    usable = (document for document in documents if not head_findings(document))
    return resolve_for_report(next(usable, every[0].document()), None)
