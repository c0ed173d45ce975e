"""The digest of a questionnaire and the seal of a report: SHA-256 of the canonical data.

Never of bytes: a checkout's line endings and a file's comments change nothing. A seal shows
accidents, not forgery: who can change a report can also compute its seal anew.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

SEAL = "seal"


def digest(data: Any) -> str:
    """Return `sha256:` and 64 hexadecimal digits: of canonical JSON with sorted keys, in UTF-8."""
    canonical = json.dumps(
        data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    return digest_of(canonical)


def digest_of(canonical: str) -> str:
    """Return `sha256:` and 64 hexadecimal digits: of a text, in UTF-8."""
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def seal(report: Mapping[str, Any]) -> str:
    """Return the seal of a report's data: its digest, the seal itself left out."""
    return digest({key: value for key, value in report.items() if key != SEAL})
