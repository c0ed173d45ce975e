"""Counts of items by keys."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Said = TypeVar("Said", bound=Hashable)
Key = TypeVar("Key", bound=Hashable)


def count(
    items: Sequence[Item],
    said: Callable[[Item], Said],
    keys: Callable[[Said], Iterable[Key]],
) -> Counter[Key]:
    """Count items, each under several keys; what has no item counts zero.

    Args:
        items: What is counted, such as the answers of all States to a question.
        said: Returns what of an item decides its keys. Few items differ in it.
        keys: Returns the keys, each once.
    """
    counts: Counter[Key] = Counter()
    for said_item, number in Counter(map(said, items)).items():
        for key in keys(said_item):
            counts[key] = counts.get(key, 0) + number
    return counts
