"""One answer without rows or entries: that of a question, of a row, or of a cell of a table."""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from checklist.answer_types.interface import AnswerType
from checklist.answer_types.units import EVIDENCE, MISSING, set_part
from checklist.merging.claims import Change, Claim
from checklist.merging.contents import WHOLE, fingerprint, parts_of, text_of, union
from checklist.merging.resolution import Resolution, Stance, Wanted, resolve

ANSWERED_BY, BY = "answered_by", "by"
NOT_MERGED = frozenset({ANSWERED_BY, BY})
"""The parts of an answer that follow from the others."""
_STALE = (BY, "carried")
"""The parts of an answer that a new value does away with."""
_NOTE = "note"
_CORE_KEYS = frozenset({"value", EVIDENCE, MISSING, "reason", _NOTE})

CellClaim = tuple[Claim, Mapping[str, Change]]
"""What one claimant changes in an answer, by part."""


@dataclass(frozen=True, slots=True)
class OpenUnit:
    """A unit of one answer on which claimants differ."""

    part: str
    """The part of the answer; `WHOLE` for the whole of it."""
    wanted: Sequence[Wanted]
    union: Any = None
    """What has all that everybody added; None where there is no such content."""


@dataclass(frozen=True, slots=True)
class MergedCell:
    """What comes of one answer."""

    answer: Mapping[str, Any] | None
    open: Sequence[OpenUnit] = ()
    agreed: Mapping[str, Sequence[Claim]] = field(default_factory=dict)
    """The claims that changed what stands now, or changed it alike, by part."""


def merge_cell(
    answer_type: AnswerType, own: Mapping[str, Any] | None, claims: Sequence[CellClaim]
) -> MergedCell:
    """Return what comes of one answer. The order of the claims changes nothing.

    Args:
        answer_type: The type of the answer: that of the question, row or column.
        own: What the report itself has, without what was taken from others; None for nothing.
        claims: What each claimant changes.
    """
    merger = _CellMerger(answer_type, own, claims)
    if merger.has_missing():
        return merger.as_one()
    merged = merger.by_part()
    if merged.answer is own or not _breaks(answer_type, merged.answer):
        return merged
    # Each change is right for itself, and they do not go together.
    merged = merger.as_one()
    return merger.all_open() if _breaks(answer_type, merged.answer) else merged


