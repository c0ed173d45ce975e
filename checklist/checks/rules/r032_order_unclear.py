"""A revision is from an earlier day than one with a lower number.

It shows only when both are among the files of one run, and of one period: their dates (`as_of`) are
in one year, or each names the seal of the one before.

## Why is this bad?
The numbers say that one report is the later one, and the dates say the other. Nobody can say which
of them counts, so neither does. Where no later revision of the State is here, the State is missing
from every summary.

## Example
    report-NOR.yaml                      report-NOR-r2.yaml
    revision: 1                          revision: 2
    as_of: "2026-11-20"                  as_of: "2026-06-30"

## Use instead
Ask the State which one is the later, and keep that one. The next revision has the right date:
`checklist amend`.
"""

from collections.abc import Iterator
from itertools import groupby

from checklist.checks.checked_run import CheckedRun
from checklist.checks.rule import ReportFinding, Rule
from checklist.diagnostics import Finding, Related
from checklist.reports.revisions import Period, ReportIdentity, is_out_of_order


def _check(run: CheckedRun) -> Iterator[ReportFinding]:
    for period in run.periods:
        for report, lower in _out_of_order(period):
            yield report, _finding(report, lower)


def _out_of_order(period: Period) -> Iterator[tuple[ReportIdentity, ReportIdentity]]:
    """Yield each report after which a lower revision is dated, with the latest such revision."""
    final = sorted((report for report in period if report.is_final), key=_revision)
    lower: list[ReportIdentity] = []
    for _, group in groupby(final, _revision):
        same = list(group)
        for latest in lower:
            yield from ((report, latest) for report in same if is_out_of_order(latest, report))
        lower = [max([*lower, *same], key=lambda report: report.date)]


def _revision(report: ReportIdentity) -> int:
    return report.revision


def _finding(report: ReportIdentity, lower: ReportIdentity) -> Finding:
    return Finding(
        RULE.code,
        f"revision {report.revision} is from an earlier day than revision {lower.revision}, so "
        "nobody can say which of them counts",
        ("as_of",),
        hint="keep the later one",
        related=[Related(f"the day of revision {lower.revision}", ("as_of",), False, lower.file)],
        to_state=f"revision {report.revision} is from an earlier day than revision "
        f"{lower.revision}, so we cannot say which of them counts",
    )


RULE = Rule(__name__, __doc__, _check, is_across_files=True)
