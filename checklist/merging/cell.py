"""One answer without rows or entries: that of a question, of a row, or of a cell of a table."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import partial
from typing import Any

from checklist.answer_types.interface import AnswerType
from checklist.answer_types.units import (
    EVIDENCE,
    MISSING,
    PACKET_KEYS,
    PartPath,
    get_part,
    set_part,
)
from checklist.merging.claims import Change, Claim
from checklist.merging.contents import (
    CONFIDENTIAL,
    NOTE,
    WHOLE,
    breaks,
    fingerprint,
    is_in,
    joined_notes,
    packet_of,
    parts_of,
    text_of,
    union,
)
from checklist.merging.givers import ANSWERED_BY, named_in
from checklist.merging.resolution import (
    CellClaim,
    Conflict,
    MergedAnswer,
    Resolution,
    Wanted,
    at_part,
    is_declined,
    latest,
    resolve,
    speaks_for_state,
)
from checklist.questionnaire.authorities import OWN

BY = "by"
NOT_MERGED = frozenset({ANSWERED_BY, BY})
"""The parts of an answer that follow from the others."""
_STALE = (BY, "carried")
"""The parts of an answer that a new value does away with."""
BESIDE = (NOTE, EVIDENCE, CONFIDENTIAL)
"""The parts of a packet that stand beside its value."""


class CellMerger:
    """Merges what claimants change in one answer. The order of the claims changes nothing.

    An answer is a packet: its value, and what its author says beside it. Packets of one value are
    merged unit by unit. If values differ, whole packets differ, and nothing of them is taken.
    """

    def __init__(
        self,
        answer_type: AnswerType,
        own: Mapping[str, Any] | None,
        claims: Sequence[CellClaim],
        labels: Mapping[str, str],
    ) -> None:
        """Take what is to be merged.

        Args:
            answer_type: The type of the answer: that of the question, row or column.
            own: What the report itself has, without what was taken from others; None for nothing.
            claims: What each claimant changes.
            labels: The words for authorities, by code.
        """
        self.answer_type, self.answer, self.labels = answer_type, own, labels
        self.own = parts_of(answer_type, own)
        self.own_names = named_in(own or {})
        self.is_of_state = not self.own_names or OWN in self.own_names
        self.claims = [
            one._replace(changes={k: c for k, c in one.changes.items() if k not in NOT_MERGED})
            for one in claims
        ]
        self.told: list[tuple[Claim, PartPath]] = []

    def merged(self) -> MergedAnswer:
        """Merge the packets, without what is only said to the authority that leads."""
        if not self._is_changed():
            return MergedAnswer(self.answer)
        given, self.claims = self.claims, []
        for one in given:
            kept = self._with_a_say(one, given)
            self.claims += [kept] if kept.changes else []
            self.told += [
                (one.claim, PartPath(part=p)) for p in one.changes if p not in kept.changes
            ]
        result = self._merged() if self._is_changed() else MergedAnswer(self.answer)
        return replace(result, told=self.told)

    def _is_changed(self) -> bool:
        return any(change.is_active for one in self.claims for change in one.changes.values())

    def _with_a_say(self, one: CellClaim, others: Sequence[CellClaim]) -> CellClaim:
        """Return what a claimant changes of the answer; who contributes leaves it to who leads.

        If that authority has a value, another one has a say where it answers otherwise, or saw the
        value and changes it. If it says the same, its mark counts, too.
        """
        if not one.lead or one.claim.is_outside or not one.claim.is_authority:
            return one
        mine, led = self._value(one.said), self._value_of_lead(one.lead, others)
        is_same = self._value_text(mine) == self._value_text(led)
        was = self._value({part: one.was(part) for part in {*one.changes, *one.saw}})
        saw_it = bool(led) and self._value_text(was) == self._value_text(led)
        if one.is_otherwise or (saw_it and not is_same):
            return one._replace(objects=bool(led) and not is_same and (saw_it or bool(mine)))
        if was and not mine:
            return one  # it takes back what it gave
        if led and is_same:
            kept = {p: c for p, c in one.changes.items() if self._is_value(p) or p == CONFIDENTIAL}
            return one._replace(changes=kept, saw={p: c for p, c in one.saw.items() if p != NOTE})
        is_answered = bool(led) and (MISSING not in led or MISSING in mine)
        if (is_answered and not is_declined(led)) or not mine:
            return one._replace(changes={})
        return one

    def _value_of_lead(self, lead: str, claims: Sequence[CellClaim]) -> Mapping[str, Any]:
        """Return the last value of the authority that leads; empty for none."""
        said = [
            (one.claim.part, self._value(one.said))
            for one in claims
            if one.claim.by == lead and one.claim.is_authority and not one.claim.is_outside
        ]
        values = [value for _, value in sorted(said, key=lambda of: of[0]) if value]
        return values[-1] if values else {}

    def _merged(self) -> MergedAnswer:
        parts = {part: self._resolved(part) for part in self._parts() if self._is_value(part)}
        is_open = any(one.wanted for one in parts.values())
        if not self.has_missing() and not is_open:
            result = self._with_value(parts)
            if result is not None and not breaks(self.answer_type, result.answer):
                return result
        together = self._union_of_values(parts) if is_open and not self.has_missing() else None
        return self._as_one(together)

    def has_missing(self) -> bool:
        """Whether a missing code is involved in a change of the value."""
        changed = {part for one in self.claims for part in one.changes if one.changed(part)}
        return any(map(self._is_value, changed)) and MISSING in {*self.own, *changed}

    def beside_rows(self) -> MergedAnswer:
        """Merge each part for itself, where the value is in rows or entries."""
        parts = [part for part in self._parts() if not self._is_value(part)]
        return self._with_parts(parts, MergedAnswer(self.answer))

    def _with_parts(self, parts: Iterable[str], merged: MergedAnswer) -> MergedAnswer:
        """Return what is merged with more parts, each merged for itself."""
        answer, agreed, conflicts = merged.answer or {}, [*merged.agreed], [*merged.conflicts]
        for part in parts:
            if part == CONFIDENTIAL:
                found = self._mark(self.claims, self.own.get(part), stays=False)
            else:
                found = self._resolved(part)
            if found.wanted:
                conflicts.append(self._conflict(part, found))
            elif found.content != self.own.get(part):
                answer = set_part(answer, part, found.content, self.answer_type.value_parts)
            agreed += found.agreed
        return MergedAnswer(answer or None, conflicts, agreed)

    # Parts

    def _parts(self) -> Sequence[str]:
        return sorted({part for one in self.claims for part in one.changes})

    def _is_value(self, part: str) -> bool:
        # Evidence is none, also where it stands within the value.
        return part != EVIDENCE and (part in {"", MISSING} or part in self.answer_type.value_parts)

    def _text(self, part: str, content: Any) -> str:
        return fingerprint(self.answer_type, part, content)

    def _value(self, parts: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the parts of a packet that are its value."""
        return {p: one for p, one in parts.items() if self._is_value(p) and one is not None}

    def _value_text(self, parts: Mapping[str, Any] | None) -> str:
        value = self._value(parts or {})
        return text_of({part: self._text(part, one) for part, one in value.items()})

    def _resolved(self, part: str, among: Sequence[CellClaim] | None = None) -> Resolution:
        claims = self.claims if among is None else among
        return resolve(self.own.get(part), at_part(claims, part), partial(self._text, part))

    def _conflict(self, part: str, resolution: Resolution) -> Conflict:
        return Conflict(PartPath(part=part), resolution.wanted, self._union(part, resolution))

    def _union(self, part: str, resolution: Resolution) -> Any:
        claims = [claim for one in resolution.wanted for claim in one.claims]
        contents = [one.content for one in resolution.wanted]
        if len(contents) < 2 or None in contents or any(one.is_outside for one in claims):
            return None
        bases = [one.was(part) for one in self.claims if one.claim in claims and one.changed(part)]
        if len({text_of(one) for one in bases}) > 1:
            return None
        base = bases[0] if bases else None
        if part == NOTE:
            return joined_notes(self._by_author(resolution.wanted), base)
        return union(self.answer_type, part, contents, base)

    def _by_author(self, wanted: Iterable[Wanted]) -> list[tuple[str, str]]:
        """Return notes with those who wrote them.

        A note of the State itself has no author, and a joint note names its authors already.
        """
        named = tuple(f"{label}: " for label in self.labels.values())
        found = []
        for wish in wanted:
            note = wish.content or ""
            codes = [one.by for one in wish.claims] or sorted(self._authors(NOTE, note))
            if any(line.startswith(named) for line in note.splitlines()):
                codes = []
            names = dict.fromkeys(self.labels.get(one, one) for one in codes)
            found += [(", ".join(names), note)] if note else []
        return found

    def _authors(self, part: str, content: Any) -> Set[str]:
        """Return those who wrote a content, as far as the claims say; nobody for the State."""
        text = self._text(part, content)
        return {
            one.claim.by
            for one in self.claims
            if part in one.changes and self._text(part, one.changes[part].now) == text
        }

    # Where values do not differ

    def _with_value(self, parts: Mapping[str, Resolution]) -> MergedAnswer | None:
        """Return the answer with its new value and all that stands beside it.

        Returns:
            None where something stands beside the old value that nobody who changes it knew.
        """
        value = self._value({**self.own, **{part: one.content for part, one in parts.items()}})
        members = [one for one in self.claims if self._stands_by(one, value)]
        is_kept = bool(self._value(self.own)) and self._is_within(self._value(self.own), value)
        if not is_kept and self._is_unseen(members):
            return None
        answer = self._new_answer(value, is_kept=is_kept)
        agreed = [claim for one in parts.values() for claim in one.agreed]
        conflicts: list[Conflict] = []
        for part in self._beside_parts(value):
            found = self._beside(part, members, value, is_kept=is_kept)
            content = found.content if not found.wanted or is_kept else None
            if content != get_part(answer or {}, part, self.answer_type.value_parts):
                answer = set_part(answer or {}, part, content, self.answer_type.value_parts)
            if found.wanted:
                conflicts.append(self._conflict(part, found))
            agreed += found.agreed
        conflicts = [*self._with_left(conflicts, answer, members)]
        return self._with_others(MergedAnswer(answer or None, conflicts, agreed))

    def _beside_parts(self, value: Mapping[str, Any]) -> Sequence[str]:
        """Return the parts that can stand beside a value; a missing code has its note within."""
        if MISSING in value:
            return (CONFIDENTIAL,)
        return BESIDE if value else ()

    def _stands_by(self, one: CellClaim, value: Mapping[str, Any]) -> bool:
        """Whether a claimant says, or saw and left, the value that stands."""
        if not any(one.changed(part) for part in one.changes):
            return False
        said = {part: now for part, now in one.said.items() if self._is_value(part)}
        if self._value(said) or any(map(one.changed, said)):
            return self._is_within(said, value)
        return bool(value) and self._value_text(self.own) == self._value_text(value)

    def _is_within(self, some: Mapping[str, Any], value: Mapping[str, Any]) -> bool:
        return all(self._text(p, value.get(p)) == self._text(p, one) for p, one in some.items())

    def _new_answer(self, value: Mapping[str, Any], *, is_kept: bool) -> Mapping[str, Any] | None:
        answer: Mapping[str, Any] = self.answer or {}
        old = self._value(self.own)
        if self._value_text(value) == self._value_text(old):
            return self.answer
        if not value:
            return None
        changed = {part for one in self.claims for part in one.changes}
        answer = {key: one for key, one in answer.items() if key not in _STALE or key in changed}
        if not is_kept:
            gone = {*PACKET_KEYS} - {ANSWERED_BY, "value"}
            answer = {key: one for key, one in answer.items() if key not in gone}
            answer = set_part(answer, EVIDENCE, None, self.answer_type.value_parts)
        new = {part: value.get(part) for part in {*old, *value}}
        # What is taken away goes first.
        for part, content in sorted(new.items(), key=lambda one: (one[1] is not None, one[0])):
            if content != old.get(part):
                answer = set_part(answer, part, content, self.answer_type.value_parts)
        return answer or None

    def _is_unseen(self, members: Sequence[CellClaim]) -> bool:
        """Whether something stands beside the old value that goes neither with it nor with the new.

        It was written by another authority, or after the form was made. Only the State's own mark
        stays whatever is said, because it hides more, not less.
        """
        changing = [
            one for one in members if any(map(one.changed, filter(self._is_value, one.changes)))
        ]
        for part in BESIDE:
            content = self.own.get(part)
            if not content or (part == CONFIDENTIAL and not self.own_names):
                continue
            text = self._text(part, content)
            seen = [one for one in changing if self._text(part, one.was(part)) == text]
            if not any(
                one.changed(part) or part == CONFIDENTIAL or self._may_keep(one, part)
                for one in seen
            ):
                return True
        return False

    def _may_keep(self, one: CellClaim, part: str) -> bool:
        """Whether what a claimant saw beside a value and left there goes with its new value.

        What another authority wrote does not: it was not said of this value.
        """
        claim, text = one.claim, self._text(part, one.now(part))
        if speaks_for_state(claim):
            return True
        authors = self._authors(part, one.now(part))
        if authors:
            return claim.by in authors
        others = (other for other in self.claims if other.claim.by != claim.by)
        said = (other.changes[part].now for other in others if part in other.changes)
        if any(is_in(content, one.now(part)) for content in said):
            return False
        # The words of a joint answer are those of all who gave it.
        return self._text(part, self.own.get(part)) != text or self.own_names <= {claim.by}

    def _says(self, one: CellClaim, part: str) -> Any:
        """Return what a claimant says beside its value; None for nothing of its own."""
        is_said = one.changed(part) or part == CONFIDENTIAL or one.now(part) is None
        return one.now(part) if is_said or self._may_keep(one, part) else None

    def _beside(
        self, part: str, members: Sequence[CellClaim], value: Mapping[str, Any], *, is_kept: bool
    ) -> Resolution:
        """Return what comes of a part beside the value that stands."""
        if part == CONFIDENTIAL:
            stays = self._is_others(members, None if is_kept else value)
            own = self.own.get(part) if is_kept or stays or self.is_of_state else None
            return self._mark(members, own, stays=stays)
        if is_kept:
            return self._resolved(part, [*members, *self._took_away(part, members)])
        found = self._contents(part, members)
        if len(found) > 1:
            return Resolution(None, wanted=found)
        return Resolution(found[0].content, agreed=found[0].claims) if found else Resolution(None)

    def _took_away(self, part: str, members: Sequence[CellClaim]) -> Iterator[CellClaim]:
        """Yield the claimants that took a part away, and whose value members found and replaced."""
        found = {
            self._value_text({p: one.was(p) for p in {*one.changes, *one.saw}})
            for one in members
            if any(map(one.changed, filter(self._is_value, one.changes)))
        }
        for one in self.claims:
            took = one not in members and one.changed(part) and one.now(part) is None
            if took and self._value_text(one.said) in found:
                yield one

    def _contents(self, part: str, members: Sequence[CellClaim], own: Any = None) -> list[Wanted]:
        """Return what claimants say in a part beside one value, each content once.

        Args:
            part: The part.
            members: The claimants.
            own: What the report itself says there; it counts unless a claimant replaced it.
        """
        replaced = {self._text(part, one.changes[part].was) for one in members if one.changed(part)}
        stances = []
        for one in members:
            content = self._says(one, part)
            is_replaced = not one.changed(part) and self._text(part, content) in replaced
            if content is not None and not is_replaced:
                ordinal = one.changes[part].ordinal if part in one.changes else 1
                was = one.was(part) if one.changed(part) else None
                stances.append(one._replace(change=Change(was, content, ordinal)))
        found = latest(self.own.get(part), stances, partial(self._text, part))
        known = {*replaced, *(self._text(part, one.content) for one in found)}
        if own is not None and self._text(part, own) not in known:
            found.append(Wanted(own, ()))
        return found

    def _mark(self, members: Sequence[CellClaim], own: Any, *, stays: bool) -> Resolution:
        """Return the strictest mark, and who set it or took it away."""
        last = self._last()
        marking = [one.claim for one in members if one.now(CONFIDENTIAL) and one in last]
        if marking or (own and stays):
            return Resolution(True, agreed=marking)
        taking = [one for one in members if one.changed(CONFIDENTIAL) and self._may_lift(one, last)]
        if own and any(one.was(CONFIDENTIAL) for one in taking):
            return Resolution(None, agreed=[one.claim for one in taking])
        return Resolution(own)

    def _last(self) -> list[CellClaim]:
        """Return the claims of the last part of each claimant."""
        newest = {one.claim.by: one.claim.part for one in self.claims}
        return [one for one in self.claims if newest[one.claim.by] == one.claim.part]

    def _is_others(self, members: Sequence[CellClaim], value: Mapping[str, Any] | None) -> bool:
        """Whether others than members mark the answer still, even where that is settled.

        If there is a new value, only those count who are named for the old one and said what is in
        the new one. No form shows their mark to members, so no member can take it away.
        """
        others = [one for one in self._last() if one.now(CONFIDENTIAL) and one not in members]
        if value is None:
            return bool(others)
        named = [self._value(one.said) for one in others if self.own_names & {*one.claim.givers}]
        return any(self._is_within(said, value) for said in named)

    def _may_lift(self, one: CellClaim, last: Sequence[CellClaim]) -> bool:
        """Whether a claimant takes away the mark of the report: a ministry only its own."""
        return one in last and (speaks_for_state(one.claim) or not self.is_of_state)

    def _is_lifted(self, members: Sequence[CellClaim]) -> bool:
        taking = [one for one in members if one.changed(CONFIDENTIAL) and not one.now(CONFIDENTIAL)]
        return any(self._may_lift(one, self.claims) for one in taking)

    def _with_left(
        self,
        conflicts: Sequence[Conflict],
        answer: Mapping[str, Any] | None,
        members: Sequence[CellClaim],
    ) -> Iterator[Conflict]:
        """Yield conflicts with what was said beside a value that does not stand any more."""
        known = {one.path.part: one for one in conflicts}
        stands = parts_of(self.answer_type, answer)
        for part in BESIDE:
            left = self._left(part, [stands.get(part)], members)
            unit = known.get(part)
            if not left:
                yield from [unit] if unit else []
            elif unit:
                named = [Wanted(self._named(part, one), one.claims) for one in left]
                together = unit.union and self._joined(part, unit.union, named)
                yield replace(unit, wanted=[*unit.wanted, *named], union=together)
            else:
                together = self._added(part, stands, left)
                yield Conflict(PartPath(part=part), left, together, is_beside=True)

    def _left(self, part: str, known: Iterable[Any], members: Sequence[CellClaim]) -> list[Wanted]:
        """Return what was said in a part beside another value than that of members.

        Args:
            part: The part.
            known: The contents that stand, or can be chosen, there.
            members: The claimants.
        """
        changing = [one for one in self.claims if one.changed(part)]
        alone = {id(one.claim) for one in changing if one not in members}
        if not alone:
            return []
        said, text = at_part(changing, part), partial(self._text, part)
        found = latest(self.own.get(part), said, text, takes_none=True)
        there = {text_of(c) for one in known for c in (one if isinstance(one, list) else [one])}
        result = []
        for one in found:
            claims = [claim for claim in one.claims if id(claim) in alone]
            contents = one.content if isinstance(one.content, list) else [one.content]
            if claims and one.content and not {text_of(content) for content in contents} <= there:
                result.append(Wanted(one.content, claims))
        return result

    def _named(self, part: str, left: Wanted) -> Any:
        """Return what was said beside another value; a note with its author."""
        return joined_notes(self._by_author([left]), None) if part == NOTE else left.content

    def _added(self, part: str, stands: Mapping[str, Any], left: Sequence[Wanted]) -> Any:
        """Return what stands in a part with what was said beside another value."""
        can_stand = self._value(stands) and not (MISSING in stands and part == EVIDENCE)
        return self._joined(part, stands.get(part), left) if can_stand else None

    def _joined(self, part: str, before: Any, left: Sequence[Wanted]) -> Any:
        """Return what stands in a part with more that was said."""
        if part == CONFIDENTIAL:
            return True
        if part == NOTE:
            return joined_notes(self._by_author([Wanted(before, ()), *left]), None)
        return union(self.answer_type, part, [before or [], *(one.content for one in left)], None)

    def _with_others(self, merged: MergedAnswer) -> MergedAnswer:
        """Return what is merged with the parts that are no part of a packet."""
        parts = [one for one in self._parts() if one not in BESIDE and not self._is_value(one)]
        return self._with_parts(parts, merged)

    # Where values differ, or cannot be merged part by part

    def _as_one(self, together: Mapping[str, Any] | None) -> MergedAnswer:
        """Merge values as one; where they differ, packets wait whole."""
        stances = self._value_stances()
        resolution = resolve(self._value(self.own) or None, stances, self._value_text)
        if not resolution.wanted:
            part = {name: Resolution(None) for name in self._value(self.own)}
            new = {name: Resolution(c) for name, c in (resolution.content or {}).items()}
            parts = {**part, **new}
            if parts:
                first = next(iter(parts))
                parts[first] = Resolution(parts[first].content, agreed=resolution.agreed)
            result = self._with_value(parts)
            if result is not None and not breaks(self.answer_type, result.answer):
                return result
            wanted = latest(self._value(self.own), stances, self._value_text, takes_none=True)
            resolution = Resolution(None, wanted=[*wanted, Wanted(self._value(self.own), ())])
        return self._open(resolution.wanted, together)

    def _value_stances(self) -> list[CellClaim]:
        stances = []
        for one in self.claims:
            changes = {p: c for p, c in one.changes.items() if self._is_value(p)}
            if any(change.is_active for change in changes.values()):
                was = self._known_value(one, {part: change.was for part, change in changes.items()})
                now = self._known_value(one, {part: change.now for part, change in changes.items()})
                ordinal = max(change.ordinal for change in changes.values())
                stances.append(one._replace(change=Change(was, now, ordinal)))
        return stances

    def _known_value(self, one: CellClaim, new: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Return a value as one claimant knows it.

        Who changes a missing code changes all of the value. Who does not has seen a value, or
        nothing, and knows of the parts that it does not change what the report has.
        """
        known = {} if MISSING in new else {**self.own, **one.saw, MISSING: None}
        return self._value({**known, **new}) or None

    def _open(self, wanted: Sequence[Wanted], together: Mapping[str, Any] | None) -> MergedAnswer:
        """Leave whole packets open, so that a person decides."""
        groups = {
            self._value_text(one.content): (
                one.content,
                [claim for claim in self.claims if claim.claim in one.claims],
            )
            for one in wanted
            if one.claims
        }
        for claim in filter(self._is_only_beside, self.claims):
            value = self._known_value(claim, {part: claim.now(part) for part in claim.saw})
            text = self._value_text(claim.said)
            if value or text in groups:
                groups.setdefault(text, (value, []))[1].append(claim)
        packets = [self._packet(value, members) for value, members in groups.values()]
        has_own = any(not one.claims for one in wanted)
        packets += [Wanted(packet_of(self.answer), ())] if has_own else []
        members = [claim for _, members in groups.values() for claim in members]
        joint = None
        if together:
            is_own_said = bool(self._value(self.own)) and self._value_text(self.own) in groups
            joint = self._packet(together, members, has_own=has_own or is_own_said).content
        contents = [one.content for one in packets] + [packet_of(self.answer), joint]
        is_plain = not self.answer_type.value_parts and all(
            one is None or one.keys() == {"value"} for one in contents
        )
        conflict = Conflict(PartPath(part=WHOLE), packets, joint)
        if is_plain:
            packets = [Wanted((one.content or {}).get("value"), one.claims) for one in packets]
            conflict = Conflict(PartPath(), packets, (joint or {}).get("value"))
        # What stands beside a value that others replaced is in none of the packets.
        shown = [parts_of(self.answer_type, one) for one in contents]
        left = {
            part: self._left(part, [one.get(part) for one in shown], members)
            for part in (NOTE, EVIDENCE)
        }
        beside = [
            Conflict(PartPath(part=part), found, is_beside=True)
            for part, found in left.items()
            if found
        ]
        return MergedAnswer(self.answer, [conflict, *beside])

    def _is_only_beside(self, one: CellClaim) -> bool:
        changed = [part for part in one.changes if one.changed(part)]
        return any(part in BESIDE for part in changed) and not any(map(self._is_value, changed))

    def _packet(
        self,
        value: Mapping[str, Any] | None,
        members: Sequence[CellClaim],
        *,
        has_own: bool = False,
    ) -> Wanted:
        """Return one value with all that its claimants say beside it.

        What the report itself says beside this value, or a part of it, belongs to it, and so does
        what it says beside another value that is joined with this one (`has_own`).
        """
        claims = sorted((one.claim for one in members), key=lambda one: (one.by, one.part))
        if not value:
            return Wanted(None, claims)
        answer: Mapping[str, Any] = {}
        for part, content in value.items():
            answer = set_part(answer, part, content, self.answer_type.value_parts)
        old = self._value(self.own)
        has_own = has_own or (bool(old) and self._is_within(old, value))
        for part in self._beside_parts(value):
            found = self._contents(part, members, self.own.get(part) if has_own else None)
            contents = [one.content for one in found]
            content = contents[0] if contents else None
            if part == CONFIDENTIAL:
                contents += [one.now(part) for one in self._last() if one in members]
                is_kept = has_own and not self._is_lifted(members)
                own = self.own.get(part) if is_kept or self._is_others(members, value) else None
                content = any(contents) or own or None
            elif len(contents) > 1:
                content = (
                    joined_notes(self._by_author(found), None)
                    if part == NOTE
                    else union(self.answer_type, part, contents, None)
                )
            if content is not None:
                answer = set_part(answer, part, content, self.answer_type.value_parts)
        return Wanted(packet_of(answer), claims)

    def _union_of_values(self, parts: Mapping[str, Resolution]) -> Mapping[str, Any] | None:
        """Return the value that has all that everybody added; None where there is none."""
        value = self._value(self.own)
        for part, one in parts.items():
            content = self._union(part, one) if one.wanted else one.content
            if one.wanted and content is None:
                return None
            value = {**value, part: content}
        return self._value(value)
