"""The matching of the entries of a table with those of another version of it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

from checklist.answer_types.answer import PROVENANCE, AnswerData
from checklist.answer_types.interface import AnswerType, InnerPath
from checklist.answer_types.table_columns import EntryKey, key_of

_NOT_SAID = PROVENANCE | {"confidential"}
"""The keys of an answer that are no part of its content."""
_Entry: TypeAlias = Mapping[str, AnswerData | None]
"""The cells of an entry, by column; None for a cell that is hidden."""
_NOTHING: AnswerData = {}
"""The content where there is no cell."""


def matched(
    table: AnswerType,
    before: Sequence[Mapping[str, AnswerData]],
    after: Sequence[Mapping[str, AnswerData]],
    withheld: tuple[Collection[InnerPath], Collection[InnerPath]] = ((), ()),
) -> Iterator[tuple[int | None, int | None]]:
    """Yield the pairs of entries of two versions of a table, in the new order.

    Entries with the same key, or the same value in the unique column, are matched first, if the
    table has one of these. If all entries have a key, no others are matched: entries with different
    keys are different things. Otherwise the entries that are most alike are matched; the first
    columns weigh most. In a table without key and unique column, the remaining entries are matched
    in their order. Indices begin at 0; None stands for an entry that one of the versions lacks.

    A confidential mark does not count as a difference. Otherwise all cells of a newly marked entry
    would be shown as changed.

    Args:
        table: The answer type of the question, which has columns.
        before: The entries of one version.
        after: The entries of the other version.
        withheld: The cells that are not shown, in each of the two. Such a cell fits any other one.
            If it had to be equal, the pairs would reveal its content.
    """
    old, new = (_said(table, *version) for version in zip((before, after), withheld, strict=True))
    pairs: dict[int, int] = {}
    columns = table.listed_columns()
    unique = _identifying(table)
    if unique:
        names = {_key(entry, unique): index for index, entry in reversed([*enumerate(old)])}
        for j, entry in enumerate(new):
            i = names.pop(_key(entry, unique), None) if _key(entry, unique) else None
            if i is not None:
                pairs[j] = i
    left = [i for i in range(len(before)) if i not in pairs.values()]
    right = [j for j in range(len(after)) if j not in pairs]
    has_key = not {*unique}.issubset(column.id for column in columns if column.unique)
    if has_key and all(_key(e, unique) for e in (*old, *new)):
        left = right = []
    weights = {column.id: len(columns) - n for n, column in enumerate(columns)}
    # Two laws with different short names can have one date in common by chance.
    least = (sum(weights.values()) - 1) // 2 if unique else 0
    for i, j in _alike(old, new, left, right, weights, least):
        pairs[j] = i
    if not unique:
        taken = set(pairs.values())
        rest = (i for i in left if i not in taken)
        pairs |= dict(zip((j for j in right if j not in pairs), rest, strict=False))
    gone = sorted({*range(len(before))} - set(pairs.values()))
    yield from ((pairs.get(j), j) for j in range(len(after)))
    yield from ((i, None) for i in gone)


def _said(
    table: AnswerType, entries: Sequence[Mapping[str, AnswerData]], withheld: Collection[InnerPath]
) -> Sequence[_Entry]:
    columns = table.listed_columns() if withheld else ()
    return [
        {
            **{c.id: None for c in columns if (str(number), c.id) in withheld},
            **{
                column: _without_marks(answer)
                for column, answer in entry.items()
                if (str(number), column) not in withheld
            },
        }
        for number, entry in enumerate(entries, 1)
    ]


def _can_be(cell: AnswerData | None, other: AnswerData | None) -> bool:
    return cell == other or cell is None or other is None


def _without_marks(answer: AnswerData) -> AnswerData:
    return {key: part for key, part in answer.items() if key not in _NOT_SAID}


def _identifying(table: AnswerType) -> Sequence[str]:
    """Return the columns that identify an entry: the key, or else the first unique one."""
    unique = [column.id for column in table.listed_columns() if column.unique]
    return table.entry_key or unique[:1]


def _key(entry: _Entry, columns: Sequence[str]) -> EntryKey | None:
    """Return the values that identify an entry; None if one of them is hidden or absent."""
    cells = {name: entry.get(name) or _NOTHING for name in columns}
    key = key_of(columns, cells)
    return None if key is None or "" in key else key


def _alike(
    before: Sequence[_Entry],
    after: Sequence[_Entry],
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
                if column in before[i]
                and _can_be(before[i][column], after[j].get(column, _NOTHING))
            )
            if score > least:
                # Symmetric: the order of the two versions makes no difference.
                scored.append((-score, abs(i - j), i + j, i, j))
    used_left: set[int] = set()
    used_right: set[int] = set()
    for *_, i, j in sorted(scored):
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            yield i, j
