"""A report has nearly the answers and all the longer texts of another State's report. A warning.

It shows only when both reports are among the files of one run, or in one register, where only the
report that came later has the finding. Two reports are found if all their texts of more than 40
characters are the same, and at least 95 in 100 of their answers.

## Why is this bad?
A report that was begun from a copy of another State's report, or whose `state` was mistyped, counts
as what this State says of itself. No two States write the same texts by chance.

## Example
    report-GHA.yaml                      report-ZMB.yaml
    state: GHA                           state: ZMB
    # and the same answers               # and the same answers

## Use instead
Ask the State whether this is its report.
"""

from collections.abc import Iterator

from checklist.checks.checked_run import CheckedRun
from checklist.checks.rule import ReportFinding, Rule
from checklist.diagnostics import Finding, Related, Severity
from checklist.reports.revisions import ReportIdentity
from checklist.states import BY_CODE

_MOSTLY = 0.95
"""The least share of answers that are the same."""


def _check(run: CheckedRun) -> Iterator[ReportFinding]:
    for reports in run.with_same_texts:
        first = reports[0]
        other = next(report for report in reports if report.state != first.state)
        for report in reports:
            like = other if report.state == first.state else first
            if run.share_of_same_answers(report, like) >= _MOSTLY:
                yield report, _finding(like)


def _finding(like: ReportIdentity) -> Finding:
    state = BY_CODE[like.state].name
    message = "nearly all answers and all longer texts are those of a report from another State"
    return Finding(
        RULE.code,
        f"{message}, {state}; does this report come from the State that it names?",
        ("state",),
        severity=Severity.WARNING,
        related=[Related(f"that of {state}", ("state",), False, like.file)],
        # The other State is never named in a letter.
        to_state=f"{message}; is this your State's report?",
    )


RULE = Rule(__name__, __doc__, _check, is_across_files=True)
