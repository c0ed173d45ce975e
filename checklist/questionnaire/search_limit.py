"""The limit of the work that the lint spends on one condition."""

from collections.abc import Iterator
from itertools import islice

MOST_TRIED = 50_000
"""Steps of the work for one answer: less than a second.

A step is a comparison that is tried, or a code of a set that is made to be tried.
"""


class SearchLimitError(Exception):
    """Too much would have to be tried."""


def limited_steps(allowance: Iterator[int]) -> Iterator[int]:
    """Yield the steps that the work for one answer may take of an allowance."""
    return islice(allowance, MOST_TRIED)


def take_steps(left: Iterator[int], steps: int) -> None:
    """Use up some of the steps that are left.

    Raises:
        SearchLimitError: There are fewer.
    """
    if sum(1 for _ in islice(left, steps)) < steps:
        raise SearchLimitError
