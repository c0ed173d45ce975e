"""Findings, with a place in the file, for the errors that Pydantic reports."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from checklist.answer_types.base_model import LINE, PROSE, SLUG
from checklist.answer_types.evidence import URL
from checklist.diagnostics import DocumentPath, Finding
from checklist.text.sanitize import quoted, safe_text
from checklist.text.suggestions import allowed, correction_hint, did_you_mean

MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE, NOT_ALLOWED = "S101", "S102", "S103", "S104"

_MOST = 1000
"""The most errors of one file that become findings; a hundred of these are shown."""

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
    """Yield one finding for each error of a validation.

    Args:
        error: The exception that Pydantic raised.
        data: The plain data that was validated.
        below: The place of `data` in the document.
        keys: The keys that exist, for "did you mean".
    """
    for details in islice(error.errors(include_url=False), _MOST):
        where = _place(details["loc"], data, details["type"])
        yield _finding(_Refusal(details, (*below, *where), keys))


def _place(loc: tuple[int | str, ...], data: Any, kind: str) -> DocumentPath:
    """Return Pydantic's location without the tags of unions, which do not stand in the file."""
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


class _Refusal(NamedTuple):
    """One error of a validation, with its place in the document."""

    details: ErrorDetails
    where: DocumentPath
    """Its place in the document."""
    keys: frozenset[str]
    """The keys that exist, for "did you mean"."""

    @property
    def kind(self) -> str:
        """Pydantic's name for the kind of error."""
        return self.details["type"]

    @property
    def value(self) -> Any:
        """The value that was refused."""
        return self.details["input"]

    @property
    def context(self) -> dict[str, Any]:
        """Pydantic's details: the limit, the pattern, the names that are expected."""
        return self.details.get("ctx", {})

    @property
    def name(self) -> int | str:
        """The key or the index of the value."""
        return self.where[-1] if self.where else "the file"

    def not_allowed(self, message: str, hint: str | Callable[[], str] = "") -> Finding:
        """Return the finding that a value is not allowed."""
        return Finding(NOT_ALLOWED, message, self.where, hint=hint)


def _finding(refusal: _Refusal) -> Finding:
    found, value = _described(refusal), refusal.value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return found._replace(number=str(value)) if is_number else found


def _described(refusal: _Refusal) -> Finding:
    if refusal.kind.endswith("_type"):
        return _wrong_type(refusal)
    describe = _DESCRIBED.get(refusal.kind)
    return refusal.not_allowed(refusal.details["msg"]) if describe is None else describe(refusal)


def _missing(refusal: _Refusal) -> Finding:
    return Finding(MISSING_KEY, f"the key `{refusal.name}` is missing", refusal.where[:-1])


def _unknown_key(refusal: _Refusal) -> Finding:
    name = str(refusal.name)
    return Finding(
        UNKNOWN_KEY,
        f"unknown key {quoted(name)}",
        refusal.where,
        True,
        hint=partial(did_you_mean, name, refusal.keys),
    )


def _unknown_name(refusal: _Refusal) -> Finding:
    expected = _names(refusal.context["expected"])
    return refusal.not_allowed(f"{_shown(refusal.value)} is not allowed here", allowed(expected))


def _unknown_tag(refusal: _Refusal) -> Finding:
    context = refusal.context
    if str(context["discriminator"]).endswith("()"):  # a function of this code tells kinds apart
        return refusal.not_allowed(f"{_shown(refusal.value)} is not allowed here")
    tag, discriminator = str(context["tag"]), _discriminator(context)
    return Finding(
        NOT_ALLOWED,
        f"{quoted(tag)} is not a {discriminator}",
        (*refusal.where, discriminator),
        hint=partial(correction_hint, tag, _names(context["expected_tags"])),
    )


def _missing_tag(refusal: _Refusal) -> Finding:
    message = f"the key `{_discriminator(refusal.context)}` is missing"
    return Finding(MISSING_KEY, message, refusal.where)


def _wrong_type(refusal: _Refusal) -> Finding:
    value = refusal.value
    wanted = _TYPES.get(refusal.kind.removesuffix("_type"), "another type")
    hint = ""
    if value is None:
        hint = _nothing_written(refusal.where)
    elif wanted == "text" and isinstance(value, int | float):
        hint = "put quotation marks around it"
    elif wanted == "a list" and isinstance(value, str):
        hint = "write each entry on a line of its own, with `- ` before it"
    elif wanted == _TYPES["dict"] and _is_bare_answer(refusal):
        hint = f"write `value: {safe_text(str(value), limit=40)}` below it, indented"
    return Finding(WRONG_TYPE, f"{_shown(value)} is not {wanted}", refusal.where, hint=hint)


def _is_bare_answer(refusal: _Refusal) -> bool:
    """Whether a text or a number stands where the mapping of an answer, row or cell belongs."""
    is_inside = refusal.where[:1] == ("answers",) and len(refusal.where) > 1
    is_plain = isinstance(refusal.value, str | int) and not isinstance(refusal.value, bool)
    return is_inside and is_plain


def _nothing_written(where: DocumentPath) -> str:
    if where[:1] == ("answers",) and where[2:] == ("value",):
        return "write it after the colon; to leave the question open, remove all its lines"
    return "write it after the colon, or remove the line"


def _wrong_form(refusal: _Refusal) -> Finding:
    form = _pattern(refusal.context["pattern"])
    return refusal.not_allowed(f"{_shown(refusal.value)} {form}")


def _too_small(refusal: _Refusal) -> Finding:
    hint = f"at least {refusal.context['ge']}"
    return refusal.not_allowed(f"{_shown(refusal.value)} is too small", hint)


def _too_large(refusal: _Refusal) -> Finding:
    hint = f"at most {refusal.context['le']}"
    return refusal.not_allowed(f"{_shown(refusal.value)} is too large", hint)


def _long_text(refusal: _Refusal) -> Finding:
    most = refusal.context["max_length"]
    return refusal.not_allowed(
        f"the text has {len(refusal.value)} characters; at most {most} are allowed"
    )


def _long_list(refusal: _Refusal) -> Finding:
    most = refusal.context["max_length"]
    return refusal.not_allowed(f"the list has more than {most} entries")


def _too_short(refusal: _Refusal) -> Finding:
    return refusal.not_allowed(f"`{refusal.name}` is empty or too short")


_DESCRIBED: Mapping[str, Callable[[_Refusal], Finding]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "literal_error": _unknown_name,
    "enum": _unknown_name,
    "union_tag_invalid": _unknown_tag,
    "union_tag_not_found": _missing_tag,
    "string_pattern_mismatch": _wrong_form,
    "greater_than_equal": _too_small,
    "less_than_equal": _too_large,
    "string_too_long": _long_text,
    "too_long": _long_list,
    "too_short": _too_short,
    "string_too_short": _too_short,
}
"""The function that puts an error into words, by Pydantic's name for its kind."""


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
    """Return the names in a text of Pydantic: `'draft' or 'final'`, `'a', 'b'`."""
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
