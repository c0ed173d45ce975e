"""The least length of the texts that fit a pattern, found by reading the pattern once."""

import re
from dataclasses import dataclass

_BRACKET = re.compile(r"\\.|\[\^?\]?|\]", re.DOTALL)
"""The beginning or end of a class of characters. A `]` that comes first in it is no end."""

_TOKEN = re.compile(
    r"""
      (?P<flags> \(\? (?P<set>[a-zA-Z-]+) [:)] )
    | (?P<opens> \( (?:\?(?:P?<[^>]*>|:))? )
    | (?P<closes> \) )
    | (?P<or> \| )
    | (?P<repeats> (?: [*?+] | \{\s*(?P<least>[0-9]*)\s*(?:,\s*[0-9]*\s*)?\} ) \?? )
    | (?P<nothing> [\^$] | \\[AzB<>] | \\b(?:\{[a-z-]+\})? )
    | (?P<one> \\(?:[pPxuU]\{[^}]*\} | x[0-9a-fA-F]{2} | u[0-9a-fA-F]{4} | U[0-9a-fA-F]{8}
               | [pP]. | .) | . )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(slots=True)
class _Group:
    """A group, as far as it was read."""

    before: int = 0
    """Characters of the present alternative but for its last item."""
    item: int = 0
    """Characters of that item, which a repetition multiplies."""
    shortest: int | None = None
    """Characters of the shortest alternative before this one."""

    def add(self, characters: int) -> None:
        self.before += self.item
        self.item = characters

    def end_alternative(self) -> int:
        """Begin another alternative, and return the characters of the shortest until now."""
        length = self.before + self.item
        self.shortest = length if self.shortest is None else min(self.shortest, length)
        self.before = self.item = 0
        return self.shortest


def shortest_match(pattern: str) -> int:
    """Return the least number of characters of a text that fits a pattern as a whole.

    It can be too small, never too large: a pattern that contradicts itself (`a$b`) counts as one
    that does not, and a pattern in which white space stands for nothing (`(?x)`) counts as empty.

    Args:
        pattern: One that compiles, in Rust's syntax.
    """
    groups, at = [_Group()], 0
    while at < len(pattern):
        if pattern[at] == "[":
            at = _end_of_class(pattern, at)
            groups[-1].add(1)
            continue
        token = _TOKEN.match(pattern, at)
        assert token is not None  # every character is one
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
    """Return how often a repetition repeats at least."""
    if token["repeats"].startswith("{"):
        return int(token["least"] or 0)
    return 1 if token["repeats"].startswith("+") else 0


def _end_of_class(pattern: str, at: int) -> int:
    """Return the index behind a class of characters, which can hold others."""
    depth = 0
    for bracket in _BRACKET.finditer(pattern, at):
        depth += {"[": 1, "]": -1}.get(bracket[0][0], 0)
        if depth == 0:
            return bracket.end()
    return len(pattern)
