"""The shape of a summary. Its JSON document and its published schema are made of these classes.

Lists of States are always in the alphabetical order of their names. Nothing orders them otherwise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checklist.analysis.summary.figures import (
    CodeCount,
    CodeLabel,
    Question,
    StateName,
    States,
    Tally,
)

FORMAT = 3
"""Rises when a program that reads the JSON document would no longer understand it."""


@dataclass(frozen=True, kw_only=True)
class CountedReport:
    """A report that is counted."""

    state: StateName
    file: str
    treaty_status: CodeLabel
    """What it answered on its treaty status; without a code where that is not shown."""
    status: str
    """`draft` or `final`."""
    revision: int
    date: str
    version: str
    """The version of the questionnaire that it answers."""
    is_copy: bool
    """Whether it is a copy for publication, which lacks answers."""
    publication: CodeLabel
    """Whether it may be published, in the State's answer."""
    invalid: int
    """How many of its answers do not fit their questions."""
    cycle: str
    """The year of its cycle: in which its period ends, where that is public; else of `date`."""
    months: int
    """How many months its period has, rounded; 0 where that is not said or not shown."""
    group: CodeLabel
    """The group in which it is counted; empty where no groups were asked for."""


@dataclass(frozen=True, kw_only=True)
class UncountedFile:
    """A file that is not counted, and why."""

    file: str
    state: str
    """The code of its State; empty where that cannot be said."""
    why: str
    """A code: `unusable`, `draft`, `superseded` …"""
    message: str
    """The same in words, with the file that counts instead."""
    instead: str
    """The file of the same State that counts instead; empty where none does."""
    finding: str
    """Of an unusable file: `path:line:column: CODE message`, its first finding; else empty."""


@dataclass(frozen=True)
class Group:
    """A tally among the States with one treaty status."""

    treaty_status: CodeLabel
    tally: Tally


@dataclass(frozen=True)
class GroupTally:
    """A tally among the States of one group."""

    group: CodeLabel
    tally: Tally


@dataclass(frozen=True, kw_only=True)
class GroupFigures:
    """Who has reported in one group."""

    group: CodeLabel
    """Without a code, it stands for the States in none of the others."""
    expected: int | None
    """How many States of it are expected; null where only a report says in which group it is."""
    reported: Sequence[StateName]
    """Those whose report is counted, also without being expected."""


@dataclass(frozen=True, kw_only=True)
class GroupedBy:
    """The groups into which the figures are divided. Each report is in exactly one."""

    by: str
    """`region`, `treaty-status` or `file`."""
    title: str
    source: str
    """Who says which State is in which group, and as of when; empty where reports or a file do."""
    groups: Sequence[GroupFigures]
    """In their order; those with neither a report nor an expected State are left out."""
    notes: Sequence[str]
    """What must be known of the group of a State that reported."""


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A question, or a row of a matrix: what is counted."""

    question: str
    row: str
    """Empty for a question without rows."""
    number: str
    """The question's number in the questionnaire: `2.3`."""
    words: str
    """The question as it is asked."""
    row_words: str
    set: str
    """The id of the question's set, which is its theme."""
    recommendations: Sequence[str]
    is_measure: bool
    """Whether its codes say how far a measure is in place."""
    tally: Tally
    statuses: Tally | None
    """Of a measure: the same answers, by the statuses that all measures share; else null."""
    counts_as: Mapping[str, str]
    """Of a measure whose options are its own: as which status each code counts; else empty."""
    in_place: Sequence[StateName]
    """Of a measure, of fewer than ten reports: the States in which it is in place; else empty."""
    in_part: Sequence[StateName]
    """The same of the States in which it is in place in part."""
    by_treaty_status: Sequence[Group]
    by_group: Sequence[GroupTally]
    """By the groups that were asked for, those with a report; empty where none were."""


