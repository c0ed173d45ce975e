"""One unit: what several claimants changed it to, and whether they differ."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from checklist.answer_types.answer import DECLINED
from checklist.answer_types.units import MISSING, PartPath
from checklist.merging.claims import Change, Claim
from checklist.merging.contents import CONFIDENTIAL
from checklist.questionnaire.authorities import CABINET, OWN

Fingerprint = Callable[[Any], str]
"""Returns the same text for contents that say the same."""

SPEAKS_FOR_STATE = frozenset({OWN, CABINET})
"""The authorities that may see everything, and change it for the State."""


class CellClaim(NamedTuple):
    """What one claimant saw in an answer, and what it changes there, by part."""

    claim: Claim
    changes: Mapping[str, Change]
    saw: Mapping[str, Any] = {}
    """What it saw and left as it was."""
    lead: str = ""
    """The code of another authority that leads here; empty where the claimant does."""
    is_otherwise: bool = False
    """Whether it says that it answers otherwise than that authority."""
    objects: bool = False
    """Whether it contributes, and answers otherwise than that authority, which has answered."""
    change: Change = Change(None, None)
    """The change that is compared with those of others: of one part, or of the whole value.

    A claim that is compared with its change is called a stance.
    """

    @property
    def said(self) -> Mapping[str, Any]:
        """All that the claimant says, or saw and left; None for nothing."""
        return {part: self.now(part) for part in {*self.changes, *self.saw}}

    def was(self, part: str) -> Any:
        """Return what the claimant saw in a part; None for nothing."""
        return self.changes[part].was if part in self.changes else self.saw.get(part)

    def now(self, part: str) -> Any:
        """Return what the claimant says in a part; None for nothing."""
        return self.changes[part].now if part in self.changes else self.saw.get(part)

    def changed(self, part: str) -> bool:
        """Whether the claimant changes a part."""
        return part in self.changes and self.changes[part].is_active

    @property
    def is_hidden(self) -> bool:
        """Whether it marked the answer as not for publication: no other form shows that."""
        return bool(self.now(CONFIDENTIAL))

    @property
    def saw_own(self) -> bool:
        """Whether it saw such a mark, so that its form showed only what it gave itself."""
        return bool(self.was(CONFIDENTIAL))


def at_part(claims: Iterable[CellClaim], part: str) -> list[CellClaim]:
    """Return the claims that change a part, each with this change as the one to compare."""
    return [one._replace(change=one.changes[part]) for one in claims if part in one.changes]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A content that is wanted for a unit, with those who want it."""

    content: Any
    """None where the unit is to be taken away."""
    claims: Sequence[Claim]
    """Those who want it; nobody where it stands in the report itself."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What comes of a unit."""

    content: Any
    """The content that stands: while a conflict is open, that of the report itself."""
    wanted: Sequence[Wanted] = ()
    """The contents that differ; empty where there is no conflict."""
    agreed: Sequence[Claim] = ()
    """The claims that say what stands now, and changed it or agree with a change of it."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A unit on which claimants differ."""

    path: PartPath
    """Where it is in the answer that stands. With the part `*`, it is the whole answer there."""
    wanted: Sequence[Wanted]
    """The contents that differ."""
    union: Any = None
    """What has all that everybody added; None where there is no such content."""
    is_beside: bool = False
    """Whether it was said beside a value that does not stand any more."""
    stands: Any = None
    """What stands while nobody has decided; None for nothing."""
    stands_by: Set[str] = frozenset()
    """Those who are named as the givers of what stands."""
    numbers: Sequence[tuple[Claim, int]] = ()
    """In an entry of a table, the claims on it, each with the number that the entry has there."""
    agreed_cells: Mapping[str, Any] = field(default_factory=dict)
    """The cells of that entry that stand, and on which nobody differs."""
    entry: Mapping[str, Any] = field(default_factory=dict)
    """The cells that say which entry it is: its year, its name. None of them is confidential."""

    def places_in(self, claim: Claim) -> Sequence[PartPath]:
        """Return where it is in a claim, whose entries have other numbers."""
        if not self.path.entry:
            return [self.path]
        own = claim.key, claim.is_outside
        numbers = [number for other, number in self.numbers if (other.key, other.is_outside) == own]
        return [self.path._replace(entry=number) for number in numbers]


