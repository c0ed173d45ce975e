"""The counts of a comparison, as plain data: two sides of the same States.

The JSON document of a comparison and its published schema are made of these classes, too. Nothing
here says that a change is better or worse, and nothing ranks States.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from checklist.analysis.summary.figures import CodeLabel, States, Tally


@dataclass(frozen=True, kw_only=True)
class Cycle:
    """One cycle, or one of the two sides: the States whose report counts in it."""

    cycle: str
    """`old` or `new`."""
    reported: States
    """The States whose report counts."""
    versions: Sequence[str]
    """The versions of the questionnaire that they answer."""


@dataclass(frozen=True, kw_only=True)
class StatesOfTheme:
    """How many States report more or fewer measures of a theme as in place than before.

    Of each State, only the measures count that it answered in both reports.
    """

    theme: str
    """The id of the question set."""
    title: str
    """The title of the question set."""
    more: int
    """How many States report more measures as in place."""
    as_many: int
    """How many report as many."""
    fewer: int
    """How many report fewer."""


@dataclass(frozen=True, kw_only=True)
class LineChange:
    """A measure that clearly more, or fewer, of the same States report as in place than before."""

    question: str
    """The id of the question."""
    row: str
    """The id of the row; empty for the whole question."""
    number: str
    """The number of the question, with the letter of the row."""
    words: str
    """The words of the row, or of the question."""
    asked: str
    """The question as it is asked."""
    compared: int
    """How many States answered it in both reports."""
    newly: int
    """How many of these report it as in place only in the later report."""
    no_longer: int
    """How many report it as in place only in the earlier report."""


@dataclass(frozen=True, kw_only=True)
class CyclePair:
    """Two cycles of which the same States are compared."""

    earlier: str
    """`old`."""
    later: str
    """`new`."""
    same: States
    """Those that reported in both."""
    came: States
    """Those that reported in the later cycle only."""
    went: States
    """Those that reported in the earlier cycle only."""
    measures: StatesOfTheme
    """How many States report more or fewer measures as in place, of all themes; its id is empty."""
    themes: Sequence[StatesOfTheme]
    """The same by theme."""
    lines: Sequence[LineChange]
    """The lines of the plan's headlines whose net change is a tenth of the States compared."""
    lines_compared: int
    """How many of these lines ten States or more answered in both reports."""


@dataclass(frozen=True, kw_only=True)
class CycleCounts:
    """All reports of one cycle. A question that their version did not ask is left out."""

    cycle: str
    """The cycle, or the side."""
    tally: Tally
    """The answers."""


@dataclass(frozen=True)
class Transition:
    """How many answers went from one code, or standing, to another; or stayed."""

    before: CodeLabel
    """What it was."""
    after: CodeLabel
    """What it is."""
    count: int
    """How many answers."""


@dataclass(frozen=True, kw_only=True)
class CyclePairCounts:
    """The same States in two cycles: only the pairs of answers that can be compared.

    A pair of which one answer is confidential is left out on both sides, so that the other one
    does not tell it.
    """

    earlier: str
    """`old`."""
    later: str
    """`new`."""
    before: Tally
    """The earlier answers."""
    after: Tally
    """The later answers."""
    transitions: Sequence[Transition]
    """Each answer before and after, also where it is unchanged, in the order of the codes."""
    confidential: int
    """How many pairs are left out because an answer is confidential."""


@dataclass(frozen=True, kw_only=True)
class SubjectCounts:
    """The counts of one subject over the cycles."""

    id: str
    """The id of the question set, question or group, or the number of the recommendation."""
    title: str
    """Its words."""
    units: int
    """How many questions and rows of matrices it counts."""
    cycles: Sequence[CycleCounts]
    """The counts of each cycle, or side."""
    steps: Sequence[CyclePairCounts]
    """The counts of the same States, for each step."""


@dataclass(frozen=True, kw_only=True)
class OwnCodesLine:
    """A question, or row, on a recommendation whose codes do not say how far a measure is."""

    question: str
    """The id of the question."""
    row: str
    """The id of the row of a matrix; else empty."""
    number: str
    """Its number: `5.1`."""
    words: str
    """The words of the question, or row."""
    counts: SubjectCounts
    """The counts of its codes."""


@dataclass(frozen=True, kw_only=True)
class RecommendationLine:
    """A recommendation to States: its measures, and its questions with codes of their own."""

    measures: SubjectCounts
    """Without counts where no question says how far a measure is in place."""
    own_codes: Sequence[OwnCodesLine]
    """What its counts of measures leave out, and what must be read with them."""


@dataclass(frozen=True, kw_only=True)
class Groups:
    """The groups by which is counted, too. Each report is in exactly one."""

    by: str
    """`region`, `treaty-status` or `file`."""
    title: str
    """What they are, in words."""
    source: str
    """Who says which State is in which group, and as of when; empty where reports or a file do."""
    notes: Sequence[str]
    """What must be known of the group of a State that reported."""


@dataclass(frozen=True, kw_only=True)
class GroupLine:
    """A group of States: all measures, and those of each theme.

    The same States are in the group in which the later report stands.
    """

    group: CodeLabel
    """The group."""
    reports: Sequence[int]
    """How many reports of it count in each cycle, in the order of the cycles."""
    measures: SubjectCounts
    """All measures."""
    themes: Sequence[SubjectCounts]
    """The measures of each theme."""


@dataclass(frozen=True, kw_only=True)
class SideBySide:
    """The counts of the two sides; empty for two reports that are named."""

    cycles: Sequence[Cycle] = ()
    """First `old`, then `new`."""
    steps: Sequence[CyclePair] = ()
    """From the old side to the new one."""
    themes: Sequence[SubjectCounts] = ()
    """The measures of each theme."""
    grouped_by: Groups | None = None
    """The groups that were asked for; null where none were."""
    groups: Sequence[GroupLine] = ()
    """The same by group; empty where no groups were asked for."""
    recommendations: Sequence[RecommendationLine] = ()
    """The recommendations to States."""


NOTHING_COUNTED = SideBySide()
