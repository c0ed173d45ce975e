"""Operations on plain data: copying, comparing, setting a key, and counting events."""

from collections.abc import Collection, Mapping
from typing import Any

from checklist.files.reader import plain_number


def plain_copy(value: Any) -> Any:
    """Return a deep copy with the types of JSON in place of their subclasses, such as enumerations.

    Raises:
        TypeError: A value has no type of JSON.
    """
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {str.__str__(key): plain_copy(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_copy(item) for item in value]
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int | float):
        return int(value) if isinstance(value, int) else plain_number(value)
    raise TypeError(f"a report cannot hold a {type(value).__name__}")


def is_same(data: Any, other: Any) -> bool:
    """Return whether two pieces of plain data are equal, types and order of keys included."""
    if type(data) is not type(other):
        return False
    if isinstance(data, dict):
        return list(data) == list(other) and all(is_same(data[key], other[key]) for key in data)
    if isinstance(data, list):
        return len(data) == len(other) and all(map(is_same, data, other))
    return bool(data == other)


def with_key(
    mapping: Mapping[str, Any], key: str, value: Any, before: Collection[str]
) -> dict[str, Any]:
    """Return the mapping with a key set.

    A new key goes before the first of `before` that the mapping has, otherwise to the end.
    """
    if key in mapping:
        return {**mapping, key: value}
    placed: dict[str, Any] = {}
    for other, item in mapping.items():
        if other in before:
            placed.setdefault(key, value)
        placed[other] = item
    placed.setdefault(key, value)
    return placed


def number_of_events(data: Any) -> int:
    """Return an upper bound of the number of events that the reader gets for plain data."""
    if isinstance(data, dict):
        return 3 + len(data) + sum(map(number_of_events, data.values()))
    if isinstance(data, list):
        return 3 + sum(map(number_of_events, data))
    return 1


def added_events(mapping: Mapping[str, Any], key: str, value: Any) -> int:
    """Return the number of events that setting the key adds to those of the mapping."""
    return number_of_events(value) - (number_of_events(mapping[key]) if key in mapping else -1)
