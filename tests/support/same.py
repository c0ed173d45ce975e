"""Compares long texts and bytes, and shows only where they begin to differ.

pytest compares them line by line and character by character, which takes minutes for a megabyte.
"""

from typing import AnyStr

_AROUND = 60
"""How much is shown before the first difference, and behind it."""


def assert_same(one: AnyStr, other: AnyStr, what: str) -> None:
    """Fail with the first difference of two contents, unless they are the same.

    Args:
        one: What was made.
        other: What it should be.
        what: What they are, such as the name of a file.
    """
    if one == other:
        return
    place = first_difference(one, other)
    begin = max(place - _AROUND, 0)
    line_break = b"\n" if isinstance(one, bytes) else "\n"
    raise AssertionError(
        f"{what}: {len(one):,} and {len(other):,} long, the same up to {place:,} "
        f"(line {one[:place].count(line_break) + 1:,}), then\n"
        f"  {one[begin : place + _AROUND]!r}\n"
        f"instead of\n"
        f"  {other[begin : place + _AROUND]!r}"
    )


def first_difference(one: AnyStr, other: AnyStr) -> int:
    """Return how many characters or bytes two contents begin with in common."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least
