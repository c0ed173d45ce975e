"""The answer to one question, merged from what several claimants changed in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from checklist.answer_types.interface import AnswerType
from checklist.answer_types.units import MISSING, PartPath, missing_of, with_key, without_missing
from checklist.merging.cell import BESIDE, CellMerger
from checklist.merging.claims import Claim, SeenEntry
from checklist.merging.contents import CONFIDENTIAL, WHOLE, packet_of
from checklist.merging.entries import EntriesMerger, standing_in
from checklist.merging.givers import named_in, naming, state_in
from checklist.merging.languages import untagged, with_languages
from checklist.merging.resolution import CellClaim, Conflict, MergedAnswer, Wanted


def merge_question(
    answer_type: AnswerType,
    own: Mapping[str, Any] | None,
    claims: Sequence[Claim],
    authorities: Mapping[str, str] | None = None,
) -> MergedAnswer:
    """Return what comes of the answer to a question. The order of the claims changes nothing.

    Args:
        answer_type: The type of the question.
        own: What the report itself has, without what was taken from others; None for nothing.
        claims: What each claimant changes.
        authorities: The words for the authorities that the questionnaire names, by code.
    """
    claims = sorted(claims, key=lambda claim: (claim.by, claim.part, claim.is_outside))
    authorities = authorities or {}
    plain = untagged(answer_type, own)
    if not any(change.is_active for claim in claims for change in claim.changes.values()):
        return MergedAnswer(own)
    result = _QuestionMerger(answer_type, plain, claims, authorities).merged()
    answer = gone_whole(plain, result.answer)
    if answer is plain:
        return replace(result, answer=own)
    if answer is not None:
        answer = with_languages(answer_type, answer, own, claims)
    return replace(result, answer=answer)


def gone_whole(
    before: Mapping[str, Any] | None, answer: Mapping[str, Any] | None
) -> Mapping[str, Any] | None:
    """Return an answer; None where its value was taken away, and nothing stands in its place."""
    says = {"value", MISSING}
    was_taken = before is not None and says & before.keys() and answer is not None
    return None if was_taken and not says & (answer or {}).keys() else answer


def gone_with(before: Any, merged: MergedAnswer | None) -> Iterator[tuple[PartPath, Any]]:
    """Yield what stood beside the rows or the value of an answer that is taken away whole."""
    is_gone = merged is not None and merged.answer is None and not merged.conflicts
    if is_gone and isinstance(before, Mapping) and "value" in before:
        yield from ((PartPath(part=part), before[part]) for part in BESIDE[:2] if part in before)


def _is_another(
    answer_type: AnswerType, own: Mapping[str, Any] | None, new: Mapping[str, Any] | None
) -> bool:
    """Whether an answer says another thing, not only more than before."""
    before, after = own or {}, new or {}
    is_changed = any(before.get(key) != after.get(key) for key in ("value", MISSING, "reason"))
    return is_changed and not (answer_type.value_parts and "value" in before and "value" in after)


def _cell_claims(claims: Iterable[Claim], row: str = "") -> list[CellClaim]:
    """Return what each claim changes in one answer that is no entry of a table."""
    found: list[CellClaim] = []
    for claim in claims:
        here = {path.part: change for path, change in claim.changes.items() if is_at(path, row)}
        saw = {path.part: content for path, content in claim.saw.items() if is_at(path, row)}
        if here:
            is_otherwise = not claim.otherwise.isdisjoint({"", row})
            found.append(CellClaim(claim, here, saw, claim.lead(row), is_otherwise))
    return found


def is_at(path: PartPath, row: str) -> bool:
    """Whether a path is in the answer to a question or row, and in no entry of a table."""
    return path.row == row and not path.entry


def _conflicts(
    at: PartPath,
    found: Sequence[Conflict],
    answer: Mapping[str, Any] | None,
    answer_type: AnswerType,
) -> list[Conflict]:
    """Return conflicts with their place in the question, and what stands there by whom."""
    return [
        replace(
            one,
            path=at._replace(part=one.path.part),
            stands=standing_in(answer_type, answer, one.path.part),
            stands_by=named_in(answer or {}),
        )
        for one in found
    ]


@dataclass(frozen=True, slots=True)
class _QuestionMerger:
    answer_type: AnswerType
    own: Mapping[str, Any] | None
    claims: Sequence[Claim]
    authorities: Mapping[str, str]

    def merged(self) -> MergedAnswer:
        """Return what comes of the answer to the question."""
        if self.answer_type.rows():
            return self._matrix()
        if self.answer_type.listed_columns():
            return self._table()
        merged, answer = self._cell(self.answer_type, self.own, _cell_claims(self.claims), self.own)
        conflicts = _conflicts(PartPath(), merged.conflicts, merged.answer, self.answer_type)
        return MergedAnswer(answer, conflicts, told=merged.told)

    def _cell(
        self,
        answer_type: AnswerType,
        own: Mapping[str, Any] | None,
        claims: Sequence[CellClaim],
        given_by: Mapping[str, Any] | None,
    ) -> tuple[MergedAnswer, Mapping[str, Any] | None]:
        """Return what comes of the answer to the question or a row, and it with its givers.

        Args:
            answer_type: The type of the answer.
            own: What the report itself has; None for nothing.
            claims: What is changed in it.
            given_by: What the report itself has and others did not give; None for nothing.
        """
        merged = CellMerger(answer_type, own, claims, self.authorities).merged()
        changes_whole = _is_another(answer_type, own, merged.answer)
        return merged, self._named(merged, given_by, changes_whole=changes_whole)

    def _beside(self, answer: Mapping[str, Any], claims: Sequence[CellClaim]) -> MergedAnswer:
        """Return what comes of what stands beside the rows or entries of an answer."""
        own = _without_value(answer) or None
        return CellMerger(self.answer_type, own, claims, self.authorities).beside_rows()

    def _named(
        self, merged: MergedAnswer, own: Mapping[str, Any] | None, *, changes_whole: bool
    ) -> Mapping[str, Any] | None:
        """Return a merged answer that names those who gave it.

        Args:
            merged: What came of the answer.
            own: What the report itself has; None for nothing.
            changes_whole: Whether what stands now is another answer than before.
        """
        answer = merged.answer
        if answer is None or not merged.agreed:
            return answer
        names = {name for claim in merged.agreed for name in claim.givers}
        if not changes_whole:
            names |= named_in(answer)
        names |= state_in(own, answer)
        return naming(answer, names, self.authorities)

    def _opaque(self) -> MergedAnswer:
        """Leave an answer that does not fit its question as it is: somebody must decide."""
        wanted = []
        for claim in self.claims:
            changed = {str(path) or "value": change.now for path, change in claim.changes.items()}
            wanted.append(Wanted(changed, [claim]))
        conflict = Conflict(PartPath(part=WHOLE), wanted, stands=packet_of(self.own))
        return MergedAnswer(self.own, [conflict])

    # Rows

    def _matrix(self) -> MergedAnswer:
        answer: Mapping[str, Any] = self.own or {}
        changes_rows = any(path.row for claim in self.claims for path in claim.active)
        value = answer.get("value")
        rows: Mapping[str, Any] = value if isinstance(value, dict) else {}
        if changes_rows and MISSING in answer:
            rows = dict.fromkeys(self.answer_type.rows(), missing_of(answer))
            answer = without_missing(answer)
        elif changes_rows and "value" in answer and not _has_answers(value):
            return self._opaque()
        row_type = next(iter(self.answer_type.fields().values())).answer_type
        new, conflicts = rows, []
        told: list[tuple[Claim, PartPath]] = []
        for row in self.answer_type.rows():
            claims, own = _cell_claims(self.claims, row), rows.get(row)
            given_by = None if named_in(self.own or {}) else own
            merged, cell = self._cell(row_type, own, claims, given_by)
            if cell != rows.get(row):
                new = with_key(new, row, cell, self.answer_type.rows())
            conflicts += _conflicts(PartPath(row=row), merged.conflicts, cell, row_type)
            told += [(claim, path._replace(row=row)) for claim, path in merged.told]
        return replace(self._with_rows(answer, rows, new, conflicts), told=told)

    def _with_rows(
        self,
        answer: Mapping[str, Any],
        rows: Mapping[str, Any],
        new: Mapping[str, Any],
        conflicts: list[Conflict],
    ) -> MergedAnswer:
        whole = self._beside(answer, _cell_claims(self.claims))
        conflicts += _conflicts(PartPath(), whole.conflicts, answer, self.answer_type)
        result = dict(whole.answer or {})
        if "carried" in result and self._says_all():
            del result["carried"]
        if new == rows and result == _without_value(answer):
            return MergedAnswer(self.own, conflicts)
        if new != rows:
            result.pop("by", None)
        said = [*new.values()]
        is_one = len(said) == len(self.answer_type.rows()) and all(
            content == said[0] for content in said
        )
        if is_one and MISSING in said[0] and not conflicts and "value" not in (self.own or {}):
            result = {**said[0], **result}  # all rows say the same, as one missing code does
        elif new:
            result = {"value": new, **result}
        return MergedAnswer(result or None, conflicts)

    def _says_all(self) -> bool:
        """Whether somebody who was asked said what each row is: nothing is left to confirm."""
        said = {
            path.row
            for claim in self.claims
            for path in claim.changes
            if path.part in {"", MISSING} and not claim.is_outside
        }
        return said >= {*self.answer_type.rows()}

    # Entries

    def _table(self) -> MergedAnswer:
        own = self.own
        value = (own or {}).get("value", [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            return self._opaque()
        merged = EntriesMerger(self.answer_type, own, self.claims, self.authorities).merged()
        is_open = any(conflict.path == PartPath(part=WHOLE) for conflict in merged.conflicts)
        beside = [] if is_open else _cell_claims(self.claims)
        whole = self._beside(merged.answer or {}, beside)
        result = dict(whole.answer or {})
        if merged.answer is not None and "value" in merged.answer:
            result = {"value": merged.answer["value"], **result}
        if result.get("value") != (own or {}).get("value"):
            result.pop("by", None)
        named = self._named(replace(merged, answer=result or None), own, changes_whole=False)
        conflicts = [
            replace(one, entry=_named_entry(self.answer_type, one)) for one in merged.conflicts
        ]
        conflicts += _conflicts(PartPath(), whole.conflicts, own, self.answer_type)
        answer = own if (named or {}) == (own or {}) else named
        return MergedAnswer(answer, conflicts)


def _has_answers(rows: Any) -> bool:
    """Whether the value of a matrix is what it should be: answers by row."""
    return isinstance(rows, dict) and all(isinstance(row, dict) for row in rows.values())


def _without_value(answer: Mapping[str, Any]) -> dict[str, Any]:
    return {key: part for key, part in answer.items() if key != "value"}


def _named_entry(answer_type: AnswerType, found: Conflict) -> Mapping[str, Any]:
    """Return the cells that say which entry a unit is in: those that stand, or were claimed."""
    claimed = [claim.cells_of(number) for claim, number in found.numbers]
    cells = dict(
        item for entry in (*reversed(claimed), found.agreed_cells) for item in entry.items()
    )
    return {
        column.id: {
            key: cells[column.id][key] for key in ("value", MISSING) if key in cells[column.id]
        }
        for column in answer_type.listed_columns()
        if column.id in answer_type.naming and column.id in cells
        if not cells[column.id].get(CONFIDENTIAL)
    }


def settled(claims: Iterable[Claim], conflicts: Sequence[Conflict]) -> list[Claim]:
    """Return claims once somebody decided with knowledge of them, except where they differ still.

    Args:
        claims: The claims on a question.
        conflicts: The conflicts that stay open.
    """
    result = []
    for claim in claims:
        places = {
            path: conflict
            for conflict in conflicts
            if any(other is claim for wanted in conflict.wanted for other in wanted.claims)
            for path in conflict.places_in(claim)
        }
        result.append(_settled_but(claim, places) if places else claim.settled())
    return result


def _settled_but(claim: Claim, places: Mapping[PartPath, Conflict]) -> Claim:
    """Return a claim as settled, except where it still differs.

    Args:
        claim: The claim.
        places: The conflicts that stay open, by where they are in the claim.
    """
    changes = {
        path: change if any(is_within(path, place) for place in places) else change.settled
        for path, change in claim.changes.items()
    }
    entries = {**claim.entries, **claim.settled().entries}
    for place, conflict in places.items():
        seen = claim.entries.get(place.entry, SeenEntry({}))
        if not place.entry:
            kept = claim.entries if place.part == WHOLE else {}
            entries.update(kept)
        elif place.column:
            differing = {path.column for path in places if path.entry == place.entry}
            open_cells = {key: cell for key, cell in seen.cells.items() if key in differing}
            entries[place.entry] = SeenEntry({**conflict.agreed_cells, **open_cells}, seen.nth)
        else:
            entries[place.entry] = seen
    return replace(
        claim,
        changes=changes,
        entries={number: entry for number, entry in entries.items() if entry.cells},
    )


def is_within(path: PartPath, place: PartPath) -> bool:
    """Whether a change is at the place of a conflict; `*` is all of an answer, entry or cell."""
    if place.part != WHOLE:
        return path == place
    is_in_entry = place.entry in {0, path.entry}
    return path.row == place.row and is_in_entry and place.column in {"", path.column}
