"""The operands that comparisons look at, and the operators that fit them."""

import calendar
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from checklist.diagnostics import DocumentPath

_LONGEST = len("2004-05-31")
_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)


class Interval(NamedTuple):
    """The days that a full or partial date can mean, both ends included."""

    first: date
    last: date


def interval(text: str) -> Interval | None:
    """Return the days that a date can mean, or None when it is not a date.

    Years 1 to 9999 of the Gregorian calendar, in the forms of ISO 8601.
    """
    return _interval(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _interval(text: str) -> Interval | None:
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if month is None:
            return Interval(date(year or 0, 1, 1), date(year or 0, 12, 31))
        if day is None:
            last = calendar.monthrange(year or 0, month)[1]
            return Interval(date(year or 0, month, 1), date(year or 0, month, last))
        return Interval(*[date(year or 0, month, day)] * 2)
    except (ValueError, calendar.IllegalMonthError):
        return None


def add_days(day: date, days: int) -> date:
    """Return the day that is so many days later, but none beyond the ends of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


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


NUMBER_WORDS: Mapping[str, str] = {
    "lt": "less than",
    "lte": "at most",
    "gt": "more than",
    "gte": "at least",
}
"""The words for the operators on numbers, behind “is”."""
DAY_WORDS: Mapping[str, str] = {
    "lt": "before",
    "lte": "on or before",
    "gt": "after",
    "gte": "on or after",
}
"""The words for the operators on dates, behind “is”."""
