"""The counts and names that the parts of a summary are made of."""

from collections.abc import Sequence
from dataclasses import dataclass

FEW = 10
"""With fewer reports, States are listed by name: a share of them says little."""


@dataclass(frozen=True)
class CodeCount:
    """How many gave one answer."""

    code: str
    """The code of the answer."""
    label: str
    """The words for it."""
    count: int
    """How many gave it."""


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How a question, or a row of a matrix, stands in all reports. The parts add up to `of`."""

    of: int
    """How many answers there could be: one a report and question."""
    answered: int
    """How many have a value. Of these alone the codes are counted."""
    not_known: int
    """How many are not known."""
    not_applicable: int
    """How many do not apply."""
    declined: int
    """How many were declined."""
    unanswered: int
    """No answer, although the question is asked."""
    off_path: int
    """The question is not asked, because of another answer."""
    invalid: int
    """The answer does not fit the question."""
    withheld: int
    """Left out of a copy for publication."""
    confidential: int
    """Marked as confidential: whether these have a value, and which, is not counted anywhere, so
    that nobody can infer it from the other counts. None where confidential answers are shown."""
    by_gate: int
    """How many of the answered were filled in by a gate question."""
    codes: Sequence[CodeCount]
    """The codes in the order in which they are offered, also those that nobody gave."""


@dataclass(frozen=True)
class StateName:
    """A State."""

    code: str
    """The code of the State."""
    name: str
    """Its name."""


@dataclass(frozen=True)
class States:
    """States: how many, and which."""

    count: int
    """How many States."""
    states: Sequence[StateName]
    """In alphabetical order of their names; empty where none may be named."""


@dataclass(frozen=True)
class CodeLabel:
    """A code with its words; both empty where there is no answer.

    Of an answer that is not shown, the words can be `Confidential`, without a code.
    """

    code: str
    """The code."""
    label: str
    """The words for it."""


@dataclass(frozen=True)
class CodeStates:
    """States that gave one answer: how many, and who they are."""

    code: str
    label: str
    count: int
    """How many gave it. Confidential answers are counted in the tally only."""
    states: Sequence[StateName]
    """Who gave it. For publication, of those who want or asked for help, only States that agree to
    be named to donors."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """The codes that States gave to one question, and who gave them."""

    question: str
    words: str
    theme: str
    """The title of its set."""
    tally: Tally
    codes: Sequence[CodeStates]
