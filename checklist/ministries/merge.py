"""Merges returns into a draft, unit by unit. Nothing is read or written here.

The draft keeps what each claimant said (`record`). What stands in it follows from that, so that
the order of the returns changes nothing, and a return that is merged again changes nothing either.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from checklist.answer_types.answer import DECLINED
from checklist.answer_types.units import PartPath
from checklist.lifecycle.draft import Draft
from checklist.merging.claims import Change, Claim, ReturnMark
from checklist.merging.contents import CONFIDENTIAL, WHOLE, path_text, text_of
from checklist.merging.givers import ANSWERED_BY, named_in
from checklist.merging.question import gone_with, is_within
from checklist.merging.resolution import Conflict, MergedAnswer, is_declined
from checklist.ministries.conflicts import OPEN, all_conflict_data, conflict_data
from checklist.ministries.incoming import Claimed, Decided, QuestionReturn, claimed
from checklist.ministries.part_versions import PartAnswers, part_answers
from checklist.ministries.record import Record, own_answer, present_records, stored
from checklist.ministries.returned import FormFinding, Returned
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.check_structure import check_structure
from checklist.reports.report import MERGED, Report
from checklist.text.languages import ENGLISH, noted_language
from checklist.text.messages import Message, tr

TAKEN, UNCHANGED, CONFLICT, PROPOSED, EMPTIED, UNREADABLE, REPLACED, SETTLED, TOLD = (
    "taken",
    "unchanged",
    "conflict",
    "proposed",
    "emptied",
    "unreadable",
    "replaced",
    "settled",
    "told",
)
"""What comes of a field of a return; `replaced`: another copy of the part says otherwise;
`settled`: a person has decided between it and another answer; `told`: the authority that leads
has answered, and what another one says is for it to know."""

NOTHING_TO_REMOVE = Message("“remove” takes nothing away here: this form never had an answer to it")
_CARRIED = "carried"
"""The part of an answer that says that it is that of an earlier report, and not confirmed."""


class Incoming(NamedTuple):
    """A return that is to be merged."""

    returned: Returned
    digest: str = ""
    """SHA-256 of the file."""
    seen: Mapping[str, int] | None = None
    """The last return that the part knew, by part; None where nobody noted it."""
    has_base: bool = True
    """Whether what the part was sent with is what the division says."""
    rows: Mapping[str, Sequence[str] | None] = {}
    """The rows that the part has of a matrix, by question; None, or nothing, for all."""

    shown: Collection[tuple[str, str]] = ()
    """What differed, or had no place, in a return before: addresses and contents as texts."""
    decided: Mapping[str, Collection[Decided]] = {}
    """The decisions on conflicts in which the authority took part, by question."""

    @property
    def by(self) -> str:
        """The claimant: an authority, or the file."""
        identity = self.returned.identity
        return self.returned.file if identity is None else identity.authority

    @property
    def part(self) -> int:
        """The number of the part; 0 for a file that is no part."""
        return 0 if self.returned.identity is None else self.returned.identity.number

    @property
    def key(self) -> str:
        """The part, as text."""
        return f"{self.by}-{self.part}"


class MergedUnit(NamedTuple):
    """What came of one unit of a return."""

    at: str
    """Its address; entries of tables have their numbers in the part."""
    outcome: str
    was: Any = None
    """What the claimant saw, or said before; None for nothing."""
    now: Any = None
    """What the claimant says; None where it takes the unit away."""
    reason: str = ""
    stood: Any = None
    """What the report had before the merge, where the claimant saw something else."""
    stood_by: Sequence[str] = ()
    """The codes of the others who gave it; of entries of tables nobody is known."""
    is_public: bool = False
    """Whether it stands in the report because of the return, and is not marked."""
    is_hidden: bool = False
    """Whether the authority may not see what stood."""

    @property
    def before(self) -> Any:
        """What was there before: in the report, or else in what the claimant saw."""
        return self.was if self.stood is None else self.stood


class MergedReturn(NamedTuple):
    """What came of one return."""

    incoming: Incoming
    units: Sequence[MergedUnit]
    fields: int
    """The number of its fields."""
    counts: Mapping[str, int]
    """The number of fields by what came of them; together they are `fields`."""
    mark: ReturnMark


class MergeResult(NamedTuple):
    """What came of a merge."""

    report: Report
    """The draft with what was taken; the very draft where nothing changes it."""
    returns: Sequence[MergedReturn]
    conflicts: Sequence[Mapping[str, Any]]
    """All open conflicts, as the head of the draft has them."""
    notices: Sequence[str] = ()
    """What follows from the merged answers: gates, and answers that are no longer asked."""
    records: Mapping[str, Record] = {}
    """The records that the draft keeps, by question."""


def merge(
    report: Report, incoming: Sequence[Incoming], questionnaire: Questionnaire, on: str
) -> MergeResult:
    """Merge returns into a draft.

    Args:
        report: A draft of the present version of the questionnaire.
        incoming: The returns. Those of one part are merged in the order in which they stand.
        questionnaire: The questionnaire of the draft.
        on: The day of the merge.

    Raises:
        ChecklistError: What the draft keeps of earlier merges was changed.
    """
    merger = _Merger(report, questionnaire, on)
    in_order = sorted(incoming, key=lambda returned: (returned.by, returned.part))
    return merger.result([merger.taken_in(returned) for returned in in_order])


class _Pending(NamedTuple):
    """A return whose claims are known, and not yet what stands because of them."""

    incoming: Incoming
    answers: PartAnswers
    mark: ReturnMark
    claims: Mapping[tuple[str, bool], Claimed]
    """By question, and whether it is outside of the part."""
    before: Mapping[tuple[str, bool], Claim | None]

    def with_findings(self, idle: Sequence[str]) -> "_Pending":
        """Return a copy with a finding at each place where nothing could be taken away."""
        returned = self.incoming.returned
        found = [FormFinding("F007", tr(NOTHING_TO_REMOVE), returned.places[at]) for at in idle]
        returned = replace(returned, findings=[*returned.findings, *found])
        return self._replace(incoming=self.incoming._replace(returned=returned))


class _Merger:
    def __init__(self, report: Report, questionnaire: Questionnaire, on: str) -> None:
        self.report = report
        self.questionnaire = questionnaire
        self.on = on
        self.records = present_records(report, questionnaire)

    def taken_in(self, incoming: Incoming) -> _Pending:
        """Take the claims of a return into the records."""
        answers = part_answers(incoming.returned, self.questionnaire, incoming.rows)
        mark = self._mark(incoming)
        claims: dict[tuple[str, bool], Claimed] = {}
        before: dict[tuple[str, bool], Claim | None] = {}
        for is_outside, asked in ((False, answers.asked), (True, answers.proposed)):
            sender = Claim(
                by=incoming.by,
                part=incoming.part,
                returns=[mark],
                changes={},
                seen=incoming.seen,
                is_outside=is_outside,
                has_base=is_outside or incoming.has_base,
                is_authority=incoming.returned.identity is not None,
            )
            for name in self.questionnaire.questions:
                earlier = self.records.get(name)  # what it said, and says no more, was emptied
                is_known = earlier and earlier.claim(incoming.key, is_outside=is_outside)
                if not is_known and name not in asked:
                    continue
                said = asked.get(name) or QuestionReturn({}, {}, rows=incoming.rows.get(name))
                said = said._replace(
                    decided=incoming.decided.get(name, ()),
                    languages=self._languages(incoming.returned, name, said.theirs),
                )
                record, at = self._record(name), (name, is_outside)
                known = before[at] = record.claim(incoming.key, is_outside=is_outside)
                claims[at] = self._claimed(name, sender, said, known)
                claim = claims[at].claim
                if claims[at].changed or (known and known.otherwise != claim.otherwise):
                    self.records[name] = record.with_claim(claim)
        return _Pending(incoming, answers, mark, claims, before)

    def _claimed(
        self, name: str, sender: Claim, said: QuestionReturn, before: Claim | None
    ) -> Claimed:
        answer_type = self.questionnaire.questions[name].answer_type
        found = claimed(answer_type, sender, said, before)
        names = said.theirs.get(PartPath(part="answered_by"))
        if not sender.is_authority and names:
            listed = names if isinstance(names, list) else [str(names)]
            return found._replace(claim=replace(found.claim, names=listed))
        return found

    def _languages(
        self, returned: Returned, name: str, said: Iterable[PartPath]
    ) -> Mapping[PartPath, str]:
        """Return the languages of units of a return, where they are not that of the report."""
        if returned.identity is None:
            known = returned.languages
            return {path: known[at] for path in said if (at := path_text(name, path)) in known}
        of_form = returned.identity.language or ENGLISH
        language = noted_language(of_form, self.report.main_language)
        return dict.fromkeys(said, language) if language else {}

    def _record(self, name: str) -> Record:
        own = own_answer(self.report.answers.get(name))
        return self.records.get(name) or Record(question=name, own=own, claims=())

    def _mark(self, incoming: Incoming) -> ReturnMark:
        claims = (claim for record in self.records.values() for claim in record.claims)
        ordinals = [mark.ordinal for c in claims if c.key == incoming.key for mark in c.returns]
        identity = incoming.returned.identity
        return ReturnMark(
            ordinal=max(ordinals, default=0) + 1,
            on=self.on,
            file=incoming.returned.file,
            digest=incoming.digest,
            part_id="" if identity is None else identity.part,
        )

    def result(self, pending: Sequence[_Pending]) -> MergeResult:
        """Return what comes of all claims."""
        merged = {name: record.merged(self.questionnaire) for name, record in self.records.items()}
        answers = _merged_answers(self.report.answers, merged)
        conflicts = self._conflicts(merged)
        lasting = {
            name: record
            for name, record in self.records.items()
            if merged[name].conflicts or any(claim.part for claim in record.claims)
        }
        kept = stored(lasting, self.questionnaire)
        report = self.report._replace(answers=answers)
        report = report.with_internal({MERGED: kept, OPEN: conflicts})
        report, notices = self._with_gates(report)
        report = report._replace(answers=self._in_order(report.answers))
        if report.to_data() == self.report.to_data():
            report = self.report
        returns = _with_replaced([self._returned(part, merged) for part in pending])
        return MergeResult(report, returns, conflicts, notices, lasting)

    def _conflicts(self, merged: Mapping[str, MergedAnswer]) -> list[Mapping[str, Any]]:
        found = {
            name: merged[name].conflicts for name in self.questionnaire.questions if name in merged
        }
        return all_conflict_data(self.report, self.records, found)

    def _with_gates(self, report: Report) -> tuple[Report, Sequence[str]]:
        if (report.answers, report.internal) == (self.report.answers, self.report.internal):
            return report, ()
        before, draft = self._draft(self.report), self._draft(report)
        given = report.answers.keys() - self.report.answers.keys()
        notices = draft.follow_gates(before.path.on, given)
        return draft.report, notices

    def _in_order(self, answers: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return answers in the order of the questionnaire, if there are others than before."""
        if answers.keys() == self.report.answers.keys():
            return {name: answers[name] for name in self.report.answers}
        order = {name: at for at, name in enumerate(self.questionnaire.questions)}
        return dict(sorted(answers.items(), key=lambda named: order.get(named[0], len(order))))

    def _draft(self, report: Report) -> Draft:
        checked, _ = check_structure(report.to_data(), self.questionnaire)
        return Draft(self.questionnaire, report, checked.invalid_questions)

    # What came of each return

    def _returned(self, waiting: _Pending, merged: Mapping[str, MergedAnswer]) -> MergedReturn:
        answers, returned = waiting.answers, waiting.incoming.returned
        units = [
            unit
            for (name, is_outside), claim in waiting.claims.items()
            for unit in self._units(name, claim, waiting, merged.get(name), is_outside=is_outside)
        ]
        units += [MergedUnit(at, UNREADABLE, reason=reason) for at, reason in answers.wrong.items()]
        said = {unit.at for unit in units}
        units += [MergedUnit(at, EMPTIED) for at in returned.emptied if at not in said]
        units += [MergedUnit(at, REPLACED, now=now) for at, now in returned.not_chosen.items()]
        idle = [*self._idle_removals(waiting)]
        units += [MergedUnit(at, UNREADABLE, reason=tr(NOTHING_TO_REMOVE)) for at in idle]
        return _counted(waiting.with_findings(idle), units)

    def _idle_removals(self, waiting: _Pending) -> Iterator[str]:
        """Yield the addresses where a return takes away what its part never had."""
        returned, known = waiting.incoming.returned, [*waiting.incoming.returned.base]
        for (name, is_outside), claim in waiting.claims.items():
            known += [] if is_outside else [path_text(name, at) for at in claim.claim.changes]
        for at in sorted(returned.removed & returned.places.keys()):
            is_known = any(f"{other}/".startswith(f"{at}/") for other in known)
            if not is_known and at.partition("/")[0] in self.questionnaire.questions:
                yield at

    def _units(
        self,
        name: str,
        claim: Claimed,
        waiting: _Pending,
        merged: MergedAnswer | None,
        *,
        is_outside: bool,
    ) -> list[MergedUnit]:
        before, returned = waiting.before[name, is_outside], waiting.incoming.returned
        units = [] if is_outside else self._confirmed(name, claim, waiting)
        is_said = bool(units) or any(path.part != _CARRIED for path in claim.changed)
        conflicts = [c for c in (merged.conflicts if merged else ()) if _is_of(c, claim.claim)]
        differs = _places(conflicts, claim.claim)
        declines = _places(filter(_is_only_declined, conflicts), claim.claim)
        told = merged.told if merged else ()
        for path in sorted(claim.changed, key=self._order(name)):
            if path.part == _CARRIED and is_said:  # it follows from the others
                continue
            change, at = claim.claim.changes[path], path_text(name, path)
            known = before.changes.get(path) if before else None
            outcome = CONFLICT if differs(path) else self._outcome(name, path, change, merged)
            if (claim.claim, path) in told and change.now is not None:
                outcome = TOLD
            if is_outside and outcome != UNCHANGED:
                outcome = PROPOSED
            elif known is not None and change.now is None and outcome == UNCHANGED:
                outcome = TAKEN  # what never stood in the report is taken back
            was = change.was if known is None else known.now
            if known is None and at in returned.confirmed:
                was = change.now
            stood = self._stood(name, path)
            is_public = outcome == TAKEN and _is_public(path, claim.claim, merged)
            is_alone = outcome == CONFLICT and declines(path)
            names = named_in({ANSWERED_BY: self._stood(name, path._replace(part=ANSWERED_BY))})
            others = sorted(names - {*claim.claim.givers})
            unit = MergedUnit(
                at,
                outcome,
                was,
                change.now,
                DECLINED if is_alone else "",
                stood=stood,
                stood_by=others,
                is_public=is_public,
            )
            units.append(unit)
        units += self._opened(name, claim, conflicts)
        gone = gone_with(self.report.answers.get(name), merged)
        also = {path_text(name, p): was for p, was in gone if p not in claim.changed}
        units += [MergedUnit(at, TAKEN, stood=s) for at, s in also.items() if claim.changed]
        emptied = (path_text(name, path) for path in sorted(claim.emptied, key=self._order(name)))
        said = {*returned.emptied, *also}
        units += [MergedUnit(at, EMPTIED) for at in emptied if at not in said]
        return units

    def _opened(
        self, name: str, claim: Claimed, conflicts: Sequence[Conflict]
    ) -> Iterator[MergedUnit]:
        """Yield the cells that differ now because another cell of their entry was changed.

        An entry whose year was corrected is another one, and its figures were said before.
        """
        known = {
            text_of([data.get("entry"), data.get("wanted")])
            for data in self.report.internal.get(OPEN, ())
        }
        changed: dict[int, list[PartPath]] = {}
        for path in claim.changed:
            changed.setdefault(path.entry, []).append(path)
        for conflict in conflicts if changed else ():
            data = conflict_data(name, conflict)
            places = conflict.places_in(claim.claim) if conflict.path.entry else ()
            is_said = any(
                is_within(path, at) for at in places for path in changed.get(at.entry, ())
            )
            for place in places:
                if is_said or text_of([data.get("entry"), data.get("wanted")]) in known:
                    continue
                (now, *_) = [w.content for w in conflict.wanted if _is_among(claim.claim, w.claims)]
                at = path_text(name, place._replace(part="" if place.part == WHOLE else place.part))
                yield MergedUnit(at, CONFLICT, now=now, stood=conflict.stands)

    def _stood(self, name: str, path: PartPath) -> Any:
        """Return what the report had in a unit; None where entries have other numbers there."""
        answer = self.report.answers.get(name)
        if path.entry or not isinstance(answer, Mapping):
            return None
        return self.questionnaire.questions[name].answer_type.get(answer, path)

    def _order(self, name: str) -> Callable[[PartPath], Any]:
        """Return the key by which the units of a question are sorted: as its form has them."""
        answer_type = self.questionnaire.questions[name].answer_type
        parts = [*answer_type.fields()]
        at = {part: index for index, part in enumerate(parts)}
        return lambda path: (path.entry, at.get(path.row or path.column, -1), path.part)

    def _confirmed(self, name: str, claim: Claimed, waiting: _Pending) -> list[MergedUnit]:
        """Return the units of a question of which the return says that they are as before."""
        returned = waiting.incoming.returned
        changed = {path_text(name, path) for path in claim.changed}
        outcome = TAKEN if PartPath(part=_CARRIED) in claim.changed else UNCHANGED
        return [
            MergedUnit(at, outcome, returned.base.get(at), returned.base.get(at))
            for at in sorted(returned.confirmed)
            if at.partition("/")[0] == name and at not in changed
        ]

    def _outcome(
        self, name: str, path: PartPath, change: Change, merged: MergedAnswer | None
    ) -> str:
        answer_type = self.questionnaire.questions[name].answer_type
        before = self.report.answers.get(name, {})
        if path.entry:
            is_same = merged is None or merged.answer == self.report.answers.get(name)
        else:
            is_same = isinstance(before, Mapping) and answer_type.get(before, path) == change.now
        after = merged.answer if merged and path.part == CONFIDENTIAL and not path.entry else None
        if change.now is None and answer_type.get(after or {}, path):
            return EMPTIED  # the mark of others stays
        return UNCHANGED if is_same else TAKEN


