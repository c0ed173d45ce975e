"""A date that lies after the date of the report, or long before our time. A warning.

What is planned can lie in the future, and laws can be old: a question says so with `future: true`
and `earliest`. All other dates are expected between 1900 and the date of the report (`as_of`). The
date of the report itself is expected after that of the document that the questionnaire is about.
The day on which a report is checked plays no part, so that the same file has the same findings.

## Why is this bad?
A State cannot report what has not happened yet. Most such dates are typing mistakes, such as 2062
for 2026, and each of them bends a table or a chart.

## Example
    as_of: 2026-11-24
    answers:
      period-start:
        value: "2062-01"

## Use instead
    answers:
      period-start:
        value: "2026-01"
"""

from collections.abc import Iterator

from checklist.answer_types.operands import GivenDate, Interval, interval
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding, Severity
from checklist.reports.checked_report import CheckedReport
from checklist.text.sanitize import quoted


def _check(checked: CheckedReport) -> Iterator[Finding]:
    as_of = interval(checked.report.as_of)
    source = checked.questionnaire.head.source
    issued = interval(source.date)
    if as_of and issued and as_of.last < issued.first:
        yield Finding(
            RULE.code,
            f"{quoted(checked.report.as_of)} lies before {source.date}, the date of "
            f"{source.symbol}, which the questionnaire is about",
            ("as_of",),
            severity=Severity.WARNING,
            hint="correct the date of the report",
        )
    unlikely = [
        (at, given, why)
        for at, dates in checked.results_of("dates")
        for given in dates
        if (why := _wrong_with(given, as_of))
    ]
    known = _already_found(checked) if unlikely else frozenset()
    for at, given, why in unlikely:
        question_id = at[1]
        if question_id not in known:
            yield Finding(
                RULE.code,
                f"{question_id}: {quoted(given.text)} lies {why}",
                (*at, *given.where),
                severity=Severity.WARNING,
                hint="correct it if it is mistyped",
            )


def _wrong_with(given: GivenDate, as_of: Interval | None) -> str:
    if given.days.last < given.earliest.first:
        return f"before {given.earliest.first.year}"
    if as_of and not given.future and given.days.first > as_of.last:
        return f"after the date of the report, which is {as_of.last} (`as_of`)"
    return ""


def _already_found(checked: CheckedReport) -> frozenset[str]:
    """Return the questions that have a finding of a check of the questionnaire already."""
    return frozenset(checked.path.place_of(check) or check.at for check in checked.path.true_checks)


RULE = Rule(__name__, __doc__, _check, warnings_depend_on="answer")
