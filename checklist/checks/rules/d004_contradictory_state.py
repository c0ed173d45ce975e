"""A division contradicts itself about an authority: a part came back before it was sent.

Also: an authority both refused and cleared its answers, or two parts have the same number. A part
that came back and was not noted as sent is a warning: it can be merged, and noted as sent later.

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
from checklist.diagnostics import DocumentPath, Finding, Severity

_ENDS = ("cleared", "no_objection", "refused", "given_on")


def _check(checked: CheckedDivision) -> Iterator[Finding]:
    for code, authority in checked.authorities.items():
        yield from _of_authority(authority, ("authorities", code))


def _of_authority(authority: Mapping[str, Any], at: DocumentPath) -> Iterator[Finding]:
    sent: dict[tuple[int, str], str] = {}
    numbers: set[int] = set()
    for index, part in enumerate(authority.get("sent", ())):
        if part["number"] in numbers:
            message = f"form {part['number']} was sent twice"
            yield Finding(RULE.code, message, (*at, "sent", index, "number"))
        numbers.add(part["number"])
        sent[part["number"], part["part"]] = part["on"]
    for index, part in enumerate(authority.get("returned", ())):
        where = (*at, "returned", index)
        if "digest" not in part:  # on paper, without a part
            continue
        sent_on = sent.get((part["number"], part.get("part", "")))
        if sent_on is None:
            message = f"form {part['number']} came back, and was not noted as sent"
            hint = f"`checklist ministries note {at[-1]} sent` notes it"
            place = (*where, "number")
            yield Finding(RULE.code, message, place, severity=Severity.WARNING, hint=hint)
        elif part["on"] < sent_on:
            message = f"form {part['number']} came back on {part['on']}, and was sent on {sent_on}"
            yield Finding(RULE.code, message, (*where, "on"))
    ends = [key for key in _ENDS if key in authority]
    for key in ends[1:]:
        message = f"`{key}` and `{ends[0]}` cannot be used together"
        yield Finding(RULE.code, message, (*at, key), at_key=True)


RULE = Rule(__name__, __doc__, _check)
