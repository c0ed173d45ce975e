"""The option that says of which cycle reports count: `--cycle`."""

from typing import Annotated, Any

from checklist.analysis.rows.report_selection import ReportSelection
from checklist.commands.shared.options import option
from checklist.errors import ChecklistError
from checklist.text.sanitize import quoted

_YEAR = 4
NONE_LEFT = "no report is of this cycle"

CycleOption = Annotated[
    str | None,
    option("--cycle YEAR", "Only reports of this cycle: the year in which their period ends."),
]


def chosen_cycle(cycle: str | None) -> str:
    """Return the year of the cycle that counts; empty where none is chosen.

    Raises:
        ChecklistError: The value of `--cycle` is no year.
    """
    if cycle is not None and (len(cycle) != _YEAR or not (cycle.isascii() and cycle.isdigit())):
        raise ChecklistError(f"--cycle: {quoted(cycle)} is not a year, such as 2026")
    return cycle or ""


def refuse_none_left(*selections: ReportSelection[Any]) -> None:
    """Raise an error if the cycle leaves no report.

    Where a file cannot be used, or it is unclear which counts, the command tells that instead.

    Raises:
        ChecklistError: All reports are of another cycle, or are drafts.
    """
    is_empty = not any(selection.counted for selection in selections)
    files = [file for selection in selections for file in selection.not_counted] if is_empty else []
    if any(file.is_outside for file in files) and not any(file.is_unclear for file in files):
        raise ChecklistError(NONE_LEFT)
