"""The options that say of which time reports count: `--cycle`, `--since` and `--until`."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from checklist.analysis.rows.report_selection import ReportSelection, Within
from checklist.commands.shared.options import option
from checklist.errors import ChecklistError
from checklist.text.sanitize import quoted

_YEAR = 4
NONE_LEFT = "no report is of this cycle or time"

CycleOption = Annotated[
    str | None,
    option("--cycle YEAR", "Only reports of this cycle: the year in which their period ends."),
]
SinceOption = Annotated[
    str | None,
    option("--since DAY", "Only reports as of this day or later."),
]
UntilOption = Annotated[
    str | None,
    option("--until DAY", "Only reports as of this day or earlier."),
]


def within(cycles: Sequence[str | None], since: str | None, until: str | None) -> Within:
    """Return which reports may count.

    Raises:
        ChecklistError: An option is no year, or no day, or no day lies between the two.
    """
    years = [cycle for cycle in cycles if cycle is not None]
    for cycle in years:
        check_year(cycle)
    first, last = _day("--since", since), _day("--until", until)
    if first and last and first > last:
        raise ChecklistError(f"--since {first} is after --until {last}: no report lies between")
    return Within(tuple(years), first, last)


def check_year(cycle: str) -> None:
    """Raise an error if the value of `--cycle` is no year.

    Raises:
        ChecklistError: It is none.
    """
    if len(cycle) != _YEAR or not (cycle.isascii() and cycle.isdigit()):
        raise ChecklistError(f"--cycle: {quoted(cycle)} is not a year, such as 2026")


def refuse_none_left(*selections: ReportSelection[Any]) -> None:
    """Raise an error if the cycle or the time leaves no report.

    Where a file cannot be used, or it is unclear which counts, the command tells that instead.

    Raises:
        ChecklistError: All reports are of another cycle or time, or are drafts.
    """
    is_empty = not any(selection.counted for selection in selections)
    files = [file for selection in selections for file in selection.not_counted] if is_empty else []
    if any(file.is_outside for file in files) and not any(file.is_unclear for file in files):
        raise ChecklistError(NONE_LEFT)


def _day(option: str, day: str | None) -> str:
    try:
        return date.fromisoformat(day).isoformat() if day is not None else ""
    except ValueError:
        raise ChecklistError(
            f"{option}: {quoted(day or '')} is not a day, such as 2026-01-31"
        ) from None
