"""Counts that can say what they counted.

A count is a number. Where it is asked to, it keeps the way to the answers, or the lack of them, in
the reports. A table of an output then leads from each of its counts to these answers.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import partial
from typing import Self, TypeAlias, TypeVar

from checklist.analysis.traced import Source

Finder: TypeAlias = Callable[[], Iterable[Source]]
"""Finds sources. Nothing is found before somebody asks."""


class _Kept:
    """What can say from which answers it comes."""

    finders: Sequence[Finder] = ()

    @property
    def sources(self) -> Sequence[Source]:
        """The answers from which it comes."""
        return [source for find in self.finders for source in find()]


class Count(_Kept, int):
    """A number of answers that can say which they are; as many as it says."""

    def __new__(cls, number: int, *finders: Finder) -> Self:
        """Keep what finds the sources."""
        made = super().__new__(cls, number)
        made.finders = finders
        return made

    def __add__(self, other: int) -> int:
        """Return the sum; it knows its sources only if all that is added does, or is zero."""
        found = other.finders if isinstance(other, Count) else ()
        if other and not found:
            return int(self) + other
        return Count(int(self) + int(other), *self.finders, *found)

    __radd__ = __add__


class Name(_Kept, str):
    """A text that can say from which answers it comes."""

    def __new__(cls, text: str, *finders: Finder) -> Self:
        """Keep what finds the sources."""
        made = super().__new__(cls, text)
        made.finders = finders
        return made


Item = TypeVar("Item")
Said = TypeVar("Said", bound=Hashable)
Key = TypeVar("Key", bound=Hashable)


def count(
    items: Sequence[Item],
    said: Callable[[Item], Said],
    keys: Callable[[Said], Iterable[Key]],
    source: Callable[[Item], Source] | None = None,
) -> Mapping[Key, int]:
    """Count items, each under several keys; what has no item counts zero.

    Args:
        items: What is counted, such as the answers of all States to a question.
        said: Returns what of an item decides its keys. Few items differ in it.
        keys: Returns the keys, each once.
        source: Returns the source of an item; None: the counts keep nothing.
    """
    counts: Counter[Key] = Counter()
    for one, number in Counter(map(said, items)).items():
        for key in keys(one):
            counts[key] += number
    if source is not None:
        for key, number in counts.items():
            counts[key] = Count(number, partial(_sources, items, said, keys, source, key))
    return counts


def _sources(
    items: Iterable[Item],
    said: Callable[[Item], Said],
    keys: Callable[[Said], Iterable[Key]],
    source: Callable[[Item], Source],
    key: Key,
) -> Iterable[Source]:
    return (source(item) for item in items if key in keys(said(item)))


def number_of(names: Iterable[str]) -> int:
    """Return how many texts there are; the count knows the sources that they know."""
    several = list(names)
    finders = [find for one in several if isinstance(one, Name) for find in one.finders]
    return Count(len(several), *finders) if finders else len(several)
