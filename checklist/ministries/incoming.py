"""A return as claims: what it changes since what was last merged from the same part."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from checklist.answer_types.interface import AnswerType
from checklist.answer_types.packet import units_of
from checklist.answer_types.units import EVIDENCE, MISSING, PartPath, PathError
from checklist.merging.claims import Change, Claim, ReturnMark, SeenEntry
from checklist.merging.contents import fingerprint, type_at
from checklist.merging.givers import ANSWERED_BY
from checklist.merging.languages import tags_of, words_of
from checklist.merging.question import is_within, merge_question
from checklist.merging.resolution import MergedAnswer

Paths = Mapping[PartPath, Any]
"""The units of the answer to one question."""

_BY = "by"


class Decided(NamedTuple):
    """Where a conflict was decided."""

    path: PartPath
    """The part `*` is all of the answer."""
    entry: Mapping[str, Any] = {}
    """In a table, the cells that say in which entry it was: in a part it has another number."""


class QuestionReturn(NamedTuple):
    """What a return says on one question."""

    base: Paths
    """What the part was sent with."""
    theirs: Paths
    """What the return says, with what of the base it left as it was."""
    removed: Collection[PartPath] = ()
    """What was taken away with a word, and not only left empty."""
    rows: Collection[str] | None = None
    """The rows of a matrix that the part has; None for all."""
    confirmed: Collection[PartPath] = ()
    """What stands there from an earlier report, and is said again for this one."""
    leads: Mapping[str, str] = {}
    """Who leads where the authority contributes: codes by row; by the row "" for the question."""
    otherwise: Collection[str] = ()
    """The rows in which it answers otherwise than who leads; "" for the question."""
    decided: Collection[Decided] = ()
    """The decisions on conflicts in which the authority took part."""
    languages: Mapping[PartPath, str] = {}
    """The languages of units, where they are not that of the report."""


class Claimed(NamedTuple):
    """The claim of a part on one question, after a return."""

    claim: Claim
    changed: Collection[PartPath] = ()
    """What this return changes in the claim."""
    emptied: Collection[PartPath] = ()
    """What was given before, and is empty in this return: it is not taken away."""


def claimed(
    answer_type: AnswerType, sender: Claim, said: QuestionReturn, before: Claim | None
) -> Claimed:
    """Return the claim of a part on a question, after one more return of it.

    Args:
        answer_type: The type of the question.
        sender: Whose return it is, and of which part: a claim that changes nothing yet, whose only
            return is this one.
        said: What the return says.
        before: The claim after the returns that were merged before; None for none.
    """
    base = _normal(answer_type, said.base, said.base, said.rows)
    theirs = _normal(answer_type, said.theirs, said.base, said.rows)
    builder = _ClaimBuilder(answer_type, sender, said, before)
    builder.build(base, theirs)
    return builder.claimed()


class _ClaimBuilder:
    def __init__(
        self, answer_type: AnswerType, sender: Claim, said: QuestionReturn, before: Claim | None
    ) -> None:
        self.answer_type = answer_type
        self.sender = sender
        self.ordinal = sender.returns[-1].ordinal
        self.removed = {*said.removed}
        self.confirmed = {*said.confirmed}
        self.leads, self.otherwise = said.leads, frozenset(said.otherwise)
        self.decided, self.languages = said.decided, said.languages
        self.is_carried = PartPath(part="carried") in said.base
        self.before = before
        self.changes = dict(before.changes) if before else {}
        self.saw: dict[PartPath, Any] = {}
        self.entries = dict(before.entries) if before else {}
        self.changed: list[PartPath] = []
        self.emptied: list[PartPath] = []

    def build(self, base: Paths, theirs: Paths) -> None:
        """Take over what a return says."""
        gone = self._removed_entries(base, theirs)
        for number in gone:
            cells = cells_of(base, number) or self._known_cells(number)
            self._set(PartPath(entry=number), cells, cells, None)
        for path in sorted({*base, *theirs, *self.changes}):
            if path.part == ANSWERED_BY or path.entry in gone:
                continue
            if path.entry and not path.column:
                self._restore(path, theirs)
                continue
            was, now = base.get(path), theirs.get(path)
            if not self.sender.has_base:
                was = None
                if now is None:
                    continue
            if path in self.confirmed and was == now:
                self._confirm(path, now)
                continue
            before = self._last(path, was)
            if now is None and before is not None and not self._is_removed(path, base, theirs):
                self.emptied.append(path)
                continue
            self._set(path, was, before, now)
        self._keep_entries(base)
        self._keep_seen(base)

    def claimed(self) -> Claimed:
        """Return the claim."""
        before = self.before.returns if self.before else ()
        claim = replace(
            self.sender,
            returns=[*before, *(self.sender.returns if self.changed else ())],
            changes=self.changes,
            saw=self.saw,
            entries=self.entries,
            leads=self.leads,
            otherwise=self.otherwise,
        )
        return Claimed(claim, self.changed, self.emptied)

    def _last(self, path: PartPath, was: Any) -> Any:
        change = self.changes.get(path)
        return change.now if change is not None else was

    def _confirm(self, path: PartPath, now: Any) -> None:
        """Note that what an earlier report said is said for this one, which had no answer yet."""
        known = self.changes.get(path)
        if known is None or self._text(path, known.now) != self._text(path, now):
            was = None if known is None or known.is_active else known.now
            self.changes[path] = self._change(path, was, now)
            self.changed.append(path)

    def _change(self, path: PartPath, was: Any, now: Any) -> Change:
        language = self.languages.get(path, "")
        if language:
            _, words = words_of(type_at(self.answer_type, path), path, now)
            language = "" if words is None else language
        return Change(was, now, self.ordinal, language)

    def _text(self, path: PartPath, content: Any) -> str:
        return fingerprint(type_at(self.answer_type, path), path.part, content)

    def _set(self, path: PartPath, was: Any, before: Any, now: Any) -> None:
        """Note a change, unless it is that of an earlier return."""
        known = self.changes.get(path)
        last = known.now if known is not None else before
        if self._text(path, last) == self._text(path, now):
            return
        # What was confirmed before was seen as it was sent.
        is_confirmed = self.is_carried and known is not None and known[:2] == (None, was)
        if known is not None and not is_confirmed and not self._is_older(path, was, known):
            was = known.was if known.is_active else known.now
        self.changes[path] = self._change(path, was, now)
        self.changed.append(path)

    def _is_older(self, path: PartPath, was: Any, known: Change) -> bool:
        """Whether a decision stands that the part, as it was sent, does not show yet."""
        is_decided = any(
            is_within(path, at._replace(entry=path.entry))
            and all(self._cell(path, name) == cell.get("value") for name, cell in entry.items())
            for at, entry in self.decided
        )
        is_seen = self._text(path, was) == self._text(path, known.now)
        return is_decided and not known.is_active and not is_seen

    def _is_removed(self, path: PartPath, base: Paths, theirs: Paths) -> bool:
        """Whether a unit that is not there any more was taken away, not only left empty."""
        if path in base or path in self.removed or path._replace(part="") in self.removed:
            return True
        place = path._replace(part="")
        other = [
            said for said in theirs if said._replace(part="") == place and said.part != path.part
        ]
        if path.part == MISSING:
            return any(said.part not in {"confidential", "confidence"} for said in other)
        return any(said.part == MISSING for said in other) or self._is_whole_missing(theirs)

    def _is_whole_missing(self, theirs: Paths) -> bool:
        return bool(self.answer_type.listed_columns()) and PartPath(part=MISSING) in theirs

    # Entries of tables

    def _removed_entries(self, base: Paths, theirs: Paths) -> Collection[int]:
        """Return the numbers of the entries that were there, and are taken away as a whole."""
        there = {path.entry for path in theirs}
        was = {path.entry for path in base if path.entry}
        named = {path.entry for path in self.removed if path.entry and not path.column}
        known = {path.entry for path, change in self.changes.items() if path.entry and change.now}
        return ({*was} | (named & known)) - there if self.sender.has_base else set()

    def _known_cells(self, number: int) -> Mapping[str, Any]:
        return self.before.cells_of(number) if self.before else {}

    def _cell(self, path: PartPath, column: str) -> Any:
        return self._known_cells(path.entry).get(column, {}).get("value")

    def _restore(self, path: PartPath, theirs: Paths) -> None:
        """Note that an entry that an earlier return took away is there again."""
        change = self.changes.get(path)
        if change is None or change.now is not None:
            return
        if any(their_path.entry == path.entry for their_path in theirs):
            cells = change.was or cells_of(theirs, path.entry)
            self.changes[path] = Change(change.was, cells, self.ordinal)
            self.changed.append(path)

    def _keep_seen(self, base: Paths) -> None:
        """Note what the claimant saw beside what it changes, and left as it was."""
        places = {_place(path) for path in self.changes if not path.entry}
        if self.sender.has_base:
            self.saw = {
                path: content
                for path, content in base.items()
                if _place(path) in places
                and path not in self.changes
                and path.part not in {ANSWERED_BY, _BY, "carried"}
            }

    def _keep_entries(self, base: Paths) -> None:
        """Note which entries the claimant saw, and what it saw of each that it changes."""
        changed = {path.entry for path in self.changes if path.entry}
        if not self.sender.has_base or not changed or not self.answer_type.listed_columns():
            return
        known = {path.entry for path in (self.before.changes if self.before else {})}
        numbers = sorted({path.entry for path in base if path.entry})
        cells = {number: cells_of(base, number) for number in numbers}
        key = self.answer_type.entry_key
        for number in numbers:
            if number in known:
                continue
            if number in changed or not key:
                same = [
                    earlier
                    for earlier in numbers
                    if earlier < number and cells[earlier] == cells[number]
                ]
                self.entries[number] = SeenEntry(cells[number], len(same))
            else:
                named = {name: cell for name, cell in cells[number].items() if name in key}
                self.entries.setdefault(number, SeenEntry(named))


def cells_of(paths: Paths, number: int) -> dict[str, Any]:
    """Return the cells of an entry: answers by column."""
    cells: dict[str, dict[str, Any]] = {}
    for path, content in paths.items():
        if path.entry == number and path.column:
            cell = cells.setdefault(path.column, {})
            cell.update(content if path.part == MISSING else {path.part or "value": content})
    return {**cells}


# What a return says, in the form in which it is compared


def _normal(
    answer_type: AnswerType, paths: Paths, base: Paths, rows: Collection[str] | None
) -> dict[PartPath, Any]:
    """Return units without what follows from others.

    What a gate filled in is left out. A missing code of a whole matrix counts for each row. A value
    and a missing code do not stand together: the one that is new counts.
    """
    normal = dict(paths)
    if answer_type.rows():
        _spread_missing(answer_type, normal, rows)
    normal = _without_derived(normal, base)
    if answer_type.listed_columns():
        _one_kind(normal, base)
    for place in {_place(path) for path in normal if path.part == MISSING}:
        here = [path for path in normal if _place(path) == place]
        values = [path for path in here if path.part not in _BESIDE and path.part != MISSING]
        evidence = [path for path in here if path.part in {EVIDENCE, "note"}]
        if not values:
            continue
        missing = place._replace(part=MISSING)
        is_new = normal[missing] != base.get(missing)
        for path in [*values, *evidence] if is_new else [missing]:
            del normal[path]
    return normal


def _without_derived(paths: Paths, base: Paths) -> dict[PartPath, Any]:
    """Return units without those that a gate filled in, and nobody changed."""
    derived = [_place(path) for path in paths if path.part == _BY]
    kept = {path: content for path, content in paths.items() if path.part != _BY}
    for place in derived:
        below = [path for path in kept if place in {_place(path), PartPath()}]
        was_derived = place._replace(part=_BY) in base
        if not was_derived or all(kept[path] == base.get(path) for path in below):
            kept = {path: content for path, content in kept.items() if path not in below}
    return kept


_BESIDE = frozenset({EVIDENCE, "note", "confidential", "confidence", "carried", ANSWERED_BY, _BY})


def _place(path: PartPath) -> PartPath:
    return path._replace(part="")


def _spread_missing(
    answer_type: AnswerType, paths: dict[PartPath, Any], rows: Collection[str] | None
) -> None:
    """Write the missing code of a whole matrix into its rows, in place."""
    content = paths.pop(PartPath(part=MISSING), None)
    if content is None:
        return
    for row in answer_type.rows() if rows is None else rows:
        if not any(path.row == row and path.part not in _BESIDE for path in paths):
            paths[PartPath(row=row, part=MISSING)] = content


def _one_kind(paths: dict[PartPath, Any], base: Paths) -> None:
    """Keep either entries or what stands in their place: the one that is new. In place."""
    wholes = [path for path in (PartPath(), PartPath(part=MISSING)) if path in paths]
    entries = [path for path in paths if path.entry]
    if wholes and (entries or len(wholes) > 1):
        new = [path for path in wholes if paths[path] != base.get(path)]
        for path in [*wholes, *entries]:
            if (path not in new[:1]) if new else (path in wholes):
                del paths[path]


Answer = Mapping[str, Any]


def merge_three(
    answer_type: AnswerType, base: Answer | None, mine: Answer | None, theirs: Answer | None
) -> MergedAnswer | None:
    """Return an answer with what was changed here and elsewhere.

    Args:
        answer_type: The type of the question.
        base: The answer that both began with; None for none.
        mine: The answer here. Where both changed one unit differently, it stands.
        theirs: The answer elsewhere.

    Returns:
        The answer with the conflicts in it; None where an answer has not the structure of its type,
        so that nothing in it can be told apart.
    """
    mark = ReturnMark(ordinal=1, on="", file="", digest="")
    try:
        said = QuestionReturn(
            base=dict(units_of(answer_type, base or {})),
            theirs=dict(units_of(answer_type, theirs or {})),
            languages=tags_of(answer_type, theirs or {}),
        )
        sender = Claim(by="elsewhere", returns=[mark], changes={}, is_authority=False)
        claim = claimed(answer_type, sender, said, None).claim
        return merge_question(answer_type, mine, [claim])
    except (PathError, TypeError, AttributeError, ValueError):
        return None
