"""A measure is said to be in place by law, and no law or web address shows it. A warning.

It applies where `status` is `implemented` and nothing but the status is given, and where a measure
is in place, as a whole or in part, and `law` says what the law provides or `partly` names
`law-only`. It does not apply to what is practice only. Evidence is never required: a report without
any has one such warning for each measure, a handful in all, and no error.

It also applies to a question that asks for laws as evidence (`evidence: law`), where the answer is
one that a law can show, not `no`, `none`, `planned` or `practice-only`. There a web address alone
is not enough: it names no law. A matrix has one such warning, if no row of it cites a law.

## Why is this bad?
The reader can neither look the rule up nor learn from it. An article takes the official who knows
the law a moment, and everybody else an hour.

## Example
    facilitation:
      value:
        status: implemented
        law: Aiding and abetting are offences.

## Use instead
    facilitation:
      value:
        status: implemented
        law: Aiding and abetting are offences.
        evidence: [{law: criminal-code, article: "12"}]
"""

from collections.abc import Iterator

from checklist.checks.rule import Rule
from checklist.diagnostics import Finding, Severity
from checklist.reports.checked_report import CheckedReport

_LAW = "add as evidence a law of the register with its article"


def _check(checked: CheckedReport) -> Iterator[Finding]:
    for at, unsupported in checked.results_of_answers("unsupported"):
        for where, message in unsupported:
            yield Finding(
                RULE.code,
                f"{at[1]}: {message}",
                (*at, *where),
                severity=Severity.WARNING,
                hint=_LAW if len(where) == 1 else f"{_LAW}, or a web address",
            )


RULE = Rule(__name__, __doc__, _check, warnings_depend_on="answer")
