"""An HTML tag, a `{placeholder}` that nobody fills, or two spaces between words in a text.

All texts of the questionnaire are looked at, but for patterns; the placeholders of a headline are
looked at by another rule.

## Why is this bad?
Texts are shown as they are, in terminals, documents and tables: the official reads the tag or the
placeholder. Two spaces are left over from a word that was taken out.

## Example
    ask: How many <b>victims</b>  were identified in {year}?

## Use instead
    ask: How many victims were identified in the last year?
"""

import re
from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.text.sanitize import quoted

_TAG = re.compile(r"<!--|</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\$?\{\{?[^{}\n]*\}\}?")
_SPACES = re.compile(r"(?<!\S)(?P<before>\S++)[^\S\n]{2,}(?P<after>\S+)")
"""More than one space between words. At the beginning of a line, spaces set out a list."""


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for part, where, text in checked.texts:
        is_headline = part is checked.sources.plan and where[:1] == ("headlines",)
        for message in _wrong_with(_PLACEHOLDER.sub("0", text) if is_headline else text):
            yield part, Finding(RULE.code, message, where)


def _wrong_with(text: str) -> Iterator[str]:
    if tag := _TAG.search(text):
        yield f"{quoted(tag[0])} looks like an HTML tag, and is shown as it is"
    if placeholder := _PLACEHOLDER.search(text):
        yield f"nothing fills the placeholder {quoted(placeholder[0])}"
    if spaces := _SPACES.search(text):
        before, after = quoted(spaces["before"]), quoted(spaces["after"])
        yield f"there is more than one space between {before} and {after}"


RULE = Rule(__name__, __doc__, _check)
