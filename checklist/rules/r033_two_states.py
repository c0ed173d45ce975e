"""A report names the seal of another State's report: one report stands under two States.

It shows only when both are among the files of one run. The seal is the one that is superseded, or
in a copy for publication that of the original.

## Why is this bad?
`state` was changed on the way from one to the other, so the answers of one State may be counted
under the name of another.

## Example
    report-AUT.yaml                      report-AUT-r2.yaml
    state: AUT                           state: AUS
    revision: 1                          revision: 2
    seal: "sha256:aaaa…"                 supersedes: "sha256:aaaa…"

## Use instead
Correct `state` in the draft and make it final again. Ask the State when a final report is wrong.
"""

from collections.abc import Iterator
from itertools import islice

from checklist.diagnostics import Finding, Related
from checklist.models.revisions import ReportIdentity
from checklist.rules.interface import CheckedRun, InReport, Rule
from checklist.states import BY_CODE


def _check(run: CheckedRun) -> Iterator[InReport]:
    for report in run.reports:
        for other in _from_another_state(run, report):
            yield report, _finding(other)


def _from_another_state(run: CheckedRun, report: ReportIdentity) -> Iterator[ReportIdentity]:
    """Yield the first report from another State under each seal that the report names."""
    superseded = run.superseded.get(report.supersedes or "", {})
    if report.state not in superseded:
        yield from islice((other for same in superseded.values() for other in same.values()), 1)
    original = run.sealed.get(report.original or "", {})
    if report.state not in original:
        yield from islice(original.values(), 1)


def _finding(other: ReportIdentity) -> Finding:
    return Finding(
        RULE.code,
        "the report names the seal of a report from another State",
        ("state",),
        hint="correct `state` in the one that is wrong",
        related=[Related(f"that of {BY_CODE[other.state].name}", ("state",), False, other.file)],
    )


RULE = Rule(__name__, __doc__, _check, is_across_files=True)
