"""Keys that can be meant as the mark `confidential`, and are not written so."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any
from unicodedata import normalize

_MARK = "confidential"
_ALIKE = 0.75
"""How alike the letters of a key and of the mark are, from 0 to 1, if it can be a misspelt mark."""
_LONGEST_MARK = 24
"""The most letters of a key that is compared with the mark."""
_BEGIN_OF_MARK = re.compile("conf[ei]d(?!ence)")


def has_misspelt_mark(answer: Mapping[str, Any]) -> bool:
    """Whether an answer, row or cell has a misspelt mark that is not false."""
    return any(
        key != _MARK and value is not False and not isinstance(value, dict) and is_like_a_mark(key)
        for key, value in answer.items()
    )


@lru_cache(maxsize=1024)
def is_like_a_mark(key: str) -> bool:
    """Whether a key is the mark as confidential, or can be meant as it: `Con-fidental `."""
    letters = "".join(filter(str.isalpha, normalize("NFKC", key).casefold()))
    if _BEGIN_OF_MARK.search(letters):
        return True
    alike = SequenceMatcher(None, letters[:_LONGEST_MARK], _MARK)
    return alike.quick_ratio() >= _ALIKE and alike.ratio() >= _ALIKE
