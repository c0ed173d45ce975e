"""Hints with the names to write in place of an unknown one."""

import unicodedata
from collections.abc import Collection
from functools import lru_cache

from checklist.text.messages import Message, commas, semicolons, sentences, tr
from checklist.text.sanitize import character_name

_LONGEST = 100
"""The most characters of a word that are compared: all names are shorter."""

ALLOWED = Message("allowed: {allowed}")
"""The hint with all names, at its end."""
_MOST = 20
"""The most names that are listed."""


def nearest(word: str, names: Collection[str]) -> str:
    """Return the name that is most similar to a word, or an empty text where none is similar."""
    return _nearest(word[:_LONGEST], tuple(names))


@lru_cache(maxsize=256)
def _nearest(word: str, names: tuple[str, ...]) -> str:
    """Return the most similar name. The cache serves findings that ask for it again."""
    import difflib  # only needed once something is wrong

    return next(iter(difflib.get_close_matches(word, names, n=1)), "")


def did_you_mean(word: str, names: Collection[str]) -> str:
    """Return `did you mean …?` with the nearest of the names, or an empty text."""
    return _with_look_alike(word, _question(nearest(word, names)))


def allowed(names: Collection[str]) -> str:
    """Return `allowed: …` with the names, or an empty text where they are too many."""
    return tr(ALLOWED, allowed=commas(names)) if 0 < len(names) <= _MOST else ""


def correction_hint(word: str, names: Collection[str]) -> str:
    """Return the hint on an unknown word: the nearest of the names, and all of them."""
    return _with_look_alike(word, correction_hint_for(nearest(word, names), names))


def _with_look_alike(word: str, hint: str) -> str:
    """Return a hint that also names the first character of a word that is in no name.

    Names have plain letters only, and a letter of another alphabet can look like one of them.
    """
    odd = next((character for character in word if not character.isascii()), "")
    if not hint or not odd:
        return hint
    what = f"{character_name(odd)} {unicodedata.name(odd, '')}".rstrip()
    return with_hint(tr("the character {character} in it is in no name here", what), hint)


def correction_hint_for(name: str, names: Collection[str]) -> str:
    """Return the hint with this name as the nearest one, if there is one, and all names."""
    return sentences([_question(name), allowed(names)])


def with_hint(message: str, hint: str) -> str:
    """Return a message with the hint behind it; alone where the hint is empty."""
    return semicolons([message, hint]) if hint else message


def _question(name: str) -> str:
    return tr("did you mean `{name}`?", name) if name else ""
