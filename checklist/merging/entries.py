"""The entries of a table: which are the same, and what comes of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from checklist.answer_types.interface import AnswerType
from checklist.answer_types.table_columns import EntryKey, key_of
from checklist.answer_types.units import MISSING, PartPath, with_key
from checklist.merging.cell import CellMerger
from checklist.merging.claims import Change, Claim, SeenEntry
from checklist.merging.contents import CONFIDENTIAL, WHOLE, packet_of, parts_of, text_of
from checklist.merging.givers import ANSWERED_BY, named_in, naming
from checklist.merging.resolution import CellClaim, Conflict, MergedAnswer, Wanted, resolve

Entry = Mapping[str, Any]
"""An entry of a table: answers by column."""


@dataclass
class _Entity:
    """One entry, as the report and the claimants know it."""

    own: Entry | None = None
    claims: list[tuple[Claim, int]] = field(default_factory=list)
    """The claims on it, each with the number that the entry has there."""
    is_gone: bool = False
    """Whether the report had it once, and has it no more."""
    is_doubtful: bool = False
    """Whether it may be an entry that was changed in the report itself since."""


def _place_in_parts(entity: _Entity) -> tuple[str, int, int]:
    """Return by what entries that are not in the report are ordered: as their authors had them."""
    return min((claim.by, claim.part, number) for claim, number in entity.claims)


@dataclass(frozen=True, slots=True)
class EntriesMerger:
    """Merges the entries of a table. The order of the claims changes nothing.

    Entries are the same if their key columns are; without these, if the claimant saw what is
    there. A new entry is the same as one that it equals. Nothing is matched by similarity.
    """

    table: AnswerType
    """The type of the question."""
    own: Mapping[str, Any] | None
    """The answer of the report itself; None for nothing."""
    claims: Sequence[Claim]
    """What each claimant changes."""
    labels: Mapping[str, str]
    """The words for authorities, by code."""

    def merged(self) -> MergedAnswer:
        """Return what comes of the entries."""
        changes_whole = any(
            not path.entry and path.part in {"", MISSING}
            for claim in self.claims
            for path in claim.active
        )
        has_entries = bool((self.own or {}).get("value"))
        if changes_whole or (self.own is not None and not has_entries):
            return self._whole()
        return self._by_entry()

    # The table as one: where somebody says that there are no entries

    def _whole(self) -> MergedAnswer:
        mine = _core(self.own)
        stances = []
        for claim in self.claims:
            if not any(path.entry or path.part in {"", MISSING} for path in claim.active):
                continue
            so_far = [one for one in self.claims if _is_repeated(one, claim)]
            says = self._says(claim, mine, [*so_far, claim])
            stances.append(CellClaim(claim, {}, change=Change(self._saw(claim, mine), says)))
        resolution = resolve(mine, stances, text_of)
        if resolution.wanted:
            conflict = Conflict(PartPath(part=WHOLE), resolution.wanted, stands=mine)
            return MergedAnswer(self.own, [conflict])
        replaced = {*_CORE_KEYS[:3], *(mine or {}), *(resolution.content or {})}
        kept = {key: part for key, part in (self.own or {}).items() if key not in replaced}
        answer = {**resolution.content, **kept} if resolution.content else kept
        return MergedAnswer(answer or None, agreed=resolution.agreed)

    def _saw(self, claim: Claim, mine: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
        """Return what a claimant saw in place of the entries."""
        says_none = False
        for part, change in _whole_changes(claim):
            if change.was is not None:
                return dict(change.was) if part == MISSING else {"value": change.was}
            says_none |= change.is_active
        if mine is None or not mine.get("value"):
            cells = [dict(entry.cells) for _, entry in sorted(claim.entries.items())]
            return {"value": cells} if cells else None
        # Who says that there are none must have seen all of them.
        if says_none and _Matcher(self.table, mine["value"]).has_unseen_entries(claim):
            return None
        return mine

    def _says(
        self, claim: Claim, mine: Mapping[str, Any] | None, so_far: Sequence[Claim]
    ) -> Mapping[str, Any] | None:
        """Return what a claimant wants in place of the entries.

        Args:
            claim: The claim.
            mine: What the report itself has.
            so_far: What the claimant said up to this claim, in the order of the parts. Entries of
                earlier parts are wanted still.
        """
        for part, change in _whole_changes(claim):
            if change.now is not None:
                return dict(change.now) if part == MISSING else {"value": change.now}
        has_entries = mine is not None and bool(mine.get("value"))
        merged = replace(self, own=mine if has_entries else None, claims=so_far)._by_entry()
        if not merged.conflicts:
            return _core(merged.answer)
        # What differs from the entries that are there is shown after them.
        cells = [
            cell
            for claim in so_far
            for number in sorted({path.entry for path in claim.active if path.entry})
            if (cell := claim.cells_of(number))
        ]
        return {"value": [*(merged.answer or {}).get("value", ()), *cells]}

    # Entry by entry

    def _by_entry(self) -> MergedAnswer:
        entries: Sequence[Entry] = (self.own or {}).get("value") or ()
        entities = _Matcher(self.table, entries).entities(self.claims)
        merged = [self._merged_entry(entity) for entity in entities]
        result = [one.answer for one in merged if one.answer is not None]
        conflicts: list[Conflict] = []
        number, absent = 0, len(result)
        for entity, one in zip(entities, merged, strict=True):
            # What does not stand there comes after all that does.
            number, absent = (number, absent + 1) if one.answer is None else (number + 1, absent)
            at = absent if one.answer is None else number
            differing = {conflict.path.column for conflict in one.conflicts}
            cells = {key: cell for key, cell in (one.answer or {}).items() if key not in differing}
            for found in one.conflicts:
                path, numbers = found.path._replace(entry=at), entity.claims
                conflicts.append(replace(found, path=path, numbers=numbers, agreed_cells=cells))
        agreed = [claim for one in merged for claim in one.agreed]
        if result == [*entries]:
            return MergedAnswer(self.own, conflicts, agreed)
        kept = {key: part for key, part in (self.own or {}).items() if key != "value"}
        answer = {"value": result, **kept} if result else kept
        return MergedAnswer(answer or None, conflicts, agreed)

    def _merged_entry(self, entity: _Entity) -> MergedAnswer:
        active = [
            (claim, number)
            for claim, number in entity.claims
            if any(change.is_active for change in claim.by_entry.get(number, {}).values())
        ]
        newest = {claim.by: claim.part for claim, _ in active}
        latest = [(claim, number) for claim, number in active if newest[claim.by] == claim.part]
        removing = [one for one in latest if _removes(*one)]
        if entity.is_gone or removing:
            return self._removed(entity, latest, removing)
        merged = self._merged_cells(entity)
        is_proposal = all(claim.is_outside or not claim.has_base for claim, _ in active)
        if entity.own is None and is_proposal and merged.conflicts:
            return _open(None, _entries(active))
        return merged

    def _removed(
        self,
        entity: _Entity,
        active: Sequence[tuple[Claim, int]],
        removing: Sequence[tuple[Claim, int]],
    ) -> MergedAnswer:
        """Return what comes of an entry that the report or a claimant took away."""
        others = [claim for claim in entity.claims if claim not in removing]
        merged = self._merged_cells(_Entity(entity.own, others))
        # A part does not show what differs in an entry: nobody takes it away with knowledge of it.
        changing = [
            stance
            for stance in active
            if stance not in removing
            and (merged.conflicts or not any(_knew(*other, *stance) for other in removing))
        ]
        if entity.own is None:
            if not changing and not (entity.is_doubtful and removing):
                return MergedAnswer(None, agreed=[claim for claim, _ in removing])
            wanted = [*_entries(changing), Wanted(None, [claim for claim, _ in removing])]
            return _open(None, wanted)
        is_changed_here = any(
            not claim.has_base
            or not any(
                _contains(cells or {}, claim.entries[at].cells)
                for cells in (entity.own, merged.answer)
            )
            for claim, at in removing
        )
        can_be_taken = any(not claim.is_outside for claim, _ in removing)
        if not changing and not is_changed_here and can_be_taken:
            return MergedAnswer(None, agreed=[claim for claim, _ in removing])
        wanted = [*_entries(changing), Wanted(None, [claim for claim, _ in removing])]
        if is_changed_here and not changing:
            wanted.append(Wanted(entity.own, ()))
        return _open(entity.own, wanted)

    def _merged_cells(self, entity: _Entity) -> MergedAnswer:
        entry: Entry | None = entity.own
        conflicts: list[Conflict] = []
        agreed: list[Claim] = []
        order = [column.id for column in self.table.listed_columns()]
        for column in self.table.listed_columns():
            claims = [
                cell_claim
                for claim, number in entity.claims
                if (cell_claim := _cell_claim(column.answer_type, claim, number, column.id)).changes
            ]
            own = (entity.own or {}).get(column.id)
            merged = CellMerger(column.answer_type, own, claims, self.labels).merged()
            cell = _naming_marked(merged, own, self.labels)
            if cell != own:
                entry = with_key(entry or {}, column.id, cell, order)
            agreed += merged.agreed
            for found in merged.conflicts:
                path = found.path._replace(column=column.id)
                stands = standing_in(column.answer_type, cell, path.part)
                conflicts.append(replace(found, path=path, stands=stands))
        return MergedAnswer(entry, conflicts, agreed)


_CORE_KEYS = ("value", MISSING, "reason", "note")


def _core(answer: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    keys = _CORE_KEYS if MISSING in (answer or {}) else _CORE_KEYS[:1]
    return {key: answer[key] for key in keys if key in answer} or None if answer else None


def _whole_changes(claim: Claim) -> Iterator[tuple[str, Change]]:
    for path, change in claim.changes.items():
        if not path.entry and path.part in {"", MISSING}:
            yield path.part, change


def _is_repeated(earlier: Claim, claim: Claim) -> bool:
    """Whether the same claimant said it, in an earlier part."""
    return (earlier.by, earlier.is_outside) == (
        claim.by,
        claim.is_outside,
    ) and earlier.part < claim.part


class _Matcher:
    """Finds which entries are the same."""

    def __init__(self, table: AnswerType, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.key = table.entry_key
        self.by_key: dict[EntryKey, int] = {}
        for index, entry in enumerate(entries):
            key = self.key_of(entry)
            if key is not None:
                self.by_key.setdefault(key, index)

    def key_of(self, entry: Entry) -> EntryKey | None:
        """Return the key of an entry; None where it has none."""
        return key_of(self.key, entry) if self.key else None

    def entities(self, claims: Sequence[Claim]) -> list[_Entity]:
        """Return the entries that the report or a claimant has, in their order."""
        present = [_Entity(own=entry) for entry in self.entries]
        others: dict[str, _Entity] = {}
        left: list[tuple[Claim, int, str]] = []
        for claim in claims:
            for number in sorted(claim.by_entry):
                index, name, is_gone = self._place(claim, number)
                if index is not None:
                    present[index].claims.append((claim, number))
                elif is_gone:
                    left.append((claim, number, name))
                elif name:
                    others.setdefault(name, _Entity()).claims.append((claim, number))
        left = self._linked(left, [*present, *(others[name] for name in sorted(others))])
        for claim, number, name in left:
            entity = others.setdefault(name, _Entity(is_gone=True))
            entity.claims.append((claim, number))
            made = [entity for name, entity in others.items() if not entity.is_gone]
            entity.is_doubtful |= not self.key and (self.has_unseen_entries(claim) or bool(made))
        return [*present, *sorted(others.values(), key=_place_in_parts)]

    def _linked(
        self, left: Sequence[tuple[Claim, int, str]], entities: Sequence[_Entity]
    ) -> list[tuple[Claim, int, str]]:
        """Add claims on entries as other claimants made them. Returns those that fit none."""
        while True:
            linked = []
            for claim, number, name in left:
                entity = self._made_by_others(claim, number, entities)
                if entity is not None:
                    entity.claims.append((claim, number))
                    entity.claims.sort(key=lambda one: (one[0].by, one[0].part, one[1]))
                    linked.append((claim, number, name))
            left = [one for one in left if one not in linked]
            if not linked:
                return [*left]

    def _made_by_others(
        self, claim: Claim, number: int, entities: Sequence[_Entity]
    ) -> _Entity | None:
        """Return the entry that a claimant saw as another claim made it."""
        seen = claim.entries[number].cells
        key = self.key_of(seen)
        for entity in entities:
            if any(other is claim for other, _ in entity.claims):
                continue
            for other, at in entity.claims:
                cells = other.cells_of(at)
                is_same = self.key_of(cells) == key if key else _contains(cells, seen)
                if cells and is_same:
                    return entity
        return None

    def _place(self, claim: Claim, number: int) -> tuple[int | None, str, bool]:
        """Return where an entry of a claim is, or its name among those that are not in the report.

        Returns:
            The index in the report; the name; and whether the report had it once.
        """
        seen = claim.entries.get(number)
        cells = claim.cells_of(number)
        if seen is not None and seen.cells:
            index = self._index(seen)
            if index is None and cells and text_of(cells) != text_of(seen.cells):
                index = self._equal(cells)
            return index, f"gone {text_of([seen.cells, seen.nth])}", True
        if not cells:
            return None, "", False
        key = self.key_of(cells)
        if key is not None and any(
            self.key_of(entry.cells) == key for entry in claim.entries.values()
        ):
            # The claimant saw another entry with this key: there are two now.
            return None, f"twice {text_of(_plain(cells))}", False
        if key is not None:
            return self.by_key.get(key), f"new {text_of(key)}", False
        return self._equal(cells), f"new {text_of(_plain(cells))}", False

    def has_unseen_entries(self, claim: Claim) -> bool:
        """Whether the report has entries that a claimant did not see."""
        seen = {self._index(entry) for entry in claim.entries.values()}
        return any(index not in seen for index in range(len(self.entries)))

    def _index(self, seen: SeenEntry) -> int | None:
        key = self.key_of(seen.cells)
        if key is not None:
            same = [i for i, entry in enumerate(self.entries) if self.key_of(entry) == key]
            alike = [i for i in same if _contains(self.entries[i], seen.cells)]
            return next(iter(alike or same), None)
        fitting = [i for i, entry in enumerate(self.entries) if _contains(entry, seen.cells)]
        return fitting[seen.nth] if seen.nth < len(fitting) else None

    def _equal(self, cells: Entry) -> int | None:
        plain = _plain(cells)
        fitting = (i for i, entry in enumerate(self.entries) if _plain(entry) == plain)
        return next(fitting, None)


def _plain(entry: Entry) -> Entry:
    """Return an entry without who answered."""
    return {
        column: {key: part for key, part in cell.items() if key != ANSWERED_BY}
        for column, cell in entry.items()
    }


def _contains(entry: Entry, cells: Entry) -> bool:
    """Whether an entry has these cells, and perhaps others that the claimant did not get."""
    whole, plain = _plain(entry), _plain(cells)
    return all(whole.get(column) == cell for column, cell in plain.items())


def _open(entry: Entry | None, wanted: Sequence[Wanted]) -> MergedAnswer:
    """Return an entry that stands, or None, while somebody wants another as a whole."""
    return MergedAnswer(entry, [Conflict(PartPath(part=WHOLE), wanted, stands=entry)])


def _removes(claim: Claim, number: int) -> bool:
    change = claim.changes.get(PartPath(entry=number))
    return change is not None and change.is_active and change.now is None


def _knew(claim: Claim, number: int, other: Claim, at: int) -> bool:
    """Whether a claimant saw an entry as another one made it."""
    if claim.seen is None or number not in claim.entries:
        return False
    last = max(one.ordinal for one in other.by_entry[at].values())
    is_seen = claim.seen.get(other.key, 0) >= last
    return is_seen and _contains(other.cells_of(at), claim.entries[number].cells)


def _entries(claims: Sequence[tuple[Claim, int]]) -> list[Wanted]:
    """Return the entries that claimants want, each once."""
    by_text: dict[str, tuple[Entry, list[Claim]]] = {}
    for claim, number in claims:
        cells = claim.cells_of(number)
        by_text.setdefault(text_of(cells), (cells, []))[1].append(claim)
    return [Wanted(*by_text[text]) for text in sorted(by_text)]


def _cell_claim(answer_type: Any, claim: Claim, number: int, column: str) -> CellClaim:
    """Return what a claim says in one cell."""
    here = claim.by_entry.get(number, {})
    changes = {path.part: change for path, change in here.items() if path.column == column}
    seen = claim.entries.get(number)
    saw = parts_of(answer_type, seen.cells.get(column)) if seen is not None else {}
    return CellClaim(claim, changes, {p: content for p, content in saw.items() if p not in changes})


def _naming_marked(
    merged: MergedAnswer, own: Mapping[str, Any] | None, labels: Mapping[str, str]
) -> Mapping[str, Any] | None:
    """Return a cell that names who gave it, if it is marked, or named somebody before.

    No other authority may see a marked cell. A name that is there must stay right without a mark.
    """
    cell = merged.answer
    if cell is None or cell == own or not (cell.get(CONFIDENTIAL) or named_in(cell)):
        return cell
    names = {name for claim in merged.agreed for name in claim.givers}
    is_same = own is not None and cell.get("value") == own.get("value")
    if not is_same:
        return naming(cell, names, labels)
    # Who gave a cell that names nobody is among those whom the table names.
    known = named_in(cell)
    return naming(cell, names | known, labels) if known else cell


def standing_in(answer_type: AnswerType, answer: Mapping[str, Any] | None, part: str) -> Any:
    """Return what an answer has in a part, or as a whole."""
    if part == WHOLE:
        return packet_of(answer)
    return answer_type.get(answer or {}, PartPath(part=part))
