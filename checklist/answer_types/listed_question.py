"""A question in a list to look through, as a step offers it."""

from typing import NamedTuple


class ListedQuestion(NamedTuple):
    """A question in a list to look through."""

    number: str
    words: str
    beside: str
    """What is shown next to it: its answer or state."""
