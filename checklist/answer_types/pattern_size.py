"""The size of a pattern. Compiled, a pattern can take ten megabytes, whatever its length.

What it takes grows with what it is when its counted repetitions are written out: `[a-z]{3}` has
three classes. A class takes up to 50 kB: the letters of Unicode are some hundred ranges.
"""

import re

MAX_PATTERN_SIZE = 2_500
"""Characters and classes of a pattern, counted repetitions written out."""

_TOKEN = re.compile(
    r"""
    (?P<open>\() | (?P<close>\))
    | \{ (?P<least>[0-9]+) (?: , (?P<most>[0-9]*) )? \}
    | (?P<free>[*+?|^$])
    | (?: \\[pPxuU] \{ [^}]* \} | \\. | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_CLASS = re.compile(r"\\. | \[ (?: \\. | [^\[\]\\] )* \]", re.VERBOSE | re.DOTALL)
"""A class without one inside, or an escaped character, which does not begin a class."""
_DIGITS = 6
"""Digits of a count that are looked at: more of them are too many in any case."""


def pattern_size(pattern: str) -> int:
    """Return how many characters and classes a pattern has, counted repetitions written out.

    A text that is no valid pattern has some number, too.
    """
    while (simpler := _CLASS.sub(_without_class, pattern)) != pattern:  # one can stand in another
        pattern = simpler
    sizes, last, outer = [0], 0, []
    for token in _TOKEN.finditer(pattern):
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
