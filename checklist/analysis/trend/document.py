"""The shape of a trend. Its JSON document and its published schema are made of these classes.

Nothing here says that a change is better or worse, and nothing ranks States.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from checklist.analysis.summary.document import UncountedFile
from checklist.analysis.summary.figures import CodeCount, CodeLabel, StateName, States, Tally
from checklist.analysis.summary.table_ids import TableId

FORMAT = 1
"""Rises when a program that reads the JSON document would no longer understand it."""


@dataclass(frozen=True, kw_only=True)
class Cycle:
    """One cycle: the States whose report counts in it."""

    cycle: str
    """The year: `2026`."""
    reported: States
    versions: Sequence[str]
    """The versions of the questionnaire that they answer."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """Two cycles of which the same States are compared."""

    earlier: str
    later: str
    same: States
    """Those that reported in both."""
    came: States
    """Those that reported in the later cycle only."""
    went: States
    """Those that reported in the earlier cycle only."""


@dataclass(frozen=True, kw_only=True)
class CycleCounts:
    """All reports of one cycle. A question that their version did not ask is left out."""

    cycle: str
    tally: Tally
    not_comparable: int
    """How many answers are left out because the question was not asked, or meant another thing."""


@dataclass(frozen=True)
class Transition:
    """How many answers went from one code, or standing, to another; or stayed."""

    before: CodeLabel
    after: CodeLabel
    count: int


@dataclass(frozen=True, kw_only=True)
class StepCounts:
    """The same States in two cycles: only the pairs of answers that can be compared.

    A pair of which one answer is confidential is left out on both sides, so that the other one
    does not tell it.
    """

    earlier: str
    later: str
    before: Tally
    after: Tally
    transitions: Sequence[Transition]
    """Each answer before and after, also where it is unchanged, in the order of the codes."""
    not_comparable: int
    """How many pairs are left out because the question was not asked, or meant another thing."""
    confidential: int
    """How many pairs are left out because an answer is confidential."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """The counts of one subject over the cycles."""

    id: str
    title: str
    units: int
    """How many questions and rows of matrices it counts."""
    cycles: Sequence[CycleCounts]
    steps: Sequence[StepCounts]


@dataclass(frozen=True, kw_only=True)
class OwnCodesLine:
    """A question, or row, on a recommendation whose codes do not say how far a measure is."""

    question: str
    row: str
    """The id of the row of a matrix; else empty."""
    number: str
    words: str
    counts: Line


@dataclass(frozen=True, kw_only=True)
class RecommendationLine:
    """A recommendation to States: its measures, and its questions with codes of their own."""

    measures: Line
    """Without counts where no question says how far a measure is in place."""
    own_codes: Sequence[OwnCodesLine]
    """What its counts of measures leave out, and what must be read with them."""


@dataclass(frozen=True, kw_only=True)
class Groups:
    """The groups by which is counted, too. Each report is in exactly one."""

    by: str
    """`region`, `treaty-status` or `file`."""
    title: str
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
    reports: Sequence[int]
    """How many reports of it count in each cycle, in the order of the cycles."""
    measures: Line
    themes: Sequence[Line]


@dataclass(frozen=True, kw_only=True)
class MeasureChange:
    """A measure of a theme that changed between two reports of a State."""

    question: str
    row: str
    number: str
    words: str
    before: CodeLabel
    after: CodeLabel


@dataclass(frozen=True, kw_only=True)
class AnnouncedStep:
    """A step that a State announced, beside what its next report says."""

    state: StateName
    cycle: str
    """The cycle of the report that announces it."""
    text: str
    due: str
    """Until when: `2026-12`; empty where it does not say."""
    next_cycle: str
    """The cycle of its next report; empty where there is none."""
    next_answer: str
    """What the next report announces, in words; empty where there is none."""
    next_due: str
    next_code: str
    """The code of what the next report announces: `same-step`, `other-step`, or why none."""
    is_same: bool
    """Whether the next report announces the same words."""
    changes: Sequence[MeasureChange]
    """The measures of the theme that the two reports state otherwise."""


@dataclass(frozen=True, kw_only=True)
class ThemeSteps:
    """The steps that States announce for one theme."""

    theme: str
    question: str
    words: str
    announced: int
    """How many steps were announced in all cycles; confidential ones are not counted."""
    in_last_cycle: int
    """How many of them in the last cycle, which no report follows yet."""
    with_next_report: int
    """Of how many the State has reported again."""
    with_changes: int
    """With how many of these, measures of the theme changed."""
    next: Sequence[CodeCount]
    """What the next reports announce: the same step, one in other words, or why none. The counts
    add up to `with_next_report`."""
    steps: Sequence[AnnouncedStep]
    """Empty in a trend for publication."""


@dataclass(frozen=True, kw_only=True)
class NotComparable:
    """A question that the reports of a version did not ask, or asked with another meaning."""

    version: str
    question: str
    row: str
    """The id of the row of a matrix; else empty."""
    number: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Trend:
    """The cycles side by side: the document that `trend --format json` writes."""

    checklist_trend: int
    """The version of the form of this document: 1."""
    questionnaire: str
    version: str
    """The version by whose questions is counted."""
    title: str
    source: str
    """The symbol of the document whose recommendations are numbered."""
    files: int
    drafts: bool
    since: str
    until: str
    cut_off: str
    """The cut-off date: the latest day of a report that is counted; empty where none is."""
    not_agreed: int | None
    """How many reports are not counted because their States do not agree to be named. None: they
    are counted like all others, and the trend is not for publication."""
    held_back: int
    """How many States among those that are not counted agree to be named. An output issued before
    counts them without their names, and the difference would tell the answers of others."""
    cycles: Sequence[Cycle]
    steps: Sequence[Step]
    """From each cycle to the next one; of more than two, also from the first to the last."""
    grouped_by: Groups | None
    """The groups that were asked for; null where none were."""
    themes: Sequence[Line]
    recommendations: Sequence[RecommendationLine]
    groups: Sequence[GroupLine]
    announced: Sequence[ThemeSteps]
    not_comparable: Sequence[NotComparable]
    left_out: Sequence[UncountedFile]
    tables: Sequence[TableId]
    """The ids of the tables and figures that a trend of this questionnaire can have. A table of two
    cycles has them behind its id: `R2-1.2024-2026`."""
