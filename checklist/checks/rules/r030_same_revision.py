"""Two final reports of one revision, from one State, on one questionnaire and for one period.

It shows only when both are among the files of one run. Reports are of one period when their dates
(`as_of`) are in one year, or when each names the seal of the one before (`supersedes`). A draft
does not count as a second one, nor does a copy for publication of the same report. Where the seals
are equal, the same report is here twice.

## Why is this bad?
Nobody can say which of them counts, so neither does. Where no later revision of the State is here,
the State is missing from every summary.

## Example
    a/report-NOR.yaml                    b/report-NOR.yaml
    state: NOR                           state: NOR
    as_of: "2026-06-30"                  as_of: "2026-11-20"
    revision: 1                          revision: 1

## Use instead
Keep the one that the State says is right. Of equal files, remove all but one: the State need not be
asked, and its letter does not mention it. A correction is the next revision, which `checklist
amend` begins from the final report.
"""

from collections.abc import Iterator, Sequence

from checklist.checks.checked_run import CheckedRun
from checklist.checks.rule import ReportFinding, Rule
from checklist.diagnostics import MAX_RELATED, Finding, Related
from checklist.reports.revisions import Period, ReportIdentity, rank


def _check(run: CheckedRun) -> Iterator[ReportFinding]:
    for period in run.periods:
        for rivals in _rivals(period):
            are_equal = len({rival.seal for rival in rivals}) == 1
            finding = _of_equal if are_equal else _of_different
            yield from ((report, finding(report, rivals)) for report in rivals)


def _rivals(period: Period) -> Iterator[Sequence[ReportIdentity]]:
    """Yield the final reports of one revision among which it is undecided which counts."""
    by_revision: dict[int, list[ReportIdentity]] = {}
    for report in period:
        if report.is_final:
            by_revision.setdefault(report.revision, []).append(report)
    for same in by_revision.values():
        best = max(map(rank, same))
        rivals = [rival for rival in same if rank(rival) == best]
        if len(rivals) > 1:
            yield rivals


def _of_equal(report: ReportIdentity, rivals: Sequence[ReportIdentity]) -> Finding:
    return Finding(
        RULE.code,
        f"the same report is here in {_number(rivals):,} files",
        ("revision",),
        hint="remove all files but one",
        related=_others(report, rivals),
        to_state="",
    )


def _of_different(report: ReportIdentity, rivals: Sequence[ReportIdentity]) -> Finding:
    reports = f"{_number(rivals):,} final reports of revision {report.revision}"
    return Finding(
        RULE.code,
        f"there are {reports} from this State, and only one of them can count",
        ("revision",),
        hint="keep the one that is right; a correction is the next revision",
        related=_others(report, rivals),
        to_state=f"we have {reports} from your State, and only one of them can count",
    )


def _number(rivals: Sequence[ReportIdentity]) -> int:
    return sum(rival.stands_for for rival in rivals)


def _others(report: ReportIdentity, rivals: Sequence[ReportIdentity]) -> Sequence[Related]:
    others = [rival for rival in rivals[: MAX_RELATED + 1] if rival is not report]
    return [Related("the same revision", ("revision",), False, rival.file) for rival in others]


RULE = Rule(__name__, __doc__, _check, is_across_files=True)
