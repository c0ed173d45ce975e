"""A report names the seal of another State's report: one report is under the names of two States.

It shows only when both are among the files of one run. The seal is the one that is superseded, or
in a copy for publication that of the original. Where no report here has that seal, reports of two
States that both name it are found: one of them has the wrong `state`.

## Why is this bad?
`state` was changed on the way from one to the other, so the answers of one State may be counted
under the name of another. Where such a report is the latest of its State, `checklist summarize`
counts no report of that State, nor does `checklist compare` in a folder; `checklist tabulate` says
that none counts. The report whose seal is named counts.

## Example
    report-AUT.yaml                      report-AUT-r2.yaml
    state: AUT                           state: AUS
    revision: 1                          revision: 2
    seal: "sha256:aaaa…"                 supersedes: "sha256:aaaa…"

## Use instead
Correct `state` in the draft and make it final again. When a final report is wrong, ask the State
whether `state` is right.
"""

from collections.abc import Iterator

from checklist.checks.checked_run import CheckedRun
from checklist.checks.rule import ReportFinding, Rule
from checklist.diagnostics import Finding, Related
from checklist.reports.revisions import ForeignSeal, foreign_seals
from checklist.states import BY_CODE


def _check(run: CheckedRun) -> Iterator[ReportFinding]:
    for found in foreign_seals(run.reports):
        yield found.report, _finding(found)


def _finding(found: ForeignSeal) -> Finding:
    state, file = BY_CODE[found.other.state].name, found.other.file
    message = "the report names the same seal as a report from another State"
    if found.is_of_other:
        message = "the report names the seal of a report from another State"
    return Finding(
        RULE.code,
        message,
        ("state",),
        hint="correct `state` in the one that is wrong",
        related=[Related(f"that of {state}", ("state",), False, file)],
        # The other State is never named in a letter.
        to_state=f"{message}; check whether `state` is right",
    )


RULE = Rule(__name__, __doc__, _check, is_across_files=True)
