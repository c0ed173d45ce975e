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
    | (?P<repeats> (?: [*?+] | \{\s*(?P<least>[0-9]*)\s*(?:,\s*[0-9]*\s*)?\} ) \?? )
    | (?P<nothing> [\^$] | \\[AzB<>] | \\b(?:\{[a-z-]+\})? )
    | (?P<one> \\(?:[pPxuU]\{[^}]*\} | x[0-9a-fA-F]{2} | u[0-9a-fA-F]{4} | U[0-9a-fA-F]{8}
               | [pP]. | .) | . )
    """


class _Group:
    """A group of a pattern, as far as it has been read."""

    def __init__(self) -> None:
        self.before = 0
        """The characters of the present alternative, without its last item."""
        self.item = 0
        """The characters of that last item, which a repetition multiplies."""
        self.shortest: int | None = None
        """The characters of the shortest alternative before the present one; None for the first."""

    def add(self, characters: int) -> None:
        self.before += self.item
        self.item = characters

    def end_alternative(self) -> int:
        """End an alternative, and return the number of characters of the shortest so far."""
        length = self.before + self.item
        self.shortest = length if self.shortest is None else min(self.shortest, length)
        self.before = self.item = 0
        return self.shortest


def shortest_match(pattern: str) -> int:
    """Return the least number of characters of a text that fits a whole pattern.

    The number can be too small, never too large: a pattern that no text fits (`a$b`) counts as if
    one did, and one that ignores white space (`(?x)`) counts as empty.

    Args:
        pattern: A pattern that compiles, in Rust's syntax.
    """
    groups, at = [_Group()], 0
    while at < len(pattern):
        if pattern[at] == "[":
            at = _end_of_class(pattern, at)
            groups[-1].add(1)
            continue
        token = re.compile(_PART).match(pattern, at)
        assert token is not None  # `.` matches any character
        at = token.end()
        if "x" in (token["set"] or "").partition("-")[0]:
            return 0
        _take(token, groups)
    return groups[0].end_alternative()


def _take(token: re.Match[str], groups: list[_Group]) -> None:
    group = groups[-1]
    if token["opens"] or (token["flags"] and token["flags"].endswith(":")):
        groups.append(_Group())
    elif token["closes"]:
        groups.pop()
        groups[-1].add(group.end_alternative())
    elif token["or"]:
        group.end_alternative()
    elif token["repeats"]:
        group.item *= _least(token)
    elif token["one"]:
        group.add(1)
    else:
        group.add(0)


def _least(token: re.Match[str]) -> int:
    """Return the least number of times that a repetition repeats."""
    if token["repeats"].startswith("{"):
        return int(token["least"] or 0)
    return 1 if token["repeats"].startswith("+") else 0


def _end_of_class(pattern: str, at: int) -> int:
    """Return the index after the end of a class, which can contain others."""
    depth = 0
    for bracket in re.compile(_BRACKET).finditer(pattern, at):
        depth += {"[": 1, "]": -1}.get(bracket[0][0], 0)
        if depth == 0:
            return bracket.end()
    return len(pattern)


MAX_PATTERN_SIZE = 2_500
"""The most characters and classes of a pattern, counted repetitions written out."""

_TOKEN = r"""(?xs)
    (?P<open>\() | (?P<close>\))
    | \{ (?P<least>[0-9]+) (?: , (?P<most>[0-9]*) )? \}
    | (?P<free>[*+?|^$])
    | (?: \\[pPxuU] \{ [^}]* \} | \\. | . )
    """
_CLASS = r"(?xs)\\. | \[ (?: \\. | [^\[\]\\] )* \]"
"""Matches a class that contains no other, or an escaped character, which begins no class."""
_DIGITS = 6
"""The digits of a count that are read: a longer count is too large in any case."""


def pattern_size(pattern: str) -> int:
    """Return the number of characters and classes of a pattern, counted repetitions written out.

    An invalid pattern gives an arbitrary number.
    """
    # A class can contain others.
    while (simpler := re.sub(_CLASS, _without_class, pattern)) != pattern:
        pattern = simpler
    sizes, last, outer = [0], 0, []
    for token in re.finditer(_TOKEN, pattern):
        if token["open"]:
            outer.append(sizes)
            sizes, last = [0], 0
        elif token["close"]:
            last = sum(sizes)
            sizes = outer.pop() if outer else [0]
            sizes.append(last)
        elif token["least"] is not None:
            count = max(int((token[key] or "1")[:_DIGITS]) for key in ("least", "most"))
            sizes[-1] = last = last * max(count, 1)
        elif not token["free"]:
            last = 1
            sizes.append(last)
    return sum(map(sum, [sizes, *outer]))


def _without_class(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("\\") else "x"
