"""The smallest counts of States without a name that are published."""

import pytest

from checklist.analysis.summary.small_counts import Counts, Given

YES, NO, NOTHING = (
    Given(True, frozenset({"yes"})),
    Given(True, frozenset({"no"})),
    Given(False, frozenset()),
)


def tell_nobody(yes: int, no: int, without: int = 0) -> bool:
    given = [YES] * yes + [NO] * no + [NOTHING] * without
    return Counts.of(given, ["yes", "no"]).tell_nobody(allows_several=False)


@pytest.mark.parametrize("counts", [(5, 5), (6, 5), (5, 7), (5, 5, 5)])
def test_counts_of_five_and_more_are_published(counts: tuple[int, ...]) -> None:
    assert tell_nobody(*counts)


@pytest.mark.parametrize(
    "counts",
    [
        (4, 5), (5, 4), (1, 9), (9, 1),  # a count below five that is not zero
        (4, 0), (0, 4), (2, 2), (0, 0),  # fewer than five answered
        (5, 0), (0, 9),  # all gave the same answer
        (5, 5, 4), (5, 5, 1),  # fewer than five gave no answer
    ],
)  # fmt: skip
def test_smaller_counts_are_not(counts: tuple[int, ...]) -> None:
    assert not tell_nobody(*counts)


@pytest.mark.parametrize(
    ("first", "second", "both", "is_safe"),
    [
        (5, 5, 0, True),
        (5, 5, 5, True),
        (6, 4, 6, False),  # four chose the second option only, and did not choose the first
        (1, 0, 9, False),  # one State did not choose the second option
        (1, 5, 9, False),  # one State did not choose the second option, five not the first
        (0, 0, 9, False),  # all chose both options
    ],
)
def test_of_several_options_those_who_did_not_choose_one_are_a_count_too(
    first: int, second: int, both: int, is_safe: bool
) -> None:
    given = [Given(True, frozenset({"one"}))] * first
    given += [Given(True, frozenset({"two"}))] * second
    given += [Given(True, frozenset({"one", "two"}))] * both

    assert Counts.of(given, ["one", "two"]).tell_nobody(allows_several=True) is is_safe
