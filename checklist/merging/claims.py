"""Claims: what somebody changed in the answer to a question, unit by unit."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from checklist.answer_types.units import PartPath


class Change(NamedTuple):
    """The change of one unit. None stands for a unit that is not there."""

    was: Any
    """What the claimant saw."""
    now: Any
    """What the claimant says."""
    ordinal: int = 1
    """The return of the part in which it was said, from 1."""
    language: str = ""
    """The language of the words in it; empty for that of the report, and where there are none."""

    @property
    def is_active(self) -> bool:
        """Whether the claim changes anything. Of a settled change, only the content is known."""
        return bool(self.was != self.now)

    @property
    def settled(self) -> "Change":
        """The change once somebody decided with knowledge of it."""
        return self._replace(was=self.now)


class ReturnMark(NamedTuple):
    """A return from which something was merged."""

    ordinal: int
    """1 for the first return of the part from which something was merged."""
    on: str
    """The day on which it was merged."""
    file: str
    """The name of the file."""
    digest: str
    """SHA-256 of the file."""
    part_id: str = ""
    """The id of the part; empty for a file that is no part."""


@dataclass(frozen=True, slots=True)
class SeenEntry:
    """An entry of a table as the claimant saw it."""

    cells: Mapping[str, Any]
    """The answers of its columns, as far as the claimant got them."""
    nth: int = 0
    """The number of entries before it with the same cells."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What one claimant says on one question, in one part."""

    by: str
    """The claimant: the code of an authority, or the name of a file that is no part."""
    part: int = 0
    """The number of the part; 0 for a file that is no part."""
    returns: Sequence[ReturnMark] = ()
    """The returns in which something of this was said, in their order."""
    changes: Mapping[PartPath, Change]
    """By path. Entries of a table have the numbers that they have in the part."""
    saw: Mapping[PartPath, Any] = field(default_factory=dict)
    """What the claimant saw, and left as it was, where it changes something else: a value beside
    which it writes a note. Of entries of tables, `entries` has it."""
    entries: Mapping[int, SeenEntry] = field(default_factory=dict)
    """The entries that the claimant saw, by their numbers in the part."""
    seen: Mapping[str, int] | None = None
    """The last return that the part knew, by part (`key`); None where nobody noted it."""
    is_outside: bool = False
    """Whether the question was asked of somebody else, so that it only proposes."""
    has_base: bool = True
    """Whether what the claimant saw is known. If not, every difference is a conflict."""
    is_authority: bool = True
    """Whether `by` is the code of an authority."""
    names: Sequence[str] = ()
    """Who gave the answer, where a file that is no part says so."""
    leads: Mapping[str, str] = field(default_factory=dict)
    """Who leads where the claimant contributes: codes by row; by the row "" for the question."""
    otherwise: Set[str] = frozenset()
    """The rows in which it answers otherwise than who leads; "" for the question."""

    def lead(self, row: str) -> str:
        """Return who leads a row, or the question, where another authority does; else nothing."""
        return self.leads.get(row) or self.leads.get("") or ""

    @property
    def key(self) -> str:
        """The part that the claim came from, as text: `labour-1`."""
        return f"{self.by}-{self.part}"

    @property
    def givers(self) -> Sequence[str]:
        """Those who gave the answer: the authority, or those that a file names."""
        return [self.by] if self.is_authority else self.names

    @property
    def active(self) -> Iterator[PartPath]:
        """The paths that it changes."""
        return (path for path, change in self.changes.items() if change.is_active)

    @cached_property
    def by_entry(self) -> Mapping[int, Mapping[PartPath, Change]]:
        """The changes of the entries of a table, by their numbers in the part."""
        found: dict[int, dict[PartPath, Change]] = {}
        for path, change in self.changes.items():
            if path.entry:
                found.setdefault(path.entry, {})[path] = change
        return found

    def knew(self, other: "Claim", change: Change) -> bool:
        """Whether the part was made when a change of another claim was merged already."""
        if other.by == self.by and other.is_outside == self.is_outside:
            return self.part > other.part
        return self.seen is not None and self.seen.get(other.key, 0) >= change.ordinal

    def supersedes(self, other: "Claim", mine: Change, theirs: Change, own: Any) -> bool:
        """Whether this change was made with knowledge of another claimant's change.

        Args:
            other: Another claim on the same question.
            mine: The change of a unit in this claim.
            theirs: The change of the same unit in the other claim.
            own: What the report itself had before any of the claims.
        """
        if other.by == self.by and other.is_outside == self.is_outside:
            return self.part > other.part
        if mine.was != theirs.now or not theirs.is_active:
            return False
        if self.seen is None:  # then it must be guessed from what the claimant saw
            return bool(own != mine.was)
        return self.knew(other, theirs)

    def settled(self) -> "Claim":
        """Return the claim once somebody decided with knowledge of all of it."""
        now = {number: SeenEntry(self.cells_of(number)) for number in self.by_entry}
        entries = {**self.entries, **now}
        return replace(
            self,
            changes={path: change.settled for path, change in self.changes.items()},
            entries={number: entry for number, entry in entries.items() if entry.cells},
        )

    def cells_of(self, number: int) -> Mapping[str, Any]:
        """Return the cells of an entry as this claim wants them, as far as they are known."""
        seen = self.entries.get(number)
        cells = {key: dict(cell) for key, cell in seen.cells.items()} if seen else {}
        for path, change in self.by_entry.get(number, {}).items():
            if not path.column:
                if change.now is None:
                    return {}
                continue
            cell = cells.setdefault(path.column, {})
            _set(cell, path.part, change.now)
        return {key: cell for key, cell in cells.items() if cell}


def _set(cell: dict[str, Any], part: str, content: Any) -> None:
    """Change a part of the answer in a cell, in place."""
    if part == "missing":
        for key in ("missing", "reason", "note"):
            cell.pop(key, None)
        cell.update(content or {})
    elif content is None:
        cell.pop(part or "value", None)
    else:
        cell[part or "value"] = content
