"""A question or a check that no path reaches: its condition contradicts those of other questions.

An answer that a condition compares is given only where the path leads to its question. If it would
take too long to find out, there is no finding.

## Why is this bad?
Nobody is ever asked, and the recommendations that it serves stay without an answer. A check that
cannot fail finds no mistake; one that always fails says nothing.

## Example
    - id: deposit-date
      when: {question: treaty-status, is: party}
    - id: obstacles
      when:
        all:
          - {question: deposit-date, answered: true}
          - {question: treaty-status, is: neither}

## Use instead
A condition that some answers fulfil, together with those of the questions that it compares.
"""

from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.questionnaire.satisfiability import Satisfiability


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    if not checked.is_whole:
        return
    yield from _unreachable_questions(checked)
    yield from _constant_checks(checked)


def _unreachable_questions(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for placed in checked.placed:
        when = placed.question.when
        if when is None or not checked.satisfiability(when).can_be(True):
            continue  # never true by itself: another rule says so
        if not checked.satisfiability(when, along_path=True).can_be(True):
            message = f"no answers lead to `{placed.question.id}`"
            yield placed.part, Finding(RULE.code, message, (*placed.where, "when"))


def _constant_checks(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for placed in checked.checks:
        when = placed.check.when
        alone = checked.satisfiability(when)
        on_path = checked.satisfiability(when, along_path=True)
        where = (*placed.where, "when")
        if alone.can_be(True) and not on_path.can_be(True):
            message = f"no answers let the check `{placed.check.code}` fail"
            yield placed.part, Finding(RULE.code, message, where)
        elif _can_hold(alone) and not _can_hold(on_path):
            message = f"the check `{placed.check.code}` fails whatever is answered"
            yield placed.part, Finding(RULE.code, message, where)


def _can_hold(check: Satisfiability) -> bool:
    """Return whether some answers pass a check, so that its condition is not true."""
    return check.can_be(False) or check.can_be(None)


RULE = Rule(__name__, __doc__, _check)
