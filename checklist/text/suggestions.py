"""What to write instead: the words behind a finding."""

from collections.abc import Collection
from functools import lru_cache

_LONGEST = 100
"""Characters of a word that are compared: names of ours are shorter."""

_MOST = 20
"""The most names that are listed."""


def nearest(word: str, names: Collection[str]) -> str:
    """Return the name that is most likely meant, or an empty text where none is near."""
    return _nearest(word[:_LONGEST], tuple(names))


@lru_cache(maxsize=256)
def _nearest(word: str, names: tuple[str, ...]) -> str:
    """Do the same: it takes some milliseconds, and several findings ask for one word."""
    import difflib  # only needed once something is wrong

    return next(iter(difflib.get_close_matches(word, names, n=1)), "")


def did_you_mean(word: str, names: Collection[str]) -> str:
    """Return `did you mean …?` with the nearest of the names, or an empty text."""
    return _meant(nearest(word, names))


def allowed(names: Collection[str]) -> str:
    """Return the names that can be written, or an empty text where they are too many."""
    return f"allowed: {', '.join(names)}" if 0 < len(names) <= _MOST else ""


def instead_of(word: str, names: Collection[str]) -> str:
    """Return the nearest of the names, and all that can be written."""
    return instead(nearest(word, names), names)


def instead(name: str, names: Collection[str]) -> str:
    """Return the name that is meant, if there is one, and all that can be written."""
    return " ".join(filter(None, [_meant(name), allowed(names)]))


def _meant(name: str) -> str:
    return f"did you mean `{name}`?" if name else ""
