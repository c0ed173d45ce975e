"""The size of a pattern: an estimate of the memory that it takes when it is compiled.

Even a short pattern can take ten megabytes. The memory grows with the number of characters and
classes once counted repetitions are written out: `[a-z]{3}` has three classes. A class takes up to
50 kB, because the letters of Unicode are several hundred ranges.
"""

import re

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
