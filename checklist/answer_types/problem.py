"""Problems of a value. For each kind there is one rule, which makes findings of them."""

from enum import StrEnum
from typing import NamedTuple

from checklist.diagnostics import DocumentPath


class ProblemKind(StrEnum):
    """The kinds of problems that a value of the right structure can have."""

    UNKNOWN_CODE = "unknown-code"
    OUT_OF_RANGE = "out-of-range"
    UNKNOWN_STATE = "unknown-state"
    CONTRADICTORY = "contradictory"
    REASON_MISSING = "reason-missing"
    INCOMPLETE = "incomplete"


BREAKING = frozenset(
    {ProblemKind.UNKNOWN_CODE, ProblemKind.OUT_OF_RANGE, ProblemKind.UNKNOWN_STATE}
)
"""The kinds of problems with which a value cannot be used."""


class Problem(NamedTuple):
    """One thing that is wrong with a value."""

    kind: ProblemKind
    """The kind of the problem, which decides the code of the finding."""
    message: str
    """The words for the finding."""
    where: DocumentPath = ()
    """The place of the problem within the value."""
    hint: str = ""
    """The words that say how to correct it, or an empty text."""
    at_key: bool = False
    """Whether the problem is the key at `where`, not the key's value."""
    follows: bool = False
    """Whether the problem is a consequence of another one, so that it is no finding."""

    def below(self, *where: str | int) -> "Problem":
        """Return the same problem with its place below another place."""
        return self._replace(where=(*where, *self.where))
