"""An option such as “None of these” that can be chosen together with other options.

It is an option of a question of type `choices`, without `exclusive`, whose code is `none` or
`nothing`, or whose label is “None” or “Nothing”, or begins with “None of” or “Nothing of”.

## Why is this bad?
The official can choose “None of these” and “Radio”. Nobody can say then what the State does.

## Example
    type: choices
    options:
      - {code: radio, label: Radio}
      - {code: none, label: None of these}

## Use instead
    type: choices
    options:
      - {code: radio, label: Radio}
      - {code: none, label: None of these, exclusive: true}
"""

import re
from collections.abc import Iterator

from checklist.answer_types.choices import Choices
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.text.sanitize import quoted

_CODES = frozenset({"none", "nothing"})
_LABEL = re.compile(r"(?:none|nothing)(?: of\b.*|\W*)", re.IGNORECASE | re.DOTALL)


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for listed in checked.option_lists:
        if not any(isinstance(user, Choices) for user in listed.users):
            continue
        for index, option in enumerate(listed.options):
            says_none = option.code in _CODES or _LABEL.fullmatch(option.label)
            if says_none and not option.exclusive:
                message = f"{quoted(option.label)} can be chosen together with other options"
                where = (*listed.where, index)
                yield (
                    listed.part,
                    Finding(RULE.code, message, where, hint="write `exclusive: true`"),
                )


RULE = Rule(__name__, __doc__, _check)
