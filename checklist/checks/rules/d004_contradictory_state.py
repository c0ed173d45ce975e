"""What a division says of an authority cannot be: a part came back that was never sent.

Also: it came back before it was sent, an authority both refused and cleared its answers, or two
parts have the same number.

## Why is this bad?
The list of who is late is wrong, and a return may be merged with the wrong part.

## Example
    labour:
      refused: {on: 2026-11-02}
      given_on: {on: 2026-11-03, to: police}

## Use instead
    labour:
      given_on: {on: 2026-11-03, to: police}
"""

from collections.abc import Iterator, Mapping
from typing import Any

from checklist.checks.checked_division import CheckedDivision
from checklist.checks.rule import Rule
from checklist.diagnostics import DocumentPath, Finding

_ENDS = ("cleared", "refused", "given_on")


def _check(checked: CheckedDivision) -> Iterator[Finding]:
    for code, authority in checked.authorities.items():
        yield from _of_authority(authority, ("authorities", code))


def _of_authority(authority: Mapping[str, Any], at: DocumentPath) -> Iterator[Finding]:
    sent = {}
    for index, part in enumerate(authority.get("sent", ())):
        if part["number"] in sent:
            message = f"part {part['number']} was sent twice"
            yield Finding(RULE.code, message, (*at, "sent", index, "number"))
        sent[part["number"]] = part["on"]
    for index, part in enumerate(authority.get("returned", ())):
        where = (*at, "returned", index)
        if "digest" not in part:  # on paper, without a part
            continue
        if part["number"] not in sent:
            message = f"part {part['number']} came back, and was not sent"
            yield Finding(RULE.code, message, (*where, "number"))
        elif part["on"] < sent[part["number"]]:
            message = (
                f"part {part['number']} came back on {part['on']}, "
                f"and was sent on {sent[part['number']]}"
            )
            yield Finding(RULE.code, message, (*where, "on"))
    ends = [key for key in _ENDS if key in authority]
    for key in ends[1:]:
        message = f"`{key}` and `{ends[0]}` cannot be used together"
        yield Finding(RULE.code, message, (*at, key), at_key=True)


RULE = Rule(__name__, __doc__, _check)
