"""The limits on the patterns in question sets, checked before any pattern is compiled.

The library that compiles the patterns keeps many of them, and each can take ten megabytes.
"""

from collections.abc import Mapping, Sequence
from typing import Self

from pydantic_core import PydanticCustomError

from checklist.answer_types.patterns import MAX_PATTERN_SIZE, pattern_size
from checklist.answer_types.text import MAX_PATTERN

MAX_PATTERNS = 30
"""The most patterns in a questionnaire: more than people write."""
MAX_SIZE_OF_RUN = MAX_PATTERN_SIZE
"""The most characters and classes, repetitions written out, in all patterns of one run."""


class PatternBudget:
    """Counts the patterns of question sets, and refuses those that are too many or too large."""

    def __init__(self) -> None:
        """Begin a run with its first questionnaire."""
        self._sizes: dict[str, int] = {}
        self._number = 0

    def for_questionnaire(self) -> Self:
        """Return the budget of one more questionnaire of the same run."""
        budget = type(self)()
        budget._sizes = self._sizes
        return budget

    def take(self, patterns: Sequence[str]) -> None:
        """Count the patterns of one more question set.

        Raises:
            PydanticCustomError: There are too many, or they are too large. None is then counted.
        """
        number = self._number + len(patterns)
        if number > MAX_PATTERNS:
            raise PydanticCustomError(
                "patterns",
                "there are {number} patterns in this question set and those before it; a "
                "questionnaire can have {most}",
                {"number": number, "most": MAX_PATTERNS},
            )
        sizes = {**self._sizes, **_sizes(patterns)}
        if sum(sizes.values()) > MAX_SIZE_OF_RUN:
            raise PydanticCustomError(
                "patterns",
                "the patterns in this question set and those before it are too large: with "
                "repetitions such as {example} written out, all of a run can have {most} "
                "characters and classes",
                {"example": "`[a-z]{3}`", "most": MAX_SIZE_OF_RUN},
            )
        self._number = number
        self._sizes.update(sizes)


def _sizes(patterns: Sequence[str]) -> Mapping[str, int]:
    """Return the size of each pattern that `Text` does not refuse by itself."""
    short = (pattern for pattern in patterns if len(pattern) <= MAX_PATTERN)
    sizes = {pattern: pattern_size(pattern) for pattern in short}
    return {pattern: size for pattern, size in sizes.items() if size <= MAX_PATTERN_SIZE}
