"""The records of a draft in the present version of the questionnaire."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from checklist.answer_types.table import Table
from checklist.answer_types.units import MISSING, PartPath
from checklist.merging.claims import Change, Claim, SeenEntry
from checklist.merging.contents import text_of
from checklist.ministries.incoming import cells_of
from checklist.ministries.part_versions import Moved, Mover, SetAside, route_from
from checklist.ministries.record import Record, records_in
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report

Lost = Sequence[tuple[str, SetAside]]
"""What has no place any more, each with its claimant."""


def present_records(report: Report, questionnaire: Questionnaire) -> tuple[dict[str, Record], Lost]:
    """Return the records of a draft by question, as they stand after all changes in the draft.

    Args:
        report: A draft of the present version.
        questionnaire: Its questionnaire.

    Returns:
        The records, and what of open conflicts has no place in the present version.

    Raises:
        ChecklistError: The head has something else under `merged`.
    """
    head = questionnaire.head

    def asked_in(version: str) -> Questionnaire:
        route = route_from(head.id, version, questionnaire)
        return route[0][0] if route else questionnaire

    found: dict[str, Record] = {}
    lost: list[tuple[str, SetAside]] = []
    moved: set[str] = set()
    for record in records_in(report, asked_in):
        if record.version == head.version:
            found[record.question] = record
            continue
        route = route_from(head.id, record.version, questionnaire)
        if not route:
            found[record.question] = record
            continue
        mover = _RecordMover(record, Mover(route, questionnaire))
        for one in mover.moved():
            found[one.question] = _joined(found.get(one.question), one)
            moved.add(one.question)
        lost += mover.lost()
    present = {
        name: one.following(report.answers.get(name), questionnaire, has_moved=name in moved)
        for name, one in found.items()
    }
    return present, lost


def _joined(one: Record | None, other: Record) -> Record:
    """Return the record of a question that two questions became."""
    if one is None:
        return other
    joined = replace(one, own=one.own or other.own)
    for claim in other.claims:
        known = one.claim(claim.key, is_outside=claim.is_outside)
        changes = {**(known.changes if known else {}), **claim.changes}
        joined = joined.with_claim(replace(claim, changes=changes))
    return joined


class _RecordMover:
    """Moves a record to the present version, by moving what each claimant saw and says."""

    def __init__(self, record: Record, mover: Mover) -> None:
        self.record = record
        self.mover = mover
        self.answer_type = mover.old.questions[record.question].answer_type
        self.own = self._own_units()
        self.both = [(claim, *self._moved(claim)) for claim in record.claims]

    def moved(self) -> Iterator[Record]:
        """Yield the records of the questions that the question became."""
        own = self.mover.moved({self.record.question: self.own})
        names = {*own.units}
        for _, saw, says in self.both:
            names |= {*saw.units, *says.units}
        answers = self.mover.answers_of(own)
        for name in sorted(names):
            claims = [
                moved
                for claim, saw, says in self.both
                if (moved := self._claim(claim, saw.units.get(name, {}), says.units.get(name, {})))
            ]
            if claims:
                yield Record(question=name, own=answers.get(name), claims=claims)

    def lost(self) -> Iterator[tuple[str, SetAside]]:
        """Yield what of open conflicts has no place any more."""
        conflicts = self.record.merged(self.mover.old).conflicts
        keys = {claim.key for one in conflicts for wanted in one.wanted for claim in wanted.claims}
        for claim, saw, says in self.both:
            known = [(one.at, text_of(one.content)) for one in saw.set_aside]
            for one in says.set_aside if claim.key in keys else ():
                if (one.at, text_of(one.content)) not in known:
                    yield claim.by, one

    def _own_units(self) -> dict[PartPath, Any]:
        return dict(self.answer_type.units(self.record.own or {}))

    def _moved(self, claim: Claim) -> tuple[Moved, Moved]:
        """Return what a claimant saw and says, in the present version."""
        saw = self._units(claim, {path: one.was for path, one in claim.changes.items()}, seen=True)
        says = self._units(claim, {path: one.now for path, one in claim.changes.items()})
        name = self.record.question
        return self.mover.moved({name: saw}), self.mover.moved({name: says})

    def _units(
        self, claim: Claim, contents: Mapping[PartPath, Any], *, seen: bool = False
    ) -> dict[PartPath, Any]:
        if not isinstance(self.answer_type, Table):
            return _overlaid(self.own, contents)
        units: dict[PartPath, Any] = {}
        for number in sorted({path.entry for path in claim.changes if path.entry}):
            known = claim.entries.get(number)
            cells = claim.cells_of(number)
            if seen:
                cells = known.cells if known else cells_of(contents, number)
            for column in self.answer_type.columns:
                for path, content in column.answer_type.units(cells.get(column.id, {})):
                    units[path._replace(entry=number, column=column.id)] = content
        whole = {path: one for path, one in contents.items() if not path.entry and one is not None}
        return units | whole

    def _claim(
        self, claim: Claim, saw: Mapping[PartPath, Any], says: Mapping[PartPath, Any]
    ) -> Claim | None:
        ordinal = max(one.ordinal for one in claim.changes.values())
        changes = {
            path: Change(saw.get(path), says.get(path), ordinal)
            for path in sorted({*saw, *says})
            if saw.get(path) != says.get(path)
        }
        known = {path for path, one in claim.changes.items() if not one.is_active}
        for path in known & {*says} - {*changes}:
            changes[path] = Change(says[path], says[path], ordinal)
        numbers = {path.entry for path in changes if path.entry}
        gone = numbers - {path.entry for path in says}
        for number in gone:
            changes = {path: one for path, one in changes.items() if path.entry != number}
            changes[PartPath(entry=number)] = Change(cells_of(saw, number), None, ordinal)
        entries = {n: SeenEntry(cells) for n in sorted(numbers) if (cells := cells_of(saw, n))}
        return replace(claim, changes=changes, entries=entries) if changes else None


def _overlaid(
    units: Mapping[PartPath, Any], contents: Mapping[PartPath, Any]
) -> dict[PartPath, Any]:
    """Return units with others; a missing code and a value do away with each other."""
    result = dict(units)
    for path, content in contents.items():
        place = path._replace(part="")
        if content is None:
            result.pop(path, None)
            continue
        for other in [one for one in result if one._replace(part="") == place]:
            if (path.part == MISSING) != (other.part == MISSING) and other.part not in _BESIDE:
                del result[other]
        result[path] = content
    return result


_BESIDE = frozenset({"confidential", "confidence", "carried", "answered_by", "by"})