class _CellMerger:
    def __init__(
        self,
        answer_type: AnswerType,
        own: Mapping[str, Any] | None,
        claims: Sequence[CellClaim],
    ) -> None:
        self.answer_type = answer_type
        self.answer = own
        self.own = parts_of(answer_type, own)
        self.claims = [
            (claim, {part: one for part, one in changes.items() if part not in NOT_MERGED})
            for claim, changes in claims
        ]

    def has_missing(self) -> bool:
        """Whether a missing code is involved in a change of the value."""
        active = [
            (part, one)
            for _, changes in self.claims
            for part, one in changes.items()
            if one.is_active and self._is_core(part)
        ]
        return bool(active) and (MISSING in self.own or any(part == MISSING for part, _ in active))

    def by_part(self) -> MergedCell:
        """Merge each part for itself."""
        return self._merged({part for _, changes in self.claims for part in changes})

    def as_one(self) -> MergedCell:
        """Merge the value with all that goes with it as one, and the other parts by themselves."""
        merged = self._merged(self._other_parts())
        own, resolution = self._core(self.own), self._resolved_core()
        if resolution.wanted:
            return self._with_open_core(merged, resolution.wanted)
        answer = merged.answer
        if self._fingerprint_of_core(resolution.content) != self._fingerprint_of_core(own):
            stale = {*_CORE_KEYS, *_STALE}
            kept = {key: part for key, part in (answer or {}).items() if key not in stale}
            answer = {**(resolution.content or {}), **kept}
            answer = answer if resolution.content else None
        agreed = {**merged.agreed, WHOLE: resolution.agreed} if resolution.agreed else merged.agreed
        return MergedCell(answer, merged.open, agreed)

    def all_open(self) -> MergedCell:
        """Leave open what does not go together, so that a person decides."""
        merged = self._merged(self._other_parts())
        wanted = [Wanted(one.change.now, [one.claim]) for one in self._core_stances()]
        wanted.append(Wanted(self._core(self.own), ()))
        return self._with_open_core(merged, wanted)

    def _with_open_core(self, merged: MergedCell, wanted: Sequence[Wanted]) -> MergedCell:
        """Return what is merged beside a value that is open.

        Without a value, the mark that it is not for publication and the like are no answer: they
        wait with what is wanted.
        """
        beside = merged.answer or {}
        if not beside.keys() & {"value", MISSING}:
            wanted = [
                replace(one, content={**one.content, **beside}) if one.content else one
                for one in wanted
            ]
            merged = replace(merged, answer=None)
        return replace(merged, open=[*merged.open, OpenUnit(WHOLE, wanted)])

    def _is_core(self, part: str) -> bool:
        """Whether a part belongs to the value, or stands in its place."""
        return part in {MISSING, EVIDENCE, _NOTE} or self._is_value(part)

    def _is_value(self, part: str) -> bool:
        return not part or part in self.answer_type.value_parts

    def _other_parts(self) -> Collection[str]:
        return {p for _, changes in self.claims for p in changes if not self._is_core(p)}

    def _merged(self, parts: Iterable[str]) -> MergedCell:
        results = {part: self._resolved(part) for part in sorted(parts)}
        new = {
            part: one.content
            for part, one in results.items()
            if not one.wanted and one.content != self.own.get(part)
        }
        open_units = [
            OpenUnit(part, one.wanted, self._union(part, one))
            for part, one in results.items()
            if one.wanted
        ]
        agreed = {part: one.agreed for part, one in results.items() if one.agreed}
        return MergedCell(self._with_parts(new), open_units, agreed)

    def _resolved(self, part: str) -> Resolution:
        stances = [
            Stance(claim, changes[part]) for claim, changes in self.claims if part in changes
        ]
        return resolve(
            self.own.get(part),
            stances,
            lambda content: fingerprint(self.answer_type, part, content),
        )

    def _with_parts(self, new: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Return the answer with other parts."""
        if not new:
            return self.answer
        answer: Mapping[str, Any] = self.answer or {}
        if any(self._is_core(part) and part != _NOTE for part in new):
            answer = {key: part for key, part in answer.items() if key not in _STALE or key in new}
        # What is taken away goes first.
        for part, content in sorted(new.items(), key=lambda one: one[1] is not None):
            answer = set_part(answer, part, content, self.answer_type.value_parts)
        return answer or None

    def _union(self, part: str, resolution: Resolution) -> Any:
        claims = [claim for one in resolution.wanted for claim in one.claims]
        contents = [one.content for one in resolution.wanted]
        if len(contents) < 2 or None in contents or any(one.is_outside for one in claims):
            return None
        bases = [changes[part].was for claim, changes in self.claims if claim in claims]
        together = union(self.answer_type, part, contents, bases[0])
        is_same = len({text_of(one) for one in bases}) == 1
        return together if is_same else None

    # The value with all that goes with it

    def _core_stances(self) -> Sequence[Stance]:
        stances = []
        for claim, changes in self.claims:
            core = {part: one for part, one in changes.items() if self._is_core(part)}
            if not any(one.is_active for one in core.values()):
                continue
            saw = self._core_with(claim, {part: one.was for part, one in core.items()})
            says = self._core_with(claim, {part: one.now for part, one in core.items()})
            ordinal = max(one.ordinal for one in core.values())
            is_beside = {part for part, one in core.items() if one.is_active} <= {_NOTE, EVIDENCE}
            stances.append(Stance(claim, Change(saw, says, ordinal), is_beside))
        return stances

    def _resolved_core(self) -> Resolution:
        return resolve(self._core(self.own), self._core_stances(), self._fingerprint_of_core)

    def _core_with(self, claim: Claim, new: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Return the core as one claimant knows it.

        Who changes a missing code changes all of the core. Who does not has seen a value, or
        nothing, and knows of the parts that it does not change what the report had then.
        """
        known = {} if MISSING in new else {**self.own, **self._known_by(claim), MISSING: None}
        parts = {p: one for p, one in {**known, **new}.items() if one is not None}
        if not any(part == MISSING or self._is_value(part) for part in parts):
            # What stands beside a value goes with it, unless the claimant itself says it.
            parts = {part: one for part, one in parts.items() if part in new}
        return self._core(parts)

    def _known_by(self, claim: Claim) -> Mapping[str, Any]:
        """Return what a claimant saw of other claims, as far as these agree."""
        contents: dict[str, dict[str, Any]] = {}
        for other, changes in self.claims:
            for part, one in changes.items():
                if one.is_active and claim.knew(other, one):
                    contents.setdefault(part, {})[other.by] = one.now
        return {
            part: next(iter(by.values()))
            for part, by in contents.items()
            if len({fingerprint(self.answer_type, part, one) for one in by.values()}) == 1
        }

    def _core(self, parts: Mapping[str, Any]) -> Mapping[str, Any] | None:
        answer: Mapping[str, Any] = {}
        for part, content in parts.items():
            if self._is_core(part):
                answer = set_part(answer, part, content, self.answer_type.value_parts)
        return answer or None

    def _fingerprint_of_core(self, core: Mapping[str, Any] | None) -> str:
        parts = parts_of(self.answer_type, core)
        return text_of({p: fingerprint(self.answer_type, p, one) for p, one in parts.items()})


def _breaks(answer_type: AnswerType, answer: Mapping[str, Any] | None) -> bool:
    """Whether the parts of a value do not go together."""
    if not answer_type.value_parts or answer is None or "value" not in answer:
        return False
    try:
        answer_type.value_adapter.validate_python(answer["value"])
    except ValidationError:
        return True
    return any(True for _ in answer_type.check(answer["value"]))


def with_answered_by(
    merged: MergedCell, authorities: Collection[str], *, changes_whole: bool
) -> Mapping[str, Any] | None:
    """Return a merged answer that names those who gave it.

    Args:
        merged: What came of the answer.
        authorities: The codes of the authorities that the questionnaire names, if it does.
        changes_whole: Whether what stands now is another answer than before.
    """
    answer = merged.answer
    agreed = [claim for claims in merged.agreed.values() for claim in claims]
    if answer is None or not agreed:
        return answer
    names = {name for claim in agreed for name in claim.givers}
    if not changes_whole:
        names |= named_in(answer)
    return naming(answer, names, authorities)


def named_in(answer: Mapping[str, Any]) -> Set[str]:
    """Return those who are named as the givers of an answer."""
    before = answer.get(ANSWERED_BY)
    if before is None:
        return set()
    return {*before} if isinstance(before, list) else {str(before)}


def naming(
    answer: Mapping[str, Any], names: Collection[str], authorities: Collection[str]
) -> Mapping[str, Any]:
    """Return an answer that names those who gave it; where that is nobody, it is the report's own.

    Args:
        answer: The answer.
        names: Those who gave it.
        authorities: The codes of the authorities that the questionnaire names, if it does.
    """
    codes = sorted(names)
    content: Any = (codes if authorities else ", ".join(codes)) or None
    same = content == answer.get(ANSWERED_BY)
    return answer if same else set_part(answer, ANSWERED_BY, content)
