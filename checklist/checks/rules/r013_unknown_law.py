"""Evidence cites a law that is not in the report's register of laws. A warning.

## Why is this bad?
A reader cannot find the law that is meant.

## Example
    evidence:
      - {law: penal-code, article: "104a"}

## Use instead
The short name of an entry of the register, or add the law to the register.
"""

from collections.abc import Iterator

from checklist.checks.rule import Rule
from checklist.diagnostics import Finding, Severity
from checklist.reports.checked_report import CheckedReport
from checklist.reports.confidentiality import confidential_laws
from checklist.text.sanitize import quoted
from checklist.text.suggestions import did_you_mean


def _check(checked: CheckedReport) -> Iterator[Finding]:
    register = checked.questionnaire.head.laws
    if register is None or register.question in checked.suggested_ids.values():
        return
    if register.question in checked.withheld:
        return  # the short names may be withheld
    if register.question in checked.report.answers and register.question not in checked.valid:
        return
    known = checked.questionnaire.law_names(checked.valid)
    secret = confidential_laws(checked.report.answers, checked.questionnaire)
    for at, cited in checked.results_of_answers("laws_cited"):
        for where, name in cited:
            if name in known:
                continue
            yield Finding(
                RULE.code,
                f"{at[1]}: the law {quoted(name)} is not in `{register.question}`",
                (*at, *where),
                severity=Severity.WARNING,
                hint=did_you_mean(name, [law for law in known if law not in secret]),
            )


RULE = Rule(__name__, __doc__, _check, warnings_depend_on="answers")
