"""Counts that can say what they counted.

A count is a number. Where it is asked to, it keeps the way to the answers, or the lack of them, in
the reports. A table of an output then leads from each of its counts to these answers.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial
from typing import NamedTuple, Self, TypeAlias, TypeVar

from checklist.analysis.rows.columns import ReportRow
from checklist.diagnostics import DocumentPath


class Source(NamedTuple):
    """What a count is made of: an answer, or the lack of one, in a report."""

    report: ReportRow
    question: str = ""
    """The id of the question; empty for the report as a whole."""
    row: str = ""
    """The id of the row of a matrix; empty elsewhere."""
    said: str = "A report"
    """What stands there, in words; of an answer that is not shown, that it is not."""
    where: DocumentPath = ()
    """The keys that lead to it in the file, where these are known; else empty."""


Finder: TypeAlias = Callable[..., Iterable[Source]]
"""Finds sources, when somebody asks. What counts pairs tells of their sides on demand."""


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

    def __sub__(self, other: int) -> int:
        """Return the difference; it knows its sources if all that is taken away is among them."""
        if not isinstance(other, Count):
            return int(self) - other if other else self
        return Count(int(self) - int(other), lambda: _without(self.sources, other.sources))


class Name(_Kept, str):
    """A text that can say from which answers it comes."""

    def __new__(cls, text: str, *finders: Finder) -> Self:
        """Keep what finds the sources."""
        made = super().__new__(cls, text)
        made.finders = finders
        return made


def _without(sources: Iterable[Source], others: Iterable[Source]) -> Iterable[Source]:
    left_out = Counter(others)
    for source in sources:
        if left_out[source]:
            left_out[source] -= 1
        else:
            yield source


Item = TypeVar("Item")
Said = TypeVar("Said", bound=Hashable)
Key = TypeVar("Key", bound=Hashable)


def count(
    items: Sequence[Item],
    said: Callable[[Item], Said],
    keys: Callable[[Said], Iterable[Key]],
    source: Callable[..., Source] | None = None,
) -> Counter[Key]:
    """Count items, each under several keys; what has no item counts zero.

    Args:
        items: What is counted, such as the answers of all States to a question.
        said: Returns what of an item decides its keys. Few items differ in it.
        keys: Returns the keys, each once.
        source: Returns the source of an item, or of a side of a pair; None: the counts keep
            nothing.
    """
    counts: Counter[Key] = Counter()
    for said_item, number in Counter(map(said, items)).items():
        for key in keys(said_item):
            counts[key] = counts.get(key, 0) + number
    if source is not None:
        for key, number in counts.items():
            counts[key] = Count(number, partial(_sources, items, said, keys, source, key))
    return counts


def _sources(
    items: Iterable[Item],
    said: Callable[[Item], Said],
    keys: Callable[[Said], Iterable[Key]],
    source: Callable[..., Source],
    key: Key,
    *side: int,
) -> Iterable[Source]:
    return (source(item, *side) for item in items if key in keys(said(item)))


def listed(sources: Sequence[Source], *, keeps: bool) -> int:
    """Return the number of sources that stand in a list."""
    return Count(len(sources), lambda: sources) if keeps else len(sources)


def of_side(number: int, side: int) -> int:
    """Return a count of pairs; its sources are those of one side: 0 or 1."""
    if not isinstance(number, Count):
        return number
    return Count(int(number), *(partial(find, side) for find in number.finders))


def number_of(names: Iterable[str]) -> int:
    """Return how many texts there are; the count knows the sources that they know."""
    several = list(names)
    finders = [find for name in several if isinstance(name, Name) for find in name.finders]
    return Count(len(several), *finders) if finders else len(several)
