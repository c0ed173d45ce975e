"""The rule by which counts of States that are not named may be published.

The source of the rule is the project's design: at least five States answered, and each count that
is not zero is at least five. No counts are published where all States gave the same answer, since
they would disclose the answer of each.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Self

FEW = 10
"""With fewer reports, States are listed by name: a share of them says little."""
LEAST = 5
"""The smallest count that is published, apart from zero."""


class Given(NamedTuple):
    """What one State gave to a question or row."""

    is_answered: bool
    """Whether it gave an answer that is shown."""
    codes: frozenset[str]
    """The codes of the answer; empty where it has none."""


@dataclass(frozen=True)
class Counts:
    """What several States gave to a question or row."""

    states: int
    answered: int
    codes: Mapping[str, int]
    """The number of States by code. All codes that can be given have a number."""

    @classmethod
    def of(cls, given: Iterable[Given], offered: Iterable[str]) -> Self:
        """Count answers.

        Args:
            given: The answer of each State.
            offered: The codes that can be given.
        """
        several = list(given)
        return cls(
            len(several),
            sum(answer.is_answered for answer in several),
            {code: sum(code in answer.codes for answer in several) for code in offered},
        )

    def minus(self, other: Self) -> Self:
        """Return the counts of the States without those of some of them."""
        codes = {code: count - other.codes[code] for code, count in self.codes.items()}
        return type(self)(self.states - other.states, self.answered - other.answered, codes)

    def tell_nobody(self, *, allows_several: bool) -> bool:
        """Whether nobody learns the answer of one State from these counts.

        Args:
            allows_several: Whether an answer can have several codes.
        """
        without = self.states - self.answered
        given = [count for count in self.codes.values() if count]
        if self.answered < LEAST or any(0 < count < LEAST for count in (without, *given)):
            return False
        if not allows_several:
            return len(given or [self.answered]) + bool(without) > 1
        # With each code goes the count of those who answered and did not choose it.
        others = [self.answered - count for count in given]
        if any(0 < count < LEAST for count in others):
            return False
        return all(count or without for count in others) and bool(without or any(others))
