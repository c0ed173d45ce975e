"""A term of the glossary or an option list that nothing uses.

A term is used by the `terms` of a question, or by the analysis plan. That the `jargon` list names
it shows it to nobody.

## Why is this bad?
It is translated and kept up to date, and nobody ever reads it; or a question was to use it and
does not.

## Example
    glossary:
      deposit: {term: Deposit, definition: …}        # and no question has `terms: [deposit]`

## Use instead
    - id: deposit-date
      ask: When was the instrument deposited?
      terms: [deposit]
"""

from collections.abc import Iterator

from checklist.diagnostics import Finding
from checklist.rules.interface import CheckedQuestionnaire, Misplaced, Rule
from checklist.sanitize import quoted


def _check(checked: CheckedQuestionnaire) -> Iterator[Misplaced]:
    part, plan = checked.sources.head, checked.sources.plan
    if part.model is None or not checked.is_whole or (plan is not None and plan.model is None):
        return
    terms = {term for question in checked.questions.values() for term in question.terms}
    if plan is not None and plan.model is not None:
        terms |= {term for _, term in plan.model.terms()}
    for term in part.model.glossary:
        if term not in terms:
            message = f"nothing uses the term {quoted(term)}"
            yield part, Finding(RULE.code, message, ("glossary", term), at_key=True)
    for listed in checked.option_lists:
        if not listed.users:
            message = f"nothing uses the list {quoted(str(listed.where[-1]))}"
            yield listed.part, Finding(RULE.code, message, listed.where, at_key=True)


RULE = Rule(__name__, __doc__, _check)
