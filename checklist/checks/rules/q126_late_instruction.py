"""Guidance whose sentence on what to choose does not stand first.

Only sentences that begin with the word “Choose” are looked at, in the guidance of questions.

## Why is this bad?
A screen with little room may fold guidance behind its first sentence. An official who reads only
that sentence answers by another rule than an official who reads all.

## Example
    guidance: Fines count. Choose the first answer that is true.

## Use instead
    guidance: Choose the first answer that is true. Fines count.
"""

import re
from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding, Severity

_LATE = re.compile(r"[.?!]”?\s+Choose\b")
_FIRST = re.compile(r"\s*Choose\b")


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for part, where, text in checked.texts:
        if where[-1:] == ("guidance",) and _LATE.search(text) and not _FIRST.match(text):
            message = "the sentence on what to choose does not stand first"
            hint = "begin the guidance with that sentence"
            yield part, Finding(RULE.code, message, where, severity=Severity.WARNING, hint=hint)


RULE = Rule(__name__, __doc__, _check)