@dataclass(frozen=True, kw_only=True)
class Implementation:
    """How far the measures of one recommendation or theme are in place.

    It counts answers, not States: a State has one for each question and row that serves it.
    """

    id: str
    title: str
    units: int
    """How many questions and rows of matrices there are on it."""
    measures: Tally
    """Of the questions whose codes say how far a measure is in place."""
    others: Tally
    """Of the other questions; their codes have no common meaning and are not added up."""
    by_treaty_status: Sequence[Group]
    """The measures, by the States' treaty status."""
    by_group: Sequence[GroupTally]
    """The measures, by the groups that were asked for; empty where none were."""


@dataclass(frozen=True)
class OwnCodes:
    """A question on a recommendation whose codes do not say how far a measure is in place."""

    question: str
    number: str


@dataclass(frozen=True, kw_only=True)
class RecommendationFigures:
    """A recommendation: what it is, and how far it is in place."""

    meeting: int
    section: str
    section_title: str
    addressees: Sequence[str]
    strength: Sequence[str]
    themes: Sequence[str]
    """The ids of the sets that ask about it."""
    own_codes: Sequence[OwnCodes]
    """The questions that its counts of measures leave out, and that must be read with them."""
    implementation: Implementation


@dataclass(frozen=True)
class Theme:
    """What stands in the way of one theme, and how measures are in place in part."""

    set: str
    title: str
    obstacles: Question | None
    partly: Sequence[CodeCount]
    """How measures are in place in part: counts of answers, a State can have several."""


@dataclass(frozen=True)
class StateAndPriority:
    """A State that wants a kind of assistance for a theme, with its priority."""

    state: StateName
    priority: CodeLabel


@dataclass(frozen=True, kw_only=True)
class AssistanceWanted:
    """A kind of assistance that is wanted for a theme."""

    theme: str
    question: str
    code: str
    label: str
    count: int
    states: Sequence[StateAndPriority]
    """Who wants it; for publication, only States that agree to be named to donors."""


@dataclass(frozen=True, kw_only=True)
class OfferOfHelp:
    """What States offer of one kind of help."""

    question: str
    code: str
    label: str
    offered_by: Sequence[StateName]
    """Those who agree that their report is published."""
    unnamed: int
    """How many others offer it."""


@dataclass(frozen=True, kw_only=True)
class KindOfHelp:
    """A kind of help: who wants it, and who offers what of it."""

    code: str
    label: str
    wanted_by: Sequence[StateName]
    """Those who agree to be named to donors."""
    unnamed: int
    """How many others want it who agree to be shown to donors without their names."""
    offers: Sequence[OfferOfHelp]
    """Empty where the questionnaire asks for no offer of this kind."""


@dataclass(frozen=True, kw_only=True)
class NeedsAndOffers:
    """Help wanted beside help offered, as far as it may be shown to donors."""

    kinds: Sequence[KindOfHelp]
    """In the order of the questionnaire, also those that nobody wants."""
    not_shown: int
    """How many States want help and do not agree that this is shown to donors."""


@dataclass(frozen=True, kw_only=True)
class Assistance:
    """What States want, received, asked for, and offer to others."""

    needs_and_offers: NeedsAndOffers | None
    """Null if the questionnaire does not ask what may be shown to donors."""
    wanted: Sequence[AssistanceWanted]
    """Kind by kind within each theme, also those that nobody wants."""
    wanted_by_kind: Sequence[CodeCount]
    """How many States want each kind, for any theme."""
    wanted_by_theme: Sequence[Question]
    """The questions behind it, with their denominators."""
    received: Sequence[Question]
    """What was received, and from whom."""
    requests: Sequence[Question]
    """What became of requests."""
    offers: Sequence[Question]
    """What States offer to others."""
    needs: Sequence[Question]
    """What they would rather receive, apart from what is wanted by theme."""


@dataclass(frozen=True, kw_only=True)
class Practice:
    """A practice that a State offers to others."""

    theme: CodeLabel
    state: StateName
    name: str
    description: str
    url: str


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


@dataclass(frozen=True)
class Law:
    """A law that a State names, with where it can be read."""

    short_name: str
    citation: str
    kind: CodeLabel
    """The kind of law, such as an act or a decree; without code where the State names none."""
    details: Mapping[str, str]
    """What else is said of it, by the words of the column: the date, a web address."""
    cited: int
    """In the answers to how many questions it is cited; the rows of a matrix are one answer."""


