"""The limit on the work that the lint spends on one condition."""

from collections.abc import Iterator
from itertools import islice

MOST_TRIED = 50_000
"""The most steps of one search: less than a second of work.

A step is one trial of a comparison, or one code in a set of codes to try.
"""


class SearchLimitError(Exception):
    """A search would take more steps than it may."""


def limited_steps(allowance: Iterator[int]) -> Iterator[int]:
    """Yield the steps that one search may take from an allowance."""
    return islice(allowance, MOST_TRIED)


def take_steps(left: Iterator[int], steps: int) -> None:
    """Use up some of the steps that are left.

    Raises:
        SearchLimitError: Fewer steps are left.
    """
    if sum(1 for _ in islice(left, steps)) < steps:
        raise SearchLimitError
