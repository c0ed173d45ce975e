"""Findings, with a place in the file, for the errors that Pydantic reports."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from itertools import islice
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from checklist.answer_types.base_model import LINE, PROSE, SLUG
from checklist.answer_types.evidence import URL
from checklist.answer_types.units import ANSWER_KEYS
from checklist.diagnostics import DocumentPath, Finding
from checklist.text.languages import CODE
from checklist.text.messages import Message, tr
from checklist.text.sanitize import quoted, safe_text
from checklist.text.suggestions import allowed, correction_hint, did_you_mean

MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE, NOT_ALLOWED = "S101", "S102", "S103", "S104"

_MOST = 1000
"""The most errors of one file that become findings; a hundred of these are shown."""

_NO_TEXT, _NO_LIST = Message("{value} is not text"), Message("{value} is not a list")
_NO_MAPPING = Message("{value} is not a mapping of keys")
_OTHER_TYPE = Message("{value} is not of the type that is wanted here")
_TYPES = {
    "string": _NO_TEXT,
    "int": Message("{value} is not a whole number"),
    "bool": Message("{value} is not true or false"),
    "list": _NO_LIST,
    "dict": _NO_MAPPING,
    "model": _NO_MAPPING,
    "model_attributes": _NO_MAPPING,
}
"""What is said of a value of another type than the one wanted, by Pydantic's name for that."""


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
        return self.where[-1] if self.where else tr("the file")

    def not_allowed(self, message: str, hint: str | Callable[[], str] = "") -> Finding:
        """Return the finding that a value, or a key, is not allowed."""
        is_key = self.details["loc"][-1:] == ("[key]",)
        return Finding(NOT_ALLOWED, message, self.where, is_key, hint=hint)


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
    return Finding(MISSING_KEY, tr("the key `{key}` is missing", refusal.name), refusal.where[:-1])


def _unknown_key(refusal: _Refusal) -> Finding:
    name = str(refusal.name)
    return Finding(
        UNKNOWN_KEY,
        tr("unknown key {key}", quoted(name)),
        refusal.where,
        True,
        hint=partial(did_you_mean, name, refusal.keys),
    )


def _unknown_name(refusal: _Refusal) -> Finding:
    expected = _names(refusal.context["expected"])
    return refusal.not_allowed(_not_allowed_here(refusal), allowed(expected))


def _not_allowed_here(refusal: _Refusal) -> str:
    return tr("{value} is not allowed here", _shown(refusal.value))


def _unknown_tag(refusal: _Refusal) -> Finding:
    context = refusal.context
    if str(context["discriminator"]).endswith("()"):  # a function of this code tells kinds apart
        return refusal.not_allowed(_not_allowed_here(refusal))
    tag, discriminator = str(context["tag"]), _discriminator(context)
    return Finding(
        NOT_ALLOWED,
        f"{quoted(tag)} is not a {discriminator}",
        (*refusal.where, discriminator),
        hint=partial(correction_hint, tag, _names(context["expected_tags"])),
    )


def _missing_tag(refusal: _Refusal) -> Finding:
    message = tr("the key `{key}` is missing", _discriminator(refusal.context))
    return Finding(MISSING_KEY, message, refusal.where)


def _wrong_type(refusal: _Refusal) -> Finding:
    value = refusal.value
    wanted = _TYPES.get(refusal.kind.removesuffix("_type"), _OTHER_TYPE)
    hint = ""
    if value is None:
        hint = _nothing_written(refusal.where)
    elif wanted is _NO_TEXT and isinstance(value, int | float):
        hint = tr("put quotation marks around it")
    elif wanted is _NO_LIST and isinstance(value, str):
        hint = tr("write each entry on a line of its own, with `- ` before it")
    elif wanted is _NO_MAPPING and _is_bare_answer(refusal):
        hint = tr("write `value: {value}` below it, indented", safe_text(str(value), limit=40))
    return Finding(WRONG_TYPE, tr(wanted, value=_shown(value)), refusal.where, hint=hint)


