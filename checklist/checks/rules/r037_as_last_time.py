"""A report has exactly the answers of the State's last report. A note.

It shows only when both reports are among the files of one run. Answers to questions that are asked
afresh in every report, such as the period, are not compared.

## Why is this bad?
It need not be: `checklist answer --from` begins with the answers of the last report, and a State
can confirm each of them. But a file that was only given a new date says nothing about the years
since then.

## Example
    report-PER-2024.yaml                 report-PER-2026.yaml
    as_of: 2024-10-31                    as_of: 2026-10-30
    # and the same answers               # and the same answers

## Use instead
Ask the State whether nothing changed since its last report.
"""

from collections.abc import Iterator
from itertools import pairwise

from checklist.checks.checked_run import CheckedRun
from checklist.checks.rule import ReportFinding, Rule
from checklist.diagnostics import Finding, Related, Severity


def _check(run: CheckedRun) -> Iterator[ReportFinding]:
    for reports in run.successions:
        for earlier, later in pairwise(reports):
            texts = run.facts_of(later).texts
            is_alike = texts and texts == run.facts_of(earlier).texts
            if is_alike and run.share_of_same_answers(later, earlier) == 1:
                message = (
                    f"all answers are those of the report of {earlier.date}; has nothing changed "
                    "since then?"
                )
                finding = Finding(
                    RULE.code,
                    message,
                    ("as_of",),
                    severity=Severity.NOTE,
                    related=[
                        Related(f"the report of {earlier.date}", ("as_of",), False, earlier.file)
                    ],
                    to_state=message,
                )
                yield later, finding


RULE = Rule(__name__, __doc__, _check, is_across_files=True)