@dataclass(frozen=True)
class Link:
    """A web address that an answer gives as evidence."""

    question: str
    url: str


@dataclass(frozen=True)
class Evidence:
    """What a State refers to."""

    state: StateName
    laws: Sequence[Law]
    links: Sequence[Link]


@dataclass(frozen=True, kw_only=True)
class Participation:
    """Who has reported, and who has not."""

    expected: int | None
    """How many States are expected to report; null in a publication where nobody said which."""
    reported: Sequence[StateName]
    """Those of them who have reported, also where a publication does not count their answers."""
    not_counted: Sequence[StateName]
    """Those of them who sent something that is not counted."""
    not_reported: Sequence[StateName]
    """Those of them of whom there is no file."""
    not_expected: Sequence[StateName]
    """Those who have reported without being expected."""
    unclear: States
    """The States without a counted report because it is unclear which report counts."""
    in_several_cycles: States
    """The States with reports of several cycles, of which the latest cycle is counted."""
    with_newer_unusable: States
    """The States of which a file cannot be used that may be newer than the report counted."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A question that a report's version of the questionnaire asks otherwise."""

    version: str
    reports: int
    """How many counted reports answer this version."""
    question: str
    how: str
    """`meaning`, `renamed`, `changed`, `reworded`, `new`, `gone`, `other-content` or `unknown`."""
    message: str
    """The same in words."""


@dataclass(frozen=True, kw_only=True)
class HeadlineCount:
    """A count that stands in the sentences of a headline."""

    row: str
    """The id of the row of a matrix, or of the question of a theme; empty where there is none."""
    what: str
    """What is counted: a code, or the kind of an answer without a value, such as `not-known`."""
    label: str
    """The words for it."""
    count: int
    """How many States."""


@dataclass(frozen=True, kw_only=True)
class Headline:
    """What a summary says first of one subject, in sentences that are counted."""

    theme: str
    """The id of the set that is its theme; empty for what concerns all themes."""
    title: str
    """The heading below which it stands: the title of its theme, or `Who reported`."""
    question: str
    """The id of the question that is counted; empty where there are several."""
    of: int
    """The base: of how many States."""
    sentences: Sequence[str]
    """Whole sentences, in their order."""
    counts: Sequence[HeadlineCount]
    """The counts that stand in the sentences, or that these were chosen by."""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What the reports say together: the document that `summarize --format json` writes."""

    checklist_summary: int
    """The version of the form of this document: 1."""
    questionnaire: str
    version: str
    title: str
    source: str
    """The symbol of the document whose recommendations are numbered."""
    files: int
    drafts: bool
    """Whether drafts are counted."""
    cycle: str
    """The year of the cycle whose reports count; empty: of whatever cycle."""
    cut_off: str
    """The cut-off date: the latest day of a report that is counted; empty where none is."""
    not_agreed: int | None
    """Reports of States that do not agree to publication; null in a summary not for publication."""
    headlines: Sequence[Headline]
    """What is said first, in a fixed order; what has nothing to say is left out."""
    shows_confidential: bool
    covered: int
    """How many answers count as confidential because a confidential answer decides on them."""
    reports: Sequence[CountedReport]
    left_out: Sequence[UncountedFile]
    participation: Participation
    grouped_by: GroupedBy | None
    """The groups that were asked for; null where none were."""
    publication: Question | None
    recommendations: Sequence[RecommendationFigures]
    themes: Sequence[Implementation]
    units: Sequence[Unit]
    """Every question and row, in the questionnaire's order."""
    obstacles: Sequence[Theme]
    assistance: Assistance
    ratification: Sequence[Ratification]
    practices: Sequence[Practice]
    contacts: Tally | None
    """Who named a contact point; null where the questionnaire does not ask for one."""
    evidence: Sequence[Evidence]
    comparability: Sequence[Difference]
    """What other versions of the questionnaire ask otherwise; what is not named is the same."""