def _is_bare_answer(refusal: _Refusal) -> bool:
    """Whether a text or a number stands where the mapping of an answer, row or cell belongs."""
    is_inside = refusal.where[:1] == ("answers",) and len(refusal.where) > 1
    is_plain = isinstance(refusal.value, str | int) and not isinstance(refusal.value, bool)
    return is_inside and is_plain and refusal.name not in ANSWER_KEYS


def _nothing_written(where: DocumentPath) -> str:
    if where[:1] == ("answers",) and where[2:] == ("value",):
        return tr("write it after the colon; to leave the question open, remove all its lines")
    return tr("write it after the colon, or remove the line")


def _wrong_form(refusal: _Refusal) -> Finding:
    pattern, value = refusal.context["pattern"], _shown(refusal.value)
    if pattern in _PATTERNS:
        return refusal.not_allowed(tr(_PATTERNS[pattern], value=value))
    if "@" in pattern:
        return refusal.not_allowed(tr(_NO_EMAIL, value=value))
    return refusal.not_allowed(tr("{value} does not have the form {pattern}", value, pattern))


def _too_small(refusal: _Refusal) -> Finding:
    hint = tr("at least {fewest}", refusal.context["ge"])
    return refusal.not_allowed(tr("{value} is too small", _shown(refusal.value)), hint)


def _too_large(refusal: _Refusal) -> Finding:
    hint = tr("at most {most}", refusal.context["le"])
    return refusal.not_allowed(tr("{value} is too large", _shown(refusal.value)), hint)


def _long_text(refusal: _Refusal) -> Finding:
    most = refusal.context["max_length"]
    return refusal.not_allowed(
        tr(
            "the text has {value} characters; at most {max_length} are allowed",
            len(refusal.value),
            most,
        )
    )


def _long_list(refusal: _Refusal) -> Finding:
    most = refusal.context["max_length"]
    return refusal.not_allowed(tr("the list has more than {most} entries", most))


def _too_short(refusal: _Refusal) -> Finding:
    return refusal.not_allowed(tr("`{key}` is empty or too short", refusal.name))


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
    PROSE: Message("{value} is empty"),
    LINE: Message("{value} is not one line of text without spaces around it"),
    r"^sha256:[0-9a-f]{64}$": Message(
        "{value} is not `sha256:` with 64 digits and letters from a to f"
    ),
    r"^sha256(-salted)?:[0-9a-f]{64}$": Message(
        "{value} is not `sha256:` or `sha256-salted:` with 64 digits and letters from a to f"
    ),
    r"^[0-9a-f]{32}$": Message("{value} is not 32 digits and letters from a to f"),
    r"^[0-9]+\.[0-9]+\.[0-9]+$": Message(
        "{value} is not a version of three numbers, such as 1.0.0"
    ),
    SLUG: Message("{value} is not a name in small letters, digits and hyphens"),
    URL: Message("{value} is not a web address that begins with http:// or https://"),
    r"^\+?[0-9][0-9 ()/.-]{3,30}$": Message(
        "{value} is not a telephone number, such as +43 1 26060"
    ),
    CODE: Message("{value} is not the code of a language, such as fr"),
}
"""What is said of a text that does not match a pattern."""
_NO_EMAIL = Message("{value} is not an e-mail address, such as office@example.org")


def _names(expected: object) -> list[str]:
    """Return the names in a text of Pydantic: `'draft' or 'final'`, `'a', 'b'`."""
    text = str(expected)
    return re.findall(r"'([^']*)'", text) or [text]


def _discriminator(context: dict[str, Any]) -> str:
    return str(context["discriminator"]).strip("'")


def _shown(value: Any) -> str:
    match value:
        case None:
            return tr("an empty value")
        case bool():
            return f"`{str(value).lower()}`"
        case str():
            return quoted(value)
        case int() | float():
            return tr("the number {number}", value)
        case list():
            return tr("a list")
        case _:
            return tr("a mapping of keys")


@cache
def known_keys(*models: type[BaseModel]) -> frozenset[str]:
    """Return the keys of models, for "did you mean"."""
    return frozenset(
        field.alias or name for model in models for name, field in model.model_fields.items()
    )
