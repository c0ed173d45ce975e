"""The seal of a final report: SHA-256 of its canonical data.

A seal shows accidents, not forgery: anyone who can change a report can also seal it again.

With an unsalted seal, anyone could test guesses at the confidential answers of a report. A final
report therefore has a salt, which is part of what is sealed and is never published. The prefix of
a seal says whether it is salted, because seals also stand in other reports (`supersedes`,
`original`), where only the prefix shows whether the seal can be published.
"""

import os
from collections.abc import Mapping
from typing import Any

from checklist.questionnaire.digest import canonical_json, hex_digest

SEAL, SALT = "seal", "salt"

_SALT_BYTES = 16
_PLAIN, _SALTED = "sha256", "sha256-salted"


def new_salt() -> str:
    """Return 128 random bits as 32 hexadecimal digits."""
    return os.urandom(_SALT_BYTES).hex()


def new_report_id() -> str:
    """Return 128 random bits as 32 hexadecimal digits, by which a report is known."""
    return os.urandom(_SALT_BYTES).hex()


def seal(report: Mapping[str, Any]) -> str:
    """Return the seal of a report: the digest of its data without the seal.

    It begins with `sha256:`, or with `sha256-salted:` if the report has a salt.
    """
    return seal_of(canonical_json(without_seal(report)), is_salted=SALT in report)


def without_seal(report: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part of a report's data that is sealed."""
    return {key: value for key, value in report.items() if key != SEAL}


def seal_of(canonical: str, *, is_salted: bool) -> str:
    """Return the seal of a report.

    Args:
        canonical: The report without its seal, as canonical JSON.
        is_salted: Whether it has a salt.
    """
    return f"{_SALTED if is_salted else _PLAIN}:{hex_digest(canonical)}"


def confirms_no_guess(seal: str | None) -> bool:
    """Whether a seal is salted, so that nobody can test guesses at the report with it."""
    return seal is not None and seal.startswith(f"{_SALTED}:")
