"""SHA-256 of data, not of bytes: line endings and comments in a file change nothing."""

import hashlib
import json
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
