"""An HTML entity in a text, such as `&amp;` or `&#39;`.

All texts of the questionnaire are looked at, but for patterns. What only looks like an entity, such
as `R&D;`, is none.

## Why is this bad?
Texts are shown as they are, in terminals, documents and tables: the official reads `&amp;`. An
entity comes into a text that is copied from the source of a web page.

## Example
    ask: How are victims &amp; witnesses protected?

## Use instead
    ask: How are victims and witnesses protected?
"""

import html
import re
from collections.abc import Iterator

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.text.sanitize import quoted

_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]+|#[xX][0-9a-fA-F]+);")


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for part, where, text in checked.texts:
        for found in _ENTITY.finditer(text):
            # `html` reads the beginning of an unknown name, too: `&notes;` as `¬es;`.
            if (meant := html.unescape(found[0])) != found[0] and len(meant) <= 2:
                message = f"{quoted(found[0])} is an HTML entity, and is shown as it is"
                yield part, Finding(RULE.code, message, where, hint="write the character itself")
                break


RULE = Rule(__name__, __doc__, _check)
