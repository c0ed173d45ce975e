"""Values of plain scalars: numbers, truth values, null and text."""

from __future__ import annotations

import re
from typing import NamedTuple

from checklist.files.reading.document import Data
from checklist.text.messages import Message, tr
from checklist.text.sanitize import quoted


class Problem(NamedTuple):
    """The reason for which a scalar is refused, in the place of its value."""

    code: str
    message: str
    hint: str = ""


ALREADY_REFUSED = Problem("", "")
"""The problem of a value whose refusal has been added already."""

_IN_QUOTES = Message("put quotation marks around it if it is text")
_NUMBER_STARTS = "+-.0123456789IN"
NON_TEXT_STARTS = f"~nNtTfF{_NUMBER_STARTS}"
"""The first characters of plain scalars that are not text. Empty scalars count, too."""
_CONSTANTS: dict[str, Data] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_NOT_FINITE = r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
_NUMBER = re.compile(
    r"(?P<int>[-+]?[0-9]+)|(?P<base>0o[0-7]+|0x[0-9a-fA-F]+)"
    r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
)
MAX_DIGITS = 15
"""The most digits that every program reads as the same number."""
TOO_LARGE = 10**MAX_DIGITS


def resolve_yaml(text: str) -> Data | Problem:
    """Return the value of a plain scalar by the core schema of YAML 1.2."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _NUMBER_STARTS:
        return text
    number = _NUMBER.fullmatch(text)
    if number is None:
        return _not_finite_problem(text) if re.fullmatch(_NOT_FINITE, text) else text
    if re.match(r"[-+]?0[0-9]", text):
        return Problem(
            "S011", tr("the number {number} begins with a zero", quoted(text)), tr(_IN_QUOTES)
        )
    value: int | float
    if not number["int"] and not number["base"]:
        value = float(text)
        if abs(value) >= TOO_LARGE:
            return Problem(
                "S011", tr("the number {number} is too large", quoted(text)), tr(_IN_QUOTES)
            )
        return plain_number(value)
    # The length comes first: int() takes minutes for a million digits.
    if len(text) < 2 * MAX_DIGITS:
        value = int(text, 10 if number["int"] else 0)
        if abs(value) < TOO_LARGE:
            return value
    message = tr("the number {number} has more than {most} digits", quoted(text), MAX_DIGITS)
    return Problem("S011", message, tr(_IN_QUOTES))


def plain_number(number: float) -> int | float:
    """Return a whole number as an int: 3 and 3.0 are the same in JSON, and programs write both."""
    return int(number) if number.is_integer() else number


def resolve_json(text: str) -> Data | Problem:
    """Return the value of a number or constant of JSON as Python's parser accepts it."""
    return _not_finite_problem(text) if text.endswith(("NaN", "Infinity")) else resolve_yaml(text)


def _not_finite_problem(text: str) -> Problem:
    return Problem("S011", tr("{number} is not a finite number", quoted(text)), tr(_IN_QUOTES))
