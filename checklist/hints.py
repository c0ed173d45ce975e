"""What to write instead: the words behind a finding."""

from collections.abc import Collection

_LONGEST = 100
"""Characters of a word that are compared: names of ours are shorter."""

_MOST = 20
"""The most names that are listed."""


def did_you_mean(word: str, names: Collection[str]) -> str:
    """Return `did you mean …?` with the nearest of the names, or an empty text."""
    import difflib  # only needed once something is wrong

    near = difflib.get_close_matches(word[:_LONGEST], names, n=1)
    return f"did you mean `{near[0]}`?" if near else ""


def allowed(names: Collection[str]) -> str:
    """Return the names that can be written, or an empty text where they are too many."""
    return f"allowed: {', '.join(names)}" if 0 < len(names) <= _MOST else ""


def instead_of(word: str, names: Collection[str]) -> str:
    """Return the nearest of the names, and all that can be written."""
    return " ".join(filter(None, [did_you_mean(word, names), allowed(names)]))
