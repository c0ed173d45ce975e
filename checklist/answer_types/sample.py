"""Samples: a question of each answer type with answers, for tests of all that takes any type."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class Sample(NamedTuple):
    """A question of an answer type, and its answers."""

    keys: Mapping[str, Any]
    """The keys of the question that belong to its type."""
    entries: Sequence[str]
    """What is typed, step by step, to give the first of the values."""
    values: Sequence[Any]
    """At least two values."""
    compared: tuple[str, Any, str] | None = None
    """An operator, a literal and the words for them: `gt`, 50, “is more than 50”."""
    others: Sequence[str] = ()
    """Other entries, which a step may refuse."""
    sure: str = "1"
    """An entry that each required step takes, if `1` does not."""


def sample_options(*codes: str) -> list[dict[str, Any]]:
    """Return options whose labels are the codes in capitals."""
    return [{"code": code, "label": code.capitalize()} for code in codes]
