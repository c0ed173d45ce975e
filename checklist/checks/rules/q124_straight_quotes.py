"""Straight quotation marks in a text, in a questionnaire that has typographic quotation marks.

All texts of the questionnaire are looked at, but for patterns. A questionnaire that has straight
quotation marks only has no finding. Apostrophes are not looked at.

## Why is this bad?
Officials see two kinds of quotation marks in one document, and translators ask what the difference
means. What the tool writes itself has typographic ones.

## Example
    guidance: Choose “No obstacle” if only time is needed, and "Other" for all else.

## Use instead
    guidance: Choose “No obstacle” if only time is needed, and “Other” for all else.
"""

from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.text.sanitize import safe_text

_TYPOGRAPHIC = frozenset("“”„«»")
_SHOWN = 30
"""So many characters of a text are shown, from the quotation mark on."""


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    if all(_TYPOGRAPHIC.isdisjoint(text) for _, _, text in checked.texts):
        return
    for part, where, text in checked.texts:
        if (at := text.find('"')) >= 0:
            quotation = safe_text(text[at:], limit=_SHOWN)
            message = f"straight quotation marks stand here: {quotation}"
            yield part, Finding(RULE.code, message, where, hint="write “ and ”")


RULE = Rule(__name__, __doc__, _check)
