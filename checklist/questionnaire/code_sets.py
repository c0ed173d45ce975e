"""The sets of codes that a search tries as the answer to a question with several values."""

from collections.abc import Iterator, Sequence
from itertools import chain, combinations, islice, product
from typing import TypeAlias

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


CodeSet: TypeAlias = frozenset[str]

Groups: TypeAlias = tuple[CodeSet, frozenset[CodeSet]]
"""Codes that stand alone, and groups of the others."""

SetsOfCodes: TypeAlias = dict[Groups, Sequence[CodeSet]]
"""The sets of codes that are tried, by the groups from which they are made."""

_FEW = 6
"""The most groups of codes for which all combinations are tried."""

MOST_GROUPS = 30
"""The most groups for which pairs, and all but a pair, are tried: about a thousand sets."""


def code_sets(made_from: Groups, left: Iterator[int]) -> Sequence[CodeSet]:
    """Return the sets that groups of codes can form.

    A comparison only tells whether none, some or all codes of a group are chosen, so one code of
    the group stands for every selection of some.

    Args:
        made_from: The codes that stand alone, and groups of codes that the same comparisons name.
        left: An iterator with one element for each code that may still be put in a set.

    Raises:
        SearchLimitError: There are too many groups, or the sets need more codes than `left` allows.
    """
    alone, groups = made_from
    if len(groups) > MOST_GROUPS:
        raise SearchLimitError
    chosen = {frozenset({code}) for code in alone}
    for several in _few_or_nearly_all(sorted(groups, key=sorted)):
        wholly = [{group} for group in several]
        in_part = [{frozenset({min(group)}), group} for group in several]
        for parts in product(*(in_part if len(several) <= _FEW else wholly)):
            take_steps(left, sum(map(len, parts)))
            chosen.add(frozenset[str]().union(*parts))
    return list(chosen)


def sets_within(
    sets: Sequence[CodeSet], made_from: Groups, *, offered: int, fewest: int, most: int
) -> Sequence[CodeSet]:
    """Return the sets that stand for some set of a number of codes within limits.

    Args:
        sets: The sets that were made, by `code_sets`.
        made_from: The codes that stand alone, and the groups.
        offered: The number of all codes.
        fewest: The fewest codes that can be chosen. One that stands alone always can.
        most: The most.

    Raises:
        SearchLimitError: There are so many groups that `code_sets` has left out combinations.
    """
    alone, groups = made_from
    if len(groups) > _FEW:
        raise SearchLimitError
    # Codes that no comparison names are in no group, except one that stands for all of them.
    unnamed = offered - len(alone) - sum(map(len, groups))

    def largest(chosen: CodeSet) -> int:
        """Return the most codes of a set for which this one stands, or a few more."""
        parts = [group for group in groups if not group.isdisjoint(chosen)]
        whole = sum(len(group) if group <= chosen else len(group) - 1 for group in parts)
        return whole + unnamed

    return [
        chosen
        for chosen in sets
        if chosen <= alone or (len(chosen) <= most and largest(chosen) >= fewest)
    ]


def _few_or_nearly_all(groups: Sequence[CodeSet]) -> Iterator[tuple[CodeSet, ...]]:
    """Yield the combinations of groups; of many groups, those of one, two, nearly all and all."""
    number = len(groups)
    sizes = range(1, number + 1) if number <= _FEW else (1, 2, number - 2, number - 1, number)
    return chain.from_iterable(combinations(groups, size) for size in sizes)
