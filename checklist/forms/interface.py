"""The interface of the formats of forms, and the record that a form of each format carries."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from checklist.forms.filled import FormReading
from checklist.forms.form import Form
from checklist.ministries.part import PartIdentity
from checklist.ministries.part_record import PartRecord
from checklist.text.messages import tr


class UnreadableFormError(Exception):
    """A file cannot be read as a form of its format. `code` is that of the finding."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class OpenedForm:
    """A file of a format, of which it is known which part it is."""

    record: PartRecord
    reading: Callable[[Form], FormReading]
    """Returns its reading, for the form as it was sent."""
    is_whole: bool = False
    """Whether it is the form of the whole questionnaire, which belongs to no report."""


@dataclass(frozen=True, slots=True)
class FormFormat:
    """A format of forms."""

    name: str
    """`docx`: also the ending of its files."""
    write: Callable[[Form], bytes]
    """Returns the file for a form."""
    opened: Callable[[bytes], OpenedForm]
    """Returns an opened file, or raises `UnreadableFormError` or `BadArchiveError`."""


def carried_texts(form: Form, more: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return what a form carries, so that it can be read wherever it comes back.

    It has `identity` and `asked`, and what the part is sent with, by address.

    Args:
        form: The form.
        more: What the format needs itself, by other names.
    """
    record = PartRecord.of(form.part)
    own = {
        "identity": record.identity.model_dump(exclude_none=True),
        "asked": {i: None if parts is None else [*parts] for i, parts in record.asked.items()},
    }
    return {**own, **(more or {}), **record.base}


def carried_content(text: str) -> Any:
    """Return a content that was written as JSON.

    Raises:
        ValueError: It is no JSON, is nested too deeply, has a key twice, or a number that is none,
            such as NaN.
    """
    try:
        content = json.loads(text, parse_constant=_refuse, object_pairs_hook=_once)
    except RecursionError:
        raise ValueError(tr("it is nested too deeply")) from None
    if _is_deeper(content, _MOST_LEVELS):
        raise ValueError(tr("it is nested too deeply"))
    return content


_MOST_LEVELS = 64


def _is_deeper(content: Any, levels: int) -> bool:
    inner = content.values() if isinstance(content, dict) else content
    is_nested = isinstance(content, dict | list)
    return not levels or (is_nested and any(_is_deeper(one, levels - 1) for one in inner))


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(content := dict(pairs)) < len(pairs):
        raise ValueError(tr("a key appears twice"))
    return content


def carried_record(contents: dict[str, Any]) -> PartRecord:
    """Return the record of a part.

    Args:
        contents: What a form carries, as `carried_texts` has it.

    Raises:
        ValueError: What identifies the part, or what was asked, is not as it was written.
    """
    base = {**contents}
    identity = PartIdentity.model_validate(base.pop("identity", None))
    asked = base.pop("asked", None)
    if not _is_asked(asked):
        raise ValueError(tr("what was asked is not there"))
    return PartRecord(identity, asked, base)


def _is_asked(asked: Any) -> TypeGuard[dict[str, list[str] | None]]:
    """Whether something can be what was asked: by question, its rows or columns, or None."""
    return isinstance(asked, dict) and all(
        parts is None or (isinstance(parts, list) and all(isinstance(p, str) for p in parts))
        for parts in asked.values()
    )
