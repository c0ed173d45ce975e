"""A date whose `earliest` is still to come, of a question or of a column.

It is about dates that cannot lie in the future: those without `future: true`. The day on which lint
runs decides. As days pass, a finding can only go away: what lints clean today does so tomorrow.

## Why is this bad?
Whatever date is given, `validate` takes it for a mistake: it lies before `earliest`, or after the
date of the report.

## Example
    type: date
    earliest: "2103"

## Use instead
    type: date
    earliest: "2003"
"""

from collections.abc import Iterator

from checklist.answer_types.date import Date
from checklist.answer_types.operands import interval
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.text.sanitize import quoted


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for placed in checked.answer_types:
        asked = placed.answer_type
        if not isinstance(asked, Date) or asked.future:
            continue
        earliest = interval(asked.earliest)
        if earliest is not None and earliest.first > checked.today:
            message = f"the earliest date, {quoted(asked.earliest)}, is still to come"
            hint = "correct it, or write `future: true`"
            where = (*placed.where, "earliest")
            yield placed.part, Finding(RULE.code, message, where, hint=hint)


RULE = Rule(__name__, __doc__, _check)
