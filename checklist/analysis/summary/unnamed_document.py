"""The counts of States that may be counted and not named, as a summary and a manifest have them."""

from collections.abc import Sequence
from dataclasses import dataclass

from checklist.analysis.summary.figures import CodeCount


@dataclass(frozen=True, kw_only=True)
class UnnamedLine:
    """What the States that are not named answered to one question, or to one row of a matrix."""

    question: str
    """The id of the question."""
    row: str
    """The id of the row of a matrix; empty for a question without rows."""
    answered: int
    """How many of them gave an answer that is shown."""
    without_answer: int
    """How many did not: not known, not asked, confidential … are counted together here."""
    codes: Sequence[CodeCount]
    """The codes in the order in which they are offered; empty where the answer has no codes."""


@dataclass(frozen=True, kw_only=True)
class Unnamed:
    """The States that may be counted and not named.

    A count is given only where it tells no State's answer, alone or by a difference.
    """

    states: int
    """How many they are."""
    held_back: int
    """How many of them agree to be named. They are not, since an output issued before counts them
    without their names: the difference would tell the answers of the others."""
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
