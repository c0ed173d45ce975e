"""A State that was a party to a treaty says in a later report that it never joined it. A warning.

It shows only when both reports are among the files of one run. A State that withdrew is no such
case: it answers that it withdrew.

## Why is this bad?
The status decides under which heading a State is counted, and what the recommendations to parties
ask of it. A party hardly ever becomes a State that did not join, so that one of the two answers is
most likely a mistake.

## Example
    report-NOR-2024.yaml                 report-NOR-2026.yaml
    protocol-status:                     protocol-status:
      value: party                         value: neither

## Use instead
Ask the State which of the two is right. If it withdrew from the treaty, the answer says so.
"""

from collections.abc import Iterator

from checklist.checks.checked_run import CheckedRun
from checklist.checks.rule import ReportFinding, Rule
from checklist.diagnostics import Finding, Related, Severity


def _check(run: CheckedRun) -> Iterator[ReportFinding]:
    for reports in run.successions:
        joined: dict[str, tuple[str, str, str]] = {}
        for report in reports:
            for status in run.facts_of(report).statuses:
                if status.is_party:
                    joined[status.question] = status.code, report.date, report.file
                elif status.is_outside and status.question in joined:
                    code, date, file = joined.pop(status.question)
                    place = ("answers", status.question, "value")
                    message = (
                        f"{status.number} {status.question}: the report of {date} says `{code}`, "
                        f"and this one `{status.code}`; which is right?"
                    )
                    related = [Related(f"the report of {date}", place, False, file)]
                    yield (
                        report,
                        Finding(
                            RULE.code,
                            message,
                            place,
                            severity=Severity.WARNING,
                            related=related,
                            to_state=f"{message} If your State withdrew, please say so",
                        ),
                    )


RULE = Rule(__name__, __doc__, _check, is_across_files=True)
