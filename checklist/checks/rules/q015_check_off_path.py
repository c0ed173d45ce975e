"""A check that can fail while the question that it is placed `at` is off path.

If it would take too long to find out, there is no finding.

## Why is this bad?
The official is asked to look at a question that is not asked, and cannot correct anything there.

## Example
    - id: deposit-date
      when: {question: treaty-status, is: party}

    checks:
      - code: R501
        when: {question: treaty-status, is: neither}
        at: deposit-date
        …

## Use instead
    checks:
      - code: R501
        when: {question: treaty-status, is: neither}
        at: treaty-status
        …
"""

from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedCheck, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.questionnaire.condition import names


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    if not checked.is_whole:
        return
    for placed in checked.checks:
        at = placed.check.at
        if at in checked.questions and _fails_without(checked, placed, at):
            message = f"this check can fail in a report in which `{at}` is not asked"
            where = (*placed.where, "at")
            yield placed.part, Finding(RULE.code, message, where, hint=_hint(checked, placed))


def _fails_without(checked: CheckedQuestionnaire, placed: PlacedCheck, name: str) -> bool:
    """Return whether the check fails in a report in which a question is off path."""
    reports = checked.satisfiability(placed.check.when, along_path=True, off=name)
    return reports.found(True) is True


def _hint(checked: CheckedQuestionnaire, placed: PlacedCheck) -> str:
    compared = [name for name in names(placed.check.when) if name in checked.questions]
    asked = [name for name in compared if not _fails_without(checked, placed, name)]
    return f"write `at: {asked[0]}`, which is asked whenever the check fails" if asked else ""


RULE = Rule(__name__, __doc__, _check)
