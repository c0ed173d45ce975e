"""A term of the glossary or an option list that nothing uses.

A term is used by the `terms` of a question, or by the analysis plan. A term that only the `jargon`
list names is shown to nobody.

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

from collections.abc import Collection, Iterator, Sequence, Set

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.text.sanitize import quoted


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    part, plan = checked.sources.head, checked.sources.plan
    if part.model is None or not checked.is_whole or (plan is not None and plan.model is None):
        return
    terms = {term for question in checked.questions.values() for term in question.terms}
    if plan is not None and plan.model is not None:
        terms |= {term for _, term in plan.model.terms()}
    lists = {name for placed in checked.answer_types for _, name in placed.answer_type.list_names()}
    for term in _unused(part.model.glossary, terms):
        message = f"nothing uses the term {quoted(term)}"
        yield part, Finding(RULE.code, message, ("glossary", term), at_key=True)
    for name in _unused(part.model.lists, lists):
        message = f"nothing uses the list {quoted(name)}"
        yield part, Finding(RULE.code, message, ("lists", name), at_key=True)


def _unused(defined: Collection[str], used: Set[str]) -> Sequence[str]:
    """Return the unused names; none if a used name is misspelt, which another rule finds."""
    return [name for name in defined if name not in used] if used <= {*defined} else []


RULE = Rule(__name__, __doc__, _check)
