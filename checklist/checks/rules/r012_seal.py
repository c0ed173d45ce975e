"""The seal of a final report is missing, or does not match its content.

## Why is this bad?
`checklist finalize` writes the seal. When the two differ, the report was changed afterwards, or
damaged on the way. A seal shows accidents, not forgery: a person who changes a report can also
seal it again.

## Example
    status: final
    seal: "sha256:0000…"

## Use instead
Ask the State for the file as it was finalized, or finalize the corrected draft again.
"""

from collections.abc import Iterator

from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.reports.checked_report import CheckedReport
from checklist.reports.report import DRAFT
from checklist.reports.seal import seal


def _check(checked: CheckedReport) -> Iterator[Finding]:
    report = checked.report
    if not report.is_final:
        if report.status == DRAFT and report.seal is not None:
            yield Finding(
                RULE.code,
                "a draft has no seal",
                ("seal",),
                at_key=True,
                to_state="the report says that it is a draft, and has the seal of a final report",
            )
    elif report.seal is None:
        message = "a final report needs a seal"
        yield Finding(
            RULE.code,
            message,
            ("status",),
            hint="write `status: draft`, and let `checklist finalize` write the seal",
            to_state="the final report has no seal",
        )
    elif not checked.head_is_valid:
        return  # the seal covers the head, and a part of it could not be read
    elif report.seal != seal(report.to_data()):
        message = (
            "the seal does not match the content: the report was changed after it was finalized"
        )
        to_state = (
            "the seal does not match: the report was changed after it was made final, or on its way"
        )
        yield Finding(RULE.code, message, ("seal",), to_state=to_state)


RULE = Rule(__name__, __doc__, _check, covered_by_gate=True)
