"""The revision that a report supersedes is not here, but an earlier one is. A note.

It shows only when the earlier revision is among the files of the same run. The seal that
`supersedes` names is that of no report of the run.

## Why is this bad?
It need not be: the revision between them may have been replaced before it was sent. But if it was
sent, it was lost on the way, and nobody sees that from the other files.

## Example
    report-CHL.yaml                      report-CHL-r3.yaml
    revision: 1                          revision: 3
    seal: "sha256:aaaa…"                 supersedes: "sha256:bbbb…"

## Use instead
Ask the State for the revision between them.
"""

from collections.abc import Iterator

from checklist.checks.checked_run import CheckedRun
from checklist.checks.rule import ReportFinding, Rule
from checklist.diagnostics import Finding, Related, Severity
from checklist.reports.revisions import ReportIdentity


def _check(run: CheckedRun) -> Iterator[ReportFinding]:
    here = {seal for report in run.reports for seal in report.seals}
    lacking = [other for other in run.reports if other.supersedes and other.supersedes not in here]
    # Reports that no seal links are not of one period, so the year tells which belong together.
    final: dict[tuple[str, str, str], dict[int, ReportIdentity]] = {}
    for other in run.reports if lacking else ():
        if other.is_final:
            final.setdefault(_period(other), {}).setdefault(other.revision, other)
    for report in lacking:
        number = report.revision - 1
        earlier = [revision for revision in final.get(_period(report), {}) if revision <= number]
        if earlier and number not in earlier:
            last = final[_period(report)][max(earlier)]
            message = f"revision {number} is not here, and revision {last.revision} is"
            yield (
                report,
                Finding(
                    RULE.code,
                    f"{message}; was revision {number} sent?",
                    ("supersedes",),
                    severity=Severity.NOTE,
                    related=[Related(f"revision {last.revision}", ("revision",), False, last.file)],
                    to_state=(
                        f"we have no revision {number}, and we have revision {last.revision}; was "
                        f"revision {number} sent?"
                    ),
                ),
            )


def _period(report: ReportIdentity) -> tuple[str, str, str]:
    return report.state, report.questionnaire, report.date[:4]


RULE = Rule(__name__, __doc__, _check, is_across_files=True)
