"""Which entry of a table is which in another version of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checklist.answer_types.table import Table


def matched(
    table: Table, before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[int | None, int | None]]:
    """Yield which entry of a table is which in another version of it, in the new order.

    First those with the same in the column that is unique, where there is one; then those that are
    most alike, of which the first columns weigh most; then, without such a column, those that are
    left in their order. Indices from 0; None where an entry is not in one of the versions.
    """
    pairs: dict[int, int] = {}
    unique = next((column.id for column in table.columns if column.unique), None)
    if unique is not None:
        names = {_key(entry, unique): index for index, entry in reversed([*enumerate(before)])}
        for j, entry in enumerate(after):
            i = names.pop(_key(entry, unique), None) if _key(entry, unique) else None
            if i is not None:
                pairs[j] = i
    left = [i for i in range(len(before)) if i not in pairs.values()]
    right = [j for j in range(len(after)) if j not in pairs]
    weights = {column.id: len(table.columns) - n for n, column in enumerate(table.columns)}
    # Of two laws with other short names, one date in common says little.
    least = (sum(weights.values()) - 1) // 2 if unique else 0
    for i, j in _alike(before, after, left, right, weights, least):
        pairs[j] = i
    if unique is None:
        taken = set(pairs.values())
        rest = (i for i in left if i not in taken)
        pairs |= dict(zip((j for j in right if j not in pairs), rest, strict=False))
    gone = sorted({*range(len(before))} - set(pairs.values()))
    yield from ((pairs.get(j), j) for j in range(len(after)))
    yield from ((i, None) for i in gone)


def _key(entry: Mapping[str, Any], column: str) -> str:
    value = entry.get(column, {}).get("value")
    return value if isinstance(value, str) else ""


def _alike(
    before: Sequence[Mapping[str, Any]],
    after: Sequence[Mapping[str, Any]],
    left: Sequence[int],
    right: Sequence[int],
    weights: Mapping[str, int],
    least: int,
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of entries that have most in common, each entry in one pair at most."""
    scored = []
    for i in left:
        for j in right:
            score = sum(
                weight
                for column, weight in weights.items()
                if column in before[i] and before[i][column] == after[j].get(column)
            )
            if score > least:
                # The same whichever of the two comes first.
                scored.append((-score, abs(i - j), i + j, i, j))
    used_left: set[int] = set()
    used_right: set[int] = set()
    for *_, i, j in sorted(scored):
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            yield i, j
