"""The seal of a final report, SHA-256 of its canonical data, and the short seal on paper.

A seal shows accidents, not forgery: anyone who can change a report can also seal it again.

With an unsalted seal, anyone could test guesses at the confidential answers of a report. A final
report therefore has a salt, which is part of what is sealed and is never published. The prefix of
a seal says whether it is salted, because seals also stand in other reports (`supersedes`,
`original`), where only the prefix shows whether the seal can be published.

The short seal is the beginning of a seal, short enough to be printed, read aloud and typed: its
first 125 bits in Crockford's base 32, in five groups of five characters, and two check characters.
`I` and `L` are read as 1, `O` as 0; lower case, blanks and other hyphens make no difference.

The check characters are the remainder modulo 1,021, the largest prime number that two characters
can hold: it finds each wrong character, and any two neighbours that changed places. They are of the
same 32 characters: Crockford's own check character, modulo 37, can be `*`, `~`, `$` or `=`, which
are mistaken on paper and hard to say on a telephone.

A report file has the whole seal, so that what was typed is compared with it group by group: that
names the group that differs. The check characters say whether what was typed is a short seal at
all: then it is that of another report, and not a seal with a mistake.
"""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from checklist.errors import ChecklistError
from checklist.questionnaire.digest import canonical_json, hex_digest
from checklist.text.messages import grouped, tr

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 characters: without I, L, O and U."""
_CHECK_PRIME, _CHECK_LENGTH = 1_021, 2
_GROUPS, _LENGTH = 5, 5
_BITS = 125
_SEAL_BITS = 256
_READ_AS = str.maketrans("ILO", "110")
_BETWEEN = re.compile(r"[\s\"'.,\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d_]+")
"""What can stand between groups: blanks, hyphens, and dashes, which text editors exchange."""


class ShortSealError(ChecklistError):
    """What was typed cannot be a short seal. The text of the exception says why."""


class Verdict(Enum):
    """What comes of the comparison of a short seal with a report."""

    SAME = auto()
    MISTYPED = auto()
    """Nearly all is the same: a character was mistyped, or misprinted."""
    OTHER = auto()
    """It is the short seal of another report, or of the same one before it was changed."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was typed, compared with the short seal of a report."""

    verdict: Verdict
    differing: Sequence[int] = ()
    """The numbers of the groups that differ, from 1; 6 are the check characters."""
    typed: Sequence[str] = ()
    """The groups as they were understood, and the check characters; these can be left out."""
    expected: Sequence[str] = ()
    """The groups of the report, and the check characters."""
    is_whole: bool = True
    """Whether the check characters that were typed fit the groups that were typed."""


def short_seal(seal: str) -> str:
    """Return the short form of a seal: `4M9QA-…-7K`.

    Args:
        seal: `sha256-salted:` and 64 hexadecimal digits.
    """
    return "-".join(_groups_of(seal))


def compare_short_seal(typed: str, seal: str) -> Comparison:
    """Compare a short seal that somebody typed with the seal of a report.

    Args:
        typed: What was typed.
        seal: The seal of the report.

    Raises:
        ShortSealError: What was typed has too few or too many characters.
    """
    expected = _groups_of(seal)
    groups = _parsed(typed)
    differing = [
        number
        for number, (group, other) in enumerate(zip(groups, expected, strict=True), 1)
        if group != other and (group or number <= _GROUPS)
    ]
    is_whole = groups[-1] in {"", _check(groups[:-1])}
    wrong_groups = sum(number <= _GROUPS for number in differing)
    if not differing:
        verdict = Verdict.SAME
    elif wrong_groups <= 2:  # two reports have a group in common once in 33 million
        verdict = Verdict.MISTYPED
    else:
        verdict = Verdict.OTHER
    return Comparison(verdict, differing, groups, expected, is_whole)


def _groups_of(seal: str) -> list[str]:
    """Return the five groups of a seal and its check characters."""
    number = int(seal.rpartition(":")[2], 16) >> (_SEAL_BITS - _BITS)
    digits = "".join(
        _DIGITS[number >> shift & 31] for shift in range(_BITS - _LENGTH, -1, -_LENGTH)
    )
    groups = [digits[at : at + _LENGTH] for at in range(0, len(digits), _LENGTH)]
    return [*groups, _check(groups)]


def _check(groups: Sequence[str]) -> str:
    """Return the check characters of groups; nothing where one of these has another character."""
    number = 0
    for digit in "".join(groups):
        if digit not in _DIGITS:
            return ""
        number = number * 32 + _DIGITS.index(digit)
    first, second = divmod(number % _CHECK_PRIME, 32)
    return _DIGITS[first] + _DIGITS[second]


def _parsed(typed: str) -> list[str]:
    """Return the groups that were typed, and the check characters, empty where they were left out.

    Where groups are set apart, one of them can have a character too few or too many: it is found by
    the comparison.
    """
    words = [word for word in _BETWEEN.split(typed.upper()) if word]
    whole = "".join(words)
    if _is_grouped(words):
        pass
    elif len(whole) in {_GROUPS * _LENGTH, _GROUPS * _LENGTH + _CHECK_LENGTH}:
        words = [whole[at : at + _LENGTH] for at in range(0, len(whole), _LENGTH)]
    else:
        raise ShortSealError(
            tr(
                "a short seal has five groups of five characters and two check "
                "characters, and this has {whole} characters",
                grouped(len(whole)),
            )
        )
    groups = [word.translate(_READ_AS) for word in words[:_GROUPS]]
    check = words[_GROUPS].translate(_READ_AS) if len(words) > _GROUPS else ""
    return [*groups, check]


def _is_grouped(words: Sequence[str]) -> bool:
    """Whether words are the groups, of which some have a character too few or too many."""
    lengths = [len(word) for word in words]
    is_near = all(abs(length - _LENGTH) <= 1 for length in lengths[:_GROUPS])
    has_check = lengths[_GROUPS:] in ([], [1], [_CHECK_LENGTH], [_CHECK_LENGTH + 1])
    return is_near and has_check and len(words) >= _GROUPS


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
