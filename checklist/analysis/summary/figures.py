"""The counts and names that the parts of a summary are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Join: TypeAlias = Literal["", "three", "two"]
"""How the options of a scale are joined; empty: they are as they are offered."""


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


@dataclass(frozen=True, kw_only=True)
class UnnamedLine:
    """What the States that are not named answered to one question, or to one row of a matrix."""

    question: str
    """The id of the question."""
    row: str
    """The id of the row of a matrix; empty for a question without rows."""
    answered: int
    """How many of them gave an answer that is counted."""
    without_answer: int
    """How many did not: not known, not asked, confidential … are counted together here, and so are
    all States whose answers may not be counted; where options are joined, so is an answer after
    which the measure was not called for."""
    codes: Sequence[CodeCount]
    """The codes in the order in which they are offered; empty where the answer has no codes."""
    joined: Join = ""
    """How the options are joined, so that no count is too small: `three`, whether the measure is in
    place, in place in part, or not; `two`, in place as a whole or in part, or not. Empty: they are
    as they are offered."""


@dataclass(frozen=True, kw_only=True)
class Unnamed:
    """The States that reported and whose answers are not published by State.

    Some of them allow that their answers are counted together, and others do not. Who allows what
    is not told: a State whose answers may not be counted stands among those without an answer. A
    count is given only where it tells no State's answer, alone or by a difference.
    """

    states: int
    """How many they are."""
    holds_back: bool
    """Whether some of them agree to publication. Their answers are not published, since an output
    issued before counts them together: the difference would tell the answers of the others."""
    is_filtered: bool
    """Whether all counts are left out because only a part of the reports is counted."""
    lines: Sequence[UnnamedLine]
    """The questions and rows whose counts are given, in the questionnaire's order."""
    too_few: int
    """Of how many questions and rows no counts are given because they are too small, or because
    all States gave one answer."""
    by_difference: int
    """Of how many no counts are given because the difference to an output issued before would be
    too small."""
