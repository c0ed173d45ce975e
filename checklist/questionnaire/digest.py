"""SHA-256 of data, not of bytes: line endings and comments in a file change nothing."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any


def digest(data: Any) -> str:
    """Return the SHA-256 of data as canonical JSON: `sha256:` and 64 hexadecimal digits."""
    return f"sha256:{hex_digest(canonical_json(data))}"


def canonical_json(data: Any) -> str:
    """Return data as JSON with sorted keys and without spaces."""
    return json.dumps(
        data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )


def hex_digest(canonical: str) -> str:
    """Return the SHA-256 of a text in UTF-8: 64 hexadecimal digits."""
    return hashlib.sha256(canonical.encode()).hexdigest()


_REMARKS = frozenset({"usually", "independent", "comment"})
"""The keys that no answer depends on."""

_NAMES = frozenset({"lists", "glossary", "jargon", "fills"})
"""The keys of mappings whose own keys are names that an author chose, not words of the format."""


def questionnaire_digest(files: Sequence[Any]) -> str:
    """Return the digest of a questionnaire: of the data of its files, the head first.

    Its remarks are left out: who usually knows an answer, who is independent, and comments for
    translators. They can be changed while reports are being written.
    """
    return digest([without_remarks(data) for data in files])


def without_remarks(data: Any, *, are_names: bool = False) -> Any:
    """Return data of a questionnaire without its remarks.

    Args:
        data: The data of a file, or of a part of it.
        are_names: Whether its own keys are names that an author chose.
    """
    if isinstance(data, list):
        return [without_remarks(part) for part in data]
    if not isinstance(data, dict):
        return data
    return {
        key: without_remarks(part, are_names=key in _NAMES and not are_names)
        for key, part in data.items()
        if are_names or key not in _REMARKS
    }
