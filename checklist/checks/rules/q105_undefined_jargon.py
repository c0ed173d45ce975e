"""A question uses a word of the `jargon` list, and the question does not offer its definition.

## Why is this bad?
An official who does not know the word has to guess what is asked.

## Example
    ask: Is trafficking a predicate offence?

## Use instead
    ask: Is trafficking a predicate offence?
    terms: [predicate-offence]        # a key of `glossary` in questionnaire.yaml
"""

import re
from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.questionnaire.question import Question
from checklist.text.sanitize import quoted


def _texts(question: Question) -> str:
    """Return the texts of a question that the official reads without asking for more."""
    rows = [row.label for row in question.answer_type.listed_rows()]
    return "\n".join([question.ask, question.guidance or "", *rows])


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    head = checked.sources.head.model
    if head is None:
        return
    patterns = {
        word: (term, re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE))
        for word, term in head.jargon.items()
    }
    for placed in checked.placed:
        texts = " ".join(_texts(placed.question).split())
        for word, (term, pattern) in patterns.items():
            if term not in placed.question.terms and pattern.search(texts):
                message = f"{quoted(word)} is not explained here"
                hint = f"add `{term}` to `terms`"
                yield placed.part, Finding(RULE.code, message, (*placed.where, "ask"), hint=hint)


RULE = Rule(__name__, __doc__, _check)
