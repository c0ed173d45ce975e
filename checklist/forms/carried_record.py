"""The record that a form carries with it, read from the texts of a file."""

import json
from typing import Any, TypeGuard

from checklist.ministries.division import PartIdentity
from checklist.ministries.part_record import PartRecord
from checklist.text.messages import tr

WORDS = "#words"
"""The name under which a form carries the words of its options; no address begins so."""


def carried_content(text: str) -> Any:
    """Return a content that was written as JSON.

    Raises:
        ValueError: It is no JSON, is nested too deeply, or has a number that is none, such as NaN.
    """
    try:
        return json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise ValueError(tr("it is nested too deeply")) from None


def carried_record(contents: dict[str, Any]) -> PartRecord:
    """Return the record of a part.

    Args:
        contents: `identity`, `asked` and `#words`, and what the part was sent with, by address.

    Raises:
        ValueError: What identifies the part, or what was asked, is not as it was written.
    """
    base = {**contents}
    identity = PartIdentity.model_validate(base.pop("identity", None))
    asked = base.pop("asked", None)
    if not is_asked(asked):
        raise ValueError(tr("what was asked is not there"))
    return PartRecord(identity, asked, base, words_in(base.pop(WORDS, None)))


def words_in(words: Any) -> dict[str, dict[str, str]]:
    """Return the words of options, as far as they have their structure; forms of old have none."""
    return {
        place: {code: label for code, label in labels.items() if isinstance(label, str)}
        for place, labels in (words.items() if isinstance(words, dict) else ())
        if isinstance(labels, dict)
    }


def is_asked(asked: Any) -> TypeGuard[dict[str, list[str] | None]]:
    """Whether something can be what was asked: by question, its rows or columns, or None."""
    return isinstance(asked, dict) and all(
        parts is None or (isinstance(parts, list) and all(isinstance(p, str) for p in parts))
        for parts in asked.values()
    )


def _refuse(constant: str) -> None:
    raise ValueError(constant)
