"""The operands that comparisons look at, and the operators that fit them."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from checklist.diagnostics import DocumentPath

if TYPE_CHECKING:
    pass


class Interval(NamedTuple):
    """The days that a full or partial date can mean, both ends included."""

    first: date
    last: date


class GivenDate(NamedTuple):
    """A date in an answer, with its place and its limits."""

    where: DocumentPath
    """The place of the date within the value."""
    text: str
    """The date as it is written: `2004-05`."""
    days: Interval
    """The days that the date can mean."""
    earliest: Interval
    """A date before this one is most likely a mistake."""
    future: bool
    """Whether it can lie after the date of the report, as a plan does."""


class Entry(dict[str, "Operand"]):
    """The operands of the cells of one entry of a table, by column; None for an absent one."""

    def __missing__(self, column: str) -> "Operand":
        """Return None: the entry has no such cell."""
        return None


class Entries:
    """The entries of a table."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Keep the entries, in their order."""
        self.entries = entries


Operand: TypeAlias = str | frozenset[str] | int | Interval | Entries | None
"""An operand of a condition: code, codes, number, date, entries of a table; None is unknown."""


EQUALITY = frozenset({"is", "is_not", "any_of", "none_of"})


SEVERAL = frozenset({"any_of", "none_of", "all_of"})


ORDER = frozenset({"gt", "gte", "lt", "lte"})
