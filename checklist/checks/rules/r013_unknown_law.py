"""Evidence cites a law that is not in the report's register of laws.

It is a warning in a draft. A draft that is to be made final has an error: nobody can add the law
later. In a report that is final already, it is a warning, so that the report stays of use.

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
    is_to_be_final = checked.as_final and not checked.report.is_final
    severity = Severity.ERROR if is_to_be_final else Severity.WARNING
    known = checked.questionnaire.law_names(checked.valid)
    number = checked.questionnaire.number(register.question)
    secret = confidential_laws(checked.report.answers, checked.questionnaire)
    for at, cited in checked.results_of_answers("laws_cited"):
        for where, name in cited:
            if name in known:
                continue
            yield Finding(
                RULE.code,
                f"{at[1]}: the law {quoted(name)} is not in the register of laws ({number})",
                (*at, *where),
                severity=severity,
                hint=did_you_mean(name, [law for law in known if law not in secret]),
            )


RULE = Rule(__name__, __doc__, _check, warnings_depend_on="answers")
