"""The three-way merge of an answer: what two sides began with, and what each of them says now.

An answer is merged packet by packet: the whole answer, rows of a matrix, entries of a table. What
one side alone changed is taken, what is equal is equal, and where both changed the same, mine
stands and the difference is listed.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.interface import AnswerType
from checklist.answer_types.units import (
    ANSWER_KEYS,
    EVIDENCE,
    MISSING,
    PartPath,
    missing_of,
    without_missing,
)

Packet = Mapping[str, Any]
"""An answer, that of a row, or an entry: a value or missing code, and what stands beside it."""

Pair = tuple[int | None, int | None]
"""The indexes of the same entry on two sides; None where it is not there."""

_BESIDE = (EVIDENCE, "note", "confidential", "carried")
"""The keys beside a value or missing code that are merged alone."""
_ORIGIN = ("answered_by", "by", "confidence", "language")
"""The keys that say where an answer comes from: they go with it."""


class Difference(NamedTuple):
    """Where both sides changed the same differently."""

    at: PartPath
    """The whole answer, a row, or an entry by its number in the merged answer."""
    stands: Packet | None
    """What stands there: mine, with what only the other side changed. None for nothing."""
    says: Packet | None
    """The same with what the other side says."""


class MergedAnswer(NamedTuple):
    """An answer with what two sides changed."""

    answer: AnswerData | None
    taken: Sequence[PartPath]
    """Where the other side changed something that was taken."""
    differences: Sequence[Difference]


def merge_three(
    answer_type: AnswerType,
    base: AnswerData | None,
    mine: AnswerData | None,
    theirs: AnswerData | None,
    *,
    giver: Any = None,
    pairs: Sequence[Pair] | None = None,
) -> MergedAnswer:
    """Return an answer with what was changed on both sides.

    Args:
        answer_type: The type of the question.
        base: The answer that both began with; None for none.
        mine: The answer here, which stands where both changed the same.
        theirs: The answer of the other side.
        giver: What `answered_by` says of what is taken; None: what it says on the other side.
        pairs: Which entries of a table in `base` and `theirs` are the same, by their indexes, with
            None for an entry that only one of them has; None: those that say the same.

    Raises:
        TypeError, ValueError, KeyError, AttributeError: An answer has not the structure of its
            type.
    """
    merging = _Merging(answer_type, giver)
    sides = base or {}, mine or {}, theirs or {}
    if answer_type.rows() and any("value" in side for side in sides):
        answer = merging.matrix(*sides)
    elif answer_type.listed_columns() and all(map(_has_entries, sides)):
        answer = merging.table(*sides, pairs)
    else:
        answer = merging.whole(*sides, PartPath())
    if not merging.taken:
        answer = mine or {}
    return MergedAnswer(answer or None, merging.taken, merging.differences)


class _Merging:
    """The merge of one answer."""

    def __init__(self, answer_type: AnswerType, giver: Any) -> None:
        self.answer_type, self.giver = answer_type, giver
        self.taken: list[PartPath] = []
        self.differences: list[Difference] = []

    def whole(self, base: Packet, mine: Packet, theirs: Packet, at: PartPath) -> Packet:
        """Merge packets that have no others in them."""
        stands, says = self._packet(base, mine, theirs)
        self._note(at, mine, stands, says)
        return stands

    def matrix(self, base: Packet, mine: Packet, theirs: Packet) -> Packet:
        """Merge the rows, and what stands beside them."""
        sides = [self._with_rows(side) for side in (base, mine, theirs)]
        values = [side.get("value") or {} for side in sides]
        merged = {}
        for row in self.answer_type.rows():
            was, here, there = (value.get(row, {}) for value in values)
            packet = self.whole(was, here, there, PartPath(row=row))
            if packet:
                merged[row] = packet
        return self._with_beside(sides, merged)

    def table(
        self, base: Packet, mine: Packet, theirs: Packet, pairs: Sequence[Pair] | None
    ) -> Packet:
        """Merge the entries, and what stands beside them."""
        before, here, there = (list(side.get("value") or ()) for side in (base, mine, theirs))
        columns = sorted(self.answer_type.naming)
        pairs = _pairs(before, there, columns) if pairs is None else pairs
        own = _same_entries(before, here, columns)
        new = _same_entries(
            [{} if other is None or first is not None else there[other] for first, other in pairs],
            [{} if index in own.values() else entry for index, entry in enumerate(here)],
            columns,
        )
        merged = [*here]
        for number, (first, other) in enumerate(pairs):
            at = new.get(number) if first is None else own.get(first)
            was, now = (
                {} if i is None else side[i] for i, side in ((first, before), (other, there))
            )
            stands, says = self._entry(was, {} if at is None else here[at], now)
            if at is None:
                at = len(merged)
                merged.append({})
            self._note(PartPath(entry=at + 1), merged[at], stands, says)
            merged[at] = stands
        numbers = {
            at + 1: number
            for number, at in enumerate(filter(merged.__getitem__, range(len(merged))), 1)
        }
        self.differences = [
            found._replace(at=PartPath(entry=numbers.get(found.at.entry, 0)))
            for found in self.differences
        ]
        return self._with_beside([base, mine, theirs], [entry for entry in merged if entry])

    def _note(self, at: PartPath, mine: Packet, stands: Packet, says: Packet) -> None:
        """Note what was taken at a place, and what differs there."""
        if stands != mine:
            self.taken.append(at)
        if said(stands) != said(says):
            self.differences.append(Difference(at, stands or None, says or None))

    def _with_beside(self, sides: Sequence[Packet], value: Any) -> Packet:
        """Merge what stands beside rows or entries. Returns the answer; empty without any."""
        # Without its rows each side has the same value, beside which all else can stand.
        beside = [{**{k: side[k] for k in side if k != "value"}, "value": ()} for side in sides]
        stands, says = self._packet(*beside)
        with_value = [_ordered({**packet, "value": value}) for packet in (stands, says)]
        self._note(PartPath(), {**beside[1], "value": value}, *with_value)
        return with_value[0] if value else {}

    def _packet(self, base: Packet, mine: Packet, theirs: Packet) -> tuple[Packet, Packet]:
        """Return what stands now, and the same with what the other side says."""
        if said(theirs) in (said(base), said(mine)):
            return mine, mine
        was, here, there = (_units(side) for side in (base, mine, theirs))
        stands, says = dict(here), dict(here)
        for key in {**was, **here, **there}:
            if there.get(key) not in (was.get(key), here.get(key)):
                _put(says, key, there.get(key))
                if here.get(key) == was.get(key):
                    _put(stands, key, there.get(key))
        if not (_is_sound(stands) and _is_sound(says)):
            stands, says = (there if here == was else here), there
        return self._given(mine, theirs, stands), self._given(mine, theirs, says)

    def _given(self, mine: Packet, theirs: Packet, units: Mapping[str, Any]) -> Packet:
        """Return a packet of units, which says where it comes from: whoever changed it gave it."""
        here = _units(mine)
        is_mine = all(here.get(key) == units.get(key) for key in ("answer", EVIDENCE, "note"))
        is_mine = is_mine and not here.keys() - units.keys() & {"carried"}
        origin = mine if is_mine else theirs
        if not is_mine and self.giver is not None:
            origin = {"answered_by": self.giver}
        packet = {**units.get("answer", {}), **{key: units[key] for key in _BESIDE if key in units}}
        if packet:
            packet |= {key: origin[key] for key in _ORIGIN if key in origin}
        return mine if packet == mine else _ordered(packet)

    def _with_rows(self, side: Packet) -> Packet:
        """Return an answer in which each row is missing for the reason of the whole matrix."""
        if MISSING not in side:
            return side
        rows = dict.fromkeys(self.answer_type.rows(), missing_of(side))
        return {"value": rows, **without_missing(side)}

    def _entry(self, was: Packet, here: Packet, now: Packet) -> tuple[Packet, Packet]:
        """Merge an entry, cell by cell. One that was taken away on one side is whole."""
        if was and not now:
            return ({} if said(here) == said(was) else here), {}
        if was and not here:
            return {}, ({} if said(was) == said(now) else now)
        stands: dict[str, Any] = {}
        says: dict[str, Any] = {}
        for column in self.answer_type.fields():
            cells = self._packet(*(side.get(column, {}) for side in (was, here, now)))
            for entry, cell in zip((stands, says), cells, strict=True):
                if cell:
                    entry[column] = cell
        return stands, says


def _has_entries(side: Packet) -> bool:
    """Whether an answer to a table has entries, or nothing at all."""
    return bool(side.get("value")) or not side.keys() & {"value", MISSING}


def said(content: Any) -> Any:
    """Return what a content says, without where it comes from."""
    if isinstance(content, Mapping):
        return {key: said(part) for key, part in content.items() if key not in _ORIGIN}
    return [said(part) for part in content] if isinstance(content, list) else content


def _units(packet: Packet) -> dict[str, Any]:
    """Return the value or missing code of a packet as one unit, and each other key."""
    units: dict[str, Any] = {}
    if MISSING in packet:
        units["answer"] = missing_of(packet)
        packet = without_missing(packet)
    elif "value" in packet:
        units["answer"] = {"value": packet["value"]}
    return units | {key: packet[key] for key in _BESIDE if key in packet}


def _put(units: dict[str, Any], key: str, content: Any) -> None:
    if content is None:
        units.pop(key, None)
    else:
        units[key] = content


def _is_sound(units: Mapping[str, Any]) -> bool:
    """Whether units go together: beside nothing stands nothing, beside a missing code no note."""
    if "answer" not in units:
        return not units
    return MISSING not in units["answer"] or not units.keys() & {EVIDENCE, "note"}


def _ordered(packet: Packet) -> Packet:
    order = {key: at for at, key in enumerate(ANSWER_KEYS)}
    return dict(sorted(packet.items(), key=lambda item: order.get(item[0], len(order))))


# Which entries of tables are the same


def _same_entries(
    entries: Sequence[Packet], others: Sequence[Packet], naming: Sequence[str]
) -> dict[int, int]:
    """Return the indexes of the same entries: those that say the same, then those of one name."""
    found: dict[int, int] = {}

    def has_name_of(entry: Packet, other: Packet) -> bool:
        return _has_name_of(entry, other, naming)

    for is_same in (_covers, has_name_of):
        for index, entry in enumerate(entries):
            # Of entries that say the same, that at the same place is meant.
            order = sorted(range(len(others)), key=lambda at: (at != index, at))
            free = (at for at in order if at not in found.values() and others[at])
            at = next((at for at in free if is_same(entry, others[at])), None)
            if entry and index not in found and at is not None:
                found[index] = at
    return found


def _covers(entry: Packet, other: Packet) -> bool:
    """Whether an entry says the same as another one in all columns that it has."""
    return all(said(cell) == said(other.get(column)) for column, cell in entry.items())


def _has_name_of(entry: Packet, other: Packet, naming: Sequence[str]) -> bool:
    """Whether the cells that say which entry it is are filled in, and equal."""
    names, others = (
        [side.get(column, {}).get("value") for column in naming] for side in (entry, other)
    )
    return bool(names) and None not in names and names == others


def _pairs(
    before: Sequence[Packet], there: Sequence[Packet], naming: Sequence[str]
) -> Sequence[Pair]:
    """Return which entries of two sides are the same."""
    same = _same_entries(before, there, naming)
    new = [index for index in range(len(there)) if index not in same.values()]
    return [*((at, same.get(at)) for at in range(len(before))), *((None, index) for index in new)]