def _is_public(path: PartPath, claim: Claim, merged: MergedAnswer | None) -> bool:
    """Whether everybody may read what stands at a path."""
    answer = (merged.answer if merged else None) or {}
    if path.part in {CONFIDENTIAL, _CARRIED} or claim.changes[path].now is None:
        return False
    value = answer.get("value")
    inner: Any = claim.cells_of(path.entry).get(path.column, {}) if path.entry else {}
    if path.row and isinstance(value, Mapping):
        inner = value.get(path.row, {})
    return not answer.get(CONFIDENTIAL) and not inner.get(CONFIDENTIAL)


def _is_only_declined(conflict: Conflict) -> bool:
    """Whether claimants decline to answer, and nobody answered."""
    return conflict.stands is None and all(is_declined(side.content) for side in conflict.wanted)


def _is_of(conflict: Conflict, claim: Claim) -> bool:
    """Whether a claim is one of those that differ in a conflict."""
    return any(_is_among(claim, side.claims) for side in conflict.wanted)


def _is_among(claim: Claim, claims: Sequence[Claim]) -> bool:
    own = claim.key, claim.is_outside
    return any((other.key, other.is_outside) == own for other in claims)


def _places(conflicts: Iterable[Conflict], claim: Claim) -> Callable[[PartPath], bool]:
    """Return the function that says whether a conflict is about what a claim changes at a path."""
    near: dict[int, list[PartPath]] = {}
    for conflict in conflicts:
        for place in conflict.places_in(claim):
            near.setdefault(place.entry, []).append(place)
    return lambda path: any(
        is_within(path, place) for entry in {0, path.entry} for place in near.get(entry, ())
    )


