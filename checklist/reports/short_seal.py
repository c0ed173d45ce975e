"""The short seal: the beginning of a seal, short enough to be printed, read aloud and typed.

It is the first 125 bits of the seal in Crockford's base 32, in five groups of five characters, and
two check characters. `I` and `L` are read as 1, `O` as 0; lower case, blanks and other hyphens make
no difference.

The check characters are the remainder modulo 1,021, the largest prime number that two characters
can hold: it finds each wrong character, and any two neighbours that changed places. They are of the
same 32 characters: Crockford's own check character, modulo 37, can be `*`, `~`, `$` or `=`, which
are mistaken on paper and hard to say on a telephone.

The file knows its whole seal, so that what was typed is compared with it group by group: that names
the group that differs. The check characters say whether what was typed is a short seal at all: then
it is that of another report, and not one with a mistake.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from checklist.errors import ChecklistError

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


def compare(typed: str, seal: str) -> Comparison:
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
            "a short seal has five groups of five characters and two check characters, and "
            f"this has {len(whole):,} characters"
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
