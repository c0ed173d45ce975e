"""Turns what Pydantic refuses into findings with our words and a place in the file."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from checklist.answer_types.base_model import LINE, PROSE, SLUG
from checklist.answer_types.evidence import URL
from checklist.diagnostics import DocumentPath, Finding
from checklist.text.sanitize import quoted, safe_text
from checklist.text.suggestions import allowed, correction_hint, did_you_mean

MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE, NOT_ALLOWED = "S101", "S102", "S103", "S104"

_MOST = 1000
"""Errors of one file that are put into words: a file is told a hundred."""

_TYPES = {
    "string": "text",
    "int": "a whole number",
    "bool": "true or false",
    "list": "a list",
    "dict": "a mapping of keys",
    "model": "a mapping of keys",
    "model_attributes": "a mapping of keys",
}


def structure_findings(
    error: ValidationError,
    data: Any,
    *,
    below: DocumentPath = (),
    keys: frozenset[str] = frozenset(),
) -> Iterator[Finding]:
    """Yield one finding for each thing that a model refused.

    Args:
        error: What Pydantic raised.
        data: The plain data that was validated.
        below: The place of `data` in the document.
        keys: The keys that exist, for "did you mean".
    """
    for details in islice(error.errors(include_url=False), _MOST):
        where = _place(details["loc"], data, details["type"])
        yield _finding(details, (*below, *where), keys)


def _place(loc: tuple[int | str, ...], data: Any, kind: str) -> DocumentPath:
    """Leave out of Pydantic's location what is not in the file: the tags of unions."""
    where: list[int | str] = []
    for index, part in enumerate(loc):
        below = _below(data, part)
        if below is not _NOTHING:
            data = below
        elif not (index == len(loc) - 1 and kind == "missing"):
            continue
        where.append(part)
    return tuple(where)


_NOTHING = object()


def _below(data: Any, part: int | str) -> Any:
    if isinstance(data, dict):
        return data.get(part, _NOTHING)
    if isinstance(data, list) and isinstance(part, int) and part < len(data):
        return data[part]
    return _NOTHING


def _finding(details: ErrorDetails, where: DocumentPath, keys: frozenset[str]) -> Finding:
    kind, context = details["type"], details.get("ctx", {})
    value = details["input"]
    name = where[-1] if where else "the file"
    if kind == "missing":
        return Finding(MISSING_KEY, f"the key `{name}` is missing", where[:-1])
    if kind == "extra_forbidden":
        return Finding(
            UNKNOWN_KEY,
            f"unknown key {quoted(str(name))}",
            where,
            True,
            hint=partial(did_you_mean, str(name), keys),
        )
    if kind in {"literal_error", "enum"}:
        return Finding(
            NOT_ALLOWED,
            f"{_shown(value)} is not allowed here",
            where,
            hint=allowed(_names(context["expected"])),
        )
    if kind == "union_tag_invalid":
        return Finding(
            NOT_ALLOWED,
            f"{quoted(str(context['tag']))} is not a {_discriminator(context)}",
            (*where, _discriminator(context)),
            hint=partial(correction_hint, str(context["tag"]), _names(context["expected_tags"])),
        )
    if kind == "union_tag_not_found":
        return Finding(MISSING_KEY, f"the key `{_discriminator(context)}` is missing", where)
    if kind.endswith("_type"):
        wanted = _TYPES.get(kind.removesuffix("_type"), "another type")
        hint = ""
        if wanted == "text" and isinstance(value, int | float):
            hint = "put quotation marks around it"
        elif wanted == "a list" and isinstance(value, str):
            hint = "write each entry on a line of its own, with `- ` before it"
        elif wanted == _TYPES["dict"] and where[:1] == ("answers",) and isinstance(value, str):
            hint = f"write `value: {safe_text(value, limit=40)}` below it, indented"
        return Finding(WRONG_TYPE, f"{_shown(value)} is not {wanted}", where, hint=hint)
    if kind == "string_pattern_mismatch":
        return Finding(NOT_ALLOWED, f"{_shown(value)} {_pattern(context['pattern'])}", where)
    if kind == "greater_than_equal":
        return Finding(
            NOT_ALLOWED, f"{_shown(value)} is too small", where, hint=f"at least {context['ge']}"
        )
    if kind == "less_than_equal":
        return Finding(
            NOT_ALLOWED, f"{_shown(value)} is too large", where, hint=f"at most {context['le']}"
        )
    if kind == "string_too_long":
        return Finding(
            NOT_ALLOWED,
            f"the text has {len(value)} characters; at most {context['max_length']} are allowed",
            where,
        )
    if kind == "too_long":
        return Finding(
            NOT_ALLOWED, f"the list has more than {context['max_length']} entries", where
        )
    if kind in {"too_short", "string_too_short"}:
        return Finding(NOT_ALLOWED, f"`{name}` is empty or too short", where)
    return Finding(NOT_ALLOWED, details["msg"], where)


_PATTERNS = {
    PROSE: "is empty",
    LINE: "is not one line of text without spaces around it",
    r"^sha256:[0-9a-f]{64}$": "is not `sha256:` with 64 digits and letters from a to f",
    r"^sha256(-salted)?:[0-9a-f]{64}$": "is not `sha256:` or `sha256-salted:` with 64 digits and "
    "letters from a to f",
    r"^[0-9a-f]{32}$": "is not 32 digits and letters from a to f",
    r"^[0-9]+\.[0-9]+\.[0-9]+$": "is not a version of three numbers, such as 1.0.0",
    SLUG: "is not a name in small letters, digits and hyphens",
    URL: "is not a web address that begins with http:// or https://",
    r"^\+?[0-9][0-9 ()/.-]{3,30}$": "is not a telephone number, such as +43 1 26060",
}


def _pattern(pattern: str) -> str:
    if "@" in pattern:
        return "is not an e-mail address, such as office@example.org"
    return _PATTERNS.get(pattern, f"does not have the form {pattern}")


def _names(expected: object) -> list[str]:
    """Return the names in what Pydantic expects: `'draft' or 'final'`, `'a', 'b'`."""
    text = str(expected)
    return re.findall(r"'([^']*)'", text) or [text]


def _discriminator(context: dict[str, Any]) -> str:
    return str(context["discriminator"]).strip("'")


def _shown(value: Any) -> str:
    match value:
        case None:
            return "an empty value"
        case bool():
            return f"`{str(value).lower()}`"
        case str():
            return quoted(value)
        case int() | float():
            return f"the number {value}"
        case list():
            return "a list"
        case _:
            return "a mapping of keys"


def known_keys(*models: type[BaseModel]) -> frozenset[str]:
    """Return the keys of models, for "did you mean"."""
    return frozenset(
        field.alias or name for model in models for name, field in model.model_fields.items()
    )
