"""Keys that can be meant as the mark `confidential`, and are not written so."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from typing import Any
from unicodedata import normalize

from checklist.answer_types.units import ANSWER_KEYS

MARK = "confidential"
_ALIKE = 0.75
"""How alike the letters of a key and of the mark are, from 0 to 1, if it can be a misspelt mark."""
_LONGEST_MARK = 24
"""The most letters of a key that is compared with the mark."""
_BEGIN_OF_MARK = re.compile("[ck]onf[ei]d(?!ence)")
_LOOKS_LIKE = str.maketrans(
    {
        **dict.fromkeys("\u0430\u03b1@", "a"),
        **dict.fromkeys("\u0441\u03f2", "c"),
        **dict.fromkeys("\u0501", "d"),
        **dict.fromkeys("\u0435\u03b53", "e"),
        **dict.fromkeys("\u0456\u03b9\u01311!|", "i"),
        **dict.fromkeys("\u04cf", "l"),
        **dict.fromkeys("\u03bd\u043f", "n"),
        **dict.fromkeys("\u043e\u03bf0", "o"),
        **dict.fromkeys("\u0442\u03c4", "t"),
    }
)
"""Letters of other scripts, and signs, that look like those of the mark."""
_KEYS = frozenset(ANSWER_KEYS)
_YES = frozenset(
    {
        *("yes", "y", "true", "on", "oui", "si", "s\u00ed", "ja", "sim"),
        *("\u0434\u0430", "\u0646\u0639\u0645", "\u662f"),
    }
)
"""Words for yes, in the languages of the United Nations and some others."""


def has_misspelt_mark(answer: Mapping[str, Any]) -> bool:
    """Whether an answer, row or cell has a misspelt mark that is not false.

    A mark in another language has letters of its own. But besides the mark, only `carried` is
    answered with yes: another key that says yes beside an answer is taken for the mark.
    """
    if _KEYS.issuperset(answer):
        return False
    others = [(key, value) for key, value in answer.items() if key not in _KEYS]
    if any(
        value is not False and not isinstance(value, dict) and is_like_a_mark(key)
        for key, value in others
    ):
        return True
    is_answer = "value" in answer or "missing" in answer
    return is_answer and any(_says_yes(value) and _is_no_other_key(key) for key, value in others)


@lru_cache(maxsize=1024)
def is_like_a_mark(key: str) -> bool:
    """Whether a key is the mark as confidential, or can be meant as it: `Con-fidental `."""
    plain = normalize("NFKC", key).casefold().translate(_LOOKS_LIKE)
    letters = "".join(filter(str.isalpha, plain))
    if _BEGIN_OF_MARK.search(letters):
        return True
    alike = SequenceMatcher(None, letters[:_LONGEST_MARK], MARK)
    return alike.quick_ratio() >= _ALIKE and alike.ratio() >= _ALIKE


def _says_yes(value: Any) -> bool:
    if isinstance(value, str):
        return value.strip().casefold() in _YES
    return value is True or value == 1


def _is_no_other_key(key: str) -> bool:
    """Whether a key cannot be meant as another key of an answer: `carred`."""
    return not get_close_matches(key.casefold()[:_LONGEST_MARK], _KEYS - {MARK}, n=1)