def _merged_answers(
    present: Mapping[str, Any], merged: Mapping[str, MergedAnswer]
) -> Mapping[str, Any]:
    """Return the answers of the draft with those that were merged."""
    answers = {**present}
    for name, question in merged.items():
        if question.answer is not None:
            answers[name] = question.answer
        elif own_answer(present.get(name)) is not None:
            del answers[name]
    return answers


def _with_replaced(returns: Sequence[MergedReturn]) -> Sequence[MergedReturn]:
    """Return the returns; what a later one of the same part changed to something else is replaced.

    Without it, the receipts of several copies of a part would name two answers at one place.
    """
    result: list[MergedReturn] = []
    said: dict[tuple[str, str], Any] = {}
    for merged in reversed(returns):
        key = merged.incoming.key
        units = [
            unit._replace(outcome=REPLACED, is_public=False)
            if unit.outcome == TAKEN and said.get((key, unit.at), unit.now) != unit.now
            else unit
            for unit in merged.units
        ]
        said = {(key, unit.at): unit.now for unit in merged.units if unit.outcome == TAKEN} | said
        number = sum(unit.outcome == REPLACED for unit in units)
        if number:
            taken = sum(unit.outcome == TAKEN for unit in units)
            counts = {**merged.counts, TAKEN: taken, REPLACED: number}
            merged = merged._replace(units=units, counts=counts)
        result.append(merged)
    return result[::-1]


def _counted(waiting: _Pending, units: Sequence[MergedUnit]) -> MergedReturn:
    returned = waiting.incoming.returned
    found = Counter(unit.outcome for unit in units)
    inside = {key: found[key] for key in (TAKEN, UNCHANGED, CONFLICT)}
    inside |= {key: found[key] for key in (REPLACED, TOLD) if found[key]}
    inside[UNREADABLE] = max(found[UNREADABLE], returned.unreadable)
    inside[EMPTIED] = found[EMPTIED] + returned.left_empty
    fields = max(returned.fields, sum(inside.values()))
    inside[UNCHANGED] += fields - sum(inside.values())
    return MergedReturn(waiting.incoming, units, fields, inside, waiting.mark)
