"""Patterns of authors: how much memory each takes when it is compiled, and what fits it at least.

Even a short pattern can take ten megabytes. The memory grows with the number of characters and
classes once counted repetitions are written out: `[a-z]{3}` has three classes. A class takes up to
50 kB, because the letters of Unicode are several hundred ranges.
"""

import re

_BRACKET = r"(?s)\\.|\[\^?\]?|\]"
"""Matches the beginning or end of a class. A `]` that comes first in a class is no end."""

_PART = r"""(?xs)
      (?P<flags> \(\? (?P<set>[a-zA-Z-]+) [:)] )
    | (?P<opens> \( (?:\?(?:P?<[^>]*>|:))? )
    | (?P<closes> \) )
    | (?P<or> \| )
    | (?P<repeats> (?: [*?+] | \{\s*(?P<least>[0-9]*)\s*(?:,\s*(?P<most>[0-9]*)\s*)?\} ) \?? )
    | (?P<nothing> [\^$] | \\[AzB<>] | \\b(?:\{[a-z-]+\})? )
    | (?P<one> \\(?:[pPxuU]\{[^}]*\} | x[0-9a-fA-F]{2} | u[0-9a-fA-F]{4} | U[0-9a-fA-F]{8}
               | [pP]. | .) | . )
    """


_DIGITS = 6
"""The digits of a count that are read: a longer count is too large in any case."""
MAX_PATTERN_SIZE = 2_500
"""The most characters and classes of a pattern, counted repetitions written out."""


class _Group:
    """A group of a pattern, as far as it has been read."""

    def __init__(self) -> None:
        self.before = 0
        """The characters of the present alternative, without its last item."""
        self.item = 0
        """The characters of that last item, which a repetition multiplies."""
        self.shortest: int | None = None
        """The characters of the shortest alternative before the present one; None for the first."""
        self.size_before = self.item_size = 0
        """The characters and classes of all alternatives but the last item, and of that."""

    def add(self, characters: int, size: int) -> None:
        """Add an item, of which a text has so many characters, and the pattern itself so many."""
        self.before += self.item
        self.size_before += self.item_size
        self.item, self.item_size = characters, size

    def end_alternative(self) -> tuple[int, int]:
        """End an alternative, and return the characters of the shortest so far, and the size."""
        length = self.before + self.item
        self.shortest = length if self.shortest is None else min(self.shortest, length)
        self.add(0, 0)
        self.before = 0
        return self.shortest, self.size_before


def shortest_match(pattern: str) -> int:
    """Return the least number of characters of a text that fits a whole pattern.

    The number can be too small, never too large: a pattern that no text fits (`a$b`) counts as if
    one did, and one that ignores white space (`(?x)`) counts as empty.

    Args:
        pattern: A pattern that compiles, in Rust's syntax.
    """
    return _measured(pattern)[0]


def pattern_size(pattern: str) -> int:
    """Return the number of characters and classes of a pattern, counted repetitions written out.

    An invalid pattern gives an arbitrary number.
    """
    return _measured(pattern)[1]


def _measured(pattern: str) -> tuple[int, int]:
    """Return the characters of the shortest text that fits a pattern, and the pattern's size."""
    groups, at, ignores_space = [_Group()], 0, False
    while at < len(pattern):
        group = groups[-1]
        if pattern[at] == "[":
            at = _end_of_class(pattern, at)
            group.add(1, 1)
            continue
        token = re.compile(_PART).match(pattern, at)
        assert token is not None  # `.` matches any character
        at = token.end()
        ignores_space |= "x" in (token["set"] or "").partition("-")[0]
        if token["opens"] or (token["flags"] and token["flags"].endswith(":")):
            groups.append(_Group())
        elif token["closes"]:
            if len(groups) > 1:
                groups.pop()
                groups[-1].add(*group.end_alternative())
        elif token["or"]:
            group.end_alternative()
        elif token["repeats"]:
            least, most = _counts(token)
            group.item *= least
            group.item_size *= max(least, most, 1)
        else:
            group.add(1 if token["one"] else 0, 0 if token["flags"] or token["nothing"] else 1)
    while len(groups) > 1:  # an invalid pattern
        groups[-2].add(*groups.pop().end_alternative())
    shortest, size = groups[0].end_alternative()
    return 0 if ignores_space else shortest, size


def _counts(token: re.Match[str]) -> tuple[int, int]:
    """Return the least and the greatest number of times that a repetition repeats, as written."""
    if token["repeats"].startswith("{"):
        least, most = (int((token[key] or "0")[:_DIGITS]) for key in ("least", "most"))
        return least, most
    return int(token["repeats"].startswith("+")), 0


def _end_of_class(pattern: str, at: int) -> int:
    """Return the index after the end of a class, which can contain others."""
    depth = 0
    for bracket in re.compile(_BRACKET).finditer(pattern, at):
        depth += {"[": 1, "]": -1}.get(bracket[0][0], 0)
        if depth == 0:
            return bracket.end()
    return len(pattern)
