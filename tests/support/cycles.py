"""Made reports of several cycles: some States report again, some come, some go.

All they say is invented.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from checklist.reports.report import Report
from tests.support.made_reports import as_yaml, made_report

IN_CYCLES: Mapping[str, Sequence[str]] = {
    "AUT": ("2022", "2024", "2026"),
    "KEN": ("2022", "2026"),
    "TUV": ("2024", "2026"),
    "UGA": ("2022", "2024"),
    "USA": ("2024", "2026"),
    "VAT": ("2026",),
}
"""The cycles in which each State reports."""


def of_cycle(data: Mapping[str, Any], cycle: str, *, has_period: bool = True) -> dict[str, Any]:
    """Return a report as one of a cycle.

    Args:
        data: The report.
        cycle: The year.
        has_period: Whether the end of its period says so, and its date is later; else its date.
    """
    answers = {i: one for i, one in data["answers"].items() if not i.startswith("period-")}
    if has_period:
        answers["period-start"] = {"value": str(int(cycle) - 1)}
        answers["period-end"] = {"value": f"{cycle}-12"}
    year = int(cycle) + has_period
    return (
        Report.from_data({**data, "as_of": f"{year}-03-31", "answers": answers}).sealed().to_data()
    )


def reports_of_cycles(
    in_cycles: Mapping[str, Sequence[str]] = IN_CYCLES, *, seed: int = 0
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the reports of each State in its cycles, each with a name for its file."""
    for number, (state, cycles) in enumerate(in_cycles.items()):
        for cycle in cycles:
            data = made_report(seed + 10 * int(cycle) + number, state=state)
            has_period = (number + int(cycle) // 2) % 3 > 0
            yield f"{state}-{cycle}.yaml", of_cycle(data, cycle, has_period=has_period)


def write_cycles(folder: Path, reports: Iterator[tuple[str, dict[str, Any]]]) -> Path:
    """Write reports to a folder as YAML, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in reports:
        (folder / name).write_text(as_yaml(data), encoding="utf-8")
    return folder
