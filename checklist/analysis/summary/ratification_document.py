"""The parts of a summary on treaties that are not joined yet, or were joined."""

from collections.abc import Sequence
from dataclasses import dataclass

from checklist.analysis.summary.figures import CodeCount, CodeLabel, Question, StateName, Tally


@dataclass(frozen=True, kw_only=True)
class OnTheWay:
    """A State that has not joined a treaty: where it stands."""

    state: StateName
    status: CodeLabel
    process: CodeLabel
    target: str
    """When it expects to have joined: `2027`; empty where it does not say."""
    obstacles: Sequence[CodeLabel]
    obstacles_text: str
    has_confidential: bool
    """Whether some of its answers are confidential, and so are not shown here."""


@dataclass(frozen=True)
class Joined:
    """A State that has joined, and says how it overcame what stood in the way."""

    state: StateName
    overcome: Sequence[CodeLabel]
    text: str
    """How, from the note on the answer."""


@dataclass(frozen=True, kw_only=True)
class NotJoined:
    """The States with one status that have not joined a treaty."""

    status: CodeLabel
    process: Tally | None
    obstacles: Sequence[CodeCount]
    """A State can have several."""
    obstacles_tally: Tally | None


@dataclass(frozen=True, kw_only=True)
class Ratification:
    """One treaty: who has joined, where the others stand, and what stands in their way."""

    treaty: str
    term: str
    """Its entry in the glossary."""
    status: Question
    groups: Sequence[NotJoined]
    """Of each status of those who have not joined: their progress and obstacles."""
    on_the_way: Sequence[OnTheWay]
    overcome: Question | None
    joined: Sequence[Joined]
    """Those who say what they overcame."""