@dataclass(frozen=True, slots=True)
class MergedAnswer:
    """What comes of an answer: to a question, of a row, of a cell or entry of a table."""

    answer: Mapping[str, Any] | None
    """The answer; the very one of the report where nothing changes it. Of an entry, its cells."""
    conflicts: Sequence[Conflict] = ()
    """Each with its path from this answer on."""
    agreed: Sequence[Claim] = ()
    """The claims that changed what stands now, or changed it alike."""
    told: Sequence[tuple[Claim, PartPath]] = ()
    """What is no part of the answer, and is said to who leads: claims, each with a path."""


def resolve(own: Any, stances: Sequence[CellClaim], fingerprint: Fingerprint) -> Resolution:
    """Return what comes of a unit. The order of the stances changes nothing.

    Args:
        own: What the report itself has, without what was taken from others; None for nothing.
        stances: What each claimant did to the unit.
        fingerprint: Tells which contents say the same.
    """
    mine = fingerprint(own)
    active = [stance for stance in stances if _is_active(stance, mine, fingerprint)]
    tips = _tips(own, active, fingerprint)
    if not tips:
        return Resolution(own)
    is_changed_here = not any(
        stance.claim.has_base and fingerprint(stance.change.was) == mine for stance in active
    )
    if len(tips) == 1 and (mine in tips or not is_changed_here):
        ((text, agreeing),) = tips.items()
        claims = [stance.claim for stance in agreeing]
        if text == mine:
            return Resolution(own, agreed=claims)
        if any(_can_be_taken(stance) for stance in agreeing):
            return Resolution(agreeing[0].change.now, agreed=claims)
    wanted = [
        Wanted(
            content=tips[text][0].change.now, claims=_by_name(stance.claim for stance in tips[text])
        )
        for text in sorted(tips)
    ]
    if mine not in tips and is_changed_here:
        wanted.append(Wanted(content=own, claims=()))
    return Resolution(own, wanted=wanted)


def latest(
    own: Any, stances: Sequence[CellClaim], fingerprint: Fingerprint, *, takes_none: bool = False
) -> list[Wanted]:
    """Return what claimants say that nobody replaced, each content once with those who say it.

    Args:
        own: What the report itself has.
        stances: What each claimant did to the unit.
        fingerprint: Tells which contents say the same.
        takes_none: Whether taking a unit away is a content, too.
    """
    tips = _tips(own, stances, fingerprint)
    return [
        Wanted(tips[text][0].change.now, _by_name(stance.claim for stance in tips[text]))
        for text in sorted(tips)
        if takes_none or tips[text][0].change.now is not None
    ]


def _tips(
    own: Any, stances: Sequence[CellClaim], fingerprint: Fingerprint
) -> dict[str, list[CellClaim]]:
    """Return the stances that no other one replaces, by what they say."""
    tips: dict[str, list[CellClaim]] = {}
    for stance in stances:
        if not any(_is_superseded(stance, other, own) for other in stances):
            tips.setdefault(fingerprint(stance.change.now), []).append(stance)
    return tips


def speaks_for_state(claim: Claim) -> bool:
    """Whether a claim is that of the State as a whole, or of a file that is no part."""
    return not claim.is_authority or claim.by in SPEAKS_FOR_STATE


def is_declined(content: Any) -> bool:
    """Whether a content says that the State declines to answer."""
    missing = content.get(MISSING) if isinstance(content, dict) else None
    return missing == DECLINED or (isinstance(missing, dict) and is_declined(missing))


def _can_be_taken(stance: CellClaim) -> bool:
    """Whether nobody need be asked before this is taken."""
    claim = stance.claim
    if stance.objects:
        return False
    return not claim.is_outside and (speaks_for_state(claim) or not is_declined(stance.change.now))


def _is_active(stance: CellClaim, mine: str, fingerprint: Fingerprint) -> bool:
    claim, change = stance.claim, stance.change
    if not change.is_active:
        return False
    return fingerprint(change.now) != (fingerprint(change.was) if claim.has_base else mine)


def _is_superseded(stance: CellClaim, by: CellClaim, own: Any) -> bool:
    claim, other = stance.claim, by.claim
    if by.objects and other.by != claim.by:
        return False
    is_unknown = stance.is_hidden or by.saw_own
    if is_unknown and other.by != claim.by and other.by not in SPEAKS_FOR_STATE:
        return False
    return other.supersedes(claim, by.change, stance.change, own)


def _by_name(claims: Any) -> Sequence[Claim]:
    return sorted(claims, key=lambda claim: (claim.by, claim.part))
