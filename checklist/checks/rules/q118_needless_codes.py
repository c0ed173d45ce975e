"""A comparison with several codes in which one code is listed twice, or which names all options.

## Why is this bad?
A code that is listed twice is most likely meant to be another one. A comparison with all options
says no more than that there is a value, and no longer says even that when an option is added.

## Example
    when: {question: treaty-status, any_of: [party, signatory, neither]}        # all there are

## Use instead
    when: {question: treaty-status, none_of: [not-known, not-applicable, declined]}
"""

from collections.abc import Iterator, Set

from checklist.answer_types.answer import MISSING_CODES
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import DocumentPath, Finding
from checklist.questionnaire.condition import Leaf, leaves
from checklist.text.sanitize import quoted

_INSTEAD = {"any_of": "none_of", "none_of": "any_of"}
"""Pairs of operators with opposite meanings."""


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for placed in checked.conditions:
        for where, leaf in leaves(placed.condition):
            if isinstance(leaf, Leaf) and isinstance(leaf.literal, list):
                place = (*placed.where, *where, leaf.operator)
                for finding in _needless(leaf, place, _offered(checked, leaf)):
                    yield placed.part, finding


def _offered(checked: CheckedQuestionnaire, leaf: Leaf) -> Set[str]:
    """Return the codes of the question's options; empty without options or a question."""
    question = checked.questions.get(leaf.question)
    return (question.answer_type.codes(leaf.row) if question else None) or frozenset()


def _needless(leaf: Leaf, where: DocumentPath, offered: Set[str]) -> Iterator[Finding]:
    codes: list[str] = leaf.literal
    for index, code in enumerate(codes):
        if code in codes[:index]:
            message = f"{quoted(code)} is listed twice in this comparison"
            yield Finding(RULE.code, message, (*where, index))
    if leaf.operator in _INSTEAD and offered and offered <= {*codes}:
        message = f"`{leaf.operator}` names every option of `{leaf.question}`"
        missing = ", ".join(code for code in MISSING_CODES if code not in codes)
        hint = f"write `{_INSTEAD[leaf.operator]}: [{missing}]`" if missing else "use `answered`"
        yield Finding(RULE.code, message, where, hint=hint)


RULE = Rule(__name__, __doc__, _check)
