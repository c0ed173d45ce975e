"""The digest of a questionnaire and the seal of a report: SHA-256 of the canonical data.

Never of bytes: a checkout's line endings and a file's comments change nothing. A seal shows
accidents, not forgery: who can change a report can also compute its seal anew.

Who has the seal of a report and guesses its confidential answers could find out whether the guess
is right. So a final report has a salt, which is sealed with the rest and published nowhere: its
seal confirms no guess. Such a seal says so itself, since it also stands in other reports
(`supersedes`, `original`), where nobody could tell otherwise whether it can be published.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

SEAL, SALT = "seal", "salt"

_SALT_BYTES = 16
_PLAIN, _SALTED = "sha256", "sha256-salted"


def new_salt() -> str:
    """Return 128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(_SALT_BYTES)


def digest(data: Any) -> str:
    """Return `sha256:` and 64 hexadecimal digits: of canonical JSON with sorted keys, in UTF-8."""
    return _named(_PLAIN, _canonical(data))


def seal(report: Mapping[str, Any]) -> str:
    """Return the seal of a report's data: its digest, the seal itself left out.

    It begins with `sha256:`, and with `sha256-salted:` where the report has a salt.
    """
    return seal_of(_canonical(without_seal(report)), is_salted=SALT in report)


def without_seal(report: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is sealed of a report's data."""
    return {key: value for key, value in report.items() if key != SEAL}


def seal_of(canonical: str, *, is_salted: bool) -> str:
    """Return the seal of a report.

    Args:
        canonical: The report without its seal, as canonical JSON.
        is_salted: Whether it has a salt.
    """
    return _named(_SALTED if is_salted else _PLAIN, canonical)


def confirms_no_guess(one: str | None) -> bool:
    """Whether a seal can be published: who has it cannot try out what the report says."""
    return one is not None and one.startswith(f"{_SALTED}:")


def _canonical(data: Any) -> str:
    return json.dumps(
        data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )


def _named(name: str, canonical: str) -> str:
    return f"{name}:{hashlib.sha256(canonical.encode()).hexdigest()}"
